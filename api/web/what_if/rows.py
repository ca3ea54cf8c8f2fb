"""Rows of the documents, to choose from and to change."""

from __future__ import annotations

from typing import Any

from scheduler.words import duration as said

EVERYBODY = ""


def keys_of(rows: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Each by its key."""
    return [(row["key"], row["key"]) for row in rows]


def field(document: str, table: str, row: str, name: str, value: Any) -> dict[str, Any]:
    """A cell of a document that is to say something else."""
    return {"document": document, "table": table, "row": row, "field": name, "value": value}


def arrow(now: Any, value: Any) -> str:
    """3 weeks → 4 weeks."""

    def shown(each: Any) -> str:
        if isinstance(each, list):
            return "over time"
        if each is None:
            return "no limit"
        return said(each) if isinstance(each, str) else f"{each:,.6g}"

    return f"{shown(now)} → {shown(value)}"
