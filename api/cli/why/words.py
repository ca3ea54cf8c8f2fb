"""Intervals of money in few letters, rounded outwards so that they stay true."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from scheduler.explain.interval import TOO_CLOSE, Interval

FEW = 10_000


def dearer(interval: Interval | None) -> str:
    """+102 to 334 k; −12 to −4 k; the same; too close to tell."""
    if interval is None:
        return "not known"
    if interval.nothing:
        return "the same"
    if interval.sign == 0:
        return TOO_CLOSE
    return f"{'+' if interval.sign > 0 else ''}{span(interval)}"


def span(interval: Interval) -> str:
    """2,065 to 16,919; 102 to 334 k; 1.2 to 1.4 M; at least 102 k. The same figure twice is said once."""
    low, high = interval.low, interval.high
    size = abs(low) if high is None else max(abs(low), abs(high))
    scale, unit, step = _scale(size)
    one = _rounded(low / scale, step, ROUND_FLOOR)
    if high is None:
        return f"{one}{unit} or more"
    other = _rounded(high / scale, step, ROUND_CEILING)
    return f"{one}{unit}" if one == other else f"{one} to {other}{unit}"


def _scale(size: float) -> tuple[int, str, str]:
    if size >= 1_000_000:
        return 1_000_000, " M", "0.01"
    if size >= FEW:
        return 1000, " k", "1" if size >= 10 * FEW else "0.1"
    return (1, "", "1") if size >= 100 else (1, "", "0.01")


def _rounded(value: float, step: str, way: str) -> str:
    text = f"{Decimal(str(round(value, 6))).quantize(Decimal(step), rounding=way):,}"
    return text.removesuffix(".00").removesuffix(".0").replace("-", "−")
