"""Capacity against demand of one skill: what own people, overtime and each vendor deliver, what is short."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import numpy as np

from scheduler.report.capacity import SHORT, SkillSupply
from scheduler.report.pictures.canvas import BAND, FAINT, INK, draw, fill, margins
from scheduler.report.pictures.dates import date_axis
from scheduler.report.summary import Summary


def supply_picture(summary: Summary, supply: SkillSupply, prefix: str, height: float = 2.3) -> str:
    """Hours by period, stacked; demand is the line; a named surge is shaded."""

    def paint(axes: Any) -> None:
        days = list(summary.plan.first_days)
        palette, base = summary.palette, np.zeros(len(days))
        for name, hours in [*supply.supply.items(), (SHORT, supply.short)]:
            if hours.any():
                top = base + np.append(hours, hours[-1])
                look = fill(palette.style(name))
                axes.fill_between(days, base, top, step="post", label=name, **look)
                base = top
        demand = np.append(supply.demand, supply.demand[-1])
        axes.step(days, demand, where="post", color=INK, linewidth=1.3, label="demand")
        _surge(axes, summary, supply.skill)
        top = max(1.0, float(max(base.max(), demand.max())) * 1.12)
        axes.set_ylim(0, top)
        margins(axes, left=0.4 + 0.07 * max(5, len(f"{top:,.0f}")))
        axes.set_xlim(days[0], days[-1])
        axes.set_ylabel(f"hours a {summary.problem.forecast.calendar.unit}")
        axes.grid(axis="y", linewidth=0.5, color=FAINT)
        axes.yaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
        date_axis(axes, days)

    return draw(height, paint, prefix)


def _surge(axes: Any, summary: Summary, skill: str) -> None:
    spans = {
        (work.surge.since, work.surge.until)
        for work in summary.problem.forecast.workstreams
        if work.surge is not None and skill in (work.skill, "all skills")
    }
    for since, until in sorted(spans):
        axes.axvspan(since, until, color=BAND, linewidth=0, zorder=0)
        middle = since + timedelta(days=(until - since).days // 2)
        axes.text(
            middle, 0.985, "surge", transform=axes.get_xaxis_transform(), ha="center", va="top", fontsize=8
        )
