"""Two windows of one person at one draft, and what a window kept while it could not be saved."""

from __future__ import annotations

from api.schemas.tables import Table
from api.web.documents.choosing import Done, choosing
from api.web.documents.differing import differing
from api.web.documents.editor import Editor
from api.web.documents.keeper import tables
from api.web.parts.node import Node

WINDOWS = ("Before", "In the other window", "Here")
KEPT = ("Before", "In the draft", "Kept here")
BOTH = "Your other window changed the same cells or rows. Nothing is lost until you choose."
LATE = (
    "What you typed here could not be saved at the time, and the draft was changed since. It is still there."
)


def windows_differ(place: Node, editor: Editor, keep: Done, take: Done) -> None:
    """Two windows of one person changed the same cell of one draft."""
    assert editor.apart is not None
    rows = differing(tables(editor.was), editor.apart.tables, tables(editor.rows.plain()))
    ways = [("Keep what is here", keep), ("Take what the other window has", take)]
    choosing(place, "Another window was first", (BOTH, ""), ways, (WINDOWS, rows))


def kept_differs(
    place: Node, editor: Editor, kept: tuple[list[Table], list[Table]], keep: Done, leave: Done
) -> None:
    """What this window kept does not fit the draft any more. `kept`: tables before, and after."""
    rows = differing(kept[0], tables(editor.rows.plain()), kept[1])
    ways = [("Put back what I typed", keep), ("Leave the draft as it is", leave)]
    choosing(place, "Not saved yet", (LATE, ""), ways, (KEPT, rows))
