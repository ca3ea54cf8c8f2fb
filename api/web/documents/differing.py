"""Where two people's tables of one document differ, row by row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from api.schemas.tables import Table
from api.web.parts.table import Cell

NAMED_BY = {
    "Start": (),
    "Demand": ("Workstream", "Measure"),
    "Team changes": ("Team", "Date", "What"),
    "Over time": ("Sheet", "Name", "Field", "From"),
    "Limits": ("Rule", "Applies to", "From"),
}
"""The columns that name a row, where the first alone does not."""
Cells = dict[tuple[str, str, str], str]


def differing(base: Sequence[Table], theirs: Sequence[Table], mine: Sequence[Table]) -> list[list[Cell]]:
    """Sheet, row, column, what it was, what they made of it, what one made of it oneself."""
    was, they, own = _cells(base), _cells(theirs), _cells(mine)
    places = [place for place in dict.fromkeys([*they, *own]) if they.get(place, "") != own.get(place, "")]
    return [
        [f"{sheet}: {row}" if row else sheet, column, *(_said(each.get(place)) for each in (was, they, own))]
        for place in places
        for sheet, row, column in [place]
    ]


def merged(
    base: Sequence[Table], theirs: Sequence[Table], mine: Sequence[Table]
) -> list[dict[str, Any]] | None:
    """Theirs with one's own changes on top; None where both changed a cell, or rows came or went."""
    if not _shape(base) == _shape(theirs) == _shape(mine):
        return None
    was, they, own = _cells(base), _cells(theirs), _cells(mine)
    if any(len({each.get(place, "") for each in (was, they, own)}) == 3 for place in {*was, *they, *own}):
        return None
    return [
        {
            "sheet": table.sheet,
            "columns": table.columns,
            "rows": [
                [_newer((table.sheet, name, column), was, they, own) for column in table.columns]
                for name in _names(table)
            ],
        }
        for table in theirs
    ]


def _newer(place: tuple[str, str, str], was: Cells, they: Cells, own: Cells) -> str:
    changed = own.get(place, "") != was.get(place, "")
    return (own if changed else they).get(place, "")


def _shape(tables: Sequence[Table]) -> list[tuple[str, list[str], list[str]]]:
    return [(table.sheet, list(table.columns), _names(table)) for table in tables]


def _said(cell: str | None) -> str:
    return "–" if cell is None or cell == "" else cell


def _cells(tables: Sequence[Table]) -> Cells:
    return {
        (table.sheet, name, column): cell
        for table in tables
        for name, row in zip(_names(table), table.rows, strict=True)
        for column, cell in zip(table.columns, row, strict=False)
        if cell
    }


def _names(table: Table) -> list[str]:
    """The name of each row; a second of the same name is told apart."""
    wanted = NAMED_BY.get(table.sheet, (table.columns[0],) if table.columns else ())
    at = [table.columns.index(name) for name in wanted if name in table.columns]
    seen: Counter[str] = Counter()
    names = []
    for row in table.rows:
        name = " · ".join(row[place] for place in at if place < len(row) and row[place])
        seen[name] += 1
        names.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return names
