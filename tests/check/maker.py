"""Whole plans from decisions: ledgers, actions, lines, sums follow; what is left is idle or short."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from scheduler.check.actions import expected
from scheduler.check.case import Case
from scheduler.check.inhouse import experienced_heads, moving_in
from scheduler.check.ledger import COSTS
from scheduler.check.lines import to_digits, value
from scheduler.check.vendors import unspent
from scheduler.plan import Action, Allocation, CostLine, OfferLedger, Plan
from scheduler.problem import Problem
from scheduler.problem.money import digits
from scheduler.rules import Cost
from tests.rules.small import nothing

FOLLOWING = ("experienced", "heads", "leavers", "mentor_hours")
ByOwner = Mapping[str, Mapping[int, float]]


@dataclass(frozen=True)
class Decided:
    """What is decided, by owner and period; `drift` and `active` falsify heads, `short` hours, on purpose."""

    hires: ByOwner = field(default_factory=dict)
    releases: ByOwner = field(default_factory=dict)
    moves: ByOwner = field(default_factory=dict)
    starts: ByOwner = field(default_factory=dict)
    ends: ByOwner = field(default_factory=dict)
    converting: ByOwner = field(default_factory=dict)
    converted: ByOwner = field(default_factory=dict)
    running_ends: ByOwner = field(default_factory=dict)
    bought: Mapping[str, ByOwner] = field(default_factory=dict)
    overtime: ByOwner = field(default_factory=dict)
    short_time: ByOwner = field(default_factory=dict)
    supervision: Mapping[str, ByOwner] = field(default_factory=dict)
    deliver: Mapping[tuple[str, str], Sequence[float]] = field(default_factory=dict)
    waiting: ByOwner = field(default_factory=dict)
    ahead: ByOwner = field(default_factory=dict)
    drift: ByOwner = field(default_factory=dict)
    active: ByOwner = field(default_factory=dict)
    short: ByOwner = field(default_factory=dict)
    used: Mapping[str, bool] = field(default_factory=dict)
    shortfall: Mapping[str, float] = field(default_factory=dict)


def plan_of(problem: Problem, baseline: Plan | None = None, **decided: Any) -> Plan:
    """The plan these decisions make."""
    given = Decided(**decided)
    periods = range(problem.forecast.calendar.periods)
    plan = _decisions(problem, nothing(problem), given, periods)
    case = Case(problem, plan, baseline)
    plan = plan.model_copy(update={"first_days": tuple(case.clock.day(t) for t in [*periods, len(periods)])})
    plan = _pools(Case(problem, plan, baseline), given)
    plan = _work(Case(problem, plan, baseline), given)
    plan = plan.model_copy(update={"actions": _actions(Case(problem, plan, baseline))})
    plan = _priced(problem, plan, baseline, {Cost.CONTRACT})
    plan = _vendors(Case(problem, plan, baseline), given)
    plan = _priced(problem, plan, baseline, set(Cost))
    return summed(plan)


def by_period(periods: range, values: Mapping[int, float]) -> tuple[float, ...]:
    return tuple(float(values.get(t, 0.0)) for t in periods)


def _decisions(problem: Problem, plan: Plan, given: Decided, periods: range) -> Plan:
    def row(of: ByOwner, key: str) -> tuple[float, ...]:
        return by_period(periods, of.get(key, {}))

    pools = {
        key: ledger.model_copy(
            update={
                "hires": row(given.hires, key),
                "releases": row(given.releases, key),
                "overtime_hours": row(given.overtime, key),
                "short_time_heads": row(given.short_time, key),
                "supervision": {s: row(given.supervision[key], s) for s in given.supervision.get(key, {})},
            }
        )
        for key, ledger in plan.pools.items()
    }
    moves = {
        key: ledger.model_copy(update={"heads": row(given.moves, key)}) for key, ledger in plan.moves.items()
    }
    offers = {key: _offer(given, key, periods) for key in plan.offers}
    running = {
        contract.key: _running(problem, plan, contract.key, row(given.running_ends, contract.key))
        for contract in problem.rate_card.running
    }
    return plan.model_copy(update={"pools": pools, "moves": moves, "offers": offers, "running": running})


def _offer(given: Decided, key: str, periods: range) -> OfferLedger:
    rows = {
        name: by_period(periods, of.get(key, {}))
        for name, of in (
            ("starts", given.starts),
            ("ends", given.ends),
            ("converting_starts", given.converting),
            ("converted", given.converted),
        )
    }
    active = list(_balance(rows["starts"], rows["ends"]))
    for t, heads in given.active.get(key, {}).items():
        active[t] = heads
    bought = given.bought.get(key, {})
    return OfferLedger(
        **rows,
        active=tuple(active),
        converting_active=_balance(rows["converting_starts"], rows["converted"]),
        bought_hours={skill: by_period(periods, hours) for skill, hours in bought.items()},
    )


def _balance(come: Sequence[float], go: Sequence[float]) -> tuple[float, ...]:
    return tuple(sum(come[: t + 1]) - sum(go[: t + 1]) for t in range(len(come)))


def _running(problem: Problem, plan: Plan, key: str, ends: tuple[float, ...]) -> Any:
    contract = next(each for each in problem.rate_card.running if each.key == key)
    begun = Case(problem, plan).clock.timeline.at_or_after(contract.started)
    come = [contract.heads if t == begun else 0.0 for t in range(len(ends))]
    return plan.running[key].model_copy(update={"ends": ends, "active": _balance(come, ends)})


def _pools(case: Case, given: Decided) -> Plan:
    pools = {}
    for key, team in case.teams.items():
        heads: dict[str, list[float]] = {
            name: [] for name in ("experienced", "heads", "leavers", "mentor_hours")
        }
        experienced, before = team.opening_experienced(), team.pool.headcount
        for t in case.periods:
            experienced = experienced_heads(case, team, t, experienced) + given.drift.get(key, {}).get(t, 0.0)
            payroll = experienced + sum(team.newcomers(t).values()) + moving_in(case, key, t)
            come = team.arriving(t) + team.ledger.hires[t] + _in(case, key, t) + case.joining(key, t)
            go = team.leaving(t) + team.ledger.releases[t] + _out(case, key, t)
            ramping = sum(n for age, n in team.newcomers(t).items() if team.ramp_at(age) < 1)
            hire = team.pool.hire
            heads["experienced"].append(experienced)
            heads["heads"].append(payroll)
            heads["leavers"].append(before + come - go - payroll)
            heads["mentor_hours"].append((hire.mentor_hours if hire else 0.0) * case.clock.weeks * ramping)
            before = payroll
        known = {
            "arriving": tuple(team.arriving(t) for t in case.periods),
            "leaving": tuple(team.leaving(t) for t in case.periods),
            "moved_in": tuple(_in(case, key, t) for t in case.periods),
            "moved_out": tuple(_out(case, key, t) for t in case.periods),
            "converted": tuple(case.joining(key, t) for t in case.periods),
        }
        update = {name: tuple(values) for name, values in heads.items()} | known
        pools[key] = team.ledger.model_copy(update=update)
    return case.plan.model_copy(update={"pools": pools})


def _in(case: Case, key: str, t: int) -> float:
    return sum(case.plan.moves[move.key].heads[t] for move in case.moves_to(key))


def _out(case: Case, key: str, t: int) -> float:
    return sum(case.plan.moves[move.key].heads[t] for move in case.moves_from(key))


def _work(case: Case, given: Decided) -> Plan:
    """Idle is what own people have left; short is what nobody does."""
    allocations = tuple(
        Allocation(supplier=supplier, workstream=work, hours=tuple(float(h) for h in hours))
        for (supplier, work), hours in given.deliver.items()
    )
    case = Case(case.problem, case.plan.model_copy(update={"allocations": allocations}), case.baseline)
    pools = {}
    for key, team in case.teams.items():
        idle = tuple(max(0.0, _unused(case, key, t)) for t in case.periods)
        pools[key] = team.ledger.model_copy(update={"idle_hours": idle})
    works = {}
    for work in case.workstreams:
        asked = case.asked[work.key]
        done = [sum(hours[t] for _, hours in case.by_work.get(work.key, [])) for t in case.periods]
        waiting = by_period(case.periods, given.waiting.get(work.key, {}))
        ahead = by_period(case.periods, given.ahead.get(work.key, {}))
        late = _steps(waiting, work.opening)
        early = _steps(ahead, work.opening_ahead)
        short = [max(0.0, asked[t] - done[t] + early[t] - late[t]) for t in case.periods]
        for t, hours in given.short.get(work.key, {}).items():
            short[t] = hours
        works[work.key] = case.plan.workstreams[work.key].model_copy(
            update={
                "demand": tuple(asked),
                "delivered": tuple(done),
                "short": tuple(short),
                "waiting": waiting,
                "ahead": ahead,
            }
        )
    return case.plan.model_copy(update={"pools": pools, "workstreams": works})


def _steps(values: Sequence[float], opening: float) -> list[float]:
    return [value - (values[t - 1] if t else opening) for t, value in enumerate(values)]


def _unused(case: Case, key: str, t: int) -> float:
    team = case.teams[key]
    book, terms = team.ledger, team.pool.short_time
    full = book.experienced[t] + sum(float(team.ramp_at(a)) * n for a, n in team.newcomers(t).items())
    full -= (1 - terms.hours_share if terms else 0.0) * book.short_time_heads[t]
    hours = team.productive_hours(t) * full + book.overtime_hours[t] - book.mentor_hours[t]
    hours -= sum(values[t] for values in book.supervision.values())
    for work, values in case.by_supplier.get(key, []):
        hours -= values[t] / team.pool.skills[case.skill_of[work]]
    return hours


def _actions(case: Case) -> tuple[Action, ...]:
    return tuple(
        Action.model_validate(deed._asdict() | due._asdict() | {"id": f"a{number}"})
        for number, (deed, due) in enumerate(expected(case))
    )


def _vendors(case: Case, given: Decided) -> Plan:
    vendors = {}
    for key, vendor in case.vendors.items():
        offers = case.of_vendor(key)
        supplies = any(c.lots or any(c.starts(t) + c.bought(t) for t in case.periods) for c in offers)
        shortfall = given.shortfall.get(key, max(0.0, float(unspent(case, vendor))))
        update = {"used": given.used.get(key, supplies or vendor.engaged), "shortfall": shortfall}
        vendors[key] = case.plan.vendors[key].model_copy(update=update)
    return case.plan.model_copy(update={"vendors": vendors})


def _priced(problem: Problem, plan: Plan, baseline: Plan | None, kinds: set[Cost]) -> Plan:
    """The plan with all cost lines of these kinds."""
    case = Case(problem, plan, baseline)
    lines = []
    for kind in COSTS:
        name = Cost[kind.__name__.upper()]
        for line in kind(case) if name in kinds else ():
            amounts = tuple(float(value(terms)) for terms in line.by_period)
            after = float(value(line.after))
            if any(amounts) or after:
                lines.append(
                    CostLine(kind=name, owner=line.owner, part=line.part, amounts=amounts, after=after)
                )
    return plan.model_copy(update={"costs": tuple(lines)})


def summed(plan: Plan) -> Plan:
    """The plan with its sums made right."""
    total = {True: Decimal(0), False: Decimal(0)}
    for line in plan.costs:
        total[line.kind.cash] += sum(Decimal(repr(amount)) for amount in (*line.amounts, line.after))
    places = digits(plan.currency)
    return plan.model_copy(
        update={
            "cost": float(to_digits(total[True] + total[False], places)),
            "cash": float(to_digits(total[True], places)),
            "penalties": float(to_digits(total[False], places)),
        }
    )
