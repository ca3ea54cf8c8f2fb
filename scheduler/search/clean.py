"""A plan inside the gap, made tidy: no single step makes it cheaper, and ties go to fewer actions.

Steps: an action dropped, one head more or less, one period sooner or later (start, end or both). With
whole columns fixed the rest is a linear program, and its reduced costs bound what any step can gain: only
steps that might pay are tried.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass

import numpy as np

from scheduler.engine import Engine, Program, Relaxed, Session
from scheduler.model.arrays import Floats, Ints
from scheduler.model.case import Case
from scheduler.search.consequences import Consequences
from scheduler.search.steps import Step, steps

ROUNDS = 400
BATCH = 24
TIES = 4  # batches of ties tried on a plan that is proved cheapest
CHEAPER = 1e-8  # of the cost: less is noise


def clean(
    case: Case, engine: Engine, values: Floats, stop: threading.Event | None = None, *, proved: bool = False
) -> Floats:
    """The values after all steps that pay, or tie with fewer actions. `values`: a plan's columns.

    Setting `stop` ends it with the steps taken so far. `proved`: none is cheaper, so only ties are tried.
    """
    program = case.matrix.program()
    if not program.whole.any():
        return values
    follow = Consequences(program, program.whole)
    session = engine.session(follow.rest())
    try:
        trial = _Trial(follow, session, np.flatnonzero(program.whole))
        return _until_nothing_pays(case, program, trial, values.copy(), _Ends(stop, proved))
    finally:
        session.close()


@dataclass(frozen=True)
class _Trial:
    """Costs of whole numbers: what follows from them is settled here, the rest is a linear program."""

    follow: Consequences
    session: Session
    whole: Ints

    @property
    def known(self) -> Ints:
        return np.flatnonzero(self.follow.known)

    def base(self, values: Floats) -> Relaxed:
        return self.session.evaluate(self.known, values[self.known])

    def costs(self, points: Floats) -> list[float]:
        """The cost of each settled point (n, points)."""
        return self.session.evaluate_many([(self.known, point[self.known]) for point in points.T])


@dataclass(frozen=True)
class _Ends:
    stop: threading.Event | None
    proved: bool

    def stopped(self) -> bool:
        return self.stop is not None and self.stop.is_set()


def _until_nothing_pays(case: Case, program: Program, trial: _Trial, values: Floats, ends: _Ends) -> Floats:
    for _ in range(ROUNDS):
        base = trial.base(values)
        if not np.isfinite(base.objective) or ends.stopped():
            break
        found = [step for step in steps(case, values) if step.inside(program, values)]
        better = _better(trial, values, base, found, ends.proved)
        if better is None:
            break
        values = better
    else:
        base = trial.base(values)
    if np.isfinite(base.objective):
        rest = ~trial.follow.known
        values[rest] = base.values[rest]
    return values


def _better(trial: _Trial, values: Floats, base: Relaxed, found: list[Step], proved: bool) -> Floats | None:
    """Values after the steps of the first batch in which one pays: the best, and others that pay on top."""
    room = CHEAPER * max(1.0, abs(base.objective))
    points = np.repeat(values[:, None], len(found), axis=1)
    for place, step in enumerate(found):
        points[step.columns, place] += step.change
    trial.follow.settle(points)
    gains = base.reduced_costs[trial.known] @ (points - values[:, None])[trial.known]
    fewer = np.array([step.fewer for step in found], dtype=bool)
    hopeful = np.flatnonzero((gains < -room) | (fewer & (gains <= room)))
    hopeful = hopeful[trial.follow.keeps(points[:, hopeful])]
    hopeful = hopeful[np.argsort(gains[hopeful], kind="stable")]
    if proved:
        hopeful = hopeful[fewer[hopeful]][: TIES * BATCH]
    for first in range(0, len(hopeful), BATCH):
        batch = hopeful[first : first + BATCH]
        limit = base.objective - np.where(fewer[batch], -room / 10, room)
        costs = np.array(trial.costs(points[:, batch]))
        pays = batch[costs < limit]
        if pays.size:
            return _together(trial, values, points[:, pays[np.argsort(costs[costs < limit], kind="stable")]])
    return None


def _together(trial: _Trial, values: Floats, points: Floats) -> Floats:
    """The best point, and as many of the others' changes at once as still pay or tie with fewer numbers."""
    best = points[:, 0]
    cost = trial.costs(points[:, :1])[0]
    for other in points[:, 1:].T:
        both = (best + other - values)[:, None]
        trial.follow.settle(both)
        if not trial.follow.keeps(both)[0] or (both[trial.whole] < 0).any():
            continue
        then, room = trial.costs(both)[0], CHEAPER * max(1.0, abs(cost))
        fewer = np.count_nonzero(both[trial.whole]) < np.count_nonzero(best[trial.whole])
        if then < cost - room or (fewer and then <= cost + room / 10):
            best, cost = both[:, 0], then
    return best
