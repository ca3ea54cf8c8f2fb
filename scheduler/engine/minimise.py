"""One search from request to answer: nothing that was found is lost, nothing broken is returned."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import chain

import numpy as np

from scheduler.engine.answers import (
    Answer,
    EngineCrashed,
    EngineFault,
    Progress,
    Status,
    StopReason,
    gap_between,
)
from scheduler.engine.desk import Desk
from scheduler.engine.fit import cost_of, is_plan, rounded
from scheduler.engine.incumbents import Incumbents
from scheduler.engine.program import Floats
from scheduler.engine.scale import Scaled
from scheduler.engine.settle import best_plan
from scheduler.engine.wire import Found, Outcome, Search, Solver, Step
from scheduler.engine.worker import Overdue, Stopped

GRACE = 5.0  # seconds after the time limit until the process is killed
FIT_SECONDS = 30.0  # for setting the real columns anew
FIT_SECONDS_STOPPED = 2.0  # the same when somebody waits
TOLERANCES = (1e-7, 1e-9)  # the second where a plan of the first does not survive rounding
PROVED = 1e-7  # a relative gap this small is none: the solver's own arithmetic is no finer

_REASONS = {
    Outcome.FINISHED: StopReason.GAP,
    Outcome.INFEASIBLE: StopReason.PROVED,
    Outcome.TIME_LIMIT: StopReason.TIME_LIMIT,
    Outcome.NODE_LIMIT: StopReason.WORK_LIMIT,
}


@dataclass(frozen=True)
class Wanted:
    """What the caller asked of one search."""

    time_limit: float
    gap: float
    seed: int
    node_limit: int | None
    hint: Floats | None
    solver: Solver
    on_progress: Callable[[Progress], None] | None
    stop: threading.Event | None


@dataclass(frozen=True)
class _End:
    """How one run of the solver ended; costs in its units, incumbents best first."""

    reason: StopReason
    infeasible: bool
    incumbents: Iterable[Floats]
    bound: float
    nodes: int


class Minimisation:
    """One call of Engine.minimise, within a turn at the desk."""

    def __init__(self, desk: Desk, scale: Scaled, wanted: Wanted) -> None:
        self._desk, self._scale, self._wanted = desk, scale, wanted
        # HiGHS refuses the whole call for a hint outside the bounds
        self._start = None if wanted.hint is None else rounded(scale.program, wanted.hint)
        self._hint = self._start if is_plan(scale.program, self._start) else None
        self._started = time.monotonic()
        self._last = Step(None, None, 0)

    def answer(self) -> Answer:
        """Search, and search once more with a finer tolerance if no incumbent survives rounding."""
        with Incumbents() as file:
            for tolerance in TOLERANCES:
                file.clear()
                end = self._search(file, tolerance)
                plan = self._plan(end)
                if plan is not None or end.infeasible or not self._worth_repeating(end):
                    break
        return self._answer(end, plan)

    def _search(self, file: Incumbents, tolerance: float) -> _End:
        wanted, program = self._wanted, self._scale.program
        left = wanted.time_limit - self._seconds()
        request = Search(
            program,
            left,
            wanted.gap,
            wanted.seed,
            wanted.node_limit,
            self._start,
            tolerance,
            str(file.path),
            wanted.solver,
        )
        try:
            found = self._desk.worker().ask(
                request, seconds=left + GRACE, stop=wanted.stop, on_step=self._tell
            )
        except Stopped:
            return self._cut_short(StopReason.STOPPED, file)
        except Overdue:
            return self._cut_short(StopReason.TIME_LIMIT, file)
        except EngineCrashed:
            end = self._cut_short(StopReason.CRASHED, file)
            if self._plan(end) is None:
                raise
            return end
        assert isinstance(found, Found)
        first = () if found.values is None else (found.values,)
        candidates = chain(first, file.newest_first(len(program.cost)))
        infeasible = found.outcome is Outcome.INFEASIBLE
        return _End(_REASONS[found.outcome], infeasible, candidates, found.bound, found.nodes)

    def _cut_short(self, reason: StopReason, file: Incumbents) -> _End:
        """The end of a killed process: its file, and the last bound it told."""
        incumbents = list(file.newest_first(len(self._scale.program.cost)))
        bound = -np.inf if self._last.bound is None else self._last.bound
        return _End(reason, False, incumbents, bound, self._last.nodes)

    def _plan(self, end: _End) -> Floats | None:
        seconds = FIT_SECONDS_STOPPED if end.reason is StopReason.STOPPED else FIT_SECONDS
        return best_plan(self._desk, self._scale.program, end.incumbents, self._hint, seconds)

    def _worth_repeating(self, end: _End) -> bool:
        return end.reason is StopReason.GAP and self._seconds() < self._wanted.time_limit

    def _answer(self, end: _End, plan: Floats | None) -> Answer:
        if plan is None:
            return self._no_plan(end)
        scaled_cost = cost_of(self._scale.program, plan)
        bound = -np.inf if end.infeasible else min(end.bound, scaled_cost)  # a plan refutes "infeasible"
        gap = gap_between(scaled_cost, bound)
        proved = end.reason is StopReason.GAP and gap <= PROVED
        return Answer(
            status=Status.OPTIMAL if proved else Status.FEASIBLE,
            stop_reason=StopReason.PROVED if proved else StopReason.CRASHED if end.infeasible else end.reason,
            values=plan,
            objective=self._scale.cost(scaled_cost),
            bound=self._scale.cost(bound),
            seconds=self._seconds(),
            nodes=end.nodes,
            gap=gap,
        )

    def _no_plan(self, end: _End) -> Answer:
        if end.reason is StopReason.GAP:
            raise EngineFault("the solver's plan breaks when its whole columns are rounded")
        status = Status.INFEASIBLE if end.infeasible else Status.NONE_IN_TIME
        bound = self._scale.cost(end.bound)
        return Answer(status, end.reason, None, None, bound, self._seconds(), end.nodes, np.inf)

    def _tell(self, step: Step) -> None:
        self._last = step
        if self._wanted.on_progress is not None:
            incumbent, bound = (
                None if one is None else self._scale.cost(one) for one in (step.incumbent, step.bound)
            )
            gap = None if incumbent is None else gap_between(incumbent, bound)
            self._wanted.on_progress(Progress(self._seconds(), incumbent, bound, gap))

    def _seconds(self) -> float:
        return time.monotonic() - self._started
