"""Pictures of costs: what makes up the total, and what each month costs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from scheduler.report.capacity import OWN, SHORT
from scheduler.report.costs import MonthTable
from scheduler.report.palette import CONTRACTOR, Style
from scheduler.report.pictures.canvas import FAINT, INK, draw, fill, label, margins, rows
from scheduler.report.summary import Summary
from scheduler.report.suppliers import OWN_KINDS, WASTED, cost_group
from scheduler.rules import Cost
from scheduler.words import kind_name, money

MOST_MONTHS = 14  # with a label each
ABOVE = {"textcoords": "offset points", "ha": "center", "fontsize": 8, "color": INK}


@dataclass(frozen=True)
class Step:
    """One bar of the waterfall."""

    label: str
    amount: float
    style: Style


def waterfall_steps(summary: Summary) -> list[Step]:
    """Own people, then contractors with what the quote hides, then penalties; they add up to the cost."""
    palette = summary.palette
    own, penalty = palette.style(OWN), palette.style(SHORT)
    steps = []
    for entry in sorted(summary.kinds, key=lambda e: (not e.kind.cash, e.kind not in OWN_KINDS)):
        name, amount = kind_name(entry.kind.value), float(entry.amount)
        if entry.kind == Cost.CONTRACT:
            wasted = sum(cost.parts.get(WASTED, 0.0) * cost.delivered for cost in summary.contractors)
            steps.append(Step("contract: hours that deliver", amount - wasted, Style(CONTRACTOR.colour)))
            steps.append(Step(f"contract: {WASTED}", wasted, Style(CONTRACTOR.colour, "///")))
        else:
            contract = Style(CONTRACTOR.colour, "||")
            style = penalty if not entry.kind.cash else own if entry.kind in OWN_KINDS else contract
            steps.append(Step(name, amount, style))
    return steps


def waterfall_picture(summary: Summary, prefix: str) -> str:
    """Each kind of cost begins where the last one ended."""
    steps = waterfall_steps(summary)

    def paint(axes: Any) -> None:
        reached = 0.0
        for row, step in enumerate(steps):
            axes.barh(row, step.amount, left=reached, height=0.68, **fill(step.style))
            end = max(reached, reached + step.amount)
            label(axes, money(step.amount), end, row)
            reached += step.amount
        axes.barh(len(steps), reached, height=0.68, facecolor=INK, linewidth=0)
        label(axes, money(reached), reached, len(steps), fontweight="bold")
        rows(axes, [step.label for step in steps] + ["total"])
        axes.set_xlim(0, reached * 1.12 if reached > 0 else 1)
        axes.xaxis.set_major_formatter(lambda value, _: money(value))

    return draw(0.5 + 0.25 * (len(steps) + 1), paint, prefix)


def months_picture(summary: Summary, prefix: str) -> str:
    """Own people, contractors and penalties, stacked, by calendar month."""
    table, palette = summary.months, summary.palette
    styles = {"own people": palette.style(OWN), "contractors": CONTRACTOR, "penalties": palette.style(SHORT)}

    def paint(axes: Any) -> None:
        places = range(len(table.months))
        base = [0.0] * len(table.months)
        for name, style in styles.items():
            amounts = month_sums(table, name)
            if any(amounts):
                axes.bar(places, amounts, bottom=base, width=0.7, label=name, **fill(style))
                base = [b + a for b, a in zip(base, amounts)]
        for place, total in zip(places, base) if len(places) <= MOST_MONTHS else ():
            axes.annotate(money(round(total, -3)), (place, total), (0, 3), **ABOVE)
        every = 1 + (len(places) - 1) // MOST_MONTHS
        axes.set_xticks(places[::every], [f"{month:%b %y}" for month in table.months[::every]])
        axes.yaxis.set_major_formatter(lambda value, _: money(value))
        axes.grid(axis="y", linewidth=0.5, color=FAINT)
        axes.margins(y=0.15)
        margins(axes, top=0.4)
        axes.legend(loc="lower right", bbox_to_anchor=(1, 1), ncols=3, frameon=False, fontsize=8)

    return draw(2.8, paint, prefix)


def month_sums(table: MonthTable, name: str) -> list[float]:
    """Sums by month (what falls after the horizon left out) of a group of kinds."""
    return [float(total) for total in table.column_totals(lambda kind: cost_group(kind) == name)][:-1]
