"""Looking again and again until something is so."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

PATIENCE = 240.0  # seconds: other tests may run beside it
Seen = TypeVar("Seen")


def until(look: Callable[[], Seen], good: Callable[[Seen], object]) -> Seen:
    """What is seen once it is good. Fails, with what was seen last, if it does not become so."""
    end = time.monotonic() + PATIENCE
    while not good(seen := look()):
        assert time.monotonic() < end, seen
        time.sleep(0.1)
    return seen
