"""A document that somebody is at work on: kept as a draft and judged as one types, stored when asked."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from api.client.problem import ApiProblem
from api.schemas.documents import DocumentWritten
from api.schemas.tables import Table, TablesJudgement
from api.web.documents.differing import merged
from api.web.documents.keeper import STALE, Keeper, Plain, tables, why

QUIET = 0.5  # seconds without a key before it is judged
LEFT = (404, 412)  # the draft is gone, or another window has changed it since


class Conflict(Exception):
    """Somebody else stored a version since the one this began from."""


@dataclass
class Editor(Keeper):
    """A draft with what is to be said of it."""

    judgement: TablesJudgement | None = None
    judged: Callable[[TablesJudgement], None] = lambda _: None
    dropped: Callable[[], None] = lambda: None
    _pending: asyncio.Task[None] | None = None

    def edited(self, number: int) -> None:
        """Keeps it at once, and judges it when there is quiet."""
        self.heard(number)
        if self._pending is not None:
            self._pending.cancel()
        self._pending = asyncio.create_task(self._later())

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
        """Makes a version on top of version `on`; None where it cannot be one. Raises Conflict."""
        await self.flush()
        if self.apart is not None or self.closed:
            return None
        heard, told = self._heard, self.rows.plain()
        found = await self.judge()
        if found.content is None:
            return None
        headers = {"If-Match": f'"{on}"' if on else None}
        try:
            answer = await self.api.send("PUT", self.kind.api(self.key), found.content, headers=headers)
        except ApiProblem as error:
            if error.code in STALE:
                raise Conflict from None
            raise
        made = DocumentWritten.model_validate_json(answer.content)
        await self._stored(made.version, heard, told)
        return made

    async def discard(self) -> None:
        """Throws the draft away, whatever it says; the page has to be loaded again."""
        async with self._one:
            if self.revision is not None:
                await self._drop(None)
            self.closed = True
        self.dropped()

    async def put_back(self, was: list[Table], mine: list[Table]) -> bool:
        """Changes that this window kept become part of the draft; False where one has to choose."""
        both = merged(was, tables(self.rows.plain()), mine)
        if both is not None:
            await self.replace(both, self.base)
        return both is not None

    async def _stored(self, version: int, heard: int, told: Plain) -> None:
        """The draft goes, unless it was changed meanwhile, here or in another window."""
        async with self._one:
            self.base = version
            if self._heard == heard:
                if self.revision is not None:
                    await self._drop(self.revision)
                self.revision, self.was = None, told
                return
            self._kept = heard  # on top of the new version
        self.heard(self._heard)

    async def _drop(self, on: int | None) -> None:
        headers = {"If-Match": f'"{on}"' if on else None}
        try:
            await self.api.ask("DELETE", self.kind.draft(self.key), headers=headers)
        except ApiProblem as error:
            if error.status not in LEFT:
                raise

    async def _later(self) -> None:
        await asyncio.sleep(QUIET)
        self._pending = None
        if self.closed:
            return
        try:
            await self.judge()
        except ApiProblem as error:
            self.told("not judged: " + why(error))
