"""Files that take seconds to make: one at a time in a child process, kept for whoever asks again."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from fastapi import Request
from fastapi.concurrency import run_in_threadpool

from api.errors import ApiError
from api.parts.pay import Seen
from api.parts.shelf import Shelf
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
        self._kept = Shelf[Name](KEPT_BYTES)

    async def file(self, name: Name, read: Callable[[], Seen]) -> bytes:
        """The file of that name; `read` gives the plan when it must be made. 429 when too many wait."""
        kept = self._kept.again(name)
        if kept is not None:
            return kept
        if self._waiting >= MOST_WAITING:
            detail = "Too many files are being made; ask again soon."
            raise ApiError(429, "busy", detail, headers={"Retry-After": RETRY_AFTER})
        self._waiting += 1
        try:
            async with self._gate:
                kept = self._kept.again(name)
                return kept or self._kept.put(name, await run_in_threadpool(self._made, name[2], read))
        finally:
            self._waiting -= 1

    def close(self) -> None:
        """Ends the child."""
        self._studio.close()

    def _made(self, kind: str, read: Callable[[], Seen]) -> bytes:
        return self._studio.make(kind, read())


def making(request: Request) -> Making:
    """The files of the application a request came to."""
    found: Making = request.app.state.making
    return found
