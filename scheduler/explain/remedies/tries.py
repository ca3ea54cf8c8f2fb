"""Whether an edited problem has a plan at all, asked as cheaply as that can be found out."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

import numpy as np

from scheduler.engine import Engine, Program, Status
from scheduler.explain.asking import Kept
from scheduler.explain.remedies.edit import Cell, applied
from scheduler.model.arrays import Floats
from scheduler.model.build import build
from scheduler.model.case import Case
from scheduler.model.decode import decode
from scheduler.plan import Plan
from scheduler.problem import Problem
from scheduler.validate import validate

LARGE = 600  # whole columns from which on fractions are asked first
Cells = Sequence[Cell]
EVER = float("inf")


class Tried(NamedTuple):
    """Whether a plan is possible (None: not found out in time), and the values of one that was found."""

    possible: bool | None
    values: Floats | None = None


@dataclass
class Tries:
    """Asks one engine, each question within `seconds` and all until `until`; remembers the answers.

    `kept`: what others who look for remedies of the same problem have found out.
    """

    problem: Problem
    baseline: Plan | None
    engine: Engine
    seconds: float
    until: float
    kept: Kept = field(default_factory=Kept)
    _known: dict[str, Tried] = field(default_factory=dict)

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

    def possible(self, cells: Cells, until: float = EVER) -> bool | None:
        """Whether there is a plan with these edits; None when that was not found out in time."""
        return self._ask(cells, until, whole=True)

    def in_fractions(self, cells: Cells, until: float = EVER) -> bool | None:
        """The same with fractions of heads: where this is False no plan is possible either."""
        return self._ask(cells, until, whole=False)

    @cached_property
    def large(self) -> bool:
        """Whether whole numbers take their time."""
        case = build(self.problem, baseline=self.baseline)
        return int(case.matrix.program().whole.sum()) >= LARGE

    def plan(self, cells: Cells) -> Plan | None:
        """The plan found when these edits were asked for, to search from; it may be dear."""
        values = self._values(cells)
        return None if values is None else decode(self._case(cells), values)

    def checked(self, cells: Cells) -> Plan | None:
        """The same after the independent check; raises PlanRejected when it fails."""
        from scheduler.solving import checked_plan

        values = self._values(cells)
        return None if values is None else checked_plan(self._case(cells), values, -EVER)

    def modest(self, cells: Cells, seconds: float) -> Plan | None:
        """A checked plan at no more than twice what one in fractions of heads costs, found within so long."""
        from scheduler.solving import checked_plan

        until, case = time.monotonic() + seconds, self._case(cells)
        program = case.matrix.program()
        relaxed = self.engine.relax(program, time_limit=max(0.1, seconds))
        left = until - time.monotonic()
        if relaxed.status is not Status.OPTIMAL or left <= 0:
            return None
        most = relaxed.objective + max(1.0, abs(relaxed.objective))
        answer = self.engine.minimise(_costing_at_most(program, most), time_limit=left, gap=0.0)
        return None if answer.values is None else checked_plan(case, answer.values, -EVER)

    def _values(self, cells: Cells) -> Floats | None:
        known = self._known.get(_key(cells, whole=True))
        return None if known is None else known.values

    def _case(self, cells: Cells) -> Case:
        return build(self.edited(cells), baseline=self.baseline)

    def _ask(self, cells: Cells, until: float, *, whole: bool) -> bool | None:
        key = _key(cells, whole=whole)
        if key not in self._known:
            left = min(self.until, until) - time.monotonic()
            if left <= 0.0:
                return None
            seconds = max(0.1, min(self.seconds, left))
            self._known[key] = self.kept.once(key, lambda: self._answer(cells, seconds, whole=whole))
        return self._known[key].possible

    def _answer(self, cells: Cells, seconds: float, *, whole: bool) -> Tried:
        if validate(self.edited(cells), baseline=self.baseline is not None).faults:
            return Tried(False)  # the input does not allow it
        program = self._case(cells).matrix.program()
        free = _free(program)
        if not whole or program.whole.sum() >= LARGE:
            found = self.engine.relax(free, time_limit=seconds).status
            if not whole or found is not Status.OPTIMAL:
                return Tried(_said(found))
        answer = self.engine.minimise(free, time_limit=seconds, gap=0.0)
        return Tried(_said(answer.status), answer.values)


def _free(program: Program) -> Program:
    return replace(program, cost=np.zeros_like(program.cost), constant=0.0)


def _costing_at_most(program: Program, most: float) -> Program:
    """Any plan will do whose cost is no more than that: a row of all costs."""
    columns = np.flatnonzero(program.cost)
    row = len(program.row_lower)
    return replace(
        _free(program),
        rows=np.concatenate([program.rows, np.full(len(columns), row)]),
        columns=np.concatenate([program.columns, columns]),
        entries=np.concatenate([program.entries, program.cost[columns]]),
        row_lower=np.append(program.row_lower, -np.inf),
        row_upper=np.append(program.row_upper, most - program.constant),
    )


def _key(cells: Cells, *, whole: bool) -> str:
    return f"possible {whole}: " + "|".join(cell.model_dump_json() for cell in cells)


def _said(status: Status) -> bool | None:
    return None if status is Status.NONE_IN_TIME else status is not Status.INFEASIBLE
