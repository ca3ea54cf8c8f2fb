"""The process that reads uploads, as the rest of the service sees it."""

from __future__ import annotations

import atexit
import json
import os
import socket
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any

from api.settings import PREFIX

START = Path(__file__).with_name("start.py")
PATIENCE = 30.0  # seconds beyond a child's own limit: the process may still have to start
SLACK = 1 << 20  # bytes of an answer beyond the document itself
ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}  # it forks, and threads do not come along


class ReaderGone(Exception):
    """The reading process itself died; asking again starts another."""


class Reader:
    """Keeps one process ready that forks a limited child for every upload."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None

    def ask(self, request: dict[str, Any], seconds: float) -> dict[str, Any] | None:
        """The child's answer; None when it was killed at a limit. Raises ReaderGone."""
        ours, theirs = socket.socketpair()
        with ours:
            with theirs:
                process = self._hand_over(theirs.fileno())
            ours.settimeout(seconds + PATIENCE)
            try:
                ours.sendall(json.dumps(request).encode() + b"\n")
                text = _until_end(ours, request["most"] + SLACK)
            except TimeoutError:
                return None
            except OSError:
                text = b""
        try:
            found: dict[str, Any] = json.loads(text)
        except ValueError:
            if process.poll() is not None:
                raise ReaderGone from None
            return None
        return found

    def close(self) -> None:
        """Ends the process, and with it its children."""
        with self._lock:
            self._end()

    def _hand_over(self, handed: int) -> subprocess.Popen[bytes]:
        with self._lock:
            if self._control is None or self._process is None or self._process.poll() is not None:
                self._end()
                self._process, self._control = _started()
            try:
                socket.send_fds(self._control, [b"1"], [handed])
            except OSError:
                raise ReaderGone from None
            return self._process

    def _end(self) -> None:
        if self._control is not None:
            self._control.close()
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        self._process = self._control = None


def _started() -> tuple[subprocess.Popen[bytes], socket.socket]:
    ours, theirs = socket.socketpair()
    with theirs:
        # it knows no setting: it reads what strangers send
        known = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
        command = [sys.executable, "-P", str(START), str(theirs.fileno())]
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, pass_fds=[theirs.fileno()], env=known | ONE_THREAD
        )
    return process, ours


def _until_end(asked: socket.socket, most: int) -> bytes:
    found = bytearray()
    with suppress(ConnectionResetError):
        while len(found) <= most and (part := asked.recv(1 << 16)):
            found += part
    return bytes(found)


_shared = Reader()
atexit.register(_shared.close)


def shared_reader() -> Reader:
    """The one of this process; it starts with the first upload and ends with the process."""
    return _shared
