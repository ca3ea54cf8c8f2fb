"""What two solves can tell of each other: an interval, and a sentence only where it carries one."""

from __future__ import annotations

import math
from typing import Literal

from scheduler.problem.base import Model
from scheduler.result import Result

TRACE = 0.005  # of the currency's unit: less is nothing
NOISE = 1e-6  # of the last digit that is shown
TOO_CLOSE = "too close to tell"
Direction = Literal["dearer", "cheaper", "either"]


class Interval(Model):
    """A sum of money that lies between two figures (both may be the same); `high` None: no upper end."""

    low: float
    high: float | None

    @property
    def sign(self) -> int:
        """1 or -1 where the whole interval lies on one side of nothing; 0 where it cannot be told."""
        if self.low > TRACE:
            return 1
        return -1 if self.high is not None and self.high < -TRACE else 0

    @property
    def nothing(self) -> bool:
        """Whether it is certain that there is no difference."""
        return abs(self.low) <= TRACE and self.high is not None and abs(self.high) <= TRACE

    def times(self, factor: float) -> Interval:
        """The same per something else; `factor` above 0."""
        return Interval(low=self.low * factor, high=None if self.high is None else self.high * factor)

    def outward(self, digits: int) -> Interval:
        """The same with both ends rounded away from each other, to so many decimals."""
        unit = 10.0**digits
        low = math.floor(self.low * unit + NOISE) / unit
        high = None if self.high is None else math.ceil(self.high * unit - NOISE) / unit
        return Interval(low=low, high=high)


def change(before: Result, after: Result, direction: Direction = "either") -> Interval | None:
    """What the cheapest plan costs more after than before: from both costs and both bounds.

    `direction`: what the edit can do at all (a way less can only be dearer, a way more only cheaper), which
    narrows the interval. None when one of them has no bound. Without a plan after, there is no upper end;
    where it is certain that there is none, the caller says that and asks for no interval.
    """
    if before.cost is None or before.bound is None or after.bound is None:
        return None
    low = after.bound - before.cost
    high = math.inf if after.cost is None else after.cost - before.bound
    if direction == "dearer":
        low = max(low, 0.0)
    if direction == "cheaper":
        high = min(high, 0.0)
    low, high = min(low, high), max(low, high)
    return Interval(low=round(low, 6), high=None if math.isinf(high) else round(high, 6))
