"""The solver process as its parent sees it: start, ask, kill; whatever ends it becomes EngineCrashed."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

from scheduler.engine.answers import EngineCrashed, EngineFault
from scheduler.engine.wire import Fault, Reply, Request, Result, Step

CHILD = Path(__file__).with_name("child") / "start.py"
LOOK_EVERY = 0.05  # seconds between looks at the stop event and the clock
LAST_LINES = 5


class Stopped(Exception):
    """The child was killed because the stop event was set."""


class Overdue(Exception):
    """The child was killed because its deadline had passed."""


class Worker:
    """One solver process, running from construction until `kill`."""

    def __init__(self, memory_limit_mb: int, nice: int) -> None:
        self.owner = os.getpid()
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115  closed by kill
        ours, theirs = socket.socketpair()
        hangs_up, self._lifeline = os.pipe()
        with theirs:
            words = (theirs.fileno(), hangs_up, memory_limit_mb, nice)
            self._process = subprocess.Popen(
                [sys.executable, "-P", str(CHILD), *map(str, words)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=self._errors,
                pass_fds=(theirs.fileno(), hangs_up),
                start_new_session=True,
            )
        os.close(hangs_up)
        self._pipe = Connection(ours.detach())
        self.pid = self._process.pid

    def alive(self) -> bool:
        """Whether it can still be asked; never from a forked copy of the process that started it."""
        return self.owner == os.getpid() and self._process.poll() is None

    def ask(
        self,
        request: Request,
        *,
        seconds: float,
        stop: threading.Event | None = None,
        on_step: Callable[[Step], None] | None = None,
    ) -> Result:
        """The result of one request, at most `seconds` later.

        Raises EngineFault from the child; EngineCrashed when it died; Stopped and Overdue after killing it.
        """
        deadline = time.monotonic() + seconds
        try:
            self._send(request, deadline)
            reply = self._next_reply(deadline, stop)
            while isinstance(reply, Step):
                if on_step is not None:
                    on_step(reply)
                reply = self._next_reply(deadline, stop)
        except BaseException:  # it is still busy with a request nobody waits for
            self.kill()
            raise
        if isinstance(reply, Fault):
            raise EngineFault(reply.text)
        return reply

    def end(self) -> None:
        """End the process; a thread that waits for its answer gets EngineCrashed."""
        if self.owner == os.getpid():
            self._process.kill()

    def kill(self) -> None:
        """End the process and free everything it held; safe to call twice, but only by its user."""
        if self._pipe.closed:
            return
        self.end()
        if self.owner == os.getpid():
            self._process.wait()
        else:
            self._process.returncode = 0  # not our child: a forked copy must not wait for it
        self._pipe.close()
        os.close(self._lifeline)
        self._errors.close()

    def _send(self, request: Request, deadline: float) -> None:
        """A process that does not read would block us: it is ended at the deadline."""
        timer = threading.Timer(deadline - time.monotonic(), self.end)
        timer.start()
        try:
            self._pipe.send(request)
        except OSError as error:
            if time.monotonic() > deadline:
                raise Overdue from None
            raise EngineCrashed(self._last_words()) from error
        finally:
            timer.cancel()

    def _next_reply(self, deadline: float, stop: threading.Event | None) -> Reply:
        wait = 0.0  # what is there is heard first, then the stop, however soon the next reply comes
        try:
            while not self._pipe.poll(wait):
                if stop is not None and stop.is_set():
                    raise Stopped
                if time.monotonic() > deadline:
                    raise Overdue
                wait = LOOK_EVERY
            reply: Reply = self._pipe.recv()
        except (EOFError, OSError) as error:
            raise EngineCrashed(self._last_words()) from error
        return reply

    def _last_words(self) -> str:
        """What is known about the death of the process, from its code and the end of its stderr."""
        try:
            code: int | str = self._process.wait(timeout=2)
        except subprocess.TimeoutExpired:
            code = "none yet"
        self._errors.seek(0)
        lines = self._errors.read().decode(errors="replace").strip().splitlines()[-LAST_LINES:]
        return "\n".join([f"the solver process ended with code {code}", *lines])
