"""Another way to meet the same demand, for comparison."""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.result import Outcome, Result


@dataclass(frozen=True)
class Alternative:
    """What another way costs and leaves undone; without a plan, `why` says why, the rest is None."""

    name: str
    cost: float | None = None
    cash: float | None = None
    penalties: float | None = None
    hours_short: float | None = None
    why: str = ""


def from_result(name: str, result: Result) -> Alternative:
    """The figures of a result."""
    if result.plan is None:
        return Alternative(name, why=_why(result))
    short = sum(sum(ledger.short) for ledger in result.plan.workstreams.values())
    return Alternative(name, result.cost, result.cash, result.penalties, short)


def _why(result: Result) -> str:
    if result.outcome != Outcome.INFEASIBLE:
        return "none found in time"
    rules = dict.fromkeys(conflict.rule.replace("_", " ") for conflict in result.conflicts)
    return f"not possible: {', '.join(rules)}" if rules else "not possible"
