"""How far a field can give, in what the input can say: whole heads, hours, days, weeks, sums of money."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from math import ceil, floor, log10

from pydantic import JsonValue

from scheduler.explain.remedies.levers.lever import Steps
from scheduler.problem.timeline import Timeline, spans_per

MANY = 1_000_000  # heads or hours more than any plan needs
SHARE = 1000  # steps of a share: a tenth of a percent
DIGITS = 4  # of a sum of money that count, from the first on


def more(value: float, each: float = 1.0, most: int = MANY) -> Steps:
    """A number going up in whole numbers; the first step takes a fraction to the next one."""
    base = floor(value / each)
    return Steps(most, lambda n: float((base + n) * each), each)


def whole_more(value: float) -> Steps:
    """A number going up in whole ones."""
    return Steps(MANY, lambda n: value + n, 1.0)


def less(value: float) -> Steps:
    """A number going down to nothing, in whole numbers."""
    top = ceil(value)
    return Steps(top, lambda n: float(top - n), 1.0)


def whole_less(value: int, least: int = 0) -> Steps:
    """A whole number going down."""
    return Steps(value - least, lambda n: value - n, 1.0)


def share_up(value: float) -> Steps:
    """A share going up to all."""
    base = floor(value * SHARE + 1e-9)
    return Steps(SHARE - base, lambda n: (base + n) / SHARE)


def share_down(value: float) -> Steps:
    """A share going down to none."""
    top = ceil(value * SHARE - 1e-9)
    return Steps(top, lambda n: (top - n) / SHARE)


def money(value: float, digits: int) -> Steps:
    """A sum going up, in steps of its fifth digit, at least of the currency's smallest unit."""
    each = max(10.0**-digits, 10.0 ** (floor(log10(max(value, 1.0))) - DIGITS))
    most = int(1e12 / each) - ceil(value / each) - 1
    return Steps(min(most, 10**9), lambda n: round((floor(value / each + 1e-9) + n) * each, digits), each)


def shorter(duration: str, timeline: Timeline) -> Steps:
    """A duration going down to nothing, in its own unit; long units in weeks where weeks are planned."""
    count, letter = _in_unit(duration, timeline)
    return Steps(count, lambda n: f"{count - n}{letter}")


def longer(duration: str, timeline: Timeline) -> Steps:
    """A duration going up to the whole horizon."""
    letter = {"week": "w", "month": "m", "quarter": "m", "year": "y"}[timeline.calendar.unit]
    count = int(duration[:-1])
    if count:
        count, letter = _in_unit(duration, timeline)
    most = ceil((timeline.end - timeline.first_day(0)).days / {"d": 1, "w": 7, "m": 28, "y": 365}[letter])
    return Steps(most, lambda n: f"{count + n}{letter}")


def among(values: Sequence[JsonValue]) -> Steps:
    """One of these values, each looser than the one before."""
    return Steps(len(values), lambda n: values[n - 1])


def days_before(day: date, first: date, timeline: Timeline) -> list[JsonValue]:
    """First days of periods before `day`, the latest first, none before `first`."""
    start = timeline.at_or_after(day)
    days = [timeline.first_day(t) for t in range(start, -1, -1)]
    return [each.isoformat() for each in days if first <= each < day]


def days_after(day: date, periods: int, timeline: Timeline) -> list[JsonValue]:
    """First days of periods after `day`, up to so many periods past the horizon."""
    start = timeline.at_or_after(day + timedelta(days=1))
    days = [timeline.first_day(t) for t in range(start, max(start, timeline.periods + periods) + 1)]
    return [each.isoformat() for each in days]


def _in_unit(duration: str, timeline: Timeline) -> tuple[int, str]:
    count, letter = int(duration[:-1]), duration[-1]
    if letter in "my" and timeline.calendar.unit == "week":
        weeks = spans_per("week", "month" if letter == "m" else "year") * count
        return ceil(weeks), "w"
    if letter == "y" and timeline.calendar.unit in ("month", "quarter"):
        return 12 * count, "m"
    return count, letter
