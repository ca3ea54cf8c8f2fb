"""Which column of a sheet stands where."""

from __future__ import annotations

from collections.abc import Container

from scheduler.files.columns import Sheet, folded
from scheduler.files.grid import Grid, Tray, is_empty
from scheduler.files.kinds import nearest, shown
from scheduler.files.tables_rate_card import TRUE_COST


def match_headers(tray: Tray, grid: Grid, sheet: Sheet, apart: Container[int] = ()) -> dict[str, int]:
    """Column position by path; unknown, doubled and missing headers are faults. `apart`: columns left out."""
    positions: dict[str, int] = {}
    _values_without_header(tray, grid)
    for position, cell in enumerate(grid.header):
        if position in apart or is_empty(cell):
            continue
        place = grid.place(grid.header_row, position)
        column = sheet.by_header.get(folded(str(cell)))
        if column is None:
            _unknown(tray, sheet, place, str(cell))
        elif column.path in positions:
            tray.fault("column_twice", place, f"column '{column.header}' stands there twice", "delete one")
        else:
            positions[column.path] = position
    return positions


def _unknown(tray: Tray, sheet: Sheet, place: str, name: str) -> None:
    """The computed column and headers that begin with # are ours to ignore."""
    if folded(name) == folded(TRUE_COST) or name.startswith("#"):
        return
    found = (
        f"no column '{shown(name)}' in {sheet.name}{nearest(name, [known.header for known in sheet.columns])}"
    )
    tray.fault("unknown_column", place, found, "rename it, delete it, or begin it with #")


def _values_without_header(tray: Tray, grid: Grid) -> None:
    """Values below an empty header would be lost in silence."""
    reported: set[int] = set()
    for row in grid.rows:
        for position, cell in enumerate(row.cells):
            named = position < len(grid.header) and not is_empty(grid.header[position])
            if not named and position not in reported and not is_empty(cell):
                reported.add(position)
                place = grid.place(row.number, position)
                tray.fault(
                    "no_header", place, "a value in a column without a header", "name the column or empty it"
                )
