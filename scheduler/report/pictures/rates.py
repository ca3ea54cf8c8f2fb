"""What a productive hour really costs, from the quoted rate to the true one."""

from __future__ import annotations

from itertools import accumulate
from typing import Any

from scheduler.report.palette import PARTS
from scheduler.report.pictures.canvas import draw, fill, label, margins, rows
from scheduler.report.suppliers import TrueCost
from scheduler.report.words import rate

QUOTED, OTHER = "quoted rate or pay", "on-cost, overheads, hiring, overtime"


def rates_picture(costs: list[TrueCost], prefix: str) -> str:
    """One row a supplier; the parts add up to the true cost of a productive hour."""

    def paint(axes: Any) -> None:
        seen: set[str] = set()
        for row, cost in enumerate(costs):
            reached = 0.0
            for part, value in _parts(cost).items():
                name = None if part in seen else part
                axes.barh(row, value, left=reached, height=0.66, label=name, **fill(PARTS[part]))
                seen.add(part)
                reached += value
            label(axes, rate(cost.true_rate), furthest(cost), row)
        rows(axes, [cost.supplier for cost in costs])
        axes.set_xlim(0, max(map(furthest, costs), default=0.0) * 1.1 or 1.0)
        margins(axes, bottom=0.85)
        axes.figure.legend(loc="lower center", ncols=3, frameon=False, fontsize=8)

    return draw(1.1 + 0.3 * max(1, len(costs)), paint, prefix)


def furthest(cost: TrueCost) -> float:
    """Where a row's bars end: past the true cost when a part takes some of the others back."""
    return max(accumulate(_parts(cost).values()), default=0.0)


def _parts(cost: TrueCost) -> dict[str, float]:
    """Parts under the names of the legend; what has no name of its own is put together."""
    parts = {QUOTED: cost.quoted}
    for name, value in list(cost.parts.items())[1:]:
        shown = name if name in PARTS else OTHER
        parts[shown] = parts.get(shown, 0.0) + value
    return {name: value for name, value in parts.items() if abs(value) >= 0.005}
