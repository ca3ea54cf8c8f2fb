"""Dates, sums and names as they stand in sentences; an interval is never rounded to be narrower."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from math import ceil, floor

from scheduler.explain.interval import TOO_CLOSE, Interval

NOISE = 1e-9


def day(when: date) -> str:
    """5 Apr 2027."""
    return f"{when.day} {when:%b} {when.year}"


def span(since: date, until: date | None) -> str:
    """From 5 Apr 2027 to 6 Sep 2027; without an end, to the end of the plan."""
    return f"from {day(since)} to {'the end of the plan' if until is None else day(until)}"


def number(amount: float) -> str:
    """Heads or hours: whole where they are, else one decimal; thousands apart."""
    if abs(amount - round(amount)) < 0.05 or abs(amount) >= 1000:
        return f"{amount:,.0f}"
    return f"{amount:,.1f}"


def rate(amount: float) -> str:
    """Money per hour: 38.40."""
    return f"{amount:,.2f}"


def listed(names: Iterable[str], limit: int = 4) -> str:
    """a, b and c; after `limit` names: and 3 more."""
    found = list(names)
    if len(found) > limit + 1:
        return ", ".join(found[:limit]) + f" and {len(found) - limit} more"
    return " and ".join(filter(None, [", ".join(found[:-1]), *found[-1:]]))


def no_less(amount: float) -> str:
    """A sum rounded down: whole from 100 on."""
    return f"{floor(amount + NOISE):,}" if amount >= 100 else f"{floor(100 * amount + NOISE) / 100:,.2f}"


def no_more(amount: float) -> str:
    """A sum rounded up: whole from 100 on."""
    return f"{ceil(amount - NOISE):,}" if amount >= 100 else f"{ceil(100 * amount - NOISE) / 100:,.2f}"


def dearer(interval: Interval | None) -> str:
    """What the best plan of another problem costs more, as far as the interval carries it."""
    if interval is None:
        return f"what it would cost is {TOO_CLOSE}"
    if interval.nothing:
        return "the best plan costs the same"
    if interval.sign > 0:
        return _more(interval)
    if interval.sign < 0 and interval.high is not None:
        return f"the best plan costs at least {no_less(-interval.high)} less"
    if interval.high is None:
        return f"what it would cost is {TOO_CLOSE}"
    return f"whether it costs more is {TOO_CLOSE} (at most {no_more(max(0.0, interval.high))} more)"


def _more(interval: Interval) -> str:
    if interval.high is None:
        return f"the best plan costs at least {no_less(interval.low)} more"
    low, high = no_less(interval.low), no_more(interval.high)
    return f"the best plan costs {low if low == high else f'{low} to {high}'} more"
