"""A range of money, drawn: from at least to at most, on a scale that neighbours share."""

from __future__ import annotations

from collections.abc import Iterable

from api.web.parts.node import Node, node
from scheduler.explain.interval import Interval

LEAST = 1.2  # per cent of the scale: what a point is drawn as


class Scale:
    """The ends of a scale that holds nothing and every interval."""

    def __init__(self, intervals: Iterable[Interval | None]) -> None:
        there = [each for each in intervals if each is not None]
        ends = [0.0, *(each.low for each in there), *(each.high for each in there if each.high is not None)]
        self.low, self.high = min(ends), max(ends)
        if self.high - self.low <= 0:
            self.high = self.low + 1.0
        if any(each.high is None for each in there):
            self.high += (self.high - self.low) * 0.15

    def at(self, amount: float) -> float:
        """Where an amount stands, from 0 to 100."""
        return 100 * (amount - self.low) / (self.high - self.low)


def range_bar(interval: Interval | None, scale: Scale, words: str) -> Node:
    """The bar; pale where it cannot be told on which side of nothing it lies, open where it has no end."""
    attributes = {"viewBox": "0 0 100 10", "preserveAspectRatio": "none"}
    with node("svg", classes="range", role="img", aria_label=words, **attributes) as drawn:
        node("rect", x="0", y="4.6", width="100", height="0.8", classes="range-line")
        if interval is not None:
            _bar(interval, scale)
        zero = f"{scale.at(0.0):.2f}"
        node("line", x1=zero, x2=zero, y1="0", y2="10", classes="range-zero")
    return drawn


def _bar(interval: Interval, scale: Scale) -> None:
    left = scale.at(interval.low)
    right = 100.0 if interval.high is None else scale.at(interval.high)
    if right - left < LEAST:
        left = min(max(0.0, (left + right - LEAST) / 2), 100 - LEAST)
        right = left + LEAST
    look = "range-bar" if interval.sign else "range-bar untold"
    node("rect", x=f"{left:.2f}", y="2", width=f"{right - left:.2f}", height="6", classes=look)
