"""The independent check: does a plan keep every rule, and does it cost what it says?"""

from __future__ import annotations

from scheduler.check.case import Case
from scheduler.check.registry import CHECKS
from scheduler.check.shape import shape
from scheduler.plan import Plan
from scheduler.problem.problem import Problem
from scheduler.result import Violation

__all__ = ["check"]


def check(
    problem: Problem, plan: Plan, *, baseline: Plan | None = None, bound: float | None = None
) -> tuple[Violation, ...]:
    """Judges a plan by its problem alone; empty when it keeps every rule and every sum is right.

    `baseline` is the earlier plan that frozen decisions and change costs refer to; `bound` a proven
    least cost. A plan of the wrong shape gets `shape` violations and is not looked at further. The
    problem must be valid.
    """
    misshapen = tuple(shape(problem, plan))
    if misshapen:
        return misshapen
    case = Case(problem, plan, baseline, bound)
    return tuple(violation for judge in CHECKS for violation in judge(case))
