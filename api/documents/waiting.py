"""Whether more plans of a tenant may wait: counted, unless it was counted just now and there is much room."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from api.store import plans
from api.store.store import Scope

COUNTED_FOR = 1.0  # seconds
MOST = 10_000  # tenants that are remembered


class Waiting:
    """What this process knows of how many plans wait. `limit`: of one tenant.

    What others put in meanwhile is not known: so only up to half of the limit nothing is counted.
    """

    def __init__(self, limit: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._limit, self._clock = limit, clock
        self._known: dict[str, tuple[int, float]] = {}
        self._lock = threading.Lock()

    def too_many(self, scope: Scope) -> bool:
        """Whether more than the limit wait, with the one that this transaction has added."""
        if self._room(scope.tenant):
            return False
        begun, count = self._clock(), plans.waiting(scope)
        with self._lock:
            if len(self._known) >= MOST:
                self._known.clear()
            self._known[scope.tenant] = count, begun + COUNTED_FOR
        return count > self._limit

    def _room(self, tenant: str) -> bool:
        """Whether there is room for one more for all that is known; it is noted."""
        with self._lock:
            count, until = self._known.get(tenant, (self._limit, 0.0))
            if self._clock() >= until or 2 * (count + 1) > self._limit:
                return False
            self._known[tenant] = count + 1, until
            return True
