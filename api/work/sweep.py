"""What a worker does now and then for the sake of room: what the settings no longer keep goes."""

from __future__ import annotations

import logging
import time
from dataclasses import asdict
from datetime import timedelta

from api.settings import Settings
from api.store.retention import prune
from api.store.store import Store, now
from api.work.jobs import Queue

EVERY = 3600.0  # seconds
MOST_JOBS = 1000  # that are forgotten at once
log = logging.getLogger(__name__)


class Sweep:
    """Prunes the store and the queue once an hour: a worker calls it whenever it looks around."""

    def __init__(self, settings: Settings) -> None:
        self._days, self._audit_days = settings.retention_days, settings.audit_days
        self._next = 0.0

    def __call__(self, store: Store, queue: Queue) -> None:
        """Does nothing until an hour has passed since it last did something."""
        if time.monotonic() < self._next:
            return
        self._next = time.monotonic() + EVERY
        found = asdict(prune(store, self._days, self._audit_days))
        if self._days is not None:
            found["jobs"] = queue.forget(now() - timedelta(days=self._days), MOST_JOBS)
        if any(found.values()):
            log.info("pruned", extra=found)
