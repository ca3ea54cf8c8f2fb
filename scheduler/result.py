"""What a run ends in: an outcome, why it stopped, the plan, its bound, and what the check said."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from scheduler.plan import Plan
from scheduler.problem.base import Model
from scheduler.problem.money import digits

PROOF = 1e-6  # of the cost


class Outcome(StrEnum):
    """What is known in the end."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    NO_PLAN_IN_TIME = "no_plan_in_time"


class StopReason(StrEnum):
    """Why the search ended; `crashed`: the solver failed on the way and its best plan was saved."""

    PROVED = "proved"
    GAP = "gap"
    TIME_LIMIT = "time_limit"
    WORK_LIMIT = "work_limit"
    STOPPED = "stopped"
    CRASHED = "crashed"


class Violation(Model):
    """A fault the check found: the rule, cost line or consistency broken, where, and by how much."""

    rule: str
    owner: str
    period: int | None
    amount: float
    text: str


class Conflict(Model):
    """A rule that stands in the way of any plan, where, and by how much it would have to give."""

    rule: str
    owner: str
    periods: tuple[int, ...]
    amount: float
    text: str


class Limits(Model):
    """What the search was asked to keep to."""

    time_limit: float
    gap: float
    seed: int


class Result(Model):
    """The answer to one problem. `gap` is a fraction of the cost; money in the forecast's currency."""

    outcome: Outcome
    stop_reason: StopReason
    plan: Plan | None
    cost: float | None
    cash: float | None
    penalties: float | None
    bound: float | None
    gap: float | None
    seconds: float
    check: Literal["passed"] | tuple[Violation, ...] | None
    conflicts: tuple[Conflict, ...] = ()
    assumptions: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    limits: Limits
    versions: dict[str, str]
    inputs: dict[str, str]


def is_proved(plan: Plan, bound: float | None) -> bool:
    """Whether the bound is met, but for what a solver leaves open and what rounding the cost adds."""
    if bound is None:
        return False
    rounding = 0.5 * 10.0 ** -digits(plan.currency)
    return plan.cost - bound <= PROOF * max(1.0, abs(plan.cost)) + rounding
