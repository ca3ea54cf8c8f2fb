"""Differences of fields in planners' words."""

from __future__ import annotations

from datetime import date
from typing import Any

from scheduler.problem.timeline import mean_days
from scheduler.words import counted, day, duration, exact


def count(amount: Any, what: str, rest: str = "") -> str:
    """As the input has it: 1 head, 2.25 heads."""
    return counted(float(amount), what, rest, say=exact)


def apart(before: Any, after: Any) -> str:
    """How far two durations are apart: 2 weeks."""
    one, other = str(before), str(after)
    if one[-1] == other[-1] or int(other[:-1]) == 0 or int(one[:-1]) == 0:
        return duration(f"{abs(int(one[:-1]) - int(other[:-1]))}{one[-1] if int(one[:-1]) else other[-1]}")
    days = abs(mean_days(one) - mean_days(other))
    return f"about {count(max(1, round(days / 7)), 'week')}"


def on_day(text: Any) -> str:
    """2027-04-05 as 5 Apr 2027."""
    return day(date.fromisoformat(str(text)))
