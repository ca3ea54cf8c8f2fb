"""Every plan of a tiny team, person by person: who starts when, who goes when, and what that costs.

A second opinion on the reference optimum: nothing in here is a program, a cohort or a sum over cohorts.
One pool without attrition, one offer, at most two hires and two contract heads, weeks of 40 hours.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations_with_replacement, product

Stay = tuple[int, int]


@dataclass(frozen=True)
class Tiny:
    """All numbers of a tiny team; spans in weeks, money a week or a head, shares of the term left."""

    hours: tuple[float, ...]
    short: float
    present: int
    salary: float
    hire_cost: float
    hire_lead: int
    tenure: int
    ramp: tuple[float, ...]
    release_cost: float
    notice: int
    max_of_present: int
    needed: int | None
    rate: float
    rate_by_age: tuple[float, ...]
    lead: int
    min_term: int
    max_term: int
    fee: float | None
    contract_ramp: tuple[float, ...]
    onboarding: float
    exit: float


def at(table: tuple[float, ...], age: int) -> float:
    return table[age] if age < len(table) else 1.0


def least_cost(tiny: Tiny) -> float:
    """The cheapest of all lawful plans."""
    return min(cost(tiny, present, hires, heads) for present, hires, heads in plans(tiny))


def plans(tiny: Tiny) -> Iterator[tuple[tuple[Stay, ...], tuple[Stay, ...], tuple[Stay, ...]]]:
    """When each person of today goes, and when each hire and contract head starts and goes (T: stays)."""
    end = len(tiny.hours)
    goes = [t for t in range(end) if t >= tiny.notice] + [end]
    todays = [
        tuple((0, t) for t in each)
        for each in combinations_with_replacement(goes, tiny.present)
        if sum(1 for t in each if t < end) <= tiny.max_of_present
    ]
    least = max(tiny.tenure, len(tiny.ramp), 1)
    hires = [
        (start, t) for start in range(tiny.hire_lead, end) for t in goes if t == end or t >= start + least
    ]
    least = max(1, len(tiny.contract_ramp), 0 if tiny.fee is not None else tiny.min_term)
    heads = [
        (start, t)
        for start in range(tiny.lead, end)
        for t in range(start + 1, end + 1)
        if (t == end or t >= start + least) and t <= start + tiny.max_term
    ]
    yield from product(todays, up_to_two(hires), up_to_two(heads))


def up_to_two(stays: list[Stay]) -> list[tuple[Stay, ...]]:
    return [chosen for count in (0, 1, 2) for chosen in combinations_with_replacement(stays, count)]


def cost(tiny: Tiny, present: tuple[Stay, ...], hires: tuple[Stay, ...], heads: tuple[Stay, ...]) -> float:
    end, money = len(tiny.hours), 0.0
    for t, hours in enumerate(tiny.hours):
        own = [1.0 for start, stop in present if start <= t < stop]
        own += [at(tiny.ramp, t - start) for start, stop in hires if start <= t < stop]
        bought = [at(tiny.contract_ramp, t - start) for start, stop in heads if start <= t < stop]
        money += tiny.salary * len(own) + tiny.short * max(0.0, hours - 40 * (sum(own) + sum(bought)))
    money += tiny.hire_cost * len(hires)
    money += tiny.release_cost * sum(1 for _, stop in (*present, *hires) if stop < end)
    money += sum(contract_cost(tiny, start, stop) for start, stop in heads)
    return money + own_after(tiny, present, hires)


def contract_cost(tiny: Tiny, start: int, stop: int) -> float:
    """A head's weeks, its start and end, and what is left of its term when it goes or the plan ends."""
    end = len(tiny.hours)
    money = tiny.onboarding + tiny.exit
    money += sum(tiny.rate * at(tiny.rate_by_age, t - start) for t in range(start, stop))
    for t in range(stop, start + tiny.min_term):
        if t < end:
            money += (tiny.fee or 0.0) * tiny.rate
        else:
            share = 1.0 if tiny.fee is None else tiny.fee
            money += share * tiny.rate * at(tiny.rate_by_age, t - start)
    return money


def own_after(tiny: Tiny, present: tuple[Stay, ...], hires: tuple[Stay, ...]) -> float:
    """What own people cost after the plan: bound and not needed, too many, too few, still ramping."""
    if tiny.needed is None:
        return 0.0
    end, money = len(tiny.hours), 0.0
    there = [stay for stay in (*present, *hires) if stay[1] == end]
    wanted = max(0, tiny.needed - tiny.present)
    for t in range(end, end + tiny.tenure):
        bound = sum(1 for start, _ in hires if t < start + tiny.tenure)
        money += tiny.salary * max(0, bound - wanted)
    money += tiny.release_cost * max(0, len(there) - tiny.needed)
    replacing = tiny.hire_cost + tiny.salary * sum(1 - share for share in tiny.ramp)
    money += replacing * max(0, tiny.needed - len(there))
    for start, stop in hires:
        if stop == end:
            money += tiny.salary * sum(1 - share for share in tiny.ramp[end - start :])
    return money
