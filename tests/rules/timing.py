"""What a test of timing is: a problem, what to read off its best plan, and the answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from scheduler.plan import Plan
from scheduler.problem import (
    ByAge,
    Calendar,
    Forecast,
    Problem,
    RateCard,
    Release,
    Vendor,
    Workforce,
    Workstream,
)
from tests.rules.small import amount_of, offer, pool

Answer = Callable[[Plan], Any]


@dataclass(frozen=True)
class Case:
    """A problem, what to read off its best plan, and what that is by hand."""

    problem: Problem
    read: Answer
    answer: Any


def hires(plan: Plan) -> list[float]:
    return list(plan.pools["team"].hires)


def releases(plan: Plan) -> list[float]:
    return list(plan.pools["team"].releases)


def there(plan: Plan) -> list[float]:
    return list(plan.offers["agents"].active)


def lot_there(plan: Plan) -> list[float]:
    return list(plan.running["old"].active)


def short(plan: Plan) -> list[float]:
    return [round(hours, 6) for hours in plan.workstreams["calls"].short]


def after(kind: str) -> Answer:
    return lambda plan: sum(line.after for line in plan.costs if line.kind == kind)


def total(kind: str) -> Answer:
    return lambda plan: amount_of(plan.costs, kind)


def decided(plan: Plan) -> list[tuple[date, date | None]]:
    return [(action.decide_by, action.end_decide_by) for action in plan.actions]


def calendar(given: Problem, **changes: Any) -> Problem:
    """The same with other dates in the calendar."""
    other = given.forecast.calendar.model_copy(update=changes)
    forecast = given.forecast.model_copy(update={"calendar": other})
    return given.model_copy(update={"forecast": forecast})


def by_month(hours: list[float], **documents: Any) -> Problem:
    """Months from January 2026; a month counts 20 working days, so a head works 160 hours."""
    work = Workstream(key="calls", skill="talk", hours=tuple(hours), shortage_cost=100.0)
    months = Calendar(start=date(2026, 1, 1), unit="month", periods=len(hours), working_days=20.0)
    return Problem(forecast=Forecast(calendar=months, workstreams=(work,)), **documents)


def team(**given: Any) -> Workforce:
    return Workforce(pools=(pool(**given),))


def card(**given: Any) -> RateCard:
    return RateCard(vendors=(Vendor(key="agency"),), offers=(offer(**given),))


FULL = [40.0] * 6
QUARTER_HALF = ByAge(step="week", values=(0.25, 0.5))
HALF_MONTHS = ByAge(step="month", values=(0.5,))
FREE = Release(max_of_present=9)
