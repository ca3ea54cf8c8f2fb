"""When a plan counts as proven cheapest."""

from __future__ import annotations

from scheduler.plan import Plan
from scheduler.problem.money import digits

PROOF = 1e-6  # of the cost


def is_proved(plan: Plan, bound: float | None) -> bool:
    """Whether the bound is met, but for what a solver leaves open and what rounding the cost adds."""
    if bound is None:
        return False
    rounding = 0.5 * 10.0 ** -digits(plan.currency)
    return plan.cost - bound <= PROOF * max(1.0, abs(plan.cost)) + rounding
