"""Sheets whose rows are the items of a list (Teams, Rate card, …), and Start, which has one row."""

from __future__ import annotations

from scheduler.files.columns import Column, Sheet
from scheduler.files.draft import Draft, Steps, filled, read_cell
from scheduler.files.grid import Grid, Row
from scheduler.files.headers import match_headers
from scheduler.files.places import RowPlace
from scheduler.files.sheets import LISTS
from scheduler.files.tables_forecast import START
from scheduler.validate.pointer import pointer

HEADERS = {sheet.name: {column.path: column.header for column in sheet.columns} for sheet in (START, *LISTS)}


def read_start(draft: Draft, grid: Grid) -> None:
    """The calendar and the currency, in one row."""
    positions = match_headers(draft.tray, grid, START)
    for row in grid.rows[1:]:
        draft.tray.fault("one_row", grid.place(row.number, 0), "a second row in Start", "keep one row")
    for row in grid.rows[:1]:
        read_item(draft, grid, START, row, positions, ("forecast",))


def read_list(draft: Draft, grid: Grid, sheet: Sheet) -> None:
    """Every row becomes an item; `rows_of` remembers the index of each key."""
    positions = match_headers(draft.tray, grid, sheet)
    items = draft.document(sheet.document).setdefault(sheet.items, [])
    index = draft.rows_of.setdefault(sheet.name, {})
    for row in grid.rows:
        number = len(items)
        items.append({})
        read_item(draft, grid, sheet, row, positions, (sheet.document, sheet.items, number))
        key = items[number].get(sheet.first)
        if isinstance(key, str):
            index.setdefault(key, number)


def read_item(
    draft: Draft, grid: Grid, sheet: Sheet, row: Row, positions: dict[str, int], base: Steps
) -> None:
    fields = {path: grid.place(row.number, position) for path, position in positions.items()}
    draft.places.rows[pointer(base)] = RowPlace(grid.place(row.number, 0), fields, HEADERS[sheet.name])
    groups: set[str] = set()
    for column, position in filled(row, positions, sheet):
        steps = (*base, *column.steps)
        doubled = column.path == "hire.costs" and draft.get(steps)
        value = read_cell(draft, grid, row, position, column, steps)
        groups.add(column.steps[0])
        if value is not None:
            if doubled and isinstance(value, dict) and doubled.keys() & value.keys():
                names = ", ".join(sorted(doubled.keys() & value.keys()))
                place = grid.place(row.number, position)
                draft.tray.fault("named_twice", place, f"{names} has a column of its own", "say it once")
            draft.put(steps, value)
    first_skill(draft, base)
    for column in sheet.columns:
        if column.needed and column.steps[0] in groups:
            _require(draft, grid, row, column, positions, base)


def _require(
    draft: Draft, grid: Grid, row: Row, column: Column, positions: dict[str, int], base: Steps
) -> None:
    steps = (*base, *column.steps)
    if draft.get(steps) is None and pointer(steps) not in draft.damaged:
        place = grid.place(row.number, positions.get(column.path, 0))
        draft.tray.fault(
            "missing", place, f"no '{column.header}'", f"fill it in ({column.help}), such as {column.example}"
        )


def first_skill(draft: Draft, base: Steps) -> None:
    """Supervision as a plain number is of the offer's first skill."""
    item = draft.get(base)
    hours, skills = item.get("supervision"), item.get("skills")
    if isinstance(hours, int | float):
        del item["supervision"]
        if skills:
            item["supervision"] = {next(iter(skills)): hours}
