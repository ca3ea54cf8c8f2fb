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
Place = tuple[str, str, str]
Cells = dict[Place, str]


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
    """Theirs with one's own changes on top; None where both changed the same cell or rows."""
    names = [[table.sheet for table in tables] for tables in (base, theirs, mine)]
    if not names[0] == names[1] == names[2]:
        return None
    found = [_together(*each) for each in zip(base, theirs, mine, strict=True)]
    return None if None in found else [each.model_dump() for each in found if each is not None]


def _together(was: Table, they: Table, own: Table) -> Table | None:
    """One sheet: the rows are those of whoever has others than there were."""
    if own in (was, they):
        return they
    if they == was:
        return own
    before, theirs, mine = (_names(table) for table in (was, they, own))
    if not was.columns == they.columns == own.columns or before not in (theirs, mine):
        return None
    if theirs != mine and any(_repeated(table) for table in (was, they, own)):
        return None
    cells = _cells([was]), _cells([they]), _cells([own])
    shown, others = (own, cells[1]) if theirs == before else (they, cells[2])
    if _clash(*cells) or _lost(cells[0], others, set(_names(shown))):
        return None
    rows = [
        [_newer((shown.sheet, name, column), *cells) for column in shown.columns] for name in _names(shown)
    ]
    return Table(sheet=shown.sheet, columns=shown.columns, rows=rows)


def _clash(was: Cells, they: Cells, own: Cells) -> bool:
    """Whether both changed a cell, and not to the same."""
    places = {*was, *they, *own}
    return any(len({each.get(place, "") for each in (was, they, own)}) == 3 for place in places)


def _lost(was: Cells, now: Cells, rows: set[str]) -> bool:
    """Whether a cell was changed in a row that the other took away."""
    places = {place for place in {*was, *now} if was.get(place, "") != now.get(place, "")}
    return any(row not in rows for _, row, _ in places)


def _newer(place: Place, was: Cells, they: Cells, own: Cells) -> str:
    changed = own.get(place, "") != was.get(place, "")
    return (own if changed else they).get(place, "")


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
    seen: Counter[str] = Counter()
    names = []
    for name in _plain_names(table):
        seen[name] += 1
        names.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return names


def _repeated(table: Table) -> bool:
    """Whether two rows have one name: which is which cannot be said once rows came or went."""
    names = _plain_names(table)
    return len(set(names)) < len(names)


def _plain_names(table: Table) -> list[str]:
    wanted = NAMED_BY.get(table.sheet, (table.columns[0],) if table.columns else ())
    at = [table.columns.index(name) for name in wanted if name in table.columns]
    return [" · ".join(row[place] for place in at if place < len(row) and row[place]) for row in table.rows]
