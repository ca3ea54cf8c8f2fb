"""The sheets of a document and what surrounds them: its state, storing, throwing away, versions."""

from __future__ import annotations

from datetime import datetime

from nicegui import ui

from api.client.problem import ApiProblem
from api.schemas.tables import TablesJudgement
from api.web.documents.conflict import conflict
from api.web.documents.editor import Conflict, Editor
from api.web.documents.fields import button
from api.web.documents.opening import newest
from api.web.documents.restoring import restoring
from api.web.documents.sheets import Sheets
from api.web.documents.versions import versions
from api.web.parts.faults import problem
from api.web.parts.node import Node, node
from api.web.visit import Visit

PAID = ("hr", "admin")  # write pay they may not see


async def at_work(visit: Visit, editor: Editor, version: int | None) -> None:
    """Puts all of it there. `version`: an earlier one, only to be read."""
    there = await newest(visit.api, editor.kind, editor.key)
    locked = version is not None or not visit.may(*editor.kind.owners)
    desk = Desk(visit, editor, there)
    with node("div", classes="document-bar"):
        desk.state = node("p", desk.standing(version), "draft-state", role="status", aria_live="polite")
        if not locked:
            with node("div", classes="row"):
                desk.drop = button("Discard draft", desk.discard, "quiet")
                desk.keep = button("Store", desk.store, "button main")
        elif version is not None:
            with node("div", classes="row"):
                if there is not None and version < there and visit.may(*editor.kind.owners):
                    restoring(visit, editor.kind, editor.key, version, "Restore this version")
                node("a", "To the newest", "button", href=editor.kind.page(editor.key))
    desk.place = node("div", classes="document-news")
    if there and not locked and editor.revision and (editor.base or 0) < there:
        with desk.place:
            node(
                "p",
                f"Version {there} was stored since this draft was begun. Storing will show what differs.",
                "news",
            )
    paid = visit.me.pay or any(role in PAID for role in visit.me.roles)
    title = editor.kind.label.lower()
    desk.sheets = Sheets(title, editor.rows, locked=locked, paid=paid, edited=editor.edited)
    editor.judged, editor.kept, editor.told = desk.judged, desk.saved, desk.say
    if editor.judgement is None:
        await editor.judge()
    else:
        desk.judged(editor.judgement)
    if not locked:
        ui.context.client.on_disconnect(editor.flush)
    desk.past = node("div")
    if there:
        with desk.past:
            versions(visit, editor.kind, editor.key, there)


class Desk:
    """What is shown around the sheets while one is at work."""

    state: Node
    place: Node
    sheets: Sheets
    keep: Node | None = None
    drop: Node | None = None
    past: Node | None = None

    def __init__(self, visit: Visit, editor: Editor, newest: int | None) -> None:
        self._visit, self._editor, self._newest = visit, editor, newest

    def standing(self, version: int | None) -> str:
        """How it stands when it is opened."""
        base = self._editor.base
        if version is not None:
            return f"Version {version}, as it was. To be read only."
        if self._editor.revision:
            return f"Your draft, begun from version {base}." if base else "Your draft. Nothing is stored yet."
        return f"Version {base}, as stored."

    def say(self, text: str) -> None:
        """In the line that is read aloud."""
        words = f"Draft: {text}."
        if self.state.text != words:
            self.state.set_text(words)

    def saved(self) -> None:
        """The draft is in the store."""
        base = self._editor.base
        begun = f", begun from version {base}" if base else ""
        self.state.set_text(f"Draft saved {datetime.now():%H:%M}{begun}.")

    def judged(self, found: TablesJudgement) -> None:
        """Faults at their cells; what has faults is not stored."""
        self.sheets.judge(found)
        self._buttons()

    def _buttons(self) -> None:
        """Only what can be done can be pressed."""
        if self.keep is None or self.drop is None:
            return
        valid, changed = self._editor.judgement is None or self._editor.judgement.valid, self._editor.changed
        self.keep.attribute("disabled", not (valid and changed))
        self.keep.attribute("title", None if valid else "Mend the faults below first")
        self.drop.attribute("disabled", not changed)

    async def discard(self) -> None:
        """Throws the draft away and shows what is stored."""
        await self._editor.discard()
        ui.navigate.to(self._editor.kind.page(self._editor.key) if self._newest else "/")

    async def store(self) -> None:
        """On top of the version it began from."""
        await self.store_on(self._editor.base)

    async def store_on(self, version: int | None) -> None:
        """On top of that version; what somebody else stored meanwhile is shown first."""
        editor = self._editor
        try:
            made = await editor.store(version)
        except Conflict:
            await conflict(self._visit, self.place, editor, self.store_on)
            return
        except ApiProblem as error:
            self.place.clear()
            with self.place:
                problem(error, "This could not be stored")
            return
        if made is None:
            self._visit.tell("There are faults: mend them first.", wrong=True)
            return
        self.place.clear()
        self._newest = made.version
        self._buttons()
        if self.past is not None:
            self.past.clear()
            with self.past:
                versions(self._visit, editor.kind, editor.key, made.version)
        self.state.set_text(f"Version {made.version}, stored {datetime.now():%H:%M}.")
        for warning in made.warnings[:3]:
            self._visit.tell(f"{warning.place}: {warning.text}")
