"""Native charts whose series are cells of the workbook's own sheets."""

from __future__ import annotations

from typing import Any

from scheduler.report.capacity import OTHER, OVERTIME, OWN, SHORT
from scheduler.report.palette import CASH_OWN, CONTRACTOR, PENALTY, Style
from scheduler.report.summary import Summary
from scheduler.report.workbook.book import Book
from scheduler.report.workbook.sheets import Placed

CLASSES = {"Own": OWN, "Overtime": OVERTIME, "Other vendors": OTHER, "Short": SHORT}
SIZE = {"width": 860, "height": 360}


def capacity_chart(book: Book, summary: Summary, cover: Placed) -> Any:
    """Hours supplied by class, stacked, with what is short on top and demand as a line."""
    palette, periods = summary.palette, summary.view.periods
    chart = book.file.add_chart({"type": "column", "subtype": "stacked"})
    first, last = cover.first, cover.first + periods - 1
    days = cover.column("First day")
    ends = cover.names.index("Short h") + 1
    for column in range(cover.names.index("Demand h") + 1, ends):
        name = cover.names[column].removesuffix(" h")
        style = palette.style(CLASSES.get(name, name))
        chart.add_series(_series(cover, first, last, days, column, style) | {"gap": 30})
    line = book.file.add_chart({"type": "line"})
    demand = _series(cover, first, last, days, cover.column("Demand h"), None)
    line.add_series(demand | {"line": {"color": "#1A1A1A", "width": 1.75}})
    chart.combine(line)
    unit = summary.problem.forecast.calendar.unit
    _finish(chart, f"Capacity against demand, productive hours a {unit}", "hours")
    chart.set_x_axis({"num_format": "d mmm", "text_axis": True, "interval_unit": max(1, periods // 13),
                      "num_font": {"rotation": -45, "size": 9}})  # fmt: skip
    return chart


def month_chart(book: Book, summary: Summary, table: Placed) -> Any:
    """Own people, contractors and penalties by calendar month."""
    chart = book.file.add_chart({"type": "column", "subtype": "stacked"})
    first, last = 2, len(table.names) - 3
    styles = (CASH_OWN, CONTRACTOR, PENALTY)
    for row, style in enumerate(styles):
        line = table.first + row
        chart.add_series(
            {
                "name": [table.sheet, line, 0],
                "categories": [table.sheet, 0, first, 0, last],
                "values": [table.sheet, line, first, line, last],
                "gap": 40,
                **fill(style),
            }
        )
    _finish(chart, f"Cost by calendar month, {summary.plan.currency}", summary.plan.currency)
    return chart


def _series(
    table: Placed, first: int, last: int, days: int, column: int, style: Style | None
) -> dict[str, Any]:
    series: dict[str, Any] = {
        "name": [table.sheet, 0, column],
        "categories": [table.sheet, first, days, last, days],
        "values": [table.sheet, first, column, last, column],
    }
    return series | (fill(style) if style else {})


def fill(style: Style) -> dict[str, Any]:
    """A series' colour and pattern."""
    if style.pattern:
        return {"pattern": {"pattern": style.pattern, "fg_color": "#FFFFFF", "bg_color": style.colour},
                "border": {"color": style.colour}}  # fmt: skip
    return {"fill": {"color": style.colour}, "border": {"none": True}}


def _finish(chart: Any, title: str, unit: str) -> None:
    chart.set_title({"name": title, "name_font": {"size": 12, "bold": True}, "overlay": False})
    chart.set_y_axis({"num_format": "#,##0", "name": unit, "name_font": {"size": 9, "bold": False},
                      "major_gridlines": {"visible": True, "line": {"color": "#E3E3E3"}},
                      "line": {"none": True}})  # fmt: skip
    chart.set_legend({"position": "bottom"})
    chart.set_size(SIZE)
