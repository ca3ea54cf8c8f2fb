"""The child process that makes files, as its parent sees it: started when needed, one file at a time."""

from __future__ import annotations

import logging
import subprocess
import sys
import threading
import time

from api.errors import ApiError
from api.parts.child import receive, send, to_text
from api.parts.pay import Seen

SECONDS = 300.0  # for one file
COMMAND = "from api.parts.child import main; main()"
log = logging.getLogger(__name__)

Child = subprocess.Popen[bytes]


class Studio:
    """At most one child, kept from one file to the next: half of the time of a first one is imports."""

    def __init__(self) -> None:
        self._child: Child | None = None
        self._lock = threading.Lock()
        self._closed = False

    def make(self, kind: str, seen: Seen) -> bytes:
        """A file of a plan; 503 when it takes too long, 500 when it cannot be made."""
        text = to_text(kind, seen)
        with self._lock:
            answer = self._asked(text)
        if answer is None:
            detail = "The file takes too long to make, or its maker died."
            raise ApiError(503, "not_made", detail, headers={"Retry-After": "30"})
        well, content = answer
        if not well:
            log.error("a %s could not be made: %s", kind, content.decode())
            raise ApiError(500, "internal", "The file could not be made; tell us the request's id.")
        return content

    def close(self) -> None:
        """Ends the child, whatever it is at."""
        self._closed, child = True, self._child
        if child is not None:
            child.kill()
        with self._lock:
            self._end()

    def _asked(self, text: bytes) -> tuple[bool, bytes] | None:
        """The child's answer; None when it took too long, or died over the question twice."""
        for _ in range(2):
            begun = time.monotonic()
            answer = self._once(text)
            if answer is not None:
                return answer
            self._end()
            if self._closed or time.monotonic() - begun >= SECONDS:
                break
        return None

    def _once(self, text: bytes) -> tuple[bool, bytes] | None:
        child = self._running()
        assert child.stdin is not None
        assert child.stdout is not None
        alarm = threading.Timer(SECONDS, child.kill)
        alarm.start()
        try:
            send(child.stdin, True, text)
            return receive(child.stdout)
        except BrokenPipeError:
            return None
        finally:
            alarm.cancel()

    def _running(self) -> Child:
        if self._child is not None and self._child.poll() is not None:
            self._end()
        if self._child is None:
            command = [sys.executable, "-c", COMMAND]
            self._child = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
        return self._child

    def _end(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            try:
                if pipe is not None:
                    pipe.close()
            except BrokenPipeError:  # what was still to be sent
                pass
