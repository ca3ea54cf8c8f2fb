"""What a search has so far: its best plan, its bound, the time it has left; whoever asked is told."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from scheduler.engine import Progress, StopReason, gap_between
from scheduler.model.arrays import Floats

PROVED = 1e-7  # of the cost: a solver's arithmetic is no finer
NOISE = 1e-9  # of the cost
FALSE = 1e-6  # of the cost: a plan below a bound by more refutes whoever proved it


@dataclass(frozen=True)
class Effort:
    """What a search may take and whom it tells. `time_limit` in seconds, `gap` a fraction of the cost.

    `tidy`: whether the best plan is made tidy in the end.
    """

    time_limit: float
    gap: float
    seed: int = 0
    node_limit: int | None = None
    on_progress: Callable[[Progress], None] | None = None
    stop: threading.Event | None = None
    tidy: bool = True


class Board:
    """The best plan's columns and cost and the best bound; both only ever get better."""

    def __init__(self, effort: Effort) -> None:
        self.effort = effort
        self.values: Floats | None = None
        self.cost, self.bound, self._relaxed, self._told = np.inf, -np.inf, -np.inf, np.inf
        self._started = time.monotonic()

    @property
    def seconds(self) -> float:
        """Time since the search began."""
        return time.monotonic() - self._started

    @property
    def left(self) -> float:
        """Seconds until the time limit."""
        return max(0.0, self.effort.time_limit - self.seconds)

    @property
    def gap(self) -> float:
        """Of the best plan to the best bound; inf when either is unknown."""
        return gap_between(None if self.values is None else self.cost, self.bound)

    @property
    def stopped(self) -> bool:
        """Whether somebody waits for the end."""
        return self.effort.stop is not None and self.effort.stop.is_set()

    def reason(self) -> StopReason | None:
        """Why to stop now, if so."""
        if self.stopped:
            return StopReason.STOPPED
        if self.gap <= PROVED:
            return StopReason.PROVED
        if self.gap <= self.effort.gap:
            return StopReason.GAP
        return StopReason.TIME_LIMIT if self.left <= 0 else None

    def plan(self, values: Floats, cost: float) -> bool:
        """Keeps a plan that is cheaper than the best; whether it was."""
        if cost >= self.cost:
            return False
        self.values, self.cost = values, cost
        self._distrust()
        self.tell()
        return True

    def tidy(self, values: Floats, cost: float) -> None:
        """Keeps the best plan made tidy, which may cost the same."""
        if cost <= self.cost + NOISE * abs(self.cost):
            self.values, self.cost = values, cost
            self._distrust()
            self.tell()

    def prove(self, bound: float, *, relaxed: bool = False) -> None:
        """Keeps a proven bound that is better than the best; `relaxed`: it is the linear relaxation's."""
        if relaxed:
            self._relaxed = max(self._relaxed, bound)
        if bound > self.bound:
            self.bound = bound
            self._distrust()
            self.tell()

    def _distrust(self) -> None:
        """A bound above a plan has proved what is not so: the relaxation's takes its place."""
        if self.bound > self.cost + FALSE * abs(self.cost):
            self.bound = self._relaxed

    def tell(self, incumbent: float | None = None) -> None:
        """Passes on where the search stands, with the cost of a plan that a solver under way has found."""
        if self.effort.on_progress is None:
            return
        self._told = min(self._told, self.cost, np.inf if incumbent is None else incumbent)
        known, least = (float(one) if np.isfinite(one) else None for one in (self._told, self.bound))
        gap = None if known is None or least is None else gap_between(known, least)
        self.effort.on_progress(Progress(self.seconds, known, least, gap))
