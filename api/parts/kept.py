"""What is told of plans that have ended, kept for whoever asks again: they do not change."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

from api.parts.pay import Seen
from api.parts.shelf import Shelf
from api.parts.summary import summary_of
from scheduler.report.summary import Summary

Name = tuple[str, str, bool]
"""Tenant, plan, whether pay shows."""
MOST_BYTES = 16 * 1024 * 1024
PLANS = 2  # worked out and held; of a large one some 20 MB


class Kept:
    """Answers as they went out, and the last plans behind them. One is worked out at a time: work in one
    process does not get faster by being done side by side, and whoever waits finds it done."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._answers = Shelf[tuple[str, Name]](MOST_BYTES)
        self._plans: OrderedDict[Name, tuple[Seen, Summary]] = OrderedDict()

    def answer(
        self, kind: str, name: Name, read: Callable[[], Seen], told: Callable[[Seen, Summary], bytes]
    ) -> bytes:
        """The answer of that kind: kept, or what `told` makes of the plan that `read` gives."""
        found = self._answers.get((kind, name))
        if found is not None:  # without waiting for what is being worked out
            return found
        with self._lock:
            found = self._answers.again((kind, name))
            return found or self._answers.put((kind, name), told(*self._plan(name, read)))

    def _plan(self, name: Name, read: Callable[[], Seen]) -> tuple[Seen, Summary]:
        found = self._plans.get(name)
        if found is None:
            seen = read()
            found = self._plans[name] = seen, summary_of(seen)
            while len(self._plans) > PLANS:
                self._plans.popitem(last=False)
        return found
