"""Minimise, relax and evaluate programs in one warm solver process."""

from __future__ import annotations

import atexit
import itertools
import os
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from types import TracebackType

import numpy as np

from scheduler.engine.answers import Answer, EngineFault, Progress, Relaxed, Status, StopReason
from scheduler.engine.desk import Desk
from scheduler.engine.fit import cost_of
from scheduler.engine.minimise import GRACE, Minimisation, Wanted
from scheduler.engine.program import Floats, Program
from scheduler.engine.read import INFEASIBLE, OUT_OF_TIME, relaxed
from scheduler.engine.scale import Scaled, scaled
from scheduler.engine.session import Session
from scheduler.engine.tidy import bounds_cross, healed, tidy, whole_bounds
from scheduler.engine.wire import Relax, Solved, Solver
from scheduler.engine.worker import Overdue, Stopped

LARGE = 1_000_000  # entries of a relaxation after which its process goes, and its memory with it
_LINEAR_REASON = {
    Status.OPTIMAL: StopReason.PROVED,
    Status.INFEASIBLE: StopReason.PROVED,
    Status.NONE_IN_TIME: StopReason.TIME_LIMIT,
}


class Engine:
    """A solver process of its own, started at the first call and again after it died.

    One call runs at a time; others wait. Use as a context manager, or close it.
    """

    def __init__(self, *, memory_limit_mb: int = 8000, nice: int = 19) -> None:
        """`memory_limit_mb`: address space of the solver process; `nice`: its niceness, 0 to 19."""
        self._desk = Desk(memory_limit_mb, nice)
        self._numbers = itertools.count()

    def __enter__(self) -> Engine:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def pid(self) -> int:
        """Process id of the solver process, started if need be."""
        with self._desk.turn():
            return self._desk.worker().pid

    def start(self) -> None:
        """Start the solver process now, so that it gets ready while the caller does something else."""
        with self._desk.turn():
            self._desk.worker()

    def minimise(
        self,
        program: Program,
        *,
        time_limit: float,
        gap: float = 1e-3,
        seed: int = 0,
        node_limit: int | None = None,
        hint: Floats | None = None,
        solver: Solver = Solver.HIGHS,
        on_progress: Callable[[Progress], None] | None = None,
        stop: threading.Event | None = None,
    ) -> Answer:
        """The cheapest plan that the search finds, and a proven bound on the cost of any.

        `time_limit` in seconds; `gap` relative; `hint` (n) may be nan where unknown, and a hint that is a
        plan is never beaten downwards: the answer costs at most as much. `on_progress` is called in the
        calling thread. Setting `stop` from any thread ends the search within about a second, keeping the
        best plan. The same program and seed give the same plan unless ended by the clock or by `stop`.

        Raises EngineFault for programs no solver could take and for unbounded ones, EngineCrashed when
        the solver process died with no plan found.
        """
        given = whole_bounds(tidy(program))
        hint = _checked_hint(given, hint)
        if bounds_cross(given):
            return Answer(Status.INFEASIBLE, StopReason.PROVED, None, None, np.inf, 0.0, 0, np.inf)
        scale = scaled(healed(given))
        with self._desk.turn():
            if not program.whole.any():
                return self._minimise_linear(scale, time_limit, stop)
            wanted = Wanted(time_limit, gap, seed, node_limit, hint, solver, on_progress, stop)
            return Minimisation(self._desk, scale, wanted).answer()

    def relax(
        self, program: Program, *, time_limit: float = 600, stop: threading.Event | None = None
    ) -> Relaxed:
        """The program with fractions allowed in whole columns, with its prices; see Relaxed.

        `time_limit` in seconds, status none_in_time beyond, or when `stop` is set. Raises as minimise does.
        """
        given = tidy(program)
        scale = scaled(healed(given))
        if bounds_cross(given):
            return relaxed(INFEASIBLE, scale)
        try:
            with self._desk.turn():
                return self._relax(scale, time_limit, stop)
        except Stopped:
            return relaxed(OUT_OF_TIME, scale)

    def session(self, program: Program, *, time_limit: float = 60) -> Session:
        """The relaxation kept warm, for many small questions; `time_limit` in seconds per call."""
        return Session(self._desk, next(self._numbers), program, time_limit)

    def close(self) -> None:
        """End the solver process. A call that is under way in another thread raises EngineCrashed."""
        self._desk.close()

    def _relax(self, scale: Scaled, time_limit: float, stop: threading.Event | None) -> Relaxed:
        try:
            request = Relax(scale.program, time_limit)
            solved = self._desk.worker().ask(request, seconds=time_limit + GRACE, stop=stop)
        except Overdue:
            solved = OUT_OF_TIME
        assert isinstance(solved, Solved)
        if len(scale.program.entries) > LARGE:
            self._desk.close()  # its memory goes with it: what comes next has room beside the caller's
        answer = relaxed(solved, scale)
        if answer.status is not Status.OPTIMAL:
            return answer
        return replace(answer, values=np.clip(answer.values, scale.program.lower, scale.program.upper))

    def _minimise_linear(self, scale: Scaled, time_limit: float, stop: threading.Event | None) -> Answer:
        started = time.monotonic()
        try:
            end = self._relax(scale, time_limit, stop)
            reason = _LINEAR_REASON[end.status]
        except Stopped:
            end, reason = relaxed(OUT_OF_TIME, scale), StopReason.STOPPED
        seconds = time.monotonic() - started
        if end.status is not Status.OPTIMAL:
            bound = np.inf if end.status is Status.INFEASIBLE else -np.inf
            return Answer(end.status, reason, None, None, bound, seconds, 0, np.inf)
        objective = scale.cost(cost_of(scale.program, end.values))
        bound = min(end.objective, objective)
        return Answer(end.status, reason, end.values, objective, bound, seconds, 0, 0.0)


def _checked_hint(program: Program, hint: Floats | None) -> Floats | None:
    if hint is None:
        return None
    if hint.shape != program.cost.shape:
        raise EngineFault(f"the hint has shape {hint.shape} where {program.cost.shape} is needed")
    if np.isinf(hint).any():
        raise EngineFault(f"hint of column {np.flatnonzero(np.isinf(hint))[0]} is infinite")
    return hint


_shared: dict[int, Engine] = {}
_sharing = threading.Lock()


def shared_engine() -> Engine:
    """The engine of this process (a fork gets its own), closed at exit."""
    with _sharing:
        pid = os.getpid()
        if pid not in _shared:
            _shared[pid] = Engine()
            atexit.register(_shared[pid].close)
        return _shared[pid]
