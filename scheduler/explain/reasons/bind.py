"""A rule that binds, with its place, in words."""

from __future__ import annotations

from datetime import date

from scheduler.explain.reasons.asked import Asked
from scheduler.explain.reasons.shapes import Binds
from scheduler.rules import Rule


def first_day(asked: Asked) -> date:
    """First day of an action."""
    return asked.plan.first_days[asked.periods.start]


def bind(asked: Asked, rule: Rule, what: str, since: date | None = None, owner: str | None = None) -> Binds:
    """`what` holds a thing of the plan where it is; the whole plan where it has no date."""
    whose = owner or asked.owner
    return Binds(
        rule=str(rule),
        owner=whose,
        since=since or (first_day(asked) if asked.action else None),
        until=None,
        text=rule.said(whose, what),
    )
