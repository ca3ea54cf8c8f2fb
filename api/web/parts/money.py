"""Amounts, shares and dates as planners write them; the same words as in the report and the workbook."""

from __future__ import annotations

from datetime import date

from scheduler.words import day, hours_text, listed, money, number, percent, percent_at_most, rate

__all__ = [
    "amount",
    "day",
    "gap",
    "hours_text",
    "listed",
    "money",
    "number",
    "percent",
    "percent_at_most",
    "rate",
    "span",
]


def amount(value: float | None, currency: str) -> str:
    """5.45 M EUR; a dash where there is none."""
    return "–" if value is None else f"{money(value)} {currency}"


def gap(value: float | None) -> str:
    """How far above the cheapest possible a plan may be: at most 0.31 %; a dash while nothing is known."""
    return "–" if value is None else f"at most {percent_at_most(value)}"


def span(start: date, end: date) -> str:
    """5 Apr to 1 Oct 2027; both years where they differ."""
    return f"{day(start, end.year)} to {day(end)}"
