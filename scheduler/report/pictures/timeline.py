"""Contracts and hires on a timeline: a bar from start to end with its heads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from scheduler.plan import Action
from scheduler.report.capacity import OWN
from scheduler.report.decisions import who
from scheduler.report.pictures.canvas import draw, fill, label, margins, rows
from scheduler.report.pictures.dates import date_axis
from scheduler.report.summary import Summary
from scheduler.report.words import number

MOST_ROWS = 60
ROOM = 0.12  # of the width, for a label


@dataclass(frozen=True)
class Bar:
    """One row: `open_end` when it goes on past the plan; `instant` for what happens on one day."""

    label: str
    text: str
    start: date
    end: date
    style: str
    open_end: bool = False
    instant: bool = False


def timeline_picture(summary: Summary, prefix: str) -> str:
    """Rows by first day, own people first; at most sixty, the rest is in the tables."""
    bars = timeline_bars(summary)[:MOST_ROWS]
    return draw(0.9 + 0.24 * max(1, len(bars)), lambda axes: _paint(axes, summary, bars), prefix)


def timeline_bars(summary: Summary) -> list[Bar]:
    """A bar for every action and every running contract."""
    bars = [_action_bar(summary, action) for action in summary.plan.actions if action.kind != "end_running"]
    bars += [bar for key in summary.plan.running for bar in _running_bar(summary, key)]
    return sorted(bars, key=lambda bar: (bar.style != OWN, bar.start, bar.end, bar.label))


def _action_bar(summary: Summary, action: Action) -> Bar:
    horizon = summary.plan.first_days[-1]
    name, heads = who(summary.view, action), number(action.heads)
    if action.kind in ("contract", "conversion"):
        vendor = summary.view.offers[action.owner].vendor
        verb = f"contract {heads}" if action.kind == "contract" else f"contract {heads}, then join"
        end = min(action.end, horizon) if action.end else horizon
        return Bar(name, verb, action.start, end, vendor, open_end=action.end is None or action.end > horizon)
    if action.kind == "hire":
        return Bar(name, f"hire {heads}", action.start, horizon, OWN, open_end=True)
    return Bar(name, f"{action.kind} {heads}", action.start, action.start, OWN, instant=True)


def _running_bar(summary: Summary, key: str) -> list[Bar]:
    active, days = summary.plan.running[key].active, summary.plan.first_days
    there = [t for t, heads in enumerate(active) if heads > 0]
    if not there:
        return []
    vendor = summary.view.offers[summary.view.running[key].offer].vendor
    last = there[-1] + 1
    text = f"running {number(max(active))}"
    return [Bar(key, text, days[there[0]], days[last], vendor, open_end=last == len(active))]


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
