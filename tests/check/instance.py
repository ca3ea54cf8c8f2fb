"""A problem with decisions that keep a rule and decisions that break it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from scheduler.plan import Plan
from scheduler.problem import Problem

Decisions = dict[str, Any]


@dataclass(frozen=True)
class Breach:
    """`kept` and `broken` are decisions for `plan_of`."""

    problem: Problem
    kept: Decisions
    broken: Decisions
    baseline: Plan | None = None
