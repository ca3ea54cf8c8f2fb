"""What a problem without a plan is here: why it has none is known from how it is made."""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.plan import Plan
from scheduler.problem import Problem
from scheduler.rules import Rule

Cause = tuple[Rule, str]


@dataclass(frozen=True)
class NoPlan:
    """A problem and what stands in its way: rules with their owners, all to be named."""

    problem: Problem
    causes: tuple[Cause, ...]
    periods: tuple[int, ...] = ()  # where the first cause stands in the way, where that is known
    baseline: Plan | None = None
