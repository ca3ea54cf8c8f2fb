"""A plan inside the gap, made tidy: no single step makes it cheaper, and ties go to fewer actions.

Steps: an action dropped, one head more or less, one period sooner or later (start, end or both). With
whole heads fixed the rest is a linear program, and its reduced costs bound what any step can gain: only
steps that might pay are tried.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass

import numpy as np

from scheduler.engine import Engine
from scheduler.model.arrays import Bools, Floats
from scheduler.model.case import Case
from scheduler.search.steps import steps
from scheduler.search.trial import Trial, has_free_marks

ROUNDS = 400
BATCH = 24
TIES = 4  # batches of ties tried on a plan that is proved cheapest
CHEAPER = 1e-8  # of the cost: less is noise


@dataclass(frozen=True)
class Ends:
    """When to end early: by the clock (`time.monotonic`), when stopped, or with ties only when proved."""

    deadline: float = np.inf
    stop: threading.Event | None = None
    proved: bool = False
    thorough: bool = True  # also steps that need other marks than the plan's, each an exact solve

    def late(self) -> bool:
        """Whether the clock has run out."""
        return time.monotonic() > self.deadline

    def over(self) -> bool:
        """Whether to end now."""
        return self.late() or (self.stop is not None and self.stop.is_set())


def clean(case: Case, engine: Engine, values: Floats, ends: Ends | None = None) -> Floats:
    """The values after all steps that pay, or tie with fewer actions. `values`: a plan's columns.

    Plans in real heads come back as they are: their optimum needs no steps. Ended early, it keeps the
    steps taken so far.
    """
    if not case.index.problem.policy.whole_heads:
        return values
    ends = ends or Ends()
    values = _until_nothing_pays(case, engine, values, ends, free_marks=False)
    if not ends.thorough or not has_free_marks(case):
        return values
    for _ in range(ROUNDS):
        freed = _until_nothing_pays(case, engine, values, ends, free_marks=True)
        if np.array_equal(freed, values):
            return values
        values = _until_nothing_pays(case, engine, freed, ends, free_marks=False)
    return values


def _until_nothing_pays(
    case: Case, engine: Engine, values: Floats, ends: Ends, *, free_marks: bool
) -> Floats:
    """With free marks one round is enough: what follows is quicker with the marks held again."""
    trial = Trial(case, engine, free_marks=free_marks, over=ends.over)
    try:
        complete = trial.complete(values)
        if complete is not None and trial.cost(complete) < trial.cost(values) * (1 - CHEAPER):
            values = complete
        for _ in range(1 if free_marks else ROUNDS):
            better = None if ends.over() else _better(case, trial, values, ends)
            if better is None:
                return values
            values = better
        return values
    finally:
        trial.close()


def _better(case: Case, trial: Trial, values: Floats, ends: Ends) -> Floats | None:
    """Values after the steps of the first batch in which one pays: the best, and others that pay on top."""
    cost = trial.cost(values)
    room = CHEAPER * max(1.0, abs(cost))
    points, fewer, gains = _points(case, trial, values)
    hopeful = np.flatnonzero((gains < -room) | (fewer & (gains <= room)))
    hopeful = hopeful[trial.follow.keeps(points[:, hopeful])]
    hopeful = hopeful[np.argsort(gains[hopeful], kind="stable")]
    if ends.proved:
        hopeful = hopeful[fewer[hopeful]][: TIES * BATCH]
    for first in range(0, len(hopeful), BATCH):
        if ends.over():
            return None
        batch = hopeful[first : first + BATCH]
        limits = cost - np.where(fewer[batch], -room / 10, room)
        costs = trial.costs(points[:, batch], limit=cost + room / 10)
        pays = batch[costs < limits]
        if pays.size:
            order = np.argsort(costs[costs < limits], kind="stable")
            return trial.complete(_together(trial, values, points[:, pays[order]]))
    return None


def _points(case: Case, trial: Trial, values: Floats) -> tuple[Floats, Bools, Floats]:
    """Where each step leads (n, steps), whether to fewer actions, and the most it can gain (negative)."""
    base = trial.base(values)
    found = [step for step in steps(case, values) if step.inside(trial.program, values)]
    points = np.repeat(values[:, None], len(found), axis=1)
    for place, step in enumerate(found):
        points[step.columns, place] += step.change
    trial.follow.settle(points)
    moved = (points - values[:, None])[trial.known]
    gains = base.reduced_costs[trial.known] @ moved + base.objective - trial.cost(values)
    return points, np.array([step.fewer for step in found], dtype=bool), gains


def _together(trial: Trial, values: Floats, points: Floats) -> Floats:
    """The best point, and as many of the others' changes at once as still pay or tie with fewer numbers."""
    best = points[:, 0]
    cost = float(trial.costs(points[:, :1])[0])
    for other in points[:, 1:].T:
        both = (best + other - values)[:, None]
        trial.follow.settle(both)
        if not trial.follow.keeps(both)[0]:
            continue
        then, room = float(trial.costs(both, limit=cost)[0]), CHEAPER * max(1.0, abs(cost))
        fewer = _numbers(trial, both[:, 0]) < _numbers(trial, best)
        if then < cost - room or (fewer and then <= cost + room / 10):
            best, cost = both[:, 0], then
    return best


def _numbers(trial: Trial, values: Floats) -> int:
    return int(np.count_nonzero(values[trial.program.whole & trial.follow.known]))
