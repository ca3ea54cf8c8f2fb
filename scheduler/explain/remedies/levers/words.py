"""Differences of fields in planners' words."""

from __future__ import annotations

from datetime import date
from typing import Any

NAMES = {"d": "day", "w": "week", "m": "month", "y": "year"}
DAYS = {"d": 1.0, "w": 7.0, "m": 365 / 12, "y": 365.0}


def number(amount: float) -> str:
    """Whole where it is, else up to two decimals; thousands apart."""
    return f"{amount:,.0f}" if abs(amount - round(amount)) < 1e-9 else f"{amount:,.2f}".rstrip("0")


def count(amount: float, what: str) -> str:
    """1 head, 4 heads, 2.5 heads."""
    return f"{number(amount)} {what}" if abs(amount - 1) < 1e-9 else f"{number(amount)} {what}s"


def percent(share: Any) -> str:
    """45 %, 12.5 %."""
    return f"{number(round(100 * float(share), 4))} %"


def duration(text: Any) -> str:
    """2w as 2 weeks."""
    return count(int(str(text)[:-1]), NAMES[str(text)[-1]])


def apart(before: Any, after: Any) -> str:
    """How far two durations are apart: 2 weeks."""
    one, other = str(before), str(after)
    if one[-1] == other[-1] or int(other[:-1]) == 0 or int(one[:-1]) == 0:
        return duration(f"{abs(int(one[:-1]) - int(other[:-1]))}{one[-1] if int(one[:-1]) else other[-1]}")
    days = abs(int(one[:-1]) * DAYS[one[-1]] - int(other[:-1]) * DAYS[other[-1]])
    return f"about {count(max(1, round(days / 7)), 'week')}"


def day(text: Any) -> str:
    """2027-04-05 as 5 Apr 2027."""
    when = date.fromisoformat(str(text))
    return f"{when.day} {when:%b %Y}"
