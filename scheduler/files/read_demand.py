"""The sheet Demand: a row for each workstream and measure, a column for each period's first day."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import ValidationError

from scheduler.files.columns import Column, folded
from scheduler.files.draft import Draft, read_cell
from scheduler.files.grid import Grid, Row, is_empty, usable
from scheduler.files.headers import match_headers
from scheduler.files.kinds import DATE, NUMBERS, BadValue, nearest, shown
from scheduler.files.sheets import DEMAND
from scheduler.problem import Calendar
from scheduler.problem.timeline import Timeline
from scheduler.validate.pointer import pointer

NUMBER = Column("", "", NUMBERS, "")


def read_demand(draft: Draft, grid: Grid) -> None:
    dates = _date_columns(grid)
    positions = match_headers(draft.tray, grid, DEMAND, dates)
    sound = check_dates(draft, grid, dates)
    for row in grid.rows:
        _read_row(draft, grid, row, positions, dates if sound else [])


def _date_columns(grid: Grid) -> list[int]:
    """Every column with a header that is none of the named ones."""
    return [
        position
        for position, cell in enumerate(grid.header)
        if not is_empty(cell) and (not isinstance(cell, str) or not _is_named(cell))
    ]


def _is_named(header: str) -> bool:
    return folded(header) in DEMAND.by_header or header.startswith("#")


def check_dates(draft: Draft, grid: Grid, columns: list[int]) -> bool:
    """Headers must be the first days of the periods, in order, none twice and none left out."""
    found: list[tuple[int, date]] = []
    for column in columns:
        try:
            found.append((column, date.fromisoformat(DATE.read(usable(grid.header[column]), grid.style))))
        except BadValue as bad:
            names = nearest(str(grid.header[column]), [known.header for known in DEMAND.columns])
            draft.tray.fault("not_a_date", grid.place(grid.header_row, column), bad.found + names, bad.fix)
    sound = len(found) == len(columns)
    return _same_days(draft, grid, found) and sound


def _same_days(draft: Draft, grid: Grid, found: list[tuple[int, date]]) -> bool:
    expected = period_starts(draft)
    if expected is None or not found:
        return True
    for (column, day), wanted in zip(found, expected):
        if day != wanted:
            draft.tray.fault(
                "wrong_date",
                grid.place(grid.header_row, column),
                f"{day} where the period from {wanted} belongs ({_kind_of_gap(found, day, wanted)})",
                "let the columns be the first days of the periods, each once and in order",
            )
            return False
    if len(found) != len(expected):
        last = grid.place(grid.header_row, found[-1][0])
        draft.tray.fault(
            "wrong_length",
            last,
            f"{len(found)} columns for {len(expected)} periods",
            "give every period of Start one column, or change Periods there",
        )
    return len(found) == len(expected)


def _kind_of_gap(found: list[tuple[int, date]], day: date, wanted: date) -> str:
    days = [each for _, each in found]
    if days.count(day) > 1:
        return "it stands there twice"
    return "out of order" if wanted in days else "a gap, or no first day of a period"


def period_starts(draft: Draft) -> list[date] | None:
    """First days of the periods, or None when the calendar is not known or not valid."""
    try:
        calendar = Calendar.model_validate_json(_json(draft.get(("forecast", "calendar"))))
        timeline = Timeline(calendar)
        return [timeline.first_day(period) for period in range(calendar.periods)]
    except (ValidationError, ValueError, OverflowError):
        return None


def _json(value: Any) -> str:
    import json

    return json.dumps(value)


def _read_row(draft: Draft, grid: Grid, row: Row, positions: dict[str, int], dates: list[int]) -> None:
    known = draft.rows_of.get("Workstreams", {})
    workstream, measure = (_label(draft, grid, row, positions, path) for path in ("workstream", "measure"))
    if workstream is None or measure is None:
        return
    if workstream not in known:
        draft.tray.fault(
            "unknown_name",
            grid.place(row.number, positions["workstream"]),
            f"no workstream '{shown(workstream)}' in Workstreams{nearest(workstream, known)}",
            "add it to Workstreams, or correct the name",
        )
        return
    steps = ("forecast", "workstreams", known[workstream], measure)
    if draft.get(steps) is not None:
        place = grid.place(row.number, positions["measure"])
        draft.tray.fault(
            "row_twice", place, f"a second row of {measure} for '{shown(workstream)}'", "keep one"
        )
        return
    draft.places.cells[pointer(steps)] = grid.place(row.number, positions["measure"])
    draft.put(steps, _series(draft, grid, row, positions, dates, steps))


def _label(draft: Draft, grid: Grid, row: Row, positions: dict[str, int], path: str) -> Any:
    column, position = DEMAND.by_path[path], positions.get(path)
    if position is None or is_empty(row[position]):
        place = grid.place(row.number if position is not None else grid.header_row, position or 0)
        draft.tray.fault("missing", place, f"no '{column.header}'", f"fill it in: {column.help}")
        return None
    return read_cell(draft, grid, row, position, column, ("demand", row.number, path))


def _series(
    draft: Draft,
    grid: Grid,
    row: Row,
    positions: dict[str, int],
    dates: list[int],
    steps: tuple[str | int, ...],
) -> Any:
    """One number for every period, or one a period."""
    every = positions.get("every")
    given = [column for column in dates if not is_empty(row[column])]
    if every is not None and not is_empty(row[every]):
        if given:
            place = grid.place(row.number, given[0])
            draft.tray.fault(
                "both_given", place, "numbers by date beside one for every period", "keep one of them"
            )
        return read_cell(draft, grid, row, every, NUMBER, steps)
    values: list[Any] = []
    for period, column in enumerate(dates):
        if is_empty(row[column]):
            place = grid.place(row.number, column)
            draft.tray.fault(
                "empty_cell", place, "no demand for this period", "write a number, 0 if there is none"
            )
            values.append(None)
        else:
            values.append(read_cell(draft, grid, row, column, NUMBER, (*steps, period)))
    if not dates or None in values:
        draft.damaged.add(pointer(steps))
        return None
    return values
