"""Staffmix: the cheapest lawful mix of own staff and contractors for a demand forecast."""

from typing import TYPE_CHECKING, Any

from scheduler.check import check
from scheduler.errors import InvalidProblem, OurFault, PlanRejected, StaffmixError, UnreadableFile
from scheduler.plan import Plan
from scheduler.problem import Problem
from scheduler.result import Outcome, Result, StopReason
from scheduler.rules import Cost, Rule
from scheduler.validate import validate

if TYPE_CHECKING:
    from scheduler.solving import solve

__all__ = [
    "Cost",
    "InvalidProblem",
    "OurFault",
    "Outcome",
    "Plan",
    "PlanRejected",
    "Problem",
    "Result",
    "Rule",
    "StaffmixError",
    "StopReason",
    "UnreadableFile",
    "check",
    "solve",
    "validate",
]


def __getattr__(name: str) -> Any:
    """`solve` brings the whole search with it: most of those who import this only read, check or send."""
    if name != "solve":
        raise AttributeError(f"module 'scheduler' has no attribute '{name}'")
    from scheduler.solving import solve

    return solve
