"""Files that take seconds to make: in a child process, few at once, kept for whoever asks again."""

from __future__ import annotations

import asyncio
import logging
import subprocess
import sys
from collections import OrderedDict
from collections.abc import Callable

from fastapi import Request
from fastapi.concurrency import run_in_threadpool

from api.errors import ApiError
from api.parts.child import to_text
from api.parts.pay import Seen

AT_ONCE, MOST_WAITING = 1, 16
KEPT_BYTES = 64 * 1024 * 1024
SECONDS = 300.0
RETRY_AFTER = "10"  # seconds
COMMAND = "from api.parts.child import main; main()"
log = logging.getLogger(__name__)

Name = tuple[str, str, str, bool]
"""Tenant, plan, kind of file, whether pay shows."""


class Making:
    """The files of one process. Plans that have ended do not change, so what was made holds."""

    def __init__(self) -> None:
        self._gate = asyncio.Semaphore(AT_ONCE)
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
                    self._keep(name, await run_in_threadpool(_made, name[2], read))
        finally:
            self._waiting -= 1
        return self._again(name)

    def _again(self, name: Name) -> bytes:
        self._kept.move_to_end(name)
        return self._kept[name]

    def _keep(self, name: Name, content: bytes) -> None:
        self._kept[name] = content
        while len(self._kept) > 1 and sum(map(len, self._kept.values())) > KEPT_BYTES:
            self._kept.popitem(last=False)


def making(request: Request) -> Making:
    """The files of the application a request came to."""
    state = request.app.state
    if not hasattr(state, "making"):
        state.making = Making()
    found: Making = state.making
    return found


def _made(kind: str, read: Callable[[], Seen]) -> bytes:
    """One file, by a child process; what it says of a failure may hold pay and is not passed on."""
    command = [sys.executable, "-c", COMMAND, kind]
    try:
        done = subprocess.run(
            command, input=to_text(read()), capture_output=True, timeout=SECONDS, check=True
        )
    except subprocess.TimeoutExpired:
        raise ApiError(
            503, "too_long", "The file takes too long to make.", headers={"Retry-After": "60"}
        ) from None
    except subprocess.CalledProcessError as error:
        last = error.stderr.decode(errors="replace").strip().splitlines()[-1:] or [""]
        log.error("a %s could not be made: %s", kind, last[0].partition(":")[0])
        raise ApiError(500, "internal", "The file could not be made; tell us the request's id.") from None
    return done.stdout
