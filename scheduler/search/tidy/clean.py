"""A plan inside the gap, made tidy: no single step makes it cheaper, and ties go to fewer actions.

Steps: an action dropped, one head more or less, one period sooner or later (start, end or both). They are
tried scope by scope, all that is outside held; what changes one scope may open others again.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np

from scheduler.engine import Crew, Engine, EngineCrashed, EngineFault, Program
from scheduler.model.arrays import ABSENT, Bools, Floats, Ints
from scheduler.model.case import Case
from scheduler.model.decisions import whole_numbers
from scheduler.search.pieces.part import Table, part
from scheduler.search.tidy.descent import Descent
from scheduler.search.tidy.ends import Ends
from scheduler.search.tidy.scopes import Scope, Scopes
from scheduler.search.tidy.steps import steps
from scheduler.search.tidy.taken import Change, Taken

__all__ = ["Ends", "clean"]

ROUNDS = 100
SMALL = 10_000  # columns up to which one scope of all is as quick, and misses nothing
BATCH = 8  # scopes between two looks at the plan, whatever the number of cores


def clean(
    case: Case,
    program: Program,
    crew: Crew,
    values: Floats,
    ends: Ends | None = None,
    scopes: Sequence[Ints] | None = None,
) -> Floats:
    """The values (n,) after all steps that pay, or tie with fewer actions. `values`: a plan's columns.

    `program`: the case's, its bounds perhaps tighter; `scopes`: columns of each (absent: one of all).
    Plans in real heads come back as they are: their optimum needs no steps. Ended early, it keeps the
    steps taken so far. The same for any number of engines, unless ended by the clock or by stop.
    """
    ends = ends or Ends()
    if not case.index.problem.policy.whole_heads or ends.over():
        return values
    if scopes is None or len(values) <= SMALL:
        scopes = [np.arange(len(values))]
    return _Clean(case, program, crew, ends, scopes).run(values)


class _Clean:
    def __init__(self, case: Case, program: Program, crew: Crew, ends: Ends, scopes: Sequence[Ints]) -> None:
        self._table, self._crew, self._ends = Table(program), crew, ends
        self._scopes = Scopes(case, self._table, scopes)
        self._given = _given(case)

    def run(self, values: Floats) -> Floats:
        taken = Taken(self._table, values)
        waiting = np.ones(len(self._scopes.all), dtype=bool)
        for _ in range(ROUNDS):
            places, changed = np.flatnonzero(waiting), False
            for first in range(0, len(places), BATCH):
                changed |= self._work(taken, waiting, places[first : first + BATCH])
            if not changed or self._ends.over():
                break
        return taken.values

    def _work(self, taken: Taken, waiting: Bools, places: Ints) -> bool:
        """Works in some scopes side by side; whether any has changed the plan."""
        if self._ends.over():
            return False
        ask = partial(self._change, values=taken.values.copy())
        found = self._crew.map(ask, [self._scopes.all[place] for place in places])
        waiting[places] = False
        taking = [self._take(taken, waiting, *each) for each in zip(places.tolist(), found)]
        return any(taking)

    def _take(self, taken: Taken, waiting: Bools, place: int, change: Change | None) -> bool:
        """Takes over a scope's change; scopes to which rows give way wait again, and so does one refused."""
        if change is None:
            return False
        rows = taken.take(change)
        if rows is None:
            waiting[place] = True
            return False
        before = waiting[place]
        waiting |= self._scopes.concerned(rows)
        waiting[place] = before
        return True

    def _change(self, engine: Engine, scope: Scope, values: Floats) -> Change | None:
        """What tidying one scope of a plan (n,) changes."""
        own, before = part(self._table, scope.columns, values), values[scope.columns]
        held, size = values[scope.looked_at], len(before)
        descent = Descent(
            own.program,
            self._given[scope.columns],
            before,
            lambda now: steps(scope.streams, np.concatenate([now, held]), size),
        )
        try:
            if not self._ends.over():
                descent.run(engine, self._ends)
        except (EngineCrashed, EngineFault):
            pass  # the steps before that are good
        by = descent.values - before
        there = np.flatnonzero(by)
        return Change(scope.columns[there], by[there]) if len(there) else None


def _given(case: Case) -> Bools:
    """Whole heads, and the marks and batches that follow from heads alone. Shape (n,)."""
    v = case.variables
    given = np.zeros(case.matrix.width, dtype=bool)
    for _, _, columns in whole_numbers(case):
        given[columns] = True
    heads = given.copy()
    for active in (v.active, v.converting_active, v.running_active):
        heads[active] = True
    for each in case.matrix.follows:
        if heads[each.of[each.of != ABSENT]].all():
            given[each.columns] = True
    return given
