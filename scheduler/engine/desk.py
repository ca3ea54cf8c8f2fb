"""One worker at a time, started when first needed and again after its death; callers take turns."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from scheduler.engine.worker import Worker


class Desk:
    """Hands the worker to one caller at a time."""

    def __init__(self, memory_limit_mb: int, nice: int) -> None:
        self._memory_limit_mb, self._nice = memory_limit_mb, nice
        self._worker: Worker | None = None
        self._turn, self._owner = threading.RLock(), os.getpid()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for the desk and keep it for the with block."""
        if self._owner != os.getpid():  # a fork copies the lock as it stood, perhaps held for ever
            self._turn, self._owner = threading.RLock(), os.getpid()
        with self._turn:
            yield

    def worker(self) -> Worker:
        """A living worker, within a turn; the same one for as long as it lives."""
        if self._worker is None or not self._worker.alive():
            self.close()
            self._worker = Worker(self._memory_limit_mb, self._nice)
        return self._worker

    def close(self) -> None:
        """End the worker, also while another thread waits for its answer."""
        if self._worker is not None:
            self._worker.end()
        with self.turn():
            if self._worker is not None:
                self._worker.kill()
                self._worker = None
