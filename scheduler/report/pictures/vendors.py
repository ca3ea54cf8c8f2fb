"""Vendors beside each other: what a productive hour costs, and what the plan costs without each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from scheduler.report.hidden import all_counted, drawn
from scheduler.report.intervals import way_words
from scheduler.report.palette import LINES, Palette
from scheduler.report.pictures import stack
from scheduler.report.pictures.canvas import FAINT, INK, draw, fill, label, margins, rows
from scheduler.words import money, short

if TYPE_CHECKING:
    from scheduler.explain.vendors import VendorView
    from scheduler.explain.vendors.shapes import OfferCost, Way

HALF = 4.8  # inches: two stand beside each other, one fills a narrow window
LETTERS = 20
BY_TERMS = "*"
THIN = 0.006  # of the width: an interval that is a point still shows


def offers_picture(offers: Sequence[OfferCost], prefix: str) -> str:
    """One row an offer: what a billed hour costs, then every hidden line, up to all counted."""
    parts = [drawn(offer) for offer in offers]
    shown = stack.seen(parts, LINES)

    def paint(axes: Any) -> None:
        for row, (offer, each) in enumerate(zip(offers, parts)):
            stack.stacked(axes, row, each, all_counted(offer) or 0.0, LINES)
        rows(axes, [row_name(offer) for offer in offers])
        stack.limits(axes, parts, room=0.2)
        margins(axes, bottom=0.3 + legend, right=0.1)
        stack.named(axes, shown, ncols=2)

    legend = 0.17 * ((1 + len(shown)) // 2)
    return draw(0.55 + legend + 0.3 * max(1, len(offers)), paint, prefix, HALF)


def row_name(offer: OfferCost) -> str:
    """The offer; marked where its cost is by its terms, not by the plan."""
    return short(offer.offer, LETTERS) + ("" if offer.as_used else BY_TERMS)


def without_picture(vendors: Sequence[VendorView], palette: Palette, prefix: str) -> str:
    """One row a vendor: from the least to the most that the best plan costs more without it."""
    ways = [vendor.without for vendor in vendors]
    left, right = _span(ways)

    def paint(axes: Any) -> None:
        for row, (vendor, way) in enumerate(zip(vendors, ways)):
            words = f"{short(vendor.vendor, LETTERS)}: {way_words(way)}"
            label(axes, words, left, row - 0.3, 2, fontsize=8.5)
            if way.change is not None:
                _bar(axes, row + 0.15, way, fill(palette.style(vendor.vendor)), right)
        axes.axvline(0, color=INK, linewidth=1)
        axes.set_xlim(left, right)
        axes.set_ylim(max(1, len(vendors)) - 0.4, -0.7)
        axes.set_yticks([])
        axes.spines["left"].set_visible(False)
        axes.grid(axis="x", linewidth=0.5, color=FAINT)
        axes.locator_params(axis="x", nbins=5)
        axes.xaxis.set_major_formatter(lambda value, _: money(value))
        margins(axes, left=0.25, right=0.35)

    return draw(0.6 + 0.52 * max(1, len(vendors)), paint, prefix, HALF)


def _bar(axes: Any, row: float, way: Way, look: dict[str, Any], right: float) -> None:
    assert way.change is not None
    low, high = way.change.low, right if way.change.high is None else way.change.high
    left_end, right_end = _seen(low, high, right)
    axes.barh(row, right_end - left_end, left=left_end, height=0.34, **look)
    if way.change.high is None:
        label(axes, "→", right, row, -2, fontweight="bold")


def _seen(low: float, high: float, right: float) -> tuple[float, float]:
    """Both ends of a bar, wide enough to be seen."""
    thin = THIN * right
    return (low, high) if high - low >= thin else ((low + high - thin) / 2, (low + high + thin) / 2)


def _span(ways: Sequence[Way]) -> tuple[float, float]:
    """Both ends of the axis: nothing, and all ends there are."""
    ends = [0.0] + [
        end for way in ways if way.change for end in (way.change.low, way.change.high) if end is not None
    ]
    low, high = min(ends), max(ends)
    wide = high - low or 1.0
    return low - (0.03 * wide if low < 0 else 0.0), high + 0.08 * wide
