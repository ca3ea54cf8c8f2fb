"""The kinds of changes planners try most: each a small form of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from api.schemas.variants import PlanProblem
from api.web.what_if.change import Change
from api.web.what_if.hiring import hire_lead, hiring
from api.web.what_if.limits import budget, contractors
from api.web.what_if.vendors import cap, close, rates, terms
from api.web.what_if.work import demand, surge, surges

Form = Callable[[PlanProblem], Callable[[], Change]]
"""Draws its fields; what it gives makes a change of what stands in them, or raises NotSo."""


@dataclass(frozen=True)
class Kind:
    """A kind of change; `possible`: whether there is anything to change in this problem."""

    name: str
    label: str
    form: Form
    possible: Callable[[PlanProblem], bool] = lambda _: True


def _vendors(problem: PlanProblem) -> bool:
    return bool(problem.rate_card["vendors"])


KINDS = (
    Kind("demand", "Demand", demand),
    Kind("surge", "A longer surge", surge, lambda problem: bool(surges(problem))),
    Kind("rates", "A vendor's rates", rates, _vendors),
    Kind("terms", "An offer's lead, term, notice or cap", terms, lambda p: bool(p.rate_card["offers"])),
    Kind("cap", "A vendor's cap", cap, _vendors),
    Kind("close", "Close a vendor", close, _vendors),
    Kind("hiring", "Hiring lead", hire_lead, lambda problem: bool(hiring(problem))),
    Kind("budget", "Budget", budget),
    Kind("share", "Share of contractors", contractors),
)
