"""Cost by calendar month."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from api.schemas.parts import Months
from api.schemas.told import PlanSummary
from api.web.parts.chart import chart, colour, said, supplier
from api.web.parts.node import node
from api.web.parts.table import Column
from scheduler.report.suppliers import cost_group
from scheduler.rules import Cost
from scheduler.words import kind_name, sum_of

LOOKS = {"own people": "own", "contractors": "contract", "penalties": "short"}
"""The groups of costs, in their order."""
KINDS = {str(kind): kind for kind in Cost}


def by_month(summary: PlanSummary) -> None:
    """Own people (where they are shown), contractors and penalties, stacked."""
    table = summary.months
    names = [f"{month:%b} {month.year}" for month in table.months]
    sums = {group: _of(table, group) for group in LOOKS}
    shown = {group: amounts for group, amounts in sums.items() if any(abs(each) >= 0.005 for each in amounts)}
    with node("ul", classes="legend"):
        for group in shown:
            with node("li"):
                node("span", classes=f"swatch look-{LOOKS[group]}", aria_hidden="true")
                node("span", group)
    if not summary.pay_shown:
        node("p", "What own people cost by month is not shown with this key.", "soft small")
    chart(
        _options(names, shown),
        label=f"Cost by calendar month in {summary.currency}, periods split by days",
        columns=[
            Column("Kind"),
            *(Column(name, number=True) for name in names),
            Column("After", number=True),
            Column("Total", summary.currency, number=True),
        ],
        rows=[
            [kind_name(row.kind), *(sum_of(round(a)) for a in (*row.amounts, row.after, row.total))]
            for row in table.rows
        ],
    )


def _of(table: Months, group: str) -> list[float]:
    rows = [row.amounts for row in table.rows if cost_group(KINDS[row.kind]) == group]
    return [sum(column) for column in zip(*rows, strict=True)] if rows else []


def _options(names: Sequence[str], sums: dict[str, list[float]]) -> dict[str, Any]:
    styles: dict[str, Any] = {
        "own people": supplier("own"),
        "contractors": {"color": colour("contract"), "decal": {"$decal": "1"}},
        "penalties": supplier("short"),
    }
    return {
        "tooltip": {"trigger": "axis", "valueFormatter": said("money")},
        "xAxis": {"type": "category", "data": list(names), "axisTick": {"show": False}},
        "yAxis": {"type": "value", "axisLabel": {"formatter": said("money"), "color": colour("soft")}},
        "series": [
            {
                "type": "bar",
                "name": group,
                "stack": "cost",
                "barWidth": "62%",
                "data": [round(each, 2) for each in amounts],
                "itemStyle": styles[group],
                "emphasis": {"disabled": True},
            }
            for group, amounts in sums.items()
        ],
    }
