"""From what solvers told to what is shown: times to gaps, final gaps, memory, ratios."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from tests.benchmarks.check import TOLERANCE
from tests.benchmarks.instance import Written
from tests.benchmarks.run import Point, Run, gap
from tests.benchmarks.solvers import OURS, RELAXATION, SOLVERS

MARKS = (0.01, 0.005, 0.002, 0.001, 0.0005)
NEVER = math.inf
SAME = 1e-6  # of a cost: what solvers print is rounded, and their plans keep rows within a tolerance


@dataclass(frozen=True)
class Row:
    """What one solver did; seconds from the beginning of building, `inf` for never."""

    solver: str
    build: float
    first: float
    marks: tuple[float, ...]  # to each of MARKS, against the best bound known in this run
    proven: float  # its last plan against its own bound
    distance: float  # its last plan against the best bound known
    peak_mb: float
    limit: float
    ended: float
    said: str


@dataclass(frozen=True)
class Compared:
    """All solvers on one instance. `bound` is the best that any proved; `relaxation` the LP's seconds."""

    instance: Written
    runs: tuple[Run, ...]
    bound: float
    relaxation: float
    rows: tuple[Row, ...]

    def run_of(self, solver: str) -> Run | None:
        """A solver's run; None when it was not asked."""
        return next((run for run in self.runs if run.solver == solver), None)


def compared(instance: Written, runs: Sequence[Run]) -> Compared:
    """The figures of one instance."""
    bound = best_bound(runs)
    alone = next((run for run in runs if run.solver == RELAXATION), None)
    relaxation = alone.more.get("relaxation", NEVER) if alone else NEVER
    rows = tuple(_row(run, bound, runs) for run in runs if run.solver != RELAXATION)
    return Compared(instance, tuple(runs), bound, relaxation, rows)


def best_bound(runs: Sequence[Run]) -> float:
    """The highest bound that is proved for this very program; -inf when there is none."""
    return max((run.bound for run in runs if not _is_false(run, runs)), default=-math.inf)


def cheapest_plan(runs: Sequence[Run]) -> float:
    """The least cost of a plan that keeps every rule; inf when there is none."""
    return min((run.incumbent for run in runs if holds(run)), default=math.inf)


def holds(run: Run) -> bool:
    """Whether its plan keeps every row, within what solvers call keeping."""
    return run.broken <= TOLERANCE


def when(points: Sequence[Point], within: float, bound: float | None = None) -> float:
    """Seconds to the first plan this near to `bound`, or to its own bound of that moment."""
    return next(
        (p.seconds for p in points if gap(p.incumbent, p.bound if bound is None else bound) <= within), NEVER
    )


def first_plan(points: Sequence[Point]) -> float:
    """Seconds to the first plan."""
    return next((p.seconds for p in points if math.isfinite(p.incumbent)), NEVER)


def _is_false(run: Run, runs: Sequence[Run]) -> bool:
    """A bound of another program, or above a plan that holds, is none."""
    plan = cheapest_plan(runs)
    return not _is_exact(run) or run.bound > plan + SAME * abs(plan)


def _is_exact(run: Run) -> bool:
    return run.solver not in SOLVERS or SOLVERS[run.solver].exact


def _row(run: Run, bound: float, runs: Sequence[Run]) -> Row:
    said = run.said
    if not holds(run):
        said = f"its plan breaks a row by {run.broken:.2g}: {said}"
    elif math.isfinite(run.bound) and _is_false(run, runs):
        said = f"its bound is not one of this program: {said}"
    points = run.points if holds(run) else ()
    return Row(
        solver=run.solver,
        build=NEVER if run.built is None else run.more.get("building", run.built),
        first=first_plan(points),
        marks=tuple(when(points, mark, bound) for mark in MARKS),
        proven=NEVER if _is_false(run, runs) else run.gap,
        distance=gap(run.incumbent, bound) if holds(run) else NEVER,
        peak_mb=run.peak_mb,
        limit=run.limit,
        ended=run.seconds,
        said=said,
    )


def ratio(seconds: float, to: float) -> float:
    """How many times as long; inf when either never happened."""
    return seconds / to if math.isfinite(seconds) and math.isfinite(to) and to > 0 else NEVER


def ours(found: Compared) -> Row | None:
    """Our row."""
    return next((row for row in found.rows if row.solver == OURS), None)
