"""What is to be seen of a document that a file brought: whether it is sound, its faults by cell."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from api.schemas.tables import CellFault
from api.web.documents.fields import button
from api.web.documents.incoming import Brought
from api.web.parts.faults import faults
from api.web.parts.node import node
from scheduler.words import counted

MOST = 30  # faults that are shown of a document
Fix = Callable[[Brought, CellFault], Awaitable[Any]]


def arrived(part: Brought, fix: Fix) -> None:
    """Shows it. `fix` is called with the fault that somebody wants to mend in the grid."""
    with node("section", classes="part", aria_label=part.kind.label), node("div", classes="part-head"):
        node("h3", part.kind.label)
        node("span", _standing(part), "part-sound" if part.sound else "part-wrong")
    if part.error is not None:
        faults(part.error.errors)
        node("p", "It can only be mended in the file itself.", "soft")
    elif part.found is not None and not part.found.valid:
        _faults(part, fix)


def _standing(part: Brought) -> str:
    if part.found is None:
        return "cannot be read"
    rows = sum(len(table.rows) for table in part.found.tables)
    if part.found.valid:
        return f"{counted(rows, 'row')}, no fault"
    return "one fault" if part.found.count == 1 else f"{part.found.count} faults"


def _faults(part: Brought, fix: Fix) -> None:
    assert part.found is not None
    with node("table", classes="fault-table"):
        node("caption", f"Faults of the {part.kind.label.lower()}", "unseen")
        with node("thead"), node("tr"):
            for words in ("Cell", "What was found", "What to do", ""):
                node("th", words, scope="col")
        with node("tbody"):
            for fault in part.found.faults[:MOST]:
                _fault(part, fault, fix)
    if part.found.count > MOST:
        node("p", f"… and {part.found.count - MOST} more.", "soft")


def _fault(part: Brought, fault: CellFault, fix: Fix) -> None:
    with node("tr"):
        node("th", fault.place, "place", scope="row")
        node("td", fault.found)
        node("td", fault.fix, "fix")
        with node("td"):
            button("Fix here", lambda: fix(part, fault), aria_label=f"Fix {fault.place} here")
