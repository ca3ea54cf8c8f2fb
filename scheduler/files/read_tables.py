"""Tables of text read as a document: whatever somebody typed, judged cell by cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from scheduler.errors import Fault, InvalidProblem, Notice
from scheduler.files.columns import Column, folded
from scheduler.files.draft import Draft
from scheduler.files.grid import Broken, Cell, Grid, Row, Tray, is_empty
from scheduler.files.kinds import EITHER_WAY, TEXT, Style
from scheduler.files.load import assemble, require_calendar
from scheduler.files.load_document import read_document
from scheduler.files.places import Places
from scheduler.files.read_demand import period_starts
from scheduler.files.sheets import SHEETS
from scheduler.files.text_tables import TextTable, cell_text
from scheduler.validate import Document, validate_alone

TYPED = Style(text_numbers=True)
DECIMAL_COMMA = re.compile(r"\s*[+-]?\d+,\d+\s*%?\s*")
BY_NAME = {sheet.name: sheet for sheet in SHEETS}


@dataclass(frozen=True)
class Spot:
    """Where a cell is: the row of its table, from 0 (-1: the headers), and its column."""

    sheet: str
    row: int
    column: int


@dataclass(frozen=True)
class Read:
    """What tables say. `document`: None while there are faults; `spots`: cells by the places of faults;
    `periods`: the first days that a forecast's calendar asks for."""

    document: Document | None
    faults: tuple[Fault, ...]
    warnings: tuple[Notice, ...]
    places: Places = field(default_factory=Places)
    spots: Mapping[str, Spot] = field(default_factory=dict)
    periods: tuple[date, ...] = ()


def grids_of(tables_: Iterable[TextTable]) -> list[Grid]:
    """The sheets that tables stand for, with places such as `Demand!C7`."""
    found = []
    for table in tables_:
        rows = (Row(number, table.rows[number - 2]) for number in range(2, len(table.rows) + 2))
        kept = tuple(row for row in rows if any(not is_empty(cell) for cell in row.cells))
        pattern = table.sheet + "!{column}{row}"
        found.append(Grid(table.sheet, table.sheet, table.columns, kept, TYPED, pattern))
    return found


def as_text(grids: Iterable[Grid]) -> list[Grid]:
    """Sheets of a file with text in all cells, as `text_tables` would write it, each at its own place."""
    return [replace(grid, rows=_typed_rows(grid), header=_typed(grid.header), style=TYPED) for grid in grids]


def tables_of(grids: Iterable[Grid]) -> list[TextTable]:
    """Sheets of text as tables: every row as long as the headers."""
    found = []
    for grid in grids:
        width = max([len(grid.header), *(len(row.cells) for row in grid.rows)], default=0)
        rows = tuple(tuple(str(row[at] or "") for at in range(width)) for row in grid.rows)
        header = tuple(str(cell or "") for cell in (*grid.header, *[""] * (width - len(grid.header))))
        found.append(TextTable(grid.name, header, rows))
    return found


def read_tables(
    kind: str,
    grids: Sequence[Grid],
    tray: Tray,
    *,
    packed: bool = False,
    complete: Callable[[dict[str, Any]], dict[str, Any]] | None = None,
) -> Read:
    """The document that sheets of text say, or every fault with its cell. `tray`: what was found before.

    `packed`: the rows of the tables are those of the sheets, without the blank ones between them.
    `complete`: puts into the document what its author does not see.
    """
    draft = Draft(tray)
    assemble(draft, list(grids))
    require_calendar(draft, [])
    if complete is not None:
        draft.data[kind] = complete(draft.document(kind))
    spots, periods = _spots(grids, packed), tuple(period_starts(draft) or ())
    try:
        document = read_document(draft, kind)
    except InvalidProblem as error:
        return Read(None, tuple(error.faults), tuple(tray.notes), draft.places, spots, periods)
    findings = validate_alone(document)
    faults = tuple(replace(fault, place=draft.places[fault.place]) for fault in findings.faults)
    notes = tuple(replace(note, place=draft.places[note.place]) for note in findings.warnings)
    noticed = (*tray.notes, *notes)
    return Read(None if faults else document, faults, noticed, draft.places, spots, periods)


def _typed(header: Iterable[Cell]) -> tuple[Cell, ...]:
    return tuple(cell_text(cell, None) for cell in header)


def _typed_rows(grid: Grid) -> tuple[Row, ...]:
    known = BY_NAME[grid.name].by_header
    columns = [known.get(folded(str(cell))) for cell in grid.header]
    return tuple(
        Row(row.number, tuple(_of_file(grid, cell, at, columns) for at, cell in enumerate(row.cells)))
        for row in grid.rows
    )


def _of_file(grid: Grid, cell: Cell, at: int, columns: list[Column | None]) -> str:
    if isinstance(cell, Broken):
        return cell.found
    column = columns[at] if at < len(columns) else None
    if isinstance(cell, str) and not (column and column.kind is TEXT):
        return _with_point(cell, grid.style)
    return cell_text(cell, column.kind if column else None)


def _with_point(cell: str, style: Style) -> str:
    """A number of a file with a decimal point; what may be thousands is none until somebody says so."""
    if style.decimal == "," and DECIMAL_COMMA.fullmatch(cell):
        return cell.strip().replace(",", ".")
    if style.doubtful and EITHER_WAY.fullmatch(cell.strip()):
        return f"{cell.strip()} (thousands or decimals?)"
    return cell_text(cell, None)


def _spots(grids: Iterable[Grid], packed: bool) -> dict[str, Spot]:
    """Every cell by its place."""
    found: dict[str, Spot] = {}
    for grid in grids:
        for at in range(len(grid.header)):
            found[grid.place(grid.header_row, at)] = Spot(grid.name, -1, at)
        for index, row in enumerate(grid.rows):
            number = index if packed else row.number - 2
            for at in range(max(len(grid.header), len(row.cells))):
                found[grid.place(row.number, at)] = Spot(grid.name, number, at)
    return found
