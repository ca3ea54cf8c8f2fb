"""A draft kept as one types: a change at once, those that come while it is written together.

What another window made of it is not overwritten.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from api.client.problem import ApiProblem
from api.schemas.drafts import DraftState
from api.schemas.tables import Table
from api.web.caller import Api
from api.web.documents.differing import merged
from api.web.documents.kinds import Kind
from api.web.documents.rows import Rows

REST = 2.0  # times as long as a write took, until the next begins
AGAIN = 5.0  # seconds until it is tried again where the store does not answer
TRIES = 60
STALE = ("stale", "precondition_required")
Plain = list[dict[str, Any]]


@dataclass
class Keeper:
    """`base`: the version it began from, `revision`: of the draft; None where there is none.

    `apart`: another window's draft that cannot be put together with this one; `closed`: the page is about
    to be loaded again, nothing of it is kept any more.
    """

    api: Api
    kind: Kind
    key: str
    rows: Rows
    base: int | None
    revision: int | None
    told: Callable[[str], None] = lambda _: None
    kept: Callable[[int], None] = lambda _: None
    met: Callable[[list[dict[str, Any]]], None] = lambda _: None
    torn: Callable[[], None] = lambda: None
    moved: Callable[[], None] = lambda: None
    apart: DraftState | None = None
    closed: bool = False
    was: Plain = field(init=False)
    _heard: int = 0
    _kept: int = 0
    _keeping: asyncio.Task[None] | None = None
    _one: asyncio.Lock = field(default_factory=asyncio.Lock)

    def __post_init__(self) -> None:
        self.was = self.rows.plain()  # as the store has it

    @property
    def changed(self) -> bool:
        """Whether there is anything to be stored."""
        return self._kept < self._heard or self.revision is not None

    def heard(self, number: int) -> None:
        """The grid's change of this number was made in `rows`: it is kept."""
        if self.closed:
            return
        if number <= self._kept:
            self.kept(self._kept)
            return
        self._heard = number
        if self.apart is None:
            self.told("not saved yet")
        if self._keeping is None or self._keeping.done():
            self._keeping = asyncio.create_task(self._keep_on())

    async def flush(self) -> None:
        """Keeps what is not kept yet, at once."""
        async with self._one:
            if self._behind:
                await self._keep()

    async def replace(self, tables: Plain, base: int | None) -> None:
        """Other tables become the draft; the page has to be loaded again."""
        heard = self._heard
        async with self._one:
            await self._put(tables, base, heard, self.revision)
            self.closed = True

    async def keep_mine(self) -> None:
        """In place of what another window made of the draft."""
        assert self.apart is not None
        self.revision, self.was = self.apart.revision, _plain(self.apart.tables)
        self.apart = None
        await self.flush()

    @property
    def _behind(self) -> bool:
        return self._kept < self._heard and self.apart is None and not self.closed

    async def _keep_on(self) -> None:
        tries = TRIES
        while self._behind and tries:
            begun = time.monotonic()
            try:
                await self.flush()
            except ApiProblem as error:
                self.told("not saved: " + why(error))
                if error.status < 500 and error.status != 429:
                    return
                tries -= 1
                await asyncio.sleep(AGAIN)
            else:
                await asyncio.sleep(REST * (time.monotonic() - begun))

    async def _keep(self) -> None:
        for _ in range(TRIES):
            try:
                await self._put(self.rows.plain(), self.base, self._heard, self.revision)
                return
            except ApiProblem as error:
                if error.code not in STALE:
                    raise
            theirs = await self._there()
            if theirs is None:
                self.revision = None  # stored or thrown away in another window; what is here begins a new one
            elif not await self._meet(theirs):
                return

    async def _put(self, tables: Plain, base: int | None, heard: int, on: int | None) -> None:
        headers = {"If-Match": f'"{on}"' if on else None}
        body = {"base": base, "tables": tables}
        answer = await self.api.send("PUT", self.kind.draft(self.key), body, headers=headers)
        self.revision = int(answer.headers["etag"].strip('"'))
        self.base, self.was, self._kept = base, tables, heard
        self.kept(heard)

    async def _there(self) -> DraftState | None:
        try:
            return await self.api.read(DraftState, self.kind.draft(self.key))
        except ApiProblem as error:
            if error.status != 404:
                raise
            return None

    async def _meet(self, theirs: DraftState) -> bool:
        """Puts one's own changes into another window's; whether that is still to be kept."""
        both = merged(tables(self.was), theirs.tables, tables(self.rows.plain()))
        if both is None:
            self.apart = theirs
            self.torn()
            return False
        changes = self.rows.take(both)
        if changes is None:
            await self._move(both, theirs)
            return False
        self.revision, self.base, self.was = theirs.revision, theirs.base, _plain(theirs.tables)
        if changes:
            self.met(changes)
        return True

    async def _move(self, both: Plain, theirs: DraftState) -> None:
        """Rows came or went in the other window: the page shows them when it is loaded again."""
        self.closed = True
        try:
            await self._put(both, theirs.base, self._heard, theirs.revision)
        except ApiProblem:
            self.closed = False
            raise
        self.moved()


def why(error: ApiProblem) -> str:
    """What was wrong and what to do, in a line."""
    return error.errors[0].found + " → " + error.errors[0].fix if error.errors else error.detail


def tables(plain: Plain) -> list[Table]:
    """Tables as the API tells them."""
    return [Table.model_validate(each) for each in plain]


def _plain(found: list[Table]) -> Plain:
    return [each.model_dump() for each in found]
