"""A program kept warm in the solver process, for many small questions about fixed columns."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from scheduler.engine.answers import EngineCrashed, Relaxed
from scheduler.engine.desk import Desk
from scheduler.engine.program import Floats, Ints, Program
from scheduler.engine.read import INFEASIBLE, relaxed
from scheduler.engine.scale import scaled
from scheduler.engine.tidy import bounds_cross, healed, tidy
from scheduler.engine.wire import CloseSession, Evaluate, OpenSession, Rebase, Solved
from scheduler.engine.worker import Overdue, Worker

Point = tuple[Ints, Floats]
GRACE = 5.0


class Session:
    """The relaxation of one program, warm. Survives a restart of the solver process."""

    def __init__(self, desk: Desk, number: int, program: Program, time_limit: float) -> None:
        """`number`: unique per desk. `time_limit`: seconds for one call of evaluate or evaluate_many."""
        given = tidy(program)
        self._scaled = scaled(healed(given))
        self._infeasible = bounds_cross(given)
        self._desk, self._number, self._time_limit = desk, number, time_limit
        self._base = _point([], [])
        self._home: Worker | None = None  # the worker that holds this session
        self._rebased = True

    def fix(self, columns: Ints, values: Floats) -> None:
        """Fix these columns (k) at these values (k) from now on, instead of those fixed before."""
        self._base, self._rebased = _point(columns, values), False

    def evaluate(self, columns: Ints, values: Floats) -> Relaxed:
        """The relaxation with these columns (k) fixed at these values (k) too, for this call only.

        A fixed column's own bounds do not hold meanwhile. Its reduced cost is a subgradient: moving its
        value by δ changes the objective by at least reduced cost · δ. Status none_in_time after the
        time limit; EngineCrashed when the solver process died or does not answer.
        """
        (solved,) = self._ask([_point(columns, values)], whole_answer=True)
        return relaxed(solved, self._scaled)

    def evaluate_many(self, points: Sequence[tuple[Ints, Floats]]) -> list[float]:
        """The objective of each point, in one round trip: inf where infeasible, nan after the time limit."""
        solved = self._ask([_point(*point) for point in points], whole_answer=False)
        return [self._scaled.cost(one.objective) for one in solved]

    def close(self) -> None:
        """Free the solver's memory for this program."""
        with self._desk.turn():
            if self._home is not None and self._home.alive():
                self._home.ask(CloseSession(self._number), seconds=self._time_limit + GRACE)
            self._home = None

    def _ask(self, points: list[Point], *, whole_answer: bool) -> list[Solved]:
        if self._infeasible:
            return [INFEASIBLE] * len(points)
        request = Evaluate(self._number, points, whole_answer, self._time_limit)
        with self._desk.turn():
            try:
                solved = self._at_home().ask(request, seconds=self._time_limit + GRACE)
            except Overdue:
                raise EngineCrashed(f"no answer within {self._time_limit + GRACE} s") from None
        assert isinstance(solved, list)
        return solved

    def _at_home(self) -> Worker:
        """The worker, with this program open and the base as last fixed."""
        worker = self._desk.worker()
        if worker is not self._home:
            worker.ask(OpenSession(self._number, self._scaled.program), seconds=self._time_limit + GRACE)
            self._home, self._rebased = worker, False
        if not self._rebased:
            worker.ask(Rebase(self._number, *self._base), seconds=self._time_limit + GRACE)
            self._rebased = True
        return worker


def _point(columns: Ints | list[int], values: Floats | list[float]) -> Point:
    return np.asarray(columns, np.int64), np.asarray(values, np.float64)
