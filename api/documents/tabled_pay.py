"""Pay in tables of a workforce: where it stands, and tables without it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from api.pay import is_pay
from scheduler.files.columns import folded
from scheduler.files.tables_policy import OVER_TIME
from scheduler.files.tables_workforce import MOVES, TEAMS
from scheduler.files.text_tables import TextTable

LISTS = {folded(TEAMS.name): (TEAMS, "pools"), folded(MOVES.name): (MOVES, "moves")}


def holds_pay(sheet: str, header: str) -> bool:
    """Whether a column holds pay, or part of what lets it be worked out."""
    of, items = LISTS.get(folded(sheet), (None, ""))
    column = of.by_header.get(folded(header)) if of else None
    return column is not None and is_pay(f"{items}/0/{column.path.replace('.', '/')}")


def without_pay(tables: Iterable[TextTable]) -> list[TextTable]:
    """The tables with nothing in the cells that hold pay: what stands there would be a default."""
    return [_unpaid(table) for table in tables]


def named_pay(tables: Iterable[TextTable]) -> list[str]:
    """The cells in which pay is named: `Teams!Salary 2`, the row as in the workbook."""
    return [
        f"{table.sheet}!{table.columns[at]} {number}"
        for table in tables
        for number, row in enumerate(table.rows, 2)
        for at in sorted(_paid(table, row))
        if row[at].strip()
    ]


def _unpaid(table: TextTable) -> TextTable:
    rows = []
    for row in table.rows:
        paid = _paid(table, row)
        rows.append(tuple("" if at in paid else cell for at, cell in enumerate(row)))
    return TextTable(table.sheet, table.columns, tuple(rows))


def _paid(table: TextTable, row: Sequence[str]) -> set[int]:
    """Where pay stands in a row."""
    headers = [folded(name) for name in table.columns[: len(row)]]
    if folded(table.sheet) == folded(OVER_TIME.name):
        by = dict(zip(headers, row))
        paid = holds_pay(by.get("sheet", ""), by.get("field", ""))
        return {at for at, name in enumerate(headers) if name == "value" and paid}
    return {at for at, name in enumerate(headers) if holds_pay(table.sheet, name)}
