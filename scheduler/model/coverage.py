"""Rules of work and of who does it. One function a rule, named as in `Rule` and FORMULATION.md."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from scheduler.model.arrays import ABSENT, Floats, Ints, before, gather, gather_values, windows
from scheduler.model.case import Case
from scheduler.model.contracts import all_heads
from scheduler.model.index import Pair
from scheduler.rules import Rule


def supply_hours(case: Case) -> None:
    """Nobody works more hours than there are: pools, offers in heads, bought hours. Formulas (28) to (30)."""
    _pool_hours(case)
    for k in range(len(case.index.heads)):
        _offer_hours(case, k)
    for row in range(len(case.index.bought)):
        _bought_hours(case, row)


def supervision(case: Case) -> None:
    """Contract heads get their hours of supervision from own people. Formula (31)."""
    index, v = case.index, case.variables
    for skill in sorted({s for each in index.heads + index.calls for s in each.offer.supervision}):
        rows = [row for row, (_, own) in enumerate(index.supervised) if own == skill]
        efficiency = np.array([index.pools[index.supervised[row][0]].pool.skills[skill] for row in rows])
        given = (gather(v.supervision, [rows]), efficiency[None, None, :])
        terms = [given, *_supervised_heads(case, skill), *_supervised_hours(case, skill)]
        case.matrix.require(Rule.SUPERVISION, [skill], terms, 0.0, 0.0)


def coverage(case: Case) -> None:
    """Every hour of work is delivered, waits, was done ahead, or is short. Formula (32)."""
    index, v = case.index, case.variables
    groups = pairs_of_work(case)
    hours = hours_asked(case)
    opening = np.zeros_like(hours)
    opening[:, 0] = [d.workstream.opening - d.workstream.opening_ahead for d in index.work]
    case.matrix.require(
        Rule.COVERAGE,
        index.work_keys,
        [
            (gather(v.delivered, groups), 1.0),
            (v.short, 1.0),
            (before(v.ahead), 1.0),
            (v.ahead, -1.0),
            (v.waiting, 1.0),
            (before(v.waiting), -1.0),
        ],
        hours + opening,
        hours + opening,
    )
    case.matrix.require(Rule.COVERAGE, index.work_keys, [(v.short, 1.0)], upper=hours)


def max_delay(case: Case) -> None:
    """Work waits no longer and no more than it may. Formula (33)."""
    index, v = case.index, case.variables
    hours, t = hours_asked(case), np.arange(index.periods)
    delays = [min(d.delay, index.periods) for d in index.work]
    arrived = np.array([_sum_back(hours[d], delay) for d, delay in enumerate(delays)]).reshape(hours.shape)
    for d, each in enumerate(index.work):
        for age, waiting in enumerate(each.workstream.opening_by_age, 1):
            arrived[d] += np.where(t < each.delay - age, waiting, 0.0)
    keys = index.work_keys
    waits = [each.delay > 0 for each in index.work]
    arrivals = [(v.waiting, 1.0), (windows(v.short, delays), 1.0)]
    case.matrix.require(Rule.MAX_DELAY, keys, arrivals, upper=arrived, said=waits)
    most = np.full(hours.shape, np.inf)
    for d, each in enumerate(index.work):
        if each.workstream.max_backlog is not None:
            most[d] = each.workstream.max_backlog
        most[d, -1] = min(most[d, -1], each.closing_backlog)
    case.matrix.require(Rule.MAX_DELAY, keys, [(v.waiting, 1.0)], upper=most, said=waits)


def max_early(case: Case) -> None:
    """Work is done no earlier and no more ahead than it may. Formula (34)."""
    index, v, rule = case.index, case.variables, Rule.MAX_EARLY
    due = np.zeros((len(index.work), index.periods))
    least, most = np.zeros_like(due), np.full(due.shape, np.inf)
    for d, each in enumerate(index.work):
        reach = np.arange(index.periods) + each.early
        total = np.concatenate([[0.0], np.cumsum(each.hours)])
        due[d] = total[np.minimum(reach + 1, index.periods)] - total[1:]
        due[d] += np.where(reach >= index.periods, each.closing_max, 0.0) * (each.early > 0)
        if each.workstream.max_ahead is not None:
            most[d] = each.workstream.max_ahead
        most[d, -1] = min(most[d, -1], each.closing_max)
        least[d, -1] = each.closing_min
    ahead, keys = [each.early > 0 for each in index.work], index.work_keys
    coming = _windows_ahead(v.short, [each.early for each in index.work])
    case.matrix.require(rule, keys, [(v.ahead, 1.0), (coming, 1.0)], upper=due, said=ahead)
    case.matrix.require(rule, keys, [(v.ahead, 1.0)], least, most, said=ahead)


def max_shortage(case: Case) -> None:
    """No more is left undone than may be. Formula (35)."""
    index = case.index
    strict = index.problem.policy.strict
    most = np.full((len(index.work), index.periods), np.inf)
    for d, each in enumerate(index.work):
        stream = each.workstream
        if strict or stream.must_meet:
            most[d] = 0.0
        elif stream.max_shortage_share is not None:
            most[d] = stream.max_shortage_share * each.hours
    case.matrix.require(Rule.MAX_SHORTAGE, index.work_keys, [(case.variables.short, 1.0)], upper=most)


def access(case: Case) -> None:
    """Work is done only by those cleared, placed and permitted for it. Formula (36)."""
    index = case.index
    closed = [p for p, pair in enumerate(index.pairs) if not pair.allowed]
    owners = [
        f"{index.suppliers[index.pairs[p].supplier]} on {index.work_keys[index.pairs[p].work]}"
        for p in closed
    ]
    case.matrix.require(Rule.ACCESS, owners, [(case.variables.delivered[closed], 1.0)], upper=0.0)


def hours_asked(case: Case) -> Floats:
    """Hours of work asked for. Shape (D, T)."""
    return np.array([d.hours for d in case.index.work]).reshape(len(case.index.work), case.index.periods)


def pairs_of_work(case: Case, wanted: Callable[[Pair], bool] | None = None) -> list[list[int]]:
    """Pairs of each workstream, those wanted (absent: all)."""
    groups: list[list[int]] = [[] for _ in case.index.work]
    for p, pair in enumerate(case.index.pairs):
        if wanted is None or wanted(pair):
            groups[pair.work].append(p)
    return groups


def _pool_hours(case: Case) -> None:
    index, v, new = case.index, case.variables, case.newcomers
    net = case.by_pool(lambda g: g.net_hours)
    groups = [index.pairs_of_supplier(g) for g in range(len(index.pools))]
    efficiency = gather_values(np.array([pair.efficiency for pair in index.pairs]), groups)
    each_hour = np.where(efficiency > 0, 1 / np.where(efficiency > 0, efficiency, 1.0), 0.0)
    mentor = np.array([g.pool.hire.mentor_hours if g.pool.hire else 0.0 for g in index.pools])
    mentor = mentor * index.clock.spans("week")
    productive, known = new.productive()
    ramping, known_ramping = new.ramping()
    lost = np.array([1 - g.pool.short_time.hours_share if g.pool.short_time else 0.0 for g in index.pools])
    supervising = [
        [r for r, (pool, _) in enumerate(index.supervised) if pool == g] for g in range(len(index.pools))
    ]
    own = net * known - mentor[:, None] * known_ramping
    case.matrix.require(
        Rule.SUPPLY_HOURS,
        index.pool_keys,
        [
            (gather(v.delivered, groups), each_hour[:, None, :]),
            (v.idle, 1.0),
            (gather(v.supervision, supervising), 1.0),
            (v.experienced, -net),
            (new.columns, mentor[:, None, None] * ramping - net[:, :, None] * productive),
            (v.short_time, net * lost[:, None]),
            (v.overtime, -1.0),
        ],
        own,
        own,
    )


def _offer_hours(case: Case, k: int) -> None:
    index, v, each = case.index, case.variables, case.index.heads[k]
    group = index.pairs_of_supplier(len(index.pools) + k)
    net = each.net_hours[: index.periods]
    lost = 1 - each.productivity
    starts = [windows(s[k : k + 1], [len(lost)]) for s in (v.starts, v.converting_starts)]
    case.matrix.require(
        Rule.SUPPLY_HOURS,
        [each.offer.key],
        [
            (gather(v.delivered, [group]), _each_hour(case, group)),
            (v.active[k : k + 1], -net[None]),
            (v.converting_active[k : k + 1], -net[None]),
            *[(columns, net[None, :, None] * lost[None, None, :]) for columns in starts],
            *[
                (v.running_active[place][None], -(net * _ramp_of_lot(case, place))[None])
                for place in index.lots_of(k)
            ],
        ],
        upper=0.0,
    )


def _ramp_of_lot(case: Case, place: int) -> Floats:
    """Productivity of a running contract's heads in each period. Shape (T,)."""
    lot, each = case.index.lots[place], case.index.heads[case.index.lot_offer[place]]
    return np.array([each.productive_at(max(0, t - lot.start) + lot.age) for t in range(case.index.periods)])


def _bought_hours(case: Case, row: int) -> None:
    index, v = case.index, case.variables
    k, skill = index.bought[row]
    supplier = len(index.pools) + len(index.heads) + k
    group = [
        p
        for p in index.pairs_of_supplier(supplier)
        if index.work[index.pairs[p].work].workstream.skill == skill
    ]
    net = index.calls[k].net_hours[: index.periods]
    bought = v.bought[row : row + 1]
    terms = [(gather(v.delivered, [group]), _each_hour(case, group)), (bought, -net[None])]
    case.matrix.require(Rule.SUPPLY_HOURS, [index.calls[k].offer.key], terms, upper=0.0)


def _each_hour(case: Case, group: list[int]) -> Floats:
    return np.array([1 / case.index.pairs[p].efficiency for p in group])[None, None, :]


def _supervised_heads(case: Case, skill: str) -> list[tuple[Ints, Floats]]:
    weeks, terms = case.index.clock.spans("week"), []
    for k, each in enumerate(case.index.heads):
        hours = each.offer.supervision.get(skill, 0.0)
        if hours:
            heads = all_heads(case, [k])
            terms.append((heads, np.full(heads.shape, -hours * weeks)))
    return terms


def _supervised_hours(case: Case, skill: str) -> list[tuple[Ints, Floats]]:
    terms = []
    for row, (k, _) in enumerate(case.index.bought):
        offer = case.index.calls[k].offer
        hours = offer.supervision.get(skill, 0.0) / offer.hours_per_week
        if hours:
            bought = case.variables.bought[row : row + 1]
            terms.append((bought, np.full(bought.shape, -hours)))
    return terms


def _windows_ahead(columns: Ints, lengths: list[int]) -> Ints:
    """The columns of the next so many periods. Shape (D, T, longest)."""
    periods = columns.shape[1]
    ahead = np.arange(1, min(max(lengths, default=0), periods) + 1)[None, None, :]
    place = np.arange(periods)[None, :, None] + ahead
    there = (place < periods) & (ahead <= np.array(lengths).reshape(-1, 1, 1))
    rows = np.arange(len(columns))[:, None, None]
    result: Ints = np.where(there, columns[rows, np.minimum(place, periods - 1)], ABSENT)
    return result


def _sum_back(values: Floats, length: int) -> Floats:
    total: Floats = np.concatenate([[0.0], np.cumsum(values)])
    t = np.arange(len(values))
    return total[t + 1] - total[np.maximum(t + 1 - length, 0)]
