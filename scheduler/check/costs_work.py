"""Penalty lines of workstreams and of changes. Each function is named as its kind in FORMULATION.md."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction
from functools import partial
from math import ceil

from scheduler.check.case import Case
from scheduler.check.clock import exact
from scheduler.check.contractor import Contractor
from scheduler.check.decisions import decisions, of_baseline
from scheduler.check.lines import Line, flat, priced
from scheduler.problem.base import Price
from scheduler.problem.forecast import Workstream
from scheduler.problem.timeline import value_on

FULL_WEEK = 40.0


def shortage(case: Case) -> Iterator[Line]:
    assumed = _assumed_shortage_cost(case)
    for work in case.workstreams:
        price = partial(_shortage_cost, case, work, assumed)
        yield Line(work.key, "", priced(price, case.plan.workstreams[work.key].short))


def _shortage_cost(case: Case, work: Workstream, assumed: Fraction, t: int) -> Fraction:
    if work.shortage_cost is None:
        return assumed
    return exact(value_on(work.shortage_cost, case.clock.day(t)))


def _assumed_shortage_cost(case: Case) -> Fraction:
    """Ten times the dearest productive hour, rounded up to a whole unit; 1,000 when nothing costs."""
    if all(work.shortage_cost is not None for work in case.workstreams):
        return Fraction(0)
    dearest = max(_hour_costs(case), default=Fraction(0))
    return Fraction(ceil(10 * dearest)) if dearest else Fraction(1000)


def _hour_costs(case: Case) -> Iterator[Fraction]:
    """What a productive hour costs, of every supplier and skill, in every period unlike others."""
    for team in case.teams.values():
        for t in {team.like(t) for t in case.periods}:
            hours = team.exact_hours(t)
            for efficiency in team.pool.skills.values():
                if hours:
                    yield team.loaded_pay(t) / hours / exact(efficiency)
    for contractor in case.contractors.values():
        for t in {contractor.like(t) for t in case.periods}:
            yield from _contract_hour_costs(contractor, t)


def _contract_hour_costs(contractor: Contractor, t: int) -> Iterator[Fraction]:
    for skill in contractor.offer.skills:
        efficiency = contractor.exact_efficiency(skill)
        if not contractor.in_heads:
            yield contractor.hour_price(skill, t) / contractor.hour_yield(t) / efficiency
        elif contractor.exact_hours(t):
            yield contractor.price(t) / contractor.exact_hours(t) / efficiency


def delay(case: Case) -> Iterator[Line]:
    for work in case.workstreams:
        price = partial(_span_cost, case, work.delay_cost)
        yield Line(work.key, "", priced(price, case.plan.workstreams[work.key].waiting))


def early(case: Case) -> Iterator[Line]:
    for work in case.workstreams:
        price = partial(_span_cost, case, work.early_cost)
        yield Line(work.key, "", priced(price, case.plan.workstreams[work.key].ahead))


def _span_cost(case: Case, cost: Price | None, t: int) -> Fraction:
    """What an hour costs that is late or early through period t."""
    return case.clock.price(cost.amount, cost.per, t, FULL_WEEK) if cost else Fraction(0)


def change(case: Case) -> Iterator[Line]:
    """Differences from the baseline's starts and ends, by owner."""
    cost = exact(case.problem.policy.change_cost)
    if not cost or case.baseline is None:
        return
    before, owners = of_baseline(case), defaultdict(list)
    for number in decisions(case):
        owners[number.owner].append(number)
    for owner, own in owners.items():
        changed = [
            sum(abs(n.values[t] - before.get((owner, n.name, t), 0.0)) for n in own if t != n.forced)
            for t in case.periods
        ]
        yield Line(owner, "", flat(cost, changed))
