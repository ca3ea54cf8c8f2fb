"""When to stop making a plan tidy."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Ends:
    """When to end early: by the clock (`time.monotonic`), when stopped, or with ties only when proved."""

    deadline: float = np.inf
    stop: threading.Event | None = None
    proved: bool = False
    thorough: bool = True  # also steps that need other marks than the plan's, each an exact solve

    def late(self) -> bool:
        """Whether the clock has run out."""
        return time.monotonic() > self.deadline

    def over(self) -> bool:
        """Whether to end now."""
        return self.late() or (self.stop is not None and self.stop.is_set())
