"""Processes of the service that are killed without warning."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2

from api.settings import Settings
from tests.api import worker
from tests.wire import http

PATIENCE = 300.0  # seconds for a process to be there
SERVER = """
import uvicorn
from api.app import create_app
from api.settings import Settings
uvicorn.run(create_app(), port=Settings().port, log_config=None)
"""
WORKER = "from api.work.worker import main; main()"


def free_port() -> int:
    """A port of this machine that nobody listens at."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


class Server:
    """A server that is killed and comes back."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._process = _started(SERVER, settings)

    def wait(self) -> None:
        """Until it answers."""
        until = time.monotonic() + PATIENCE
        while True:
            assert self._process.poll() is None, "the server does not start"
            assert time.monotonic() < until, "the server does not answer"
            try:
                http().get(f"http://127.0.0.1:{self._settings.port}/healthz", timeout=5.0)
                return
            except httpx2.TransportError:
                time.sleep(0.1)

    def kill(self) -> None:
        """At once, without warning."""
        self._process.kill()
        self._process.wait()

    def come_back(self) -> None:
        """Another process in its place, once it answers."""
        self._process = _started(SERVER, self._settings)
        self.wait()


@contextmanager
def server(settings: Settings) -> Iterator[Server]:
    """A server of its own process, once it answers."""
    found = Server(settings)
    try:
        found.wait()
        yield found
    finally:
        found.kill()


class Workers:
    """So many workers; whoever is killed is followed by another."""

    def __init__(self, settings: Settings, count: int, *, hasty: bool) -> None:
        """`hasty`: workers that are thought dead sooner than the service would."""
        self._settings, self._code = settings, worker.COMMAND if hasty else WORKER
        self.alive = [self._one() for _ in range(count)]

    def hold(self, pid: int) -> None:
        """Stops one where it is, so that it does nothing more."""
        next(process for process in self.alive if process.pid == pid).send_signal(signal.SIGSTOP)

    def kill(self, pid: int) -> None:
        """Kills one with SIGKILL, sees that its children die with it, and starts another."""
        victim = next(process for process in self.alive if process.pid == pid)
        children = children_of(pid)
        victim.kill()
        victim.wait()
        self.alive = [process for process in self.alive if process is not victim] + [self._one()]
        until = time.monotonic() + PATIENCE
        while any(_runs(child) for child in children):
            assert time.monotonic() < until, "a solver outlives its worker"
            time.sleep(0.05)

    def end(self) -> None:
        """Ends all as an operator would."""
        for process in self.alive:
            process.send_signal(signal.SIGTERM)
        for process in self.alive:
            process.wait(PATIENCE)

    def _one(self) -> subprocess.Popen[bytes]:
        return _started(self._code, self._settings)


@contextmanager
def workers(settings: Settings, count: int, *, hasty: bool) -> Iterator[Workers]:
    """So many workers until the end."""
    found = Workers(settings, count, hasty=hasty)
    try:
        yield found
    finally:
        found.end()


def children_of(pid: int) -> list[int]:
    """Processes that a process has started and that run."""
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        found += [int(child) for child in task.read_text().split()]
    return found


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def _started(code: str, settings: Settings) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", code], env={**os.environ, **settings.environment()})
