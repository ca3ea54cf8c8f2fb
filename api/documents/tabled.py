"""Documents as tables, and tables as documents, with every fault at its cell."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from api.errors import MOST_FAULTS, MOST_PLACE, cut
from api.pay import hidden, keeping_pay, without_pay
from api.uploads.pay_cells import in_over_time, pay_cells
from scheduler.errors import Fault, Notice
from scheduler.files.columns import Sheet, folded
from scheduler.files.grid import Tray
from scheduler.files.load import refuse_twice
from scheduler.files.load_document import MODELS, own_sheets
from scheduler.files.read_tables import Read, Spot, as_text, grids_of, read_tables, tables_of
from scheduler.files.text_tables import TextTable, sheets_of, text_tables


def of_content(kind: str, content: str) -> list[TextTable]:
    """The tables of a document that is valid, JSON text."""
    return text_tables(kind, MODELS[kind].model_validate_json(content))


def of_file(kind: str, path: Path) -> dict[str, Any]:
    """What a workbook or an archive says of a document, as a `DocumentTables`.

    Raises UnreadableFile, and InvalidDocument where the file says nothing of it.
    """
    tray = Tray()
    grids, _ = own_sheets(path, kind, tray)
    refuse_twice(tray, grids, [])
    first = {grid.name: grid for grid in sorted(grids, key=lambda each: bool(each.rows))}
    sheets = as_text(grid for grid in grids if first[grid.name] is grid)
    found = read_tables(kind, sheets, tray, packed=True)
    return {**judgement(kind, found), "tables": shown(complete(kind, tables_of(sheets)))}


def judged(
    kind: str, tables: Sequence[TextTable], stored: str | None = None, pay: bool = False
) -> dict[str, Any]:
    """What tables say, as a `TablesJudgement`.

    `stored`: the workforce whose pay their author does not see; it is judged with it and told without it.
    `pay`: whether a fault may repeat the pay it is found in.
    """
    tray, known = Tray(), {sheet.name for sheet in sheets_of(kind)}
    for place, table in enumerate(tables):
        if table.sheet not in known:
            names = ", ".join(sorted(known))
            tray.fault("unknown_sheet", table.sheet, "no sheet of this document", f"name one of: {names}")
        elif table.sheet in [each.sheet for each in tables[:place]]:
            tray.fault("sheet_twice", table.sheet, "a second table of this sheet", "send each once")
    mine = [table for table in tables if table.sheet in known]
    if stored is None:
        return judgement(kind, read_tables(kind, grids_of(mine), tray), pay)
    old = json.loads(stored)
    found = read_tables(kind, grids_of(mine), tray, complete=lambda given: keeping_pay(given, old))
    told = judgement(kind, found)
    return told | {"content": told["content"] and without_pay(told["content"])}


def judgement(kind: str, found: Read, pay: bool = False) -> dict[str, Any]:
    """The fields of a `TablesJudgement`. `pay`: whether a fault may repeat the pay it is found in."""
    held = pay_cells(found.places) if kind == "workforce" else set()
    document = found.document
    return {
        "valid": document is not None,
        "content": document and document.model_dump(mode="json", by_alias=True, exclude_unset=True),
        "count": len(found.faults),
        "faults": [
            _fault(each if pay else _hidden(each, held), found) for each in found.faults[:MOST_FAULTS]
        ],
        "warnings": [_note(each, found) for each in found.warnings[:MOST_FAULTS]],
        "periods": [day.isoformat() for day in found.periods],
    }


def complete(kind: str, tables: Iterable[TextTable]) -> list[TextTable]:
    """All sheets of a document with all their columns, whatever a file left out."""
    by_name = {table.sheet: table for table in tables}
    return [_completed(sheet, by_name.get(sheet.name)) for sheet in sheets_of(kind)]


def shown(tables: Iterable[TextTable]) -> list[dict[str, Any]]:
    """The fields of a `Table` each."""
    return [
        {"sheet": each.sheet, "columns": list(each.columns), "rows": [list(row) for row in each.rows]}
        for each in tables
    ]


def _completed(sheet: Sheet, table: TextTable | None) -> TextTable:
    if table is None:
        return TextTable(sheet.name, tuple(column.header for column in sheet.ordered), ())
    there = {folded(name) for name in table.columns}
    more = tuple(column.header for column in sheet.ordered if folded(column.header) not in there)
    return TextTable(sheet.name, table.columns + more, tuple(row + ("",) * len(more) for row in table.rows))


def _hidden(fault: Fault, cells: set[str]) -> Fault:
    return hidden(fault, cells | {fault.place} if cells and in_over_time(fault.place) else cells)


def _fault(fault: Fault, found: Read) -> dict[str, Any]:
    return {
        "code": fault.code,
        "place": cut(fault.place, MOST_PLACE),
        "found": cut(fault.found),
        "fix": cut(fault.fix, MOST_PLACE),
        **_at(found.spots.get(fault.place)),
    }


def _note(note: Notice, found: Read) -> dict[str, Any]:
    return {
        "code": note.code,
        "place": cut(note.place, MOST_PLACE),
        "text": cut(note.text, MOST_PLACE),
        **_at(found.spots.get(note.place)),
    }


def _at(spot: Spot | None) -> dict[str, Any]:
    return {} if spot is None else {"sheet": spot.sheet, "row": spot.row, "column": spot.column}
