"""A document that somebody is at work on: kept as a draft and judged as one types, stored when asked."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from api.client.problem import ApiProblem
from api.schemas.documents import DocumentWritten
from api.schemas.drafts import DraftState
from api.schemas.tables import Table, TablesJudgement
from api.web.caller import Api
from api.web.documents.kinds import Kind
from api.web.documents.sheets import Rows

QUIET = 0.5  # seconds without a key before it is kept and judged


class Conflict(Exception):
    """Somebody else stored a version since the one this began from."""


@dataclass
class Editor:
    """`base`: the version it began from, `revision`: of the draft; None where there is none."""

    api: Api
    kind: Kind
    key: str
    rows: Rows
    base: int | None
    revision: int | None
    judgement: TablesJudgement | None = None
    told: Callable[[str], None] = lambda _: None
    judged: Callable[[TablesJudgement], None] = lambda _: None
    kept: Callable[[], None] = lambda: None
    _pending: asyncio.Task[None] | None = None
    _one: asyncio.Lock = field(default_factory=asyncio.Lock)
    _changed: bool = False

    @property
    def changed(self) -> bool:
        """Whether there is anything to be stored."""
        return self._changed or self.revision is not None

    async def edited(self) -> None:
        """Keeps and judges it once there is quiet."""
        self._changed = True
        self.told("not saved yet")
        if self._pending is not None:
            self._pending.cancel()
        self._pending = asyncio.create_task(self._later())

    async def flush(self) -> None:
        """Keeps what is not kept yet, at once."""
        if self._pending is not None:
            self._pending.cancel()
            self._pending = None
        async with self._one:
            await self._keep()

    async def judge(self) -> TablesJudgement:
        """What the API says of it as it is."""
        answer = await self.api.send(
            "POST", f"/v1/{self.kind.path}:assemble", {"tables": self.rows.plain()}, query={"of": self.key}
        )
        found = TablesJudgement.model_validate_json(answer.content)
        self.judgement = found
        self.judged(found)
        return found

    async def store(self, on: int | None) -> DocumentWritten | None:
        """Makes a version on top of version `on`; None while there are faults. Raises Conflict."""
        await self.flush()
        found = await self.judge()
        if found.content is None:
            return None
        headers = {"If-Match": f'"{on}"' if on else None}
        try:
            answer = await self.api.send("PUT", self.kind.api(self.key), found.content, headers=headers)
        except ApiProblem as error:
            if error.code in ("stale", "precondition_required"):
                raise Conflict from None
            raise
        made = DocumentWritten.model_validate_json(answer.content)
        self.base = made.version
        await self.discard()
        return made

    async def replace(self, tables: list[dict[str, Any]], base: int | None) -> None:
        """Other tables become the draft."""
        self.rows, self.base, self._changed = (
            Rows([Table.model_validate(each) for each in tables]),
            base,
            True,
        )
        await self.flush()

    async def discard(self) -> None:
        """Throws the draft away, whatever it says."""
        if self._pending is not None:
            self._pending.cancel()
        async with self._one:
            self._changed = False
            if self.revision is not None:
                await _quietly(self.api.ask("DELETE", self.kind.draft(self.key)))
                self.revision = None

    async def _later(self) -> None:
        await asyncio.sleep(QUIET)
        self._pending = None
        try:
            async with self._one:
                await self._keep()
            await self.judge()
        except ApiProblem as error:
            self.told("not saved: " + _why(error))

    async def _keep(self) -> None:
        if not self._changed:
            return
        self._changed = False
        headers = {"If-Match": f'"{self.revision}"' if self.revision else None}
        body = {"base": self.base, "tables": self.rows.plain()}
        try:
            answer = await self.api.send("PUT", self.kind.draft(self.key), body, headers=headers)
        except ApiProblem:
            self._changed = True
            raise
        self.revision = DraftState.model_validate_json(answer.content).revision
        self.kept()


def _why(error: ApiProblem) -> str:
    if error.code in ("stale", "precondition_required"):
        return "it was changed in another window; load this page again"
    return error.errors[0].found + " → " + error.errors[0].fix if error.errors else error.detail


async def _quietly(asked: Any) -> None:
    try:
        await asked
    except ApiProblem as error:
        if error.status != 404:
            raise
