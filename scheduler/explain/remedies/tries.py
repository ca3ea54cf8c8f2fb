"""Whether an edited problem has a plan at all, asked as cheaply as that can be found out."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from scheduler.engine import Engine, Status
from scheduler.explain.remedies.edit import Cell, applied
from scheduler.model.arrays import Floats
from scheduler.model.build import build
from scheduler.model.decode import decode
from scheduler.plan import Plan
from scheduler.problem import Problem
from scheduler.validate import validate

LARGE = 600  # whole columns from which on fractions are asked first
Cells = Sequence[Cell]


@dataclass
class Tries:
    """Asks one engine, each question within `seconds` and all until `until`; remembers the answers."""

    problem: Problem
    baseline: Plan | None
    engine: Engine
    seconds: float
    until: float
    _plans: dict[str, Floats] = field(default_factory=dict)
    _known: dict[str, bool | None] = field(default_factory=dict)

    @property
    def left(self) -> float:
        """Seconds until `until`."""
        return self.until - time.monotonic()

    @property
    def late(self) -> bool:
        """Whether no further question should be begun."""
        return self.left <= 0.0

    def edited(self, cells: Cells) -> Problem:
        """The problem with these edits."""
        return applied(self.problem, cells)

    def possible(self, cells: Cells) -> bool | None:
        """Whether there is a plan with these edits; None when that was not found out in time."""
        return self._ask(cells, whole=True)

    def in_fractions(self, cells: Cells) -> bool | None:
        """The same with fractions of heads: where this is False no plan is possible either."""
        return self._ask(cells, whole=False)

    @cached_property
    def large(self) -> bool:
        """Whether whole numbers take their time."""
        case = build(self.problem, baseline=self.baseline)
        return int(case.matrix.program().whole.sum()) >= LARGE

    def plan(self, cells: Cells) -> Plan | None:
        """The plan found when these edits were asked for, to search from; it may be dear."""
        values = self._plans.get(_key(cells))
        return None if values is None else decode(build(self.edited(cells), baseline=self.baseline), values)

    def _ask(self, cells: Cells, *, whole: bool) -> bool | None:
        key = f"{_key(cells)} {whole}"
        if key not in self._known:
            if self.late:
                return None
            self._known[key] = self._answer(cells, whole=whole)
        return self._known[key]

    def _answer(self, cells: Cells, *, whole: bool) -> bool | None:
        edited = self.edited(cells)
        if validate(edited, baseline=self.baseline is not None).faults:
            return False  # the input does not allow it
        program = build(edited, baseline=self.baseline).matrix.program()
        free = replace(program, cost=np.zeros_like(program.cost), constant=0.0)
        seconds = max(0.1, min(self.seconds, self.left))
        if not whole or program.whole.sum() >= LARGE:
            found = self.engine.relax(free, time_limit=seconds).status
            if not whole or found is not Status.OPTIMAL:
                return _said(found)
        answer = self.engine.minimise(free, time_limit=seconds, gap=0.0)
        if answer.values is not None:
            self._plans[_key(cells)] = answer.values
        return _said(answer.status)


def _key(cells: Cells) -> str:
    return "|".join(cell.model_dump_json() for cell in cells)


def _said(status: Status) -> bool | None:
    return None if status is Status.NONE_IN_TIME else status is not Status.INFEASIBLE
