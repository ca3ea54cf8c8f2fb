"""A sheet as it was read, from a workbook or a CSV file: rows of cells, each with its place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from scheduler.errors import Fault, Notice
from scheduler.files.guard import unguard
from scheduler.files.kinds import BadValue, Style


@dataclass(frozen=True)
class Broken:
    """A cell without a usable value: an error, or a formula that was never computed."""

    found: str
    fix: str

    def __str__(self) -> str:
        return self.found


Cell = str | float | bool | date | Broken | None


@dataclass(frozen=True)
class Row:
    number: int
    cells: tuple[Cell, ...]

    def __getitem__(self, column: int) -> Cell:
        return self.cells[column] if column < len(self.cells) else None


@dataclass(frozen=True)
class Grid:
    """`place` formats are `Demand!C7` for workbooks and `demand.csv line 7 column C` for CSV."""

    name: str
    file: str
    header: tuple[Cell, ...]
    rows: tuple[Row, ...]
    style: Style
    pattern: str
    header_row: int = 1

    def place(self, row: int, column: int) -> str:
        return self.pattern.format(column=column_letters(column), row=row)


@dataclass(frozen=True)
class Stranger:
    """A sheet or CSV file whose name is none of ours."""

    kind: str
    name: str
    place: str


@dataclass
class Tray:
    """What reading collects: faults and notes, in the order they were met."""

    faults: list[Fault] = field(default_factory=list)
    notes: list[Notice] = field(default_factory=list)
    strangers: list[Stranger] = field(default_factory=list)

    def fault(self, code: str, place: str, found: str, fix: str) -> None:
        self.faults.append(Fault(code, place, found, fix))

    def note(self, code: str, place: str, text: str) -> None:
        self.notes.append(Notice(code, place, text))


def column_letters(column: int) -> str:
    """A, B, … Z, AA for 0, 1, … 25, 26."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def is_empty(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def usable(cell: Cell) -> Any:
    """The cell's value; raises BadValue for broken cells."""
    if isinstance(cell, Broken):
        raise BadValue(cell.found, cell.fix)
    return cell


def header_of(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    header = list(cells)
    while header and is_empty(header[-1]):
        header.pop()
    return tuple(header)


def rows_of(
    numbered: Iterable[tuple[int, Sequence[Cell]]], marks: str, header_row: int = 1
) -> tuple[Row, ...]:
    """The rows below the header, without blank ones and those that begin with #."""
    return tuple(
        Row(number, tuple(unguard(cell, marks) for cell in cells))
        for number, cells in numbered
        if number > header_row and any(not is_empty(cell) for cell in cells) and not is_comment(cells)
    )


def is_comment(cells: Sequence[Cell]) -> bool:
    return bool(cells) and isinstance(cells[0], str) and cells[0].startswith("#")


def note_comments(tray: Tray, grid: Grid, rows: Sequence[Sequence[Cell]]) -> None:
    """Says once how many rows were ignored; Start has comments of its own."""
    count = sum(1 for cells in rows if is_comment(cells))
    if count and grid.name != "Start":
        tray.note("comment_rows", f"{grid.file} {grid.name}", f"{count} row(s) beginning with # are ignored")
