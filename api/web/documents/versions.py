"""The versions of a document: when, by whom, what changed, and the way back to one."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

from api.schemas.documents import DocumentState
from api.web.documents.kinds import Kind
from api.web.documents.restoring import restoring
from api.web.parts.money import day
from api.web.parts.node import node
from api.web.visit import Visit

MOST = 12
HEADINGS = ("Version", "Stored", "By", "What changed", "")


def versions(visit: Visit, kind: Kind, key: str, newest: int) -> None:
    """A list that opens; it is asked for when it is opened."""
    with node("details", classes="versions") as place:
        node("summary", "One version" if newest == 1 else f"{newest} versions")

    async def opened() -> None:
        if len(place.default_slot.children) > 1:
            return
        wanted = range(newest, max(0, newest - MOST), -1)
        found = await asyncio.gather(
            *(visit.api.read(DocumentState, kind.api(key), version=each) for each in wanted)
        )
        with place:
            _list(visit, kind, found)

    place.on("toggle", opened, args=[])


def _list(visit: Visit, kind: Kind, found: Sequence[DocumentState]) -> None:
    label = f"Versions of {found[0].key}, newest first"
    with node("div", classes="table", tabindex=0, role="region", aria_label=label), node("table"):
        node("caption", label, "unseen")
        with node("thead"), node("tr"):
            for words in HEADINGS:
                node("th", words, scope="col")
        with node("tbody"):
            for each in found:
                _row(visit, kind, each, earlier=each is not found[0])


def _row(visit: Visit, kind: Kind, found: DocumentState, *, earlier: bool) -> None:
    who = "you" if found.by == visit.me.key else found.by_name or found.by
    moment = found.created
    with node("tr"):
        with node("th", scope="row"):
            address = f"{kind.page(found.key)}?version={found.version}"
            node("a", f"Version {found.version}", href=address)
        node("td", f"{day(moment.date())}, {moment:%H:%M} UTC", "when")
        node("td", who)
        node("td", said(found.changes) or "no rows")
        with node("td", classes="deed"):
            if earlier and visit.may(*kind.owners):
                restoring(visit, kind, found.key, found.version)


def said(changes: Mapping[str, Any]) -> str:
    """2 pools changed, 1 added; what is no list is named alone."""
    parts = []
    for rows, told in changes.items():
        if isinstance(told, Mapping):
            counts = [f"{len(names)} {way}" for way, names in told.items() if names]
            parts += [f"{rows.replace('_', ' ')}: {', '.join(counts)}"] if counts else []
        elif rows == "fields":
            parts += [name.replace("_", " ") for name in told]
        else:
            parts.append(rows.replace("_", " "))
    return "; ".join(parts)
