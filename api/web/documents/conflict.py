"""Somebody else stored meanwhile: what differs, and what is to become of it; nothing happens unasked."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from nicegui import ui

from api.schemas.documents import DocumentState
from api.schemas.tables import DocumentTables, Table
from api.web.documents.differing import differing, merged
from api.web.documents.editor import Editor
from api.web.documents.fields import button
from api.web.parts.node import Node, node
from api.web.parts.table import Column
from api.web.parts.table import Table as Shown
from api.web.visit import Visit

MOST = 200
COLUMNS = (Column("Row"), Column("Column"), Column("Before"), Column("Stored by them"), Column("Yours"))
Done = Callable[[], Awaitable[Any]]


async def conflict(visit: Visit, place: Node, editor: Editor, again: Callable[[int], Awaitable[Any]]) -> None:
    """Shows it in `place`. `again`: stores one's own on top of the version it is given."""
    newest = await visit.api.read(DocumentState, editor.kind.api(editor.key))
    theirs = await _tables(visit, editor, newest.version)
    base = await _tables(visit, editor, editor.base) if editor.base else []
    mine = [Table.model_validate(each) for each in editor.rows.plain()]
    rows, both = differing(base, theirs, mine), merged(base, theirs, mine)
    place.clear()
    with place, node("section", classes="conflict", role="alert", aria_labelledby="conflict"):
        who = "You stored" if newest.by == visit.me.key else f"{newest.by_name or newest.by} stored"
        begun = f"version {editor.base}" if editor.base else "nothing"
        node("h2", "Somebody was first", id="conflict")
        node(
            "p",
            f"{who} version {newest.version} while you were at work on {begun}. Yours is kept as a draft.",
        )
        with node("div", classes="row"):
            if both is not None:
                button(
                    "Put my changes into theirs",
                    lambda: _take(visit, editor, both, newest.version),
                    "button main",
                )
            button(f"Keep mine, as version {newest.version + 1}", lambda: again(newest.version))
            button("Take theirs, throw my draft away", lambda: _drop(editor))
        if both is None:
            node(
                "p", "Both of you changed the same cell, or rows came or went: choose one of the two.", "soft"
            )
        node("p", _count(len(rows)), "soft")
        if rows:
            Shown("What differs", COLUMNS, rows[:MOST])


async def _tables(visit: Visit, editor: Editor, version: int) -> list[Table]:
    path = editor.kind.api(editor.key, "/tables")
    return (await visit.api.read(DocumentTables, path, version=version)).tables


async def _take(visit: Visit, editor: Editor, tables: list[dict[str, Any]], version: int) -> None:
    """Theirs with one's own changes becomes the draft, begun from their version."""
    await editor.replace(tables, version)
    _load(editor)
    visit.tell("Your changes are in their version now: look at them, then store.")


async def _drop(editor: Editor) -> None:
    await editor.discard()
    _load(editor)


def _load(editor: Editor) -> None:
    ui.navigate.to(editor.kind.page(editor.key))


def _count(rows: int) -> str:
    return "One cell differs." if rows == 1 else f"{rows} cells differ." if rows else "No cell differs."
