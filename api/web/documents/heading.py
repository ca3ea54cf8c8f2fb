"""Which document one is at: the four kinds as tabs, and the keys of one kind."""

from __future__ import annotations

import asyncio

from api.web.documents.kinds import KINDS, Kind
from api.web.documents.planning import stored
from api.web.parts.node import node
from api.web.visit import Visit

GO = "(event) => { if (event.target.value) window.location.assign(event.target.value); }"


async def heading(visit: Visit, kind: Kind, key: str) -> dict[str, str]:
    """Puts it there; the keys one would plan with, by kind: of the same name, used last, or the newest."""
    lines = await asyncio.gather(*(stored(visit.api, each.path) for each in KINDS))
    keys = {each.name: [line.key for line in found] for each, found in zip(KINDS, lines, strict=True)}
    near = {name: _near(visit, name, key, there) for name, there in keys.items()} | {kind.name: key}
    with node("div", classes="documents-bar"):
        with node("nav", classes="kinds", aria_label="Documents"):
            for each in KINDS:
                current = "page" if each is kind else None
                with node("a", classes="kind", href=each.page(near[each.name] or key), aria_current=current):
                    node("span", each.label, "kind-label")
                    node("span", near[each.name] or "none yet", "kind-key")
        with node("div", classes="entry picker"):
            node("label", "Show", for_="document-key")
            shown = node("select", id="document-key")
            with shown:
                for name in dict.fromkeys([key, *keys[kind.name]]):
                    node("option", name, value=kind.page(name), selected=name == key)
            shown.on("change", js_handler=GO)
    return near


def _near(visit: Visit, kind: str, key: str, there: list[str]) -> str:
    used = visit.way.plan.inputs.get(kind) if visit.way.plan else None
    if key in there:
        return key
    if used is not None and used.key in there:
        return str(used.key)
    return there[0] if there else ""
