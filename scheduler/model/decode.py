"""Values of columns → plan: ledgers as solved, cost lines as priced, actions with their dates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import ROUND_HALF_EVEN, Decimal
from typing import TypeVar

import numpy as np

from scheduler.model.actions import actions
from scheduler.model.arrays import ABSENT, Floats, Ints
from scheduler.model.case import Case
from scheduler.model.moving import converting_to, moving_in, moving_out
from scheduler.plan import (
    Allocation,
    ByPeriod,
    CostLine,
    MoveLedger,
    OfferLedger,
    Plan,
    PoolLedger,
    RunningLedger,
    VendorLedger,
    WorkstreamLedger,
)
from scheduler.problem.money import digits
from scheduler.rules import Cost

DIGITS = 9  # of heads and hours
LINE_DIGITS = 6  # of money in a cost line
K = TypeVar("K")


def decode(case: Case, values: Floats) -> Plan:
    """The plan that these column values say. `values` has one number per column, whole ones exact."""
    exact = np.round(values, DIGITS) + 0.0
    costs = _cost_lines(case, exact)
    cash, penalties = (_sum_of(line for line in costs if line.kind.cash is paid) for paid in (True, False))
    currency = case.index.problem.forecast.currency
    return Plan(
        currency=currency,
        first_days=tuple(case.index.clock.first_days[: case.index.periods + 1]),
        actions=actions(case, exact),
        pools=_pools(case, exact),
        moves={
            m.key: MoveLedger(heads=_row(exact, c)) for m, c in zip(case.index.moves, case.variables.moves)
        },
        offers=_offers(case, exact),
        running=_running(case, exact),
        vendors=_vendors(case, exact),
        workstreams=_workstreams(case, exact),
        allocations=_allocations(case, exact),
        costs=costs,
        cost=_rounded(cash + penalties, currency),
        cash=_rounded(cash, currency),
        penalties=_rounded(penalties, currency),
    )


def _row(values: Floats, columns: Ints) -> ByPeriod:
    return tuple(values[columns].tolist())


def _sum(values: Floats, columns: Ints, rows: list[int], periods: int) -> Floats:
    chosen: Floats = values[columns[rows]].reshape(-1, periods).sum(axis=0)
    return chosen


def _places(keys: Iterable[K]) -> dict[K, list[int]]:
    """Where each key stands."""
    found: dict[K, list[int]] = {}
    for place, key in enumerate(keys):
        found.setdefault(key, []).append(place)
    return found


def _given(values: Floats) -> ByPeriod:
    return tuple((np.round(values, DIGITS) + 0.0).tolist())


def _pools(case: Case, values: Floats) -> dict[str, PoolLedger]:
    index, v, periods = case.index, case.variables, case.index.periods
    out, into, converting = moving_out(index), moving_in(index), converting_to(index)
    slow, known_slow = case.newcomers.ramping()
    supervised = _places(pool for pool, _ in index.supervised)
    ledgers = {}
    for g, each in enumerate(index.pools):
        coming = values[v.hires[g]] + _sum(values, v.moves, into[g], periods)
        coming = coming + _sum(values, v.converted, converting[g], periods) + _arrivals(case, g)
        going = values[v.releases[g]] + _sum(values, v.moves, out[g], periods) + each.leavers
        heads = values[v.heads[g]]
        before = np.concatenate([[each.pool.headcount], heads[:-1]])
        columns = case.newcomers.columns[g]
        there = np.where(columns == ABSENT, 0.0, values[columns])
        mentor = each.pool.hire.mentor_hours * index.clock.spans("week") if each.pool.hire else 0.0
        ledgers[each.pool.key] = PoolLedger(
            hires=_row(values, v.hires[g]),
            releases=_row(values, v.releases[g]),
            arriving=_given(_arrivals(case, g)),
            leaving=_given(each.leavers),
            moved_out=_given(_sum(values, v.moves, out[g], periods)),
            moved_in=_given(_sum(values, v.moves, into[g], periods)),
            converted=_given(_sum(values, v.converted, converting[g], periods)),
            leavers=_given(before + coming - going - heads),
            experienced=_row(values, v.experienced[g]),
            heads=_row(values, v.heads[g]),
            overtime_hours=_row(values, v.overtime[g]),
            short_time_heads=_row(values, v.short_time[g]),
            idle_hours=_row(values, v.idle[g]),
            mentor_hours=_given(mentor * ((there * slow[g]).sum(axis=1) + known_slow[g])),
            supervision={
                index.supervised[row][1]: _row(values, v.supervision[row]) for row in supervised.get(g, [])
            },
        )
    return ledgers


def _arrivals(case: Case, g: int) -> Floats:
    index, heads = case.index, np.zeros(case.index.periods)
    for arrival in index.pools[g].pool.arriving:
        t = index.timeline.at_or_after(arrival.on)
        if arrival.on >= index.clock.first_days[0] and t < index.periods:
            heads[t] += arrival.heads
    return heads


def _offers(case: Case, values: Floats) -> dict[str, OfferLedger]:
    index, v = case.index, case.variables
    none = (0.0,) * index.periods
    rows = _places(call for call, _ in index.bought)
    ledgers = {}
    for k, each in enumerate(index.heads):
        ledgers[each.offer.key] = OfferLedger(
            starts=_row(values, v.starts[k]),
            ends=_row(values, v.ends[k]),
            active=_row(values, v.active[k]),
            converting_starts=_row(values, v.converting_starts[k]),
            converted=_row(values, v.converted[k]),
            converting_active=_row(values, v.converting_active[k]),
            bought_hours={},
        )
    for k, each in enumerate(index.calls):
        bought = {index.bought[row][1]: _row(values, v.bought[row]) for row in rows.get(k, [])}
        ledgers[each.offer.key] = OfferLedger(
            starts=none,
            ends=none,
            active=none,
            converting_starts=none,
            converted=none,
            converting_active=none,
            bought_hours=bought,
        )
    return ledgers


def _running(case: Case, values: Floats) -> dict[str, RunningLedger]:
    v = case.variables
    return {
        key: RunningLedger(ends=_row(values, v.running_ends[row]), active=_row(values, v.running_active[row]))
        for row, key in enumerate(case.index.lot_keys)
    }


def _vendors(case: Case, values: Floats) -> dict[str, VendorLedger]:
    """A vendor is used when it supplies anything, whether or not a rule had to know."""
    index, v = case.index, case.variables
    heads = _places(each.vendor.key for each in index.heads)
    rows = _places(index.calls[call].vendor.key for call, _ in index.bought)
    ledgers = {}
    for place, vendor in enumerate(index.vendors):
        supplied = float(values[v.active[heads.get(vendor.key, [])]].sum())
        supplied += values[v.converting_active[heads.get(vendor.key, [])]].sum()
        supplied += values[v.bought[rows.get(vendor.key, [])]].sum()
        marked = bool(round(values[v.used[place, 0]]))
        known = vendor.fixed_cost > 0 or index.problem.policy.max_vendors is not None
        used = marked if known or index.is_engaged(vendor) else bool(supplied > 0)
        ledgers[vendor.key] = VendorLedger(used=used, shortfall=float(values[v.shortfall[place, 0]]))
    return ledgers


def _workstreams(case: Case, values: Floats) -> dict[str, WorkstreamLedger]:
    index, v = case.index, case.variables
    pairs = _places(pair.work for pair in index.pairs)
    ledgers = {}
    for d, each in enumerate(index.work):
        ledgers[each.workstream.key] = WorkstreamLedger(
            demand=tuple(each.hours.tolist()),
            delivered=_given(_sum(values, v.delivered, pairs.get(d, []), index.periods)),
            short=_row(values, v.short[d]),
            waiting=_row(values, v.waiting[d]),
            ahead=_row(values, v.ahead[d]),
        )
    return ledgers


def _allocations(case: Case, values: Floats) -> tuple[Allocation, ...]:
    suppliers, works = case.index.suppliers, case.index.work_keys
    return tuple(
        Allocation(
            supplier=suppliers[pair.supplier],
            workstream=works[pair.work],
            hours=_row(values, case.variables.delivered[p]),
        )
        for p, pair in enumerate(case.index.pairs)
        if values[case.variables.delivered[p]].any()
    )


def _cost_lines(case: Case, values: Floats) -> tuple[CostLine, ...]:
    periods = case.index.periods
    amounts: dict[tuple[Cost, str, str], Floats] = defaultdict(lambda: np.zeros(periods + 1))
    for line in case.matrix.priced:
        there = np.where(line.columns == ABSENT, 0.0, values[line.columns])
        money = (there * line.prices).sum(axis=2) + line.constant
        for row, (owner, part) in enumerate(line.owners):
            place = slice(periods, None) if line.after else slice(0, periods)
            amounts[line.kind, owner, part][place] += money[row]
    lines = []
    for (kind, owner, part), total in amounts.items():
        rounded = np.round(total, LINE_DIGITS) + 0.0
        if rounded.any():
            by_period = tuple(rounded[:periods].tolist())
            lines.append(
                CostLine(kind=kind, owner=owner, part=part, amounts=by_period, after=rounded[periods])
            )
    return tuple(lines)


def _sum_of(lines: Iterable[CostLine]) -> Decimal:
    """The exact sum of the lines."""
    return sum((Decimal(repr(a)) for line in lines for a in (*line.amounts, line.after) if a), Decimal(0))


def _rounded(exact: Decimal, currency: str) -> float:
    """Rounded half-even to the currency's digits."""
    return float(exact.quantize(Decimal(1).scaleb(-digits(currency)), ROUND_HALF_EVEN))
