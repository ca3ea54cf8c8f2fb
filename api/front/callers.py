"""Who asks, remembered for a moment: whoever asks often is not looked up in the database every time."""

from __future__ import annotations

import hashlib
import time
from collections import OrderedDict
from collections.abc import Callable

from api.store.keys import Caller

REMEMBERED = 2.0  # seconds that a revoked key may still open something
MOST = 10_000  # keys; then the one that was looked up first is looked up again


class Callers:
    """Callers by the hash of their secret, used by one thread. Keys that open nothing are not remembered."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._kept: OrderedDict[bytes, tuple[Caller, float]] = OrderedDict()

    def known(self, secret: str) -> Caller | None:
        """Whose secret this was when it was looked up less than `REMEMBERED` ago."""
        found = self._kept.get(_hash(secret))
        return found[0] if found and self._clock() < found[1] else None

    def remember(self, secret: str, caller: Caller, asked: float) -> None:
        """`asked`: when the look into the database began, by `now`."""
        self._kept.pop(name := _hash(secret), None)
        self._kept[name] = caller, asked + REMEMBERED
        while len(self._kept) > MOST:
            self._kept.popitem(last=False)

    def now(self) -> float:
        """Seconds of this clock."""
        return self._clock()


def _hash(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()
