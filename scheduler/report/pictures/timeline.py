"""Contracts and hires on a timeline: a bar from start to end with its heads."""

from __future__ import annotations

from datetime import date
from typing import Any

from scheduler.report.bars import Bar, timeline_bars
from scheduler.report.capacity import OWN
from scheduler.report.pictures.canvas import draw, fill, label, margins, rows
from scheduler.report.pictures.dates import date_axis
from scheduler.report.summary import Summary

MOST_ROWS = 60
ROOM = 0.12  # of the width, for a label


def timeline_picture(summary: Summary, prefix: str) -> str:
    """Rows by first day, own people first; at most sixty, the rest is in the tables."""
    bars = timeline_bars(summary)[:MOST_ROWS]
    return draw(0.9 + 0.24 * max(1, len(bars)), lambda axes: _paint(axes, summary, bars), prefix)


def _paint(axes: Any, summary: Summary, bars: list[Bar]) -> None:
    palette, days = summary.palette, list(summary.plan.first_days)
    for row, bar in enumerate(bars):
        look = fill(palette.style(bar.style))
        if bar.instant:
            axes.plot([bar.start], [row], marker="v", color=palette.style(bar.style).colour, linestyle="")
        else:
            axes.barh(row, bar.end - bar.start, left=bar.start, height=0.66, **look)
        _label(axes, bar, row, days)
    rows(axes, [bar.label for bar in bars])
    axes.set_xlim(days[0], days[-1])
    margins(axes, top=0.3, bottom=0.05)
    axes.xaxis.set_ticks_position("top")
    axes.spines["bottom"].set_visible(False)
    date_axis(axes, days)


def _label(axes: Any, bar: Bar, row: int, days: list[date]) -> None:
    """Beside the bar where there is room, else inside it."""
    text = f"{bar.text} →" if bar.open_end else bar.text
    before, after = bar.start - days[0], days[-1] - bar.end
    if max(before, after) < (days[-1] - days[0]) * ROOM:
        inside = "white" if bar.style == OWN else "black"
        label(axes, text, bar.start, row, fontsize=8, color=inside)
    elif before > after:
        label(axes, text, bar.start, row, -4, fontsize=8)
    else:
        label(axes, text, bar.end, row, fontsize=8)
