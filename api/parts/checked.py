"""What the check said, or what stands in the way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from api.parts.pay import Seen
from api.schemas.parts import Breach, Check, InTheWay
from scheduler.problem.timeline import Timeline
from scheduler.result import Conflict, Violation
from scheduler.rules import Rule


def check_of(plan: str, seen: Seen) -> Check:
    """The check of a finished plan; without a plan, the rules that stand in the way."""
    result, timeline = seen.result, Timeline(seen.problem.forecast.calendar)
    found = result.check if isinstance(result.check, tuple) else ()
    return Check(
        plan=plan,
        outcome=str(result.outcome),
        stop_reason=str(result.stop_reason),
        check=None if result.check is None else "violated" if found else "passed",
        rules=len(Rule),
        violations=breaches(found, [timeline.first_day(t) for t in range(timeline.periods)]),
        conflicts=[_conflict(conflict, seen.pay) for conflict in result.conflicts],
        warnings=list(result.warnings),
        assumptions=list(result.assumptions),
    )


def breaches(violations: Iterable[Violation], first_days: Sequence[date]) -> list[Breach]:
    """Violations with the first day of their period."""
    return [
        Breach(
            rule=each.rule,
            owner=each.owner,
            period=each.period,
            first_day=_day(first_days, each.period),
            amount=each.amount,
            text=each.text,
        )
        for each in violations
    ]


def _day(first_days: Sequence[date], period: int | None) -> date | None:
    return first_days[period] if period is not None and 0 <= period < len(first_days) else None


def _conflict(conflict: Conflict, pay: bool) -> InTheWay:
    hidden = conflict.rule == Rule.BUDGET and not pay
    return InTheWay(
        rule=conflict.rule,
        owner=conflict.owner,
        periods=list(conflict.periods),
        amount=None if hidden else conflict.amount,
        text=conflict.text,
    )
