"""The grid of a document's sheets, and the same sheets on this side of the socket."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from typing import Any

from nicegui.element import Element
from nicegui.elements import aggrid  # its script is the grid itself
from nicegui.events import GenericEventArguments

from api.documents.tabled_pay import holds_pay
from api.schemas.tables import Table, TablesJudgement
from scheduler.files.columns import Column, Sheet
from scheduler.files.kinds import DATE, MONEY, NUMBERS, SHARE, WHOLE
from scheduler.files.read_tables import BY_NAME

GRID = aggrid.AgGrid
NUMBERED = (NUMBERS, WHOLE, MONEY, SHARE)
WIDTHS = {DATE.name: 112, "skills": 180, "names": 150, "table by time": 210, "overheads": 240}
Row = dict[str, Any]


class Rows:
    """The rows of all sheets with the ids the grid knows them by; changes come in the grid's own order."""

    def __init__(self, tables: Sequence[Table]) -> None:
        self._next = 0
        self.tables = [self._known(table) for table in tables]

    def change(self, told: dict[str, Any]) -> None:
        """One change of the grid."""
        table = next(each for each in self.tables if each["sheet"] == told["sheet"])
        rows: list[Row] = table["rows"]
        if told["kind"] == "table":
            table["columns"], table["rows"] = told["columns"], told["rows"]
        elif told["kind"] == "add":
            rows[told["at"] : told["at"]] = told["rows"]
        elif told["kind"] == "drop":
            gone = {row["id"] for row in told["rows"]}
            table["rows"] = [row for row in rows if row["id"] not in gone]
        else:
            known = {row["id"]: row["cells"] for row in rows}
            for identity, column, text in told["cells"]:
                known[identity][column] = text

    def plain(self) -> list[dict[str, Any]]:
        """The tables as the API takes them."""
        return [
            {
                "sheet": each["sheet"],
                "columns": each["columns"],
                "rows": [row["cells"] for row in each["rows"]],
            }
            for each in self.tables
        ]

    def identity(self, sheet: str | None, row: int | None) -> int:
        """The id of a row by where it stands; -1 for headers and for what is of no row."""
        table = next((each for each in self.tables if each["sheet"] == sheet), None)
        there = table is not None and row is not None and 0 <= row < len(table["rows"])
        return int(table["rows"][row]["id"]) if there and table else -1

    def _known(self, table: Table) -> dict[str, Any]:
        rows = []
        for cells in table.rows:
            self._next += 1
            rows.append({"id": self._next, "cells": cells})
        return {"sheet": table.sheet, "columns": table.columns, "rows": rows}


class Sheets(Element, component="sheets.js", esm={"staffmix-documents": "modules"}):
    """Tabs, grid and faults. `edited` is told of each change after it was made in `rows`."""

    def __init__(
        self,
        title: str,
        rows: Rows,
        *,
        locked: bool,
        paid: bool,
        edited: Callable[[], Coroutine[Any, Any, None]],
    ) -> None:
        """`paid`: columns of pay are shown."""
        super().__init__()
        self._rows, self._edited = rows, edited
        self._props["title"] = title
        self._props["locked"] = locked
        self._props["tables"] = rows.tables
        self._props["about"] = {each["sheet"]: _about(BY_NAME[each["sheet"]], paid) for each in rows.tables}
        self._props["faults"] = {"count": 0, "list": [], "notes": [], "periods": []}
        self.on("edit", self._change)

    def judge(self, found: TablesJudgement) -> None:
        """Shows what is wrong, each at its cell."""
        at = self._rows.identity
        told = {
            "count": found.count,
            "list": [{**each.model_dump(), "id": at(each.sheet, each.row)} for each in found.faults],
            "notes": [{**each.model_dump(), "id": at(each.sheet, each.row)} for each in found.warnings],
            "periods": found.periods,
        }
        self._props["faults"] = told  # for whoever opens it; who has it open is told alone what changed
        if self.client.has_socket_connection:
            self.run_method("judged", told)

    async def _change(self, event: GenericEventArguments) -> None:
        self._rows.change(event.args)
        await self._edited()


def _about(sheet: Sheet, paid: bool) -> dict[str, Any]:
    """What the grid knows of each column, by its header."""
    return {column.header: _column(sheet, column, paid) for column in sheet.columns}


def _column(sheet: Sheet, column: Column, paid: bool) -> dict[str, Any]:
    number = column.kind in NUMBERED
    first = column.path == sheet.first
    width = WIDTHS.get(column.kind.name, 168 if first else 150 if column.kind.name == "text" else 112)
    return {
        "label": column.header,
        "label_full": column.header,
        "help": column.help.replace("\n", " "),
        "example": "" if column.example is None else str(column.example),
        "options": list(column.kind.options),
        "number": number,
        "core": column.core,
        "pinned": first or (sheet.name == "Demand" and column.path == "measure"),
        "needed": first,
        "secret": not paid and holds_pay(sheet.name, column.header),
        "width": max(width, 9 * len(column.header) + 24),
        "dated": False,
    }
