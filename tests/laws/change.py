"""Problems changed in one respect, for laws about what that may do to the cost."""

from __future__ import annotations

from typing import Any

from scheduler.problem import Problem

MONEY = {
    "salary",
    "rate",
    "rates",
    "costs",
    "cost",
    "fee",
    "fixed_cost",
    "amount",
    "spent",
    "onboarding",
    "exit",
    "shortage_cost",
    "idle_cost",
    "change_cost",
}
ROWS = ("pools", "moves", "vendors", "offers", "running", "workstreams")


def dearer(problem: Problem, factor: float) -> Problem:
    """The same with every price and sum of money multiplied."""
    return Problem.model_validate(_times(problem.model_dump(exclude_unset=True, by_alias=True), factor))


def _times(value: Any, factor: float) -> Any:
    if isinstance(value, dict):
        if value.get("basis") == "rate":  # an overhead's share of the rate
            return value
        return {
            key: _money(each, factor) if key in MONEY else _times(each, factor) for key, each in value.items()
        }
    if isinstance(value, tuple):
        return tuple(_times(each, factor) for each in value)
    return value


def _money(value: Any, factor: float) -> Any:
    if isinstance(value, dict) and "per" in value:
        return {**value, "amount": value["amount"] * factor}
    if isinstance(value, dict):
        return {key: each * factor for key, each in value.items()}
    if isinstance(value, tuple):
        return tuple({**each, "value": each["value"] * factor} for each in value)
    return None if value is None else value * factor


def reversed_rows(problem: Problem) -> Problem:
    """The same with the rows of every table in the opposite order."""
    data = problem.model_dump(exclude_unset=True, by_alias=True)
    for document in data.values():
        for table in ROWS:
            if isinstance(document, dict) and table in document:
                document[table] = tuple(reversed(document[table]))
    return Problem.model_validate(data)


def busier(problem: Problem, period: int, hours: float) -> Problem:
    """The same with more hours of the first workstream in one period."""
    first, *others = problem.forecast.workstreams
    series = first.hours
    assert isinstance(series, tuple)
    more = tuple(each + hours * (t == period) for t, each in enumerate(series))
    streams = (first.model_copy(update={"hours": more}), *others)
    forecast = problem.forecast.model_copy(update={"workstreams": streams})
    return problem.model_copy(update={"forecast": forecast})


def with_another(problem: Problem, rate: float) -> Problem:
    """The same with one more vendor and its offer."""
    data = problem.model_dump(exclude_unset=True, by_alias=True)
    card = data["rate_card"]
    card["vendors"] = (*card["vendors"], {"key": "newcomer", "clearance": ("personal",)})
    offer = {"key": "extra", "vendor": "newcomer", "skills": {"talk": 1.0}, "rate": rate, "per": "week"}
    card["offers"] = (*card["offers"], offer)
    return Problem.model_validate(data)
