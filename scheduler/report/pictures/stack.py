"""Rows of parts that add up: what adds stands right of nothing, what takes back left of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from matplotlib.patches import Patch

from scheduler.report.palette import Style
from scheduler.report.pictures.canvas import INK, fill, label
from scheduler.words import rate

HALF = 0.33  # of a row


def stacked(
    axes: Any, row: int, parts: Mapping[str, float], total: float, styles: Mapping[str, Style]
) -> None:
    """One row of parts with its `total`; where a part takes back, a line marks it among the bars."""
    right = left = 0.0
    for name, value in parts.items():
        axes.barh(row, value, left=right if value > 0 else left, height=2 * HALF, **fill(styles[name]))
        right, left = right + max(value, 0.0), left + min(value, 0.0)
    if left < 0:
        axes.plot([total, total], [row - HALF - 0.1, row + HALF + 0.1], color=INK, linewidth=2)
    label(axes, rate(total), furthest(parts), row)


def furthest(parts: Mapping[str, float]) -> float:
    """Where a row's bars end on the right."""
    return sum(value for value in parts.values() if value > 0)


def least(parts: Mapping[str, float]) -> float:
    """Where a row's bars end on the left: nothing or less."""
    return sum(value for value in parts.values() if value < 0)


def named(axes: Any, names: Mapping[str, Style], **place: Any) -> None:
    """A legend of styles, under all else."""
    handles = [Patch(label=name, **fill(style)) for name, style in names.items()]
    axes.figure.legend(handles=handles, loc="lower center", frameon=False, fontsize=8, **place)


def seen(rows: Sequence[Mapping[str, float]], styles: Mapping[str, Style]) -> dict[str, Style]:
    """The styles that some row shows, in their order."""
    shown = {name for row in rows for name in row}
    return {name: style for name, style in styles.items() if name in shown}


def limits(axes: Any, rows: Sequence[Mapping[str, float]], room: float = 0.1) -> None:
    """An axis on which every row stands, with room for its label; a line at nothing where bars cross it."""
    right = max(map(furthest, rows), default=0.0) or 1.0
    left = min(map(least, rows), default=0.0)
    axes.set_xlim(left * 1.1, right + room * (right - left))
    if left < 0:
        axes.axvline(0, color=INK, linewidth=0.8)
