"""Intervals of money in sentences: no end is ever rounded to be narrower."""

from __future__ import annotations

from math import ceil, floor

from scheduler.explain.interval import TOO_CLOSE, Interval
from scheduler.words import NOISE, rate

WHOLE = 100  # from here on without cents


def no_less(amount: float) -> str:
    """A sum rounded down: whole from 100 on."""
    return f"{floor(amount + NOISE):,}" if abs(amount) >= WHOLE else rate(floor(100 * amount + NOISE) / 100)


def no_more(amount: float) -> str:
    """A sum rounded up: whole from 100 on."""
    return f"{ceil(amount - NOISE):,}" if abs(amount) >= WHOLE else rate(ceil(100 * amount - NOISE) / 100)


def between(interval: Interval) -> str:
    """1,200 to 1,900; one figure where both are the same; at least 1,200."""
    return ends(no_less(interval.low), None if interval.high is None else no_more(interval.high))


def an_hour(interval: Interval) -> str:
    """The same of money an hour: 25.94 to 35.80."""
    wide = interval.outward(2)
    return ends(rate(wide.low), None if wide.high is None else rate(wide.high))


def ends(low: str, high: str | None) -> str:
    """Both ends of a range, said once where they read the same."""
    if high is None:
        return f"at least {low}"
    return low if low == high else f"{low} to {high}"


def dearer(interval: Interval | None) -> str:
    """What the best plan of another problem costs more, as far as the interval carries it."""
    if interval is None:
        return f"what it would cost is {TOO_CLOSE}"
    if interval.nothing:
        return "the best plan costs the same"
    if interval.sign > 0:
        return f"the best plan costs {between(interval)} more"
    if interval.sign < 0 and interval.high is not None:
        return f"the best plan costs at least {no_less(-interval.high)} less"
    if interval.high is None:
        return f"what it would cost is {TOO_CLOSE}"
    return f"whether it costs more is {TOO_CLOSE} (at most {no_more(max(0.0, interval.high))} more)"
