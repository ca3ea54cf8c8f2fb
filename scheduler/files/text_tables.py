"""A document as tables of text, one for each of its sheets: what people edit cell by cell.

Text is what a spreadsheet would show: `24 %`, `2027-01-04`, `phone 1; chat 0.9`. What is written so reads
back as the same document.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from scheduler.files.columns import Sheet
from scheduler.files.kinds import SHARE, Kind, number_text, percent_text
from scheduler.files.read_over_time import TIMED_SHEETS
from scheduler.files.sheets import SHEETS
from scheduler.files.tables_policy import OVER_TIME
from scheduler.files.template import template
from scheduler.files.write_grids import Table, Written, tables
from scheduler.problem import Policy, Problem, RateCard, Workforce
from scheduler.validate import Document


@dataclass(frozen=True)
class TextTable:
    """A sheet by its name: the headers of its columns, and rows of as many cells."""

    sheet: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def sheets_of(kind: str) -> tuple[Sheet, ...]:
    """The sheets of a document; Over time where something of it may change on a date."""
    timed = any(sheet.document == kind for sheet in TIMED_SHEETS.values())
    return tuple(
        sheet for sheet in SHEETS if sheet.document == kind or (timed and sheet.name == OVER_TIME.name)
    )


def text_tables(kind: str, document: Document) -> list[TextTable]:
    """A document's tables, in the order of the workbook."""
    blank: dict[str, Any] = {
        "forecast": template().forecast,
        "workforce": Workforce(),
        "rate_card": RateCard(),
        "policy": Policy(),
    }
    mine = {sheet.name for sheet in sheets_of(kind)}
    found = tables(Problem.model_construct(**{**blank, kind: document}))
    return [
        TextTable(
            table.sheet.name,
            tuple(column.header for column in table.columns),
            tuple(_row(table, row) for row in table.rows),
        )
        for table in found
        if table.sheet.name in mine
    ]


def cell_text(value: Any, kind: Kind | None) -> str:
    """A cell as text, by the kind of its column."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return f"{percent_text(value)} %" if kind is SHARE else number_text(value)
    if isinstance(value, datetime) and value.time() == datetime.min.time():
        value = value.date()
    return value.isoformat() if isinstance(value, date) else str(value)


def _row(table: Table, row: Sequence[Written | None]) -> tuple[str, ...]:
    """As many cells as there are columns."""
    return (*map(_written, row), *[""] * (len(table.columns) - len(row)))


def _written(cell: Written | None) -> str:
    return "" if cell is None else cell_text(cell.value, cell.kind)
