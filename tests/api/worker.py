"""A real worker in a process of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from api.settings import Settings

COMMAND = """
from datetime import timedelta
from api.work import worker
worker.BEAT_EVERY, worker.SILENT, worker.FORGOTTEN = 0.5, timedelta(seconds=3), timedelta(seconds=3)
worker.main()
"""
ENDS_WITHIN = 30.0  # seconds


@contextmanager
def working(settings: Settings) -> Iterator[subprocess.Popen[bytes]]:
    """A worker at the queue, ended as an operator would."""
    process = start(settings)
    try:
        yield process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        process.wait(ENDS_WITHIN)


def start(settings: Settings) -> subprocess.Popen[bytes]:
    """A worker process that nobody ends."""
    return subprocess.Popen([sys.executable, "-c", COMMAND], env={**os.environ, **settings.environment()})
