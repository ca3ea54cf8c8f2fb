"""Names, numbers and small values that strategies for problems are made of."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from scheduler.problem import (
    ByAge,
    Dated,
    HeadsOn,
    HeadsPer,
    HoursOn,
    HoursPer,
    Overhead,
    Price,
)

ODD_NAMES = [
    "NA", "None", "none", "null", "nan", "all", "007", "1e5", "=A1", "+1", "-", "@x", "'apos",
    "'#x", "''=x", "#hash", " lead", "trail ", "a;b", 'q"uote', '"', "a,b", "Level 2", "x 1.5",
    "seat 5 per head", "fee of rate", "50 %", "yes", "true", "2027-01-04", "a\nb", "a\r\nb",
    "\ttab", "per month", "ü", "日本語", "🙂", "one", "list", "a/b", "~x", "a~1b", "x y  z",
    "<b>&amp;", "_x0041_", "#N/A", "always", "today", "0d", "A" * 199,
]  # fmt: skip
PLAIN_NAMES = [f"{first}{second}" for first in "abcdefgh" for second in "0123456789"]

money = st.integers(0, 2_000).map(lambda n: n / 4) | st.floats(1, 500)
shares = st.sampled_from([0.0, 0.05, 0.1, 0.245, 1 / 3, 0.5, 2 / 3, 0.8]) | st.floats(0, 0.9)
efficiencies = st.sampled_from([1.0, 0.9, 0.75, 1.2]) | st.floats(0.5, 2)
heads = st.integers(0, 20).map(float) | st.sampled_from([0.5, 2.25])
spans = st.sampled_from(["week", "month", "quarter", "year"])
days = st.dates(date(2026, 12, 1), date(2028, 2, 1))
taken_heads = st.lists(st.builds(HeadsOn, date=days, heads=heads), max_size=2).map(tuple)
taken_hours = st.lists(st.builds(HoursOn, date=days, hours=heads), max_size=2).map(tuple)
heads_per = st.builds(HeadsPer, heads=heads, per=spans, taken=taken_heads)
hours_per = st.builds(HoursPer, hours=st.integers(0, 400).map(float), per=spans, taken=taken_hours)
prices = st.builds(Price, amount=money, per=st.sampled_from(["hour", "day", "week", "month", "year"]))
overheads = st.lists(
    st.builds(
        Overhead,
        name=st.sampled_from(ODD_NAMES[:24] + PLAIN_NAMES[:9]),
        amount=money,
        basis=st.sampled_from(["head", "start", "productive_hour", "rate"]),
        per=st.sampled_from(["week", "month", "year"]),
    ),
    max_size=2,
    unique_by=lambda overhead: overhead.name,
).map(tuple)


def by_age(most: float = 1.0) -> SearchStrategy[ByAge]:
    values = st.lists(st.floats(0.25, most) | st.sampled_from([0.5, 0.75, 1.0]), min_size=1, max_size=3)
    return st.builds(ByAge, step=st.sampled_from(["week", "month"]), values=values.map(tuple))


def maybe(strategy: SearchStrategy[Any]) -> SearchStrategy[Any]:
    return st.none() | strategy


def days_after(start: date, least: int = 0, most: int = 60) -> SearchStrategy[date]:
    return st.integers(least, most).map(lambda days: start + timedelta(days=days))


@st.composite
def timed(draw: DrawFn, values: SearchStrategy[Any], start: date) -> Any:
    """One value, or values over time, the first of which holds at the start."""
    if draw(st.integers(0, 3)):
        return draw(values)
    first = draw(st.sampled_from([None, start, start - timedelta(days=400)]))
    later = sorted(draw(st.sets(days_after(start, 1), max_size=2)))
    return tuple(Dated[Any](since=day, value=draw(values)) for day in [first, *later])


durations = st.sampled_from(["0d", "1w", "10d", "2w", "1m"])
