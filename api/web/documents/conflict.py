"""Somebody else stored meanwhile: what differs, and what is to become of it; nothing happens unasked."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from nicegui import ui

from api.schemas.documents import DocumentState
from api.schemas.tables import DocumentTables, Table
from api.web.documents.choosing import Ways, choosing
from api.web.documents.differing import differing, merged
from api.web.documents.editor import Editor
from api.web.documents.keeper import tables
from api.web.parts.node import Node
from api.web.visit import Visit

STORED = ("Before", "Stored by them", "Yours")
BOTH = "Both of you changed the same cell, or rows came or went: choose one of the two."


async def conflict(visit: Visit, place: Node, editor: Editor, again: Callable[[int], Awaitable[Any]]) -> None:
    """Shows it in `place`. `again`: stores one's own on top of the version it is given."""
    newest = await visit.api.read(DocumentState, editor.kind.api(editor.key))
    theirs = await _tables(visit, editor, newest.version)
    base = await _tables(visit, editor, editor.base) if editor.base else []
    mine = tables(editor.rows.plain())
    both = merged(base, theirs, mine) is not None
    who = "You stored" if newest.by == visit.me.key else f"{newest.by_name or newest.by} stored"
    begun = f"version {editor.base}" if editor.base else "nothing"
    said = f"{who} version {newest.version} while you were at work on {begun}. Yours is kept as a draft."
    ways: Ways = [
        (f"Keep mine, as version {newest.version + 1}", lambda: again(newest.version)),
        ("Take theirs, throw my draft away", lambda: _drop(editor)),
    ]
    if both:
        best = "Put my changes into theirs", lambda: _take(visit, editor, (base, theirs), newest.version)
        ways = [best, *ways]
    rows = differing(base, theirs, mine)
    choosing(place, "Somebody was first", (said, "" if both else BOTH), ways, (STORED, rows), best=both)


async def _tables(visit: Visit, editor: Editor, version: int) -> list[Table]:
    path = editor.kind.api(editor.key, "/tables")
    return (await visit.api.read(DocumentTables, path, version=version)).tables


async def _take(visit: Visit, editor: Editor, found: tuple[list[Table], list[Table]], version: int) -> None:
    """Theirs with one's own changes, also those made since, becomes the draft, begun from their version."""
    both = merged(*found, tables(editor.rows.plain()))
    if both is None:
        visit.tell("You changed a cell since that they changed too: store again to see it.", wrong=True)
        return
    await editor.replace(both, version)
    _load(editor)
    visit.tell("Your changes are in their version now: look at them, then store.")


async def _drop(editor: Editor) -> None:
    await editor.discard()
    _load(editor)


def _load(editor: Editor) -> None:
    ui.navigate.to(editor.kind.page(editor.key))
