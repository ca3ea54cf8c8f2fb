"""What a file brought, before it is stored: its documents, their faults by cell, the name they get."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from nicegui import ui

from api.client.problem import ApiProblem
from api.schemas.tables import CellFault
from api.web.documents.arrived import arrived
from api.web.documents.fields import Form, button
from api.web.documents.incoming import Brought
from api.web.documents.opening import newest
from api.web.parts.faults import problem
from api.web.parts.node import Node, node
from api.web.visit import Visit

KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@-]{0,199}")


@dataclass
class Arrival:
    """Documents of one drop on their way into the store."""

    visit: Visit
    name: str
    parts: Sequence[Brought]
    key: str
    place: Node

    def show(self) -> None:
        """All of it, in place of what was shown before."""
        self.place.clear()
        self.form = Form()
        sound = [part for part in self.parts if part.sound]
        with self.place, node("section", classes="arrival", aria_labelledby="arrival"):
            node("h2", self.name, id="arrival")
            if not self.parts:
                node("p", "No sheet or document in this file is one of ours.")
                return
            for part in self.parts:
                arrived(part, self.fix)
            with node("div", classes="arrival-foot"):
                hint = "letters, digits, . _ @ -; a document of this name gets a new version"
                self.form.text("key", "Store under the name", self.key, hint=hint)
                if sound:
                    words = (
                        "Store" if len(sound) == len(self.parts) else f"Store what is sound ({len(sound)})"
                    )
                    button(words, self.store, "button main")
            self.news = node("div", role="status")

    async def store(self) -> None:
        """Sound documents become versions, those with faults drafts; then on to the first of them."""
        key = self._key()
        if key is None:
            return
        sound = [part for part in self.parts if part.sound]
        faulty = [part for part in self.parts if not part.sound]
        for part in sound:
            assert part.found is not None
            there = await newest(self.visit.api, part.kind, key)
            headers = {"If-Match": f'"{there}"' if there else None}
            try:
                await self.visit.api.send("PUT", part.kind.api(key), part.found.content, headers=headers)
            except ApiProblem as error:
                with self.news:
                    problem(error, f"The {part.kind.label.lower()} could not be stored")
                return
        for part in faulty:
            if part.found is not None and not await self._drafted(part, key):
                return
        first = next((part for part in faulty if part.found is not None), sound[0])
        ui.navigate.to(first.kind.page(key))

    async def fix(self, part: Brought, fault: CellFault) -> None:
        """The document becomes a draft, opened at the cell."""
        key = self._key()
        if key is None or not await self._drafted(part, key):
            return
        cell = {"sheet": fault.sheet, "row": fault.row, "column": fault.column}
        ui.navigate.to(f"{part.kind.page(key)}?{urlencode(cell)}")

    def _key(self) -> str | None:
        key = str(self.form["key"]).strip()
        self.news.clear()
        if KEY.fullmatch(key):
            return key
        with self.news:
            words = "letters, digits and . _ @ - only, beginning with a letter or a digit"
            node("p", f"'{key[:60]}' cannot be a name: {words}.", "wrong")
        return None

    async def _drafted(self, part: Brought, key: str) -> bool:
        assert part.found is not None
        there = await newest(self.visit.api, part.kind, key)
        body = {"base": there, "tables": [table.model_dump() for table in part.found.tables]}
        try:
            await self.visit.api.send("PUT", part.kind.draft(key), body)
        except ApiProblem as error:
            with self.news:
                if error.code == "precondition_required":
                    node(
                        "p",
                        f"You have a draft of the {part.kind.label.lower()} {key}: choose another name, or ",
                        "wrong",
                    )
                    node("a", "look at that draft", href=part.kind.page(key))
                else:
                    problem(error, "This could not be kept as a draft")
            return False
        return True
