"""What is shown around the sheets of a document while one is at work on it."""

from __future__ import annotations

from datetime import datetime

from nicegui import ui

from api.client.problem import ApiProblem
from api.schemas.tables import Table, TablesJudgement
from api.web.documents.conflict import conflict
from api.web.documents.editor import Conflict, Editor
from api.web.documents.sheets import Sheets
from api.web.documents.versions import versions
from api.web.documents.windows import kept_differs, windows_differ
from api.web.parts.faults import problem
from api.web.parts.node import Node
from api.web.visit import Visit


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

    def listen(self) -> None:
        """Shows and says what becomes of the draft."""
        editor, sheets = self._editor, self.sheets
        editor.judged, editor.kept, editor.told = self.judged, self.saved, self.say
        editor.met, editor.dropped = sheets.met, sheets.forget
        editor.torn, editor.moved = self.torn, self.reload

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

    def saved(self, number: int) -> None:
        """The draft is in the store, up to the change of this number."""
        base = self._editor.base
        begun = f", begun from version {base}" if base else ""
        words = f"Draft saved {datetime.now():%H:%M}{begun}."
        self.state.set_text(words)
        self.sheets.kept(number, words)

    def torn(self) -> None:
        """Another window changed the same: one chooses."""
        self.say("not saved: another window changed the same; choose below")
        windows_differ(self.place, self._editor, self._keep_mine, self._take_theirs)
        self._buttons()

    async def put_back(self, was: list[Table], mine: list[Table]) -> None:
        """What the window kept is put into the draft; one chooses where it does not fit."""
        if await self._editor.put_back(was, mine):
            self._settled()
            return

        async def keep() -> None:
            await self._editor.replace([each.model_dump() for each in mine], self._editor.base)
            self._settled()

        async def leave() -> None:
            self._settled()

        kept_differs(self.place, self._editor, (was, mine), keep, leave)

    def reload(self) -> None:
        """Shows the draft as it is in the store."""
        with self.place:
            ui.navigate.to(self._editor.kind.page(self._editor.key))

    def _settled(self) -> None:
        self.sheets.forget_aside()
        self.reload()

    async def _keep_mine(self) -> None:
        self.place.clear()
        await self._editor.keep_mine()
        self._buttons()

    async def _take_theirs(self) -> None:
        self.sheets.forget()
        self._editor.closed = True
        self.reload()

    def judged(self, found: TablesJudgement) -> None:
        """Faults at their cells; what has faults is not stored."""
        self.sheets.judge(found)
        self._buttons()

    def _buttons(self) -> None:
        """Only what can be done can be pressed."""
        if self.keep is None or self.drop is None:
            return
        valid, changed = self._editor.judgement is None or self._editor.judgement.valid, self._editor.changed
        self.keep.attribute("disabled", not (valid and changed) or self._editor.apart is not None)
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
            if editor.closed or editor.apart is not None:
                return
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
