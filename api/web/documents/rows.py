"""A document's sheets on this side of the socket."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from api.schemas.tables import Table

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
                "columns": list(each["columns"]),
                "rows": [list(row["cells"]) for row in each["rows"]],
            }
            for each in self.tables
        ]

    def take(self, tables: list[dict[str, Any]]) -> list[dict[str, Any]] | None:
        """The cells of these tables instead; what changed. None where rows came or went."""
        pairs = list(zip(self.tables, tables, strict=True))
        if any(
            own["columns"] != new["columns"] or len(own["rows"]) != len(new["rows"]) for own, new in pairs
        ):
            return None
        found = [{"sheet": own["sheet"], "kind": "set", "cells": _taken(own, new)} for own, new in pairs]
        changes = [each for each in found if each["cells"]]
        for each in changes:
            self.change(each)
        return changes

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


def _taken(own: dict[str, Any], new: dict[str, Any]) -> list[list[Any]]:
    return [
        [row["id"], column, text]
        for row, cells in zip(own["rows"], new["rows"], strict=True)
        for column, text in enumerate(cells)
        if text != row["cells"][column]
    ]
