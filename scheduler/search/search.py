"""From a model to its best plan: a first plan, made tidy, then the proof from there.

A solver's first plan is often a percent or two off, and tidying it step by step gains most of that in
seconds; so a large problem is first solved loosely, tidied, and solved again from the tidy plan.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from scheduler.engine import (
    Answer,
    Engine,
    EngineCrashed,
    EngineFault,
    Program,
    Progress,
    Status,
    StopReason,
)
from scheduler.model.arrays import Floats
from scheduler.model.case import Case
from scheduler.search.clean import Ends, clean

LOOSE = 0.02  # the gap of a first plan
GRACE = 5.0  # seconds past the limit for making the last plan tidy
FALSE = 1e-6  # a plan below the bound by more: the solver has proved what is not so, its relaxation has not
LARGE = 600  # whole columns from which on a first plan is made tidy before the proof


@dataclass(frozen=True)
class Effort:
    """What a search may take and whom it tells. `time_limit` in seconds, `gap` a fraction of the cost."""

    time_limit: float
    gap: float
    seed: int = 0
    node_limit: int | None = None
    on_progress: Callable[[Progress], None] | None = None
    stop: threading.Event | None = None


def search(case: Case, engine: Engine, effort: Effort) -> Answer:
    """The best plan's columns and a proven bound; the plan is tidy unless the time ran out."""
    return _Search(case, engine, effort).run()


class _Search:
    def __init__(self, case: Case, engine: Engine, effort: Effort) -> None:
        self._case, self._engine, self._effort = case, engine, effort
        self._program: Program = case.matrix.program()
        self._started = time.monotonic()
        self._bound = -np.inf
        self._best: Answer | None = None
        self._tidying = 0.0

    def run(self) -> Answer:
        """First loosely when the problem is large, then as asked."""
        if self._program.whole.sum() >= LARGE and self._effort.gap < LOOSE:
            first = self._minimise(LOOSE, self._left())
            if first.values is None or first.stop_reason is not StopReason.GAP:
                return first
            if first.gap <= self._effort.gap:
                return self._tidy(first)
        return self._minimise(self._effort.gap, max(1.0, self._left() - self._tidying), last=True)

    def _left(self) -> float:
        return max(0.0, self._effort.time_limit - (time.monotonic() - self._started))

    def _minimise(self, gap: float, seconds: float, *, last: bool = False) -> Answer:
        best = self._best
        try:
            answer = self._ask(gap, seconds)
        except (EngineCrashed, EngineFault):
            if best is None:
                raise
            return self._with(best, StopReason.CRASHED)
        if answer.values is not None:
            self._bound = max(self._bound, answer.bound)
            return self._tidy(answer, thorough=last or answer.stop_reason is not StopReason.GAP)
        if best is None:
            return answer
        # a plan in hand refutes a solver that finds none possible
        wrong = answer.status is Status.INFEASIBLE
        return self._with(best, StopReason.CRASHED if wrong else answer.stop_reason)

    def _ask(self, gap: float, seconds: float) -> Answer:
        return self._engine.minimise(
            self._program,
            time_limit=seconds,
            gap=gap,
            seed=self._effort.seed,
            node_limit=self._effort.node_limit,
            hint=None if self._best is None else self._best.values,
            on_progress=self._tell if self._effort.on_progress else None,
            stop=self._effort.stop,
        )

    def _tidy(self, answer: Answer, *, thorough: bool = True) -> Answer:
        began = time.monotonic()
        assert answer.values is not None
        deadline = self._started + self._effort.time_limit + GRACE
        ends = Ends(deadline, self._effort.stop, answer.status is Status.OPTIMAL, thorough)
        values = clean(self._case, self._engine, answer.values, ends)
        self._tidying = time.monotonic() - began
        cost = self._cost(values)
        if answer.objective is not None and cost > answer.objective:
            values, cost = answer.values, answer.objective
        if not np.isfinite(self._bound) or cost < self._bound - FALSE * abs(cost):
            self._bound = self._engine.relax(self._program).objective
        reason = StopReason.TIME_LIMIT if ends.late() else answer.stop_reason
        self._best = self._with(replace(answer, values=values, objective=cost), reason)
        return self._best

    def _with(self, best: Answer, reason: StopReason) -> Answer:
        """The best plan with the best bound and why the last run stopped."""
        cost = float(best.objective or 0.0)
        gap = 0.0 if cost <= self._bound else (cost - self._bound) / max(abs(cost), 1e-9)
        told = replace(best, bound=self._bound, gap=gap, stop_reason=reason)
        if self._effort.on_progress:
            self._effort.on_progress(
                Progress(time.monotonic() - self._started, cost, _known(self._bound), gap)
            )
        return told

    def _cost(self, values: Floats) -> float:
        return float(self._program.cost @ values) + self._program.constant

    def _tell(self, progress: Progress) -> None:
        """Passes progress on: time since the beginning, never worse than what is known."""
        assert self._effort.on_progress is not None
        known = self._best.objective if self._best else None
        costs = [cost for cost in (progress.incumbent, known) if cost is not None]
        bounds = [b for b in (progress.bound, _known(self._bound)) if b is not None]
        cost, bound = min(costs, default=None), max(bounds, default=None)
        gap = None if cost is None or bound is None else max(0.0, (cost - bound) / max(abs(cost), 1e-9))
        self._effort.on_progress(Progress(time.monotonic() - self._started, cost, bound, gap))


def _known(bound: float) -> float | None:
    return float(bound) if np.isfinite(bound) else None
