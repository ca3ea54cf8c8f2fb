"""An earlier version becomes the newest again: as a version of its own, so that nothing is lost by it."""

from __future__ import annotations

from nicegui import ui

from api.web.documents.editor import Conflict
from api.web.documents.fields import button
from api.web.documents.kinds import Kind
from api.web.documents.opening import at_version, newest
from api.web.parts.node import Node
from api.web.visit import Visit

FIRST = "Somebody stored a version just now: load this page again, then restore."
FAULTS = "Version {} does not hold by the rules of today: {}"


def restoring(visit: Visit, kind: Kind, key: str, version: int, words: str = "Restore") -> Node:
    """A button that does it."""
    label = f"Restore version {version}"
    return button(words, lambda: _restore(visit, kind, key, version), aria_label=label)


async def _restore(visit: Visit, kind: Kind, key: str, version: int) -> None:
    """A draft that somebody has stays as it is: it says that a version was stored since it was begun."""
    there = await newest(visit.api, kind, key)
    assert there is not None
    editor = await at_version(visit.api, kind, key, version, there)
    try:
        made = await editor.store(there)
    except Conflict:
        visit.tell(FIRST, wrong=True)
        return
    if made is None:
        assert editor.judgement is not None
        first = editor.judgement.faults[0]
        visit.tell(FAULTS.format(version, f"{first.place}: {first.found}"), wrong=True)
    elif made.version == there:
        visit.tell(f"Version {version} says the same as the newest: there is nothing to restore.")
    else:
        ui.navigate.to(kind.page(key))
