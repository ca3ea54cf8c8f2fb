"""What a solve tells of the least cost: between which two figures it lies."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from scheduler.errors import InvalidProblem
from scheduler.explain.asking import Asking
from scheduler.explain.interval import TRACE, Interval
from scheduler.plan import Plan
from scheduler.problem import Problem
from scheduler.result import Outcome, Result

LOOSE = 5e-3  # the gap where a plan in hand only has to be seen again
CLOSE = 5e-4  # a gap up to which everything is asked for exactly
PATIENCE = 2  # times the seconds of a question, for the one that others hang on


@dataclass(frozen=True)
class Known:
    """The least cost lies from `low` to `high`, the cost of `plan`; both inf: there is no plan."""

    low: float
    high: float
    plan: Plan | None

    @property
    def impossible(self) -> bool:
        """Whether it is certain that there is no plan."""
        return math.isinf(self.low) and self.low > 0

    def beats(self, other: Known) -> bool:
        """Whether it is certain that this is cheaper than the other."""
        return self.high < other.low - TRACE

    def no_better(self, other: Known) -> bool:
        """Whether it is certain that this is not cheaper than the other."""
        return other.high - self.low <= TRACE

    def saving(self, other: Known) -> Interval | None:
        """What is saved against the other, who may do nothing that this may not."""
        ends = other.low - self.high, other.high - self.low
        if self.plan is None or not all(map(math.isfinite, ends)):
            return None
        low, high = (max(0.0, round(end, 6)) for end in ends)
        return Interval(low=low, high=max(low, high))


def known(result: Result) -> Known:
    """What a result tells."""
    if result.outcome is Outcome.INFEASIBLE:
        return Known(math.inf, math.inf, None)
    low = -math.inf if result.bound is None else result.bound
    return Known(low, math.inf if result.cost is None else result.cost, result.plan)


def ask(
    asking: Asking, problem: Problem, start: Plan | None = None, *, loosely: bool = False
) -> Known | None:
    """What solving tells; None where the time is over or the edit is no problem.

    `loosely`: to a wider gap, where what matters is a plan in hand.
    """
    if asking.late:
        return None
    wide = LOOSE if loosely and not exact(asking) else None
    try:
        return known(asking.solve(problem, start=start, gap=wide))
    except InvalidProblem:
        return None


def exact(asking: Asking) -> bool:
    """Whether solves are asked to leave hardly a gap, so that more of them tell more."""
    return asking.gap <= CLOSE


def ask_long(asking: Asking, problem: Problem, start: Plan | None = None) -> Known | None:
    """The same for what everything else is compared with: it has longer."""
    return ask(replace(asking, seconds=PATIENCE * asking.seconds), problem, start)
