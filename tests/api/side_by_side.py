"""The same thing asked for by many at once."""

from __future__ import annotations

import threading
from collections.abc import Callable


def at_once(times: int, ask: Callable[[], None]) -> None:
    """Calls `ask` from so many threads that all begin together; returns when all have ended."""
    barrier = threading.Barrier(times)

    def one() -> None:
        barrier.wait()
        ask()

    threads = [threading.Thread(target=one) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
