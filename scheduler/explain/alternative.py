"""What one obvious other way comes to, in figures alone: an answer of `instead`.

Other plans that one could sign, with their actions, are in the package `alternatives`.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from scheduler.result import Outcome, Result
from scheduler.words import kind_name

MOST = 3


@dataclass(frozen=True)
class Alternative:
    """What another way costs and leaves undone; without a plan, `why` says why, the rest is None."""

    name: str
    cost: float | None = None
    cash: float | None = None
    penalties: float | None = None
    hours_short: float | None = None
    why: str = ""


def from_result(name: str, result: Result, aside: Collection[str] = ()) -> Alternative:
    """The figures of a result; rules in `aside` are what makes this way this way, not reasons."""
    if result.plan is None:
        return Alternative(name, why=_why(result, aside))
    short = sum(sum(ledger.short) for ledger in result.plan.workstreams.values())
    return Alternative(name, result.cost, result.cash, result.penalties, short)


def _why(result: Result, aside: Collection[str]) -> str:
    if result.outcome != Outcome.INFEASIBLE:
        return "none found in time"
    rules = list(dict.fromkeys(conflict.rule for conflict in result.conflicts if conflict.rule not in aside))
    named = ", ".join(kind_name(rule) for rule in rules[:MOST])
    return f"not possible: {named}" if named else "not possible with these heads"
