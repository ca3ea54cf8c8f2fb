"""Problems that were judged lately and had no fault: whoever asks for the same again is not judged again."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict

MOST = 10_000  # problems; then those that were asked for longest ago are judged again


class Sound:
    """What this process knows to be without fault, by the hash of its text."""

    def __init__(self, most: int = MOST) -> None:
        self._most, self._lock = most, threading.Lock()
        self._known: OrderedDict[bytes, None] = OrderedDict()

    def known(self, problem: str, *, baseline: bool) -> bool:
        """Whether a problem (JSON text), with an earlier plan beside it or without, was found sound."""
        name = _name(problem, baseline)
        with self._lock:
            found = name in self._known
            if found:
                self._known.move_to_end(name)
        return found

    def remember(self, problem: str, *, baseline: bool) -> None:
        """It has no fault."""
        with self._lock:
            self._known[_name(problem, baseline)] = None
            while len(self._known) > self._most:
                self._known.popitem(last=False)


def _name(problem: str, baseline: bool) -> bytes:
    return hashlib.sha256(b"%d%s" % (baseline, problem.encode())).digest()
