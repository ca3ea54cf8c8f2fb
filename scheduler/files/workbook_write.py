"""The workbook a planner fills in: headers with units and comments, drop-downs, optional columns folded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from scheduler.files.columns import Column
from scheduler.files.guard import WORKBOOK_MARKS, guard
from scheduler.files.kinds import BadValue
from scheduler.files.tables_rate_card import TRUE_COST
from scheduler.files.true_cost import true_cost, true_cost_formula
from scheduler.files.write_grids import Table, Written
from scheduler.problem import Offer

TEXT_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
FIRST_DAY = date(1901, 1, 1)
SPARE_ROWS = 200
MADE = datetime(2000, 1, 1)  # a fixed date: the same problem gives the same file
TABS = {
    "forecast": "#2F6DB5",
    "workforce": "#2E8B57",
    "rate_card": "#B5651D",
    "policy": "#7A4FA3",
    "": "#808080",
}
STEPS = (
    "# 1.  Set the calendar above, then fill in Demand and Workstreams (blue), Teams (green),"
    " Vendors and Rate card (orange).",
    "# 2.  Columns that are rarely needed are folded away: press the + above a sheet. Point at a header"
    " to see what it means.",
    "# 3.  Save, then run:  staffmix plan THIS_FILE.xlsx -o plan.xlsx",
    "#",
    "# Rows that begin with # and sheets with other names are ignored. Shares are percentages;"
    " durations are 30d, 10w, 3m or 1y.",
    "# Values that change on a date go into Over time; limits, budgets and exchange rates into Limits.",
)


class Exact(float):
    """A number that XlsxWriter writes with all its digits, so that it reads back the same."""

    def __format__(self, spec: str) -> str:
        return float.__repr__(self)


class Formats:
    """The few formats of the workbook."""

    def __init__(self, book: Any) -> None:
        base = {"valign": "top"}
        self.header = book.add_format(
            {
                "bold": True,
                "bg_color": "#DCE6F1",
                "bottom": 1,
                "text_wrap": True,
                "valign": "top",
                "align": "left",
                "indent": 1,
            }
        )
        self.optional = book.add_format(
            {
                "bold": True,
                "bg_color": "#EDEDED",
                "bottom": 1,
                "text_wrap": True,
                "valign": "top",
                "align": "left",
                "indent": 1,
            }
        )
        self.unit = book.add_format({"italic": True, "font_color": "#666666", "font_size": 8})
        self.day = book.add_format({"num_format": "yyyy-mm-dd", **base, "align": "left", "indent": 1})
        self.header_day = book.add_format(
            {"num_format": "yyyy-mm-dd", "bold": True, "bg_color": "#DCE6F1", "bottom": 1, "valign": "top"}
        )
        self.text = book.add_format({"num_format": "@", **base, "align": "left", "indent": 1})
        self.number = book.add_format({"num_format": "#,##0.##########", **base})
        self.whole = book.add_format({"num_format": "#,##0", **base})
        self.share = book.add_format({"num_format": "0.0########%", **base})
        self.whole_share = book.add_format({"num_format": "0%", **base})
        self.grey = book.add_format(
            {"num_format": "0.00", "font_color": "#808080", "bg_color": "#F2F2F2", **base}
        )
        self.step = book.add_format({"font_color": "#404040", "font_size": 11})


class Sheet(Worksheet):  # type: ignore[misc]
    """A worksheet that leaves formulas as they are: ours use no function younger than files of 2007.

    XlsxWriter looks through each for some forty younger ones, which takes most of the time of a rate card.
    """

    def _prepare_formula(self, formula: str, *_: object) -> str:
        return formula.removeprefix("=")


def write_workbook(path: Path, tables: Sequence[Table], offers: Sequence[Offer]) -> None:
    """Writes all sheets; raises BadValue when a text is too long for a cell."""
    with xlsxwriter.Workbook(str(path), TEXT_OPTIONS) as book:
        book.set_calc_mode("auto")
        book.set_properties({"created": MADE, "title": "Staffing problem", "comments": "Made by staffmix"})
        formats = Formats(book)
        for table in tables:
            _write_sheet(book, formats, table, offers)


def _write_sheet(book: Any, formats: Formats, table: Table, offers: Sequence[Offer]) -> None:
    sheet = book.add_worksheet(table.sheet.name, worksheet_class=Sheet)
    sheet.set_tab_color(TABS[table.sheet.document])
    core = sum(1 for column in table.columns if column.core)
    extra = 1 if table.sheet.name == "Rate card" else 0
    for number, column in enumerate(table.columns):
        position = number + (extra if number >= core else 0)
        cells = [row[number] if number < len(row) else None for row in table.rows]
        _write_header(sheet, formats, position, column)
        _set_width(sheet, formats, position, column, cells)
        _drop_down(sheet, position, column, len(table.rows))
        for row, cell in enumerate(cells, 1):
            if cell is not None:
                _write_cell(sheet, formats, row, position, cell)
    if extra:
        _true_costs(sheet, formats, core, table, offers)
    sheet.set_row(0, 48)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.freeze_panes(1, 3 if table.sheet.name == "Demand" else 1)
    if table.sheet.name == "Start":
        for number, step in enumerate(STEPS, 3):
            sheet.write_string(number, 0, step, formats.step)


def _write_header(sheet: Any, formats: Formats, position: int, column: Column) -> None:
    if column.unit == "date":
        sheet.write_datetime(0, position, date.fromisoformat(column.header), formats.header_day) if (
            date.fromisoformat(column.header) >= FIRST_DAY
        ) else sheet.write_string(0, position, column.header, formats.header)
        return
    form = formats.header if column.core else formats.optional
    unit = f"({column.unit})" if column.unit else ""
    if unit:
        sheet.write_rich_string(0, position, column.header, formats.unit, "\n" + unit, form)
    else:
        sheet.write_string(0, position, column.header, form)
    example = f"\nExample: {_example(column)}" if column.example is not None else ""
    sheet.write_comment(0, position, f"{column.help}.{example}", {"x_scale": 1.6, "visible": False})


def _example(column: Column) -> str:
    if column.kind.name == "share" and isinstance(column.example, float):
        return f"{column.example:.0%}"
    return str(column.example)


def _set_width(
    sheet: Any, formats: Formats, position: int, column: Column, cells: Sequence[Written | None]
) -> None:
    longest = max((len(_shown(cell)) for cell in cells if cell is not None), default=0)
    width = min(
        44, max(9, len(column.header.split()[0]) + 3, longest + 2, 12 if column.kind.name == "date" else 0)
    )
    used = any(cell is not None for cell in cells)
    form = {"share": formats.whole_share, "date": formats.day}.get(column.kind.name)
    if form is None and column.kind.name in ("text", "duration"):
        form = formats.text
    options = {} if column.core or column.unit == "date" else {"level": 1, "hidden": not used}
    sheet.set_column(position, position, 11 if column.unit == "date" else width, form, options)


def _shown(cell: Written) -> str:
    return str(cell.value) if isinstance(cell.value, str | date) else f"{cell.value:,.6g}"


def _drop_down(sheet: Any, position: int, column: Column, rows: int) -> None:
    if column.kind.options:
        sheet.data_validation(
            1,
            position,
            rows + SPARE_ROWS,
            position,
            {
                "validate": "list",
                "source": list(column.kind.options),
                "error_title": column.header,
                "error_message": f"{column.help}. One of: {', '.join(column.kind.options)}"[:255],
            },
        )


def _write_cell(sheet: Any, formats: Formats, row: int, position: int, cell: Written) -> None:
    value = cell.value
    if isinstance(value, str):
        _write_text(sheet, formats, row, position, value)
    elif isinstance(value, date):
        if value < FIRST_DAY:
            sheet.write_string(row, position, value.isoformat(), formats.text)
        else:
            sheet.write_datetime(row, position, value, formats.day)
    else:
        sheet.write_number(row, position, Exact(value), _number_format(formats, cell))


def _write_text(sheet: Any, formats: Formats, row: int, position: int, value: str) -> None:
    text = guard(value, WORKBOOK_MARKS)
    if len(text) > 32_767 or any(mark in text for mark in "\ufffe\uffff"):
        raise BadValue(f"a text of {len(text):,} characters", "a workbook cannot hold it: save as .json")
    sheet.write_string(row, position, text, formats.text)


def _number_format(formats: Formats, cell: Written) -> Any:
    if cell.kind.name == "share":
        percent = cell.value * 100
        return formats.whole_share if abs(percent - round(percent)) < 1e-9 else formats.share
    return formats.whole if float(cell.value).is_integer() else formats.number


def _true_costs(sheet: Any, formats: Formats, position: int, table: Table, offers: Sequence[Offer]) -> None:
    """The one live formula: what a productive hour really costs when the minimum term is served."""
    sheet.write_string(0, position, TRUE_COST, formats.header)
    sheet.write_comment(
        0,
        position,
        "Computed: rate, onboarding and exit over the minimum term, by the hours left after shrinkage,"
        " ramp, rework and supervision. Overheads and bands are not in it. This column is not read.",
        {"x_scale": 2},
    )
    sheet.set_column(position, position, 14)
    letters = {
        column.path: xl_col_to_name(number + (1 if number >= position else 0))
        for number, column in enumerate(table.columns)
    }
    for row, offer in enumerate(offers, 1):
        value = true_cost(offer)
        sheet.write_formula(
            row,
            position,
            true_cost_formula(letters, row + 1),
            formats.grey,
            "" if value is None else round(value, 2),
        )
