"""Is it a plan of this problem at all: the right keys, lengths, dates and numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from math import isfinite
from typing import Any

from scheduler.plan import Plan
from scheduler.problem.problem import Problem
from scheduler.problem.timeline import Timeline
from scheduler.result import Violation

BELOW_ZERO = 1e-6
BEYOND = 1e15
BALANCING = {"leavers"}


def shape(problem: Problem, plan: Plan) -> Iterator[Violation]:
    """Everything that would keep the other checks from reading the plan."""
    yield from _calendar(problem, plan)
    yield from _keys(problem, plan)
    yield from _skills(problem, plan)
    yield from _allocations(problem, plan)
    for owner, name, values in _series(plan):
        yield from _numbers(problem, owner, name, values)
    for action in plan.actions:
        if not 0 < action.heads < BEYOND:
            yield _fault(action.id, f"an action with {action.heads:g} heads")
    for name, amount in (("cost", plan.cost), ("cash", plan.cash), ("penalties", plan.penalties)):
        if not abs(amount) < BEYOND:
            yield _fault("plan", f"{name} is {amount}")


def _fault(owner: str, text: str, period: int | None = None, amount: float = 1.0) -> Violation:
    return Violation(rule="shape", owner=owner, period=period, amount=amount, text=f"{owner}: {text}.")


def _calendar(problem: Problem, plan: Plan) -> Iterator[Violation]:
    timeline = Timeline(problem.forecast.calendar)
    days = tuple(timeline.first_day(t) for t in range(timeline.periods + 1))
    if plan.first_days != days:
        yield _fault("plan", f"the periods' first days are not those from {days[0]} to {days[-1]}")
    if plan.currency != problem.forecast.currency:
        yield _fault("plan", f"the currency is {plan.currency}, not {problem.forecast.currency}")


def _keys(problem: Problem, plan: Plan) -> Iterator[Violation]:
    card, staff = problem.rate_card, problem.workforce
    for name, found, wanted in (
        ("pools", plan.pools, staff.pools),
        ("moves", plan.moves, staff.moves),
        ("offers", plan.offers, card.offers),
        ("running contracts", plan.running, card.running),
        ("vendors", plan.vendors, card.vendors),
        ("workstreams", plan.workstreams, problem.forecast.workstreams),
    ):
        keys = {each.key for each in wanted}
        for key in sorted(keys - found.keys()):
            yield _fault(key, f"missing among the plan's {name}")
        for key in sorted(found.keys() - keys):
            yield _fault(key, f"not among the problem's {name}")


def _skills(problem: Problem, plan: Plan) -> Iterator[Violation]:
    """Hours by skill are for skills the owner has."""
    has: dict[str, Iterable[str]] = {pool.key: pool.skills for pool in problem.workforce.pools}
    sells = {o.key: () if o.unit == "heads" else tuple(o.skills) for o in problem.rate_card.offers}
    for key, pool in plan.pools.items():
        for skill in sorted(pool.supervision.keys() - set(has.get(key, pool.supervision))):
            yield _fault(key, f"supervises {skill}, which it does not have")
    for key, offer in plan.offers.items():
        for skill in sorted(offer.bought_hours.keys() - set(sells.get(key, offer.bought_hours))):
            yield _fault(key, f"sells no hours of {skill}")


def _allocations(problem: Problem, plan: Plan) -> Iterator[Violation]:
    skills: dict[str, Mapping[str, float]] = {p.key: p.skills for p in problem.workforce.pools}
    skills.update({offer.key: offer.skills for offer in problem.rate_card.offers})
    needs = {work.key: work.skill for work in problem.forecast.workstreams}
    for each in plan.allocations:
        if each.supplier not in skills:
            yield _fault(each.supplier, "delivers hours, but is no pool or offer of the problem")
        elif each.workstream not in needs:
            yield _fault(
                each.workstream, f"gets hours of {each.supplier}, but is no workstream of the problem"
            )
        elif needs[each.workstream] not in skills[each.supplier]:
            yield _fault(each.supplier, f"delivers hours to {each.workstream} without its skill")
    pairs = Counter((each.supplier, each.workstream) for each in plan.allocations)
    for (supplier, work), times in pairs.items():
        if times > 1:
            yield _fault(supplier, f"has {times} lists of hours for {work}")


def _series(plan: Plan) -> Iterator[tuple[str, str, Any]]:
    """Every list by period, with its owner and name."""
    rooms = (plan.pools, plan.moves, plan.offers, plan.running, plan.workstreams)
    for room in rooms:
        for owner, ledger in room.items():
            for name, value in ledger:
                if isinstance(value, Mapping):
                    for skill, values in value.items():
                        yield owner, f"{name} of {skill}", values
                else:
                    yield owner, name, value
    for each in plan.allocations:
        yield each.supplier, f"hours for {each.workstream}", each.hours
    for line in plan.costs:
        yield line.owner, f"cost:{line.kind}", line.amounts
        yield line.owner, f"after:{line.kind}", (line.after,)
    for key, vendor in plan.vendors.items():
        yield key, "after:shortfall", (vendor.shortfall,)


def _numbers(problem: Problem, owner: str, name: str, values: Any) -> Iterator[Violation]:
    """So many as there are periods, finite, and not negative (money may be)."""
    periods = problem.forecast.calendar.periods
    if len(values) != periods and not name.startswith("after:"):
        yield _fault(owner, f"{len(values)} numbers of {name} for {periods} periods")
    if not any(values) or (all(map(isfinite, values)) and min(values) >= 0 and max(values) < BEYOND):
        return
    for t, number in enumerate(values):
        if not abs(number) < BEYOND:
            yield _fault(owner, f"{name} is {number} in period {t}", t)
        elif number < -BELOW_ZERO and name not in BALANCING and ":" not in name:
            yield _fault(owner, f"{name} is {number:g}, below zero, in period {t}", t, -number)
