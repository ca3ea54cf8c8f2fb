"""The grid of a document's sheets."""

from __future__ import annotations

import json
from collections.abc import Callable, Coroutine
from dataclasses import asdict, dataclass
from typing import Any

from nicegui.element import Element
from nicegui.elements import aggrid  # its script is the grid itself
from nicegui.events import GenericEventArguments

from api.documents.tabled_pay import holds_pay
from api.schemas.tables import Table, TablesJudgement
from api.web.documents.rows import Rows
from scheduler.files.columns import Column, Sheet
from scheduler.files.kinds import DATE, MONEY, NUMBERS, SHARE, WHOLE
from scheduler.files.read_tables import BY_NAME

GRID = aggrid.AgGrid
NUMBERED = (NUMBERS, WHOLE, MONEY, SHARE)
WIDTHS = {DATE.name: 112, "skills": 180, "names": 150, "table by time": 210, "overheads": 240}


@dataclass(frozen=True)
class Window:
    """What a window keeps unsaved changes with: whose they are, of what, and the line that says so."""

    person: str
    name: str
    line: int


class Sheets(Element, component="sheets.js", esm={"staffmix-documents": "modules"}):
    """Tabs, grid and faults.

    `edited` is told the number of each change after it was made in `rows`; `aside` of what the window kept
    and what does not fit: tables as they were, and as they became. `window`: None where it is locked.
    """

    def __init__(
        self,
        title: str,
        rows: Rows,
        *,
        window: Window | None,
        paid: bool,
        edited: Callable[[int], None],
        aside: Callable[[list[Table], list[Table]], Coroutine[Any, Any, None]],
    ) -> None:
        """`paid`: columns of pay are shown."""
        super().__init__()
        self._rows, self._edited, self._aside = rows, edited, aside
        self._heard, self._asked, self._parts = 0, -1, ""
        self._props["title"] = title
        self._props["locked"] = window is None
        self._props["own"] = None if window is None else asdict(window)
        self._props["tables"] = rows.tables
        self._props["about"] = {each["sheet"]: _about(BY_NAME[each["sheet"]], paid) for each in rows.tables}
        self._props["faults"] = {"count": 0, "list": [], "notes": [], "periods": []}
        self.on("edit", self._change)
        self.on("aside", self._part)

    def judge(self, found: TablesJudgement) -> None:
        """Shows what is wrong, each at its cell."""
        at = self._rows.identity
        told = {
            "count": found.count,
            "list": [{**each.model_dump(), "id": at(each.sheet, each.row)} for each in found.faults],
            "notes": [{**each.model_dump(), "id": at(each.sheet, each.row)} for each in found.warnings],
            "periods": found.periods,
        }
        self._props["faults"] = told  # for whoever opens it; who has it open is told alone what changed
        if self.client.has_socket_connection:
            self.run_method("judged", told)

    def kept(self, number: int, words: str) -> None:
        """Changes up to this one are in the store: the window forgets them, and says these words."""
        self._say("kept", number, words)

    def met(self, changes: list[dict[str, Any]]) -> None:
        """Shows cells that another window changed."""
        self._say("met", changes)

    def forget(self) -> None:
        """The window remembers nothing any more."""
        self._say("forget")

    def forget_aside(self) -> None:
        """What did not fit is settled."""
        self._say("forgetAside")

    def _say(self, method: str, *told: Any) -> None:
        if not self.client.is_deleted:
            self.run_method(method, *told)

    def _change(self, event: GenericEventArguments) -> None:
        """In the order they were made; one that was lost on the way is asked for again."""
        number = event.args["number"]
        if number > self._heard + 1:
            if self._asked != self._heard:
                self._asked = self._heard
                self._say("again")
            return
        if number == self._heard + 1:
            self._rows.change(event.args)
            self._heard = number
        self._edited(self._heard)

    async def _part(self, event: GenericEventArguments) -> None:
        """Tables come in parts: messages are short."""
        self._parts += event.args["text"]
        if event.args["last"]:
            told, self._parts = json.loads(self._parts), ""
            was, mine = ([Table.model_validate(each) for each in told[name]] for name in ("was", "mine"))
            await self._aside(was, mine)


def _about(sheet: Sheet, paid: bool) -> dict[str, Any]:
    """What the grid knows of each column, by its header."""
    return {column.header: _column(sheet, column, paid) for column in sheet.columns}


def _column(sheet: Sheet, column: Column, paid: bool) -> dict[str, Any]:
    number = column.kind in NUMBERED
    first = column.path == sheet.first
    width = WIDTHS.get(column.kind.name, 168 if first else 150 if column.kind.name == "text" else 112)
    return {
        "label": column.header,
        "label_full": column.header,
        "help": column.help.replace("\n", " "),
        "example": "" if column.example is None else str(column.example),
        "options": list(column.kind.options),
        "number": number,
        "core": column.core,
        "pinned": first or (sheet.name == "Demand" and column.path == "measure"),
        "needed": first,
        "secret": not paid and holds_pay(sheet.name, column.header),
        "width": max(width, 9 * len(column.header) + 24),
        "dated": False,
    }
