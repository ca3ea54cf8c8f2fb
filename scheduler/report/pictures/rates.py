"""What a productive hour really costs, from the quoted rate to the true one."""

from __future__ import annotations

from typing import Any

from scheduler.report.palette import PARTS
from scheduler.report.pictures import stack
from scheduler.report.pictures.canvas import draw, margins, rows
from scheduler.report.suppliers import TrueCost

QUOTED, OTHER = "quoted rate or pay", "on-cost, overheads, hiring, overtime"


def rates_picture(costs: list[TrueCost], prefix: str) -> str:
    """One row a supplier; the parts add up to the true cost of a productive hour."""
    parts = [_parts(cost) for cost in costs]

    def paint(axes: Any) -> None:
        for row, (cost, each) in enumerate(zip(costs, parts)):
            stack.stacked(axes, row, each, cost.true_rate, PARTS)
        rows(axes, [cost.supplier for cost in costs])
        stack.limits(axes, parts)
        margins(axes, bottom=0.85)
        stack.named(axes, stack.seen(parts, PARTS), ncols=3)

    return draw(1.1 + 0.3 * max(1, len(costs)), paint, prefix)


def furthest(cost: TrueCost) -> float:
    """Where a row's bars end: past the true cost when a part takes some of the others back."""
    return stack.furthest(_parts(cost))


def _parts(cost: TrueCost) -> dict[str, float]:
    """Parts under the names of the legend; what has no name of its own is put together."""
    parts = {QUOTED: cost.quoted}
    for name, value in list(cost.parts.items())[1:]:
        shown = name if name in PARTS else OTHER
        parts[shown] = parts.get(shown, 0.0) + value
    return {name: value for name, value in parts.items() if abs(value) >= 0.005}
