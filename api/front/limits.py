"""How often somebody may ask: a bucket of tokens for everybody, filled steadily, in this process alone."""

from __future__ import annotations

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

from api.errors import ApiError

OPEN_RATE, OPEN_BURST = 600, 600  # a minute, by address: requests that show no key
WRONG_RATE, WRONG_BURST = 60, 300  # a minute, by address: keys that open nothing
MOST_BUCKETS = 10_000  # beyond that whoever has been quiet the longest starts afresh


@dataclass(frozen=True)
class Allowance:
    """What is left to somebody after a request. `wait`: seconds until the next would be let in; `reset`:
    seconds until all is there again."""

    allowed: bool
    limit: int
    left: int
    wait: float
    reset: float

    def headers(self) -> dict[str, str]:
        """`RateLimit-Limit`, `-Remaining` and `-Reset` (seconds)."""
        return {
            "RateLimit-Limit": str(self.limit),
            "RateLimit-Remaining": str(self.left),
            "RateLimit-Reset": str(math.ceil(self.reset)),
        }


class Buckets:
    """A bucket for everybody who asks: `per_minute` tokens flow in, at most `burst` (≥ 1) are kept."""

    def __init__(self, per_minute: float, burst: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._per_second, self._burst, self._clock = per_minute / 60.0, burst, clock
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, tuple[float, float]] = OrderedDict()  # who → (tokens, when counted)

    def take(self, who: str) -> Allowance:
        """Takes a token, if there is one."""
        with self._lock:
            moment = self._clock()
            tokens, before = self._kept.pop(who, (float(self._burst), moment))
            tokens = min(self._burst, tokens + (moment - before) * self._per_second)
            allowed = tokens >= 1.0
            tokens -= allowed
            self._kept[who] = tokens, moment
            while len(self._kept) > MOST_BUCKETS:
                self._kept.popitem(last=False)
        wait = max(0.0, (1.0 - tokens) / self._per_second)
        return Allowance(allowed, self._burst, int(tokens), wait, (self._burst - tokens) / self._per_second)

    def require(self, who: str) -> Allowance:
        """Takes a token; 429 when there is none."""
        taken = self.take(who)
        if not taken.allowed:
            raise too_many(taken)
        return taken


@dataclass(frozen=True)
class Limits:
    """The buckets of a process: of keys (none: no limit), and of addresses."""

    keys: Buckets | None
    open: Buckets = field(default_factory=lambda: Buckets(OPEN_RATE, OPEN_BURST))
    wrong: Buckets = field(default_factory=lambda: Buckets(WRONG_RATE, WRONG_BURST))


def limits(per_minute: int, burst: int) -> Limits:
    """Limits with so many requests for every key; 0 for no limit."""
    return Limits(Buckets(per_minute, burst) if per_minute else None)


def too_many(taken: Allowance) -> ApiError:
    """Says when to ask again."""
    wait = {"Retry-After": str(max(1, math.ceil(taken.wait)))}
    detail = "Too many requests; ask again later."
    return ApiError(429, "too_many_requests", detail, headers=wait | taken.headers())
