"""Which column of a sheet stands where."""

from __future__ import annotations

from scheduler.files.columns import Sheet, folded
from scheduler.files.grid import Grid, Tray, is_empty
from scheduler.files.kinds import nearest, shown
from scheduler.files.tables_rate_card import TRUE_COST


def match_headers(tray: Tray, grid: Grid, sheet: Sheet, upto: int | None = None) -> dict[str, int]:
    """Column position by path; unknown and doubled headers are faults. `upto`: columns looked at."""
    positions: dict[str, int] = {}
    for position, cell in enumerate(grid.header[:upto]):
        place = grid.place(grid.header_row, position)
        if is_empty(cell):
            _no_header(tray, grid, position)
            continue
        name = folded(str(cell))
        column = sheet.by_header.get(name)
        if column is None:
            if name != folded(TRUE_COST) and not name.startswith("#"):
                names = [known.header for known in sheet.columns]
                tray.fault(
                    "unknown_column",
                    place,
                    f"no column '{shown(str(cell))}' in {sheet.name}{nearest(name, names)}",
                    "rename it, delete it, or begin it with #",
                )
        elif column.path in positions:
            tray.fault("column_twice", place, f"column '{column.header}' stands there twice", "delete one")
        else:
            positions[column.path] = position
    return positions


def _no_header(tray: Tray, grid: Grid, position: int) -> None:
    """Values below an empty header would be lost in silence."""
    for row in grid.rows:
        if not is_empty(row[position]):
            place = grid.place(row.number, position)
            tray.fault(
                "no_header", place, "a value in a column without a header", "name the column or empty it"
            )
            return
