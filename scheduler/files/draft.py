"""The documents while they are read from sheets: plain data, with the cell of every value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from scheduler.files.columns import Column, Sheet
from scheduler.files.grid import Grid, Row, Tray, is_empty, usable
from scheduler.files.kinds import BadValue
from scheduler.files.places import Places
from scheduler.validate.pointer import pointer

Steps = tuple[str | int, ...]


@dataclass
class Draft:
    """`data` holds JSON values by document; `damaged` the pointers whose cells could not be read."""

    tray: Tray
    data: dict[str, Any] = field(default_factory=dict)
    places: Places = field(default_factory=Places)
    damaged: set[str] = field(default_factory=set)
    rows_of: dict[str, dict[str, int]] = field(default_factory=dict)

    def document(self, name: str) -> dict[str, Any]:
        found: dict[str, Any] = self.data.setdefault(name, {})
        return found

    def put(self, steps: Steps, value: Any) -> None:
        """Sets a value, making the objects on the way; an object is merged into one that is there."""
        here: Any = self.data
        for step in steps[:-1]:
            here = here.setdefault(step, {}) if isinstance(here, dict) else here[step]
        last: Any = steps[-1]
        if isinstance(here, dict) and isinstance(here.get(last), dict) and isinstance(value, dict):
            here[last].update(value)
        else:
            here[last] = value

    def get(self, steps: Steps) -> Any:
        here: Any = self.data
        for step in steps:
            if isinstance(here, dict):
                here = here.get(str(step))
            elif isinstance(here, list) and isinstance(step, int) and step < len(here):
                here = here[step]
            else:
                return None
        return here


def read_cell(draft: Draft, grid: Grid, row: Row, position: int, column: Column, steps: Steps) -> Any:
    """The value of a cell, or None (with a fault) when it cannot be read; its place is noted."""
    place = grid.place(row.number, position)
    draft.places.cells[pointer(steps)] = place
    try:
        return column.kind.read(usable(row[position]), grid.style)
    except BadValue as bad:
        draft.tray.fault(bad.code, place, bad.found, bad.fix)
        draft.damaged.add(pointer(steps))
        return None


def filled(row: Row, positions: dict[str, int], sheet: Sheet) -> Iterator[tuple[Column, int]]:
    """The columns of a row that hold something, in the sheet's own order."""
    for column in sheet.columns:
        position = positions.get(column.path)
        if position is not None and not is_empty(row[position]):
            yield column, position
