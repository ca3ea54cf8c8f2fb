"""Intervals as people read them: no end is ever rounded to be narrower."""

from __future__ import annotations

from math import ceil, floor
from typing import TYPE_CHECKING

from scheduler.words import NOISE

if TYPE_CHECKING:
    from scheduler.explain.interval import Interval
    from scheduler.explain.vendors.shapes import Way

TOO_CLOSE = "too close to tell"


def ends(interval: Interval | None) -> tuple[int | None, int | None]:
    """Both ends in whole money, never narrower than they are; None where there is no such end."""
    if interval is None:
        return None, None
    high = None if interval.high is None else ceil(interval.high - NOISE)
    return floor(interval.low + NOISE), high


def cents(interval: Interval | None) -> tuple[float | None, float | None]:
    """Both ends in hundredths, never narrower than they are."""
    if interval is None:
        return None, None
    low, high = ends(interval.times(100))
    return None if low is None else low / 100, None if high is None else high / 100


def more(interval: Interval | None) -> str:
    """What something costs more, as far as it can be told: "101,855 to 333,528 more"."""
    if interval is None or (interval.sign == 0 and interval.high is None):
        return TOO_CLOSE
    if interval.nothing:
        return "the same"
    low, high = ends(interval)
    assert low is not None
    if interval.sign > 0:
        return f"at least {low:,} more" if high is None else f"{_between(low, high)} more"
    assert high is not None
    if interval.sign < 0:
        return f"{_between(-high, -low)} less"
    return f"at most {max(0, high):,} more; {TOO_CLOSE}"


def way_words(way: Way) -> str:
    """What the plan costs this way, or why that is not known."""
    if way.found == "same":
        return "stays as it is"
    if way.found == "impossible":
        return "no plan"
    if way.found == "not asked":
        return "not a valid input"
    if way.found == "late" and way.change is None:
        return "no time to find out"
    return more(way.change)


def _between(low: int, high: int) -> str:
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"
