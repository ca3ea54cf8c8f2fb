"""Dates, heads and money of a difference in words."""

from __future__ import annotations

from datetime import date


def day(when: date) -> str:
    """1 Mar 2027."""
    return f"{when.day} {when:%b %Y}"


def number(amount: float) -> str:
    """Heads: whole where they are, else one decimal; thousands apart."""
    return f"{amount:,.0f}" if abs(amount - round(amount)) < 0.05 else f"{amount:,.1f}"


def money(amount: float) -> str:
    """Whole where it is large or whole, else with two decimals."""
    return f"{amount:,.0f}" if abs(amount) >= 1000 or amount == round(amount) else f"{amount:,.2f}"


def percent(share: float) -> str:
    """99.8 %; what is not all is never rounded to all."""
    shown = round(share * 100, 1)
    if shown == 100 and share < 1:
        shown = 99.9
    return f"{shown:g} %"


def more(by: float, less: str = "fewer") -> str:
    """Which way."""
    return "more" if by > 0 else less
