"""Files that take seconds to make: one at a time in a child process, kept for whoever asks again."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable

from fastapi import Request
from fastapi.concurrency import run_in_threadpool

from api.errors import ApiError
from api.parts.pay import Seen
from api.parts.studio import Studio

MOST_WAITING = 16
KEPT_BYTES = 64 * 1024 * 1024
RETRY_AFTER = "10"  # seconds

Name = tuple[str, str, str, bool, int, int]
"""Tenant, plan, kind of file, whether pay shows, how many other ways and answers to questions are in it."""


class Making:
    """The files of one process. Plans that have ended do not change, so what was made holds."""

    def __init__(self) -> None:
        self._gate = asyncio.Semaphore(1)  # one child
        self._studio = Studio()
        self._waiting = 0
        self._kept: OrderedDict[Name, bytes] = OrderedDict()

    async def file(self, name: Name, read: Callable[[], Seen]) -> bytes:
        """The file of that name; `read` gives the plan when it must be made. 429 when too many wait."""
        if name in self._kept:
            return self._again(name)
        if self._waiting >= MOST_WAITING:
            detail = "Too many files are being made; ask again soon."
            raise ApiError(429, "busy", detail, headers={"Retry-After": RETRY_AFTER})
        self._waiting += 1
        try:
            async with self._gate:
                if name not in self._kept:
                    self._keep(name, await run_in_threadpool(self._made, name[2], read))
        finally:
            self._waiting -= 1
        return self._again(name)

    def close(self) -> None:
        """Ends the child."""
        self._studio.close()

    def _made(self, kind: str, read: Callable[[], Seen]) -> bytes:
        return self._studio.make(kind, read())

    def _again(self, name: Name) -> bytes:
        self._kept.move_to_end(name)
        return self._kept[name]

    def _keep(self, name: Name, content: bytes) -> None:
        self._kept[name] = content
        while len(self._kept) > 1 and sum(map(len, self._kept.values())) > KEPT_BYTES:
            self._kept.popitem(last=False)


def making(request: Request) -> Making:
    """The files of the application a request came to."""
    found: Making = request.app.state.making
    return found
