"""The sheets that are one table each: a frame with a frozen header and filters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from scheduler.report import frames
from scheduler.report.summary import Summary
from scheduler.report.workbook.book import Book, heads_style, widths

HEADS, HOURS = "heads", "hours"
HEADER_HEIGHT = 32  # points: two lines


@dataclass(frozen=True)
class Placed:
    """Where a table stands: its sheet, its column names, how many rows, its first row of data (from 0)."""

    sheet: str
    names: tuple[str, ...]
    rows: int
    first: int

    def column(self, name: str) -> int:
        return self.names.index(name)


def place(book: Book, name: str, frame: Any, styles: dict[str, str], freeze: int, drawn: int = 0) -> Placed:
    """Writes a frame as a sheet; the header and the first `freeze` columns stay in view.

    The first `drawn` rows are those that charts show.
    """
    sheet = book.sheet(name)
    names = tuple(str(column) for column in frame.columns)
    columns = [frame[column].tolist() for column in frame.columns]
    rows = tuple(zip(*(column[:drawn] for column in columns)))
    last = book.table(sheet, names, rows, styles)
    sheet.write_columns(
        last,
        [
            (_look(book, values, styles.get(column, "text")), values[drawn:])
            for column, values in zip(names, columns)
        ],
    )
    sheet.set_row(0, HEADER_HEIGHT)
    sheet.freeze_panes(1, freeze)
    if names:
        sheet.autofilter(0, 0, max(len(frame), 1), len(names) - 1)
    for place, width in enumerate(widths(names, columns)):
        sheet.set_column(place, place, width)
    sheet.repeat_rows(0)
    return Placed(name, names, len(frame), 1)


def _look(book: Book, values: Sequence[object], style: str) -> Any:
    """The format of a column: that of its first value."""
    return book.look(next((value for value in values if value is not None), None), style)


def decisions(book: Book, summary: Summary) -> None:
    whole = heads_style([action.heads for action in summary.plan.actions])
    styles = {"Heads": whole, "Hours": HOURS, "Cost to the end of the plan": "money"}
    place(book, "Decisions", frames.decision_frame(summary.view), styles, 1)


def heads(book: Book, summary: Summary) -> None:
    frame = frames.heads_frame(summary.view)
    unit = summary.problem.forecast.calendar.unit
    place(book, f"Heads by {unit}", frame, _styles(frame.columns[2:], HEADS, frame.columns[:1]), 2)


def coverage(book: Book, summary: Summary) -> Placed:
    frame = frames.coverage_frame(summary)
    styles = _styles(frame.columns[3:], HOURS, frame.columns[1:2]) | {"Covered %": "share"}
    return place(book, "Coverage", frame, styles, 3, drawn=summary.view.periods)


def months(book: Book, summary: Summary) -> Placed:
    """Lines by kind; under them, apart from the filters, the sums that the chart shows."""
    frame = frames.month_frame(summary.months)
    totals = frames.month_totals(summary.months)
    styles = _styles(totals.columns[2:], "cents", ())
    shown = frame if len(frame) else totals[:0]
    placed = place(book, "Cost by month", shown, styles, 2, drawn=len(shown))
    sheet = book.file.get_worksheet_by_name("Cost by month")
    rows = tuple(totals.itertuples(index=False, name=None))
    top = placed.rows + 2
    book.table(sheet, placed.names, rows, styles, top=top, bold=True, header=False)
    sheet.set_column(0, 0, 24)
    sheet.set_column(2, len(placed.names) - 1, 14)
    return Placed(placed.sheet, placed.names, len(rows), top)


def costs(book: Book, summary: Summary) -> None:
    frame = frames.cost_frame(summary.view)
    place(book, "Cost lines", frame, _styles(frame.columns[5:], "cents", ()), 3)


def teams(book: Book, summary: Summary) -> None:
    frame = frames.pool_frame(summary.view)
    place(book, "Team ledger", frame, _styles(frame.columns[3:], HEADS, frame.columns[1:2]), 3)


def contracts(book: Book, summary: Summary) -> None:
    frame = frames.contract_frame(summary.view)
    place(book, "Contract ledger", frame, _styles(frame.columns[5:], HEADS, frame.columns[3:4]), 5)


def _styles(numbers: Sequence[str], style: str, whole: Sequence[str]) -> dict[str, str]:
    return {**dict.fromkeys(numbers, style), **dict.fromkeys(whole, "whole")}
