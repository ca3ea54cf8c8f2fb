"""A plan inside the gap, made tidy: no single step makes it cheaper, and ties go to fewer actions.

Steps: an action dropped, one head more or less, one period sooner or later (start, end or both). With
whole columns fixed the rest is a linear program, and its reduced costs bound what any step can gain: only
steps that might pay are tried.
"""

from __future__ import annotations

import numpy as np

from scheduler.engine import Engine, Relaxed, Session
from scheduler.model.arrays import Floats, Ints
from scheduler.model.case import Case
from scheduler.search.steps import Step, steps

ROUNDS = 400
BATCH = 24
CHEAPER = 1e-8  # of the cost: less is noise


def clean(case: Case, engine: Engine, values: Floats) -> Floats:
    """The values after all steps that pay, or tie with fewer actions. `values`: a plan's columns."""
    program = case.matrix.program()
    if not program.whole.any():
        return values
    session = engine.session(program)
    try:
        return _until_nothing_pays(case, session, values)
    finally:
        session.close()


def _until_nothing_pays(case: Case, session: Session, values: Floats) -> Floats:
    program = case.matrix.program()
    whole = np.flatnonzero(program.whole)
    for _ in range(ROUNDS):
        base = session.evaluate(whole, values[whole])
        if not np.isfinite(base.objective):
            return values
        found = [step for step in steps(case, values) if step.inside(program, values)]
        better = _first_better(session, whole, values, base, found)
        if better is None:
            break
        values = better.applied(values)
    tidy = session.evaluate(whole, values[whole]).values
    tidy[whole] = values[whole]
    return tidy


def _first_better(
    session: Session, whole: Ints, values: Floats, base: Relaxed, found: list[Step]
) -> Step | None:
    """The best step of the first batch in which one pays; the most hopeful are tried first."""
    room = CHEAPER * max(1.0, abs(base.objective))
    gains = [(float(base.reduced_costs[step.columns] @ step.change), step) for step in found]
    hopeful = [(gain, step) for gain, step in gains if gain < -room or (step.fewer and gain <= room)]
    hopeful.sort(key=lambda pair: pair[0])
    for first in range(0, len(hopeful), BATCH):
        batch = [step for _, step in hopeful[first : first + BATCH]]
        costs = session.evaluate_many([(whole, step.applied(values)[whole]) for step in batch])
        pays = [
            (cost, place)
            for place, cost in enumerate(costs)
            if cost < base.objective - room or (batch[place].fewer and cost <= base.objective + room / 10)
        ]
        if pays:
            return batch[min(pays)[1]]
    return None
