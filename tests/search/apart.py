"""Small problems solved the way of large ones: skill by skill, and what that takes apart."""

from __future__ import annotations

import atexit
import threading
from collections.abc import Callable
from dataclasses import replace
from functools import cache, cached_property

import numpy as np
import pytest

from scheduler.engine import Answer, Crew, Engine, Progress, Relaxed
from scheduler.model.arrays import Floats, Ints
from scheduler.model.build import build
from scheduler.model.case import Case
from scheduler.plan import Plan
from scheduler.problem import Problem
from scheduler.rules import Rule
from scheduler.search import search as search_module
from scheduler.search.board import Board, Effort
from scheduler.search.most import bounded
from scheduler.search.pieces import climb
from scheduler.search.pieces.cut import Cut
from scheduler.search.pieces.mend import Mender
from scheduler.search.pieces.part import Table
from scheduler.search.pieces.places import places
from scheduler.search.pieces.rounding import decided, followed

SECONDS = 60.0


@cache
def engine() -> Engine:
    """One for all tests of a process, no nicer than they are: nobody else waits."""
    one = Engine(nice=0)
    atexit.register(one.close)
    return one


def crew() -> Crew:
    """That engine alone."""
    return Crew([engine()])


def keep_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """However small, a problem is cut, and no two pieces are put together."""
    monkeypatch.setattr(search_module, "LARGE", 0)
    monkeypatch.setattr(climb, "TOGETHER", 0)
    monkeypatch.setattr(climb, "FEW", 0)


def exact(problem: Problem, baseline: Plan | None = None) -> Answer:
    """The best plan of the whole model by one solver, nothing added to the model."""
    program = build(problem, baseline=baseline).matrix.program()
    return engine().minimise(program, time_limit=SECONDS, gap=0.0)


def by_pieces(
    case: Case, gap: float = 0.0, told: Callable[[Progress], None] | None = None, start: Floats | None = None
) -> Answer:
    """The search's answer."""
    effort = Effort(SECONDS, gap, on_progress=told, stop=threading.Event())
    return search_module.search(case, crew(), effort, start)


class Apart:
    """A case cut by skill, its relaxation, and what the pieces want at its prices.

    `without`: a rule whose rows are left out, all columns kept.
    """

    def __init__(self, case: Case, without: Rule | None = None) -> None:
        self.case, program = case, bounded(case)
        if without is not None:
            low, high = program.row_lower.copy(), program.row_upper.copy()
            low[rows_of(case, without)], high[rows_of(case, without)] = -np.inf, np.inf
            program = replace(program, row_lower=low, row_upper=high)
        self.program, self.table = program, Table(program)
        self.cut = Cut(self.table, places(case, program))

    @cached_property
    def relaxed(self) -> Relaxed:
        return engine().relax(self.program)

    def joint(self) -> Floats:
        """The pieces' own best numbers together, each number from the piece where it is at home."""
        values = self.cut.held + np.where(self.cut.free, self.relaxed.values, 0.0)
        for place, each in enumerate(self.cut.priced(self.relaxed.duals).parts):
            found = engine().minimise(each.program, time_limit=SECONDS, gap=0.0).values
            if found is not None:
                home = self.cut.home(place)
                values[each.columns[home]] = found[home]
        return followed(self.case, np.where(self.program.whole, np.round(values), values))

    def mender(self) -> Mender:
        """For all free columns at once."""
        named = np.zeros(len(self.program.cost), dtype=bool)
        named[decided(self.case)] = True
        return Mender(self.cut, np.flatnonzero(self.cut.free), named, Board(Effort(SECONDS, 0.0)))


def rows_of(case: Case, rule: Rule) -> Ints:
    """All rows of a rule."""
    blocks = [each for each in case.matrix.rows if each.rule == rule]
    found = [each.first + np.arange(each.shape[0] * each.shape[1]) for each in blocks]
    return np.concatenate(found) if found else np.zeros(0, dtype=np.int64)
