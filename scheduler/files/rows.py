"""Rows of sheets whose entries belong to lists inside other items."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from scheduler.files.columns import Sheet
from scheduler.files.draft import Draft, Steps, filled, read_cell
from scheduler.files.grid import Grid, Row, is_empty, usable
from scheduler.files.headers import match_headers
from scheduler.files.kinds import BadValue, Kind
from scheduler.files.places import RowPlace
from scheduler.validate.pointer import pointer


def rows(
    draft: Draft, grid: Grid, sheet: Sheet, raw: tuple[str, ...] = ()
) -> Iterator[tuple[Row, dict[str, Any], dict[str, str]]]:
    """Each row with its values and its places by path; columns in `raw` are left unread."""
    positions = match_headers(draft.tray, grid, sheet)
    for row in grid.rows:
        values: dict[str, Any] = {}
        damaged = False
        for column, position in filled(row, positions, sheet):
            if column.path in raw:
                values[column.path] = row[position]
            else:
                values[column.path] = read_cell(draft, grid, row, position, column, (sheet.name, row.number))
                damaged = damaged or (values[column.path] is None and column.path != "applies")
        draft.places.cells.pop(pointer((sheet.name, row.number)), None)
        places = {
            column.path: grid.place(row.number, positions.get(column.path, 0)) for column in sheet.columns
        }
        if not damaged:
            yield row, values, places


def missing(draft: Draft, sheet: Sheet, values: dict[str, Any], places: dict[str, str], *paths: str) -> bool:
    """Notes a fault for each of these columns that is empty."""
    absent = [path for path in paths if is_empty(values.get(path))]
    for path in absent:
        column = sheet.by_path[path]
        draft.tray.fault("missing", places[path], f"no '{column.header}'", f"fill it in: {column.help}")
    return bool(absent)


def append(draft: Draft, steps: Steps, entry: dict[str, Any], place: str, fields: dict[str, str]) -> None:
    entries = draft.get(steps)
    if not isinstance(entries, list):
        entries = []
        draft.put(steps, entries)
    draft.places.rows[pointer((*steps, len(entries)))] = RowPlace(place, fields)
    entries.append(entry)


def read_value(draft: Draft, grid: Grid, kind: Kind, cell: Any, place: str) -> Any:
    try:
        return kind.read(usable(cell), grid.style)
    except BadValue as bad:
        draft.tray.fault(bad.code, place, bad.found, bad.fix)
        return None


def timed_entry(
    draft: Draft, steps: Steps, since: dict[str, Any], value: Any, places: dict[str, str]
) -> None:
    """Adds {from, value} to a field; a value that stands there already holds from the beginning."""
    before = draft.get(steps)
    if not isinstance(before, list):
        draft.put(steps, [] if before is None else [{"value": before}])
        if before is not None:
            place = draft.places[pointer(steps)]
            draft.places.cells[pointer((*steps, 0))] = place
    append(draft, steps, {**since, "value": value}, places["value"], {"from": places["from"]})
