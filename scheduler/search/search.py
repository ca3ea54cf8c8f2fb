"""From a model to its best plan: small problems whole, large ones piece by piece; then made tidy."""

from __future__ import annotations

import time

import numpy as np

from scheduler.engine import (
    Answer,
    Crew,
    EngineCrashed,
    EngineFault,
    Program,
    Progress,
    Solver,
    Status,
    StopReason,
)
from scheduler.model.arrays import Floats
from scheduler.model.case import Case
from scheduler.search.board import NOISE, PROVED, Board, Effort
from scheduler.search.most import bounded
from scheduler.search.pieces.climb import Climb, Infeasible
from scheduler.search.tidy.clean import Ends, clean

TIDY = 5000  # whole columns that hang together, up to which a plan is made tidy over all of them at once
LARGE = 600  # whole columns from which on a problem is cut into pieces: docs/decisions/0004 has the figures
GRACE = 5.0  # seconds past the limit for making the last plan tidy
LEAST_SECONDS = 1.0  # for a solver that has just been told of a plan


def search(case: Case, crew: Crew, effort: Effort, start: Floats | None = None) -> Answer:
    """The best plan's columns and a proven bound; the plan is tidy unless the time ran out.

    `start`: columns of an earlier plan to begin with; they need not be a plan of this case.
    """
    return _Search(case, crew, Board(effort)).run(start)


class _Search:
    def __init__(self, case: Case, crew: Crew, board: Board) -> None:
        self._case, self._crew, self._board = case, crew, board
        self._program: Program = bounded(case)
        self._scopes = [np.arange(len(self._program.cost))]
        self._pieces: Climb | None = None
        self._nodes = 0

    def run(self, start: Floats | None) -> Answer:
        """Pieces first when there are many columns; the whole when pieces have no more to give."""
        free = self._program.lower < self._program.upper
        if (self._program.whole & free).sum() >= LARGE:
            self._climb(start)
        reason = self._board.reason()
        if reason is None:
            answer = self._whole(start)
            if answer is not None and self._board.values is None:
                return answer
            reason = StopReason.CRASHED if answer is None else answer.stop_reason
        if self._board.values is None:
            bound, seconds = self._board.bound, self._board.seconds
            return Answer(Status.NONE_IN_TIME, reason, None, None, bound, seconds, self._nodes, np.inf)
        return self._told(self._tidied(reason))

    def _climb(self, start: Floats | None) -> None:
        climb = self._pieces = Climb(self._case, self._program, self._crew, self._board)
        try:
            climb.run(start)
            climb.settle()
        except (Infeasible, EngineFault, EngineCrashed):
            return  # whoever solves the whole says so, or finds out better
        finally:
            self._scopes = climb.scopes(TIDY) or self._scopes

    def _whole(self, start: Floats | None) -> Answer | None:
        """The whole by one solver, from the best plan so far; None when it fails with a plan in hand."""
        board = self._board
        in_hand = board.values is not None
        try:
            answer = self._crew.first.minimise(
                self._program,
                time_limit=max(LEAST_SECONDS, board.left),
                gap=board.effort.gap,
                seed=board.effort.seed,
                node_limit=board.effort.node_limit,
                hint=board.values if in_hand else start,
                solver=Solver.SCIP if in_hand else Solver.HIGHS,
                on_progress=self._pass_on if board.effort.on_progress else None,
                stop=board.effort.stop,
            )
        except (EngineCrashed, EngineFault):
            if board.values is None:
                raise
            return None
        self._nodes += answer.nodes
        if answer.values is None:
            # a plan in hand refutes a solver that finds none possible
            return answer if board.values is None or answer.status is not Status.INFEASIBLE else None
        board.prove(answer.bound)
        board.plan(answer.values, self._cost(answer.values))
        return answer

    def _pass_on(self, progress: Progress) -> None:
        """News of a solver under way: its bound is proven, its plan still has to be made whole."""
        if progress.bound is not None:
            self._board.prove(progress.bound)
        found = progress.incumbent
        self._board.tell(None if found is None else found + NOISE * abs(found))

    def _tidied(self, reason: StopReason) -> StopReason:
        """Makes the best plan tidy; why the search stopped, the clock if it cut this short."""
        board = self._board
        assert board.values is not None
        proved = board.gap <= PROVED
        ends = Ends(time.monotonic() + board.left + GRACE, board.effort.stop, proved)
        if board.effort.tidy:
            values = clean(self._case, self._program, self._crew, board.values, ends, self._scopes)
            board.tidy(values, self._cost(values))
        if self._pieces is not None:
            self._pieces.settle()
        if not np.isfinite(board.bound):
            board.prove(self._crew.first.relax(self._program).objective, relaxed=True)
        return StopReason.TIME_LIMIT if ends.late() else reason

    def _told(self, reason: StopReason) -> Answer:
        board = self._board
        assert board.values is not None
        proved = board.gap <= PROVED
        return Answer(
            status=Status.OPTIMAL if proved else Status.FEASIBLE,
            stop_reason=StopReason.PROVED if proved else reason,
            values=board.values,
            objective=board.cost,
            bound=min(board.bound, board.cost),
            seconds=board.seconds,
            nodes=self._nodes,
            gap=board.gap,
        )

    def _cost(self, values: Floats) -> float:
        return float(self._program.cost @ values) + self._program.constant
