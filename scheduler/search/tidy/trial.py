"""What whole numbers cost: what follows from them is settled, the rest is a linear program.

Some marks (0/1) do not follow from heads but from hours bought, so they belong to the rest. There the
linear program is only a bound, and what looks cheaper is priced again by an exact solve.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from scheduler.engine import Engine, Program, Status
from scheduler.model.arrays import Bools, Floats, Ints
from scheduler.search.tidy.consequences import Consequences
from scheduler.search.tidy.steps import Step

NODES = 500  # of one exact solve of the marks: a limit that repeats itself
SECONDS = 10.0  # for one that is slow all the same
GAP = 1e-9
FEW = 8


@dataclass(frozen=True)
class Base:
    """The cheapest values (n,) with what is known held; `prices` (n,) bound what a given column can gain."""

    values: Floats
    cost: float
    prices: Floats


class Trial:
    """Prices points: values of all columns whose given columns are known. Close it after use."""

    def __init__(
        self, program: Program, given: Bools, engine: Engine, over: Callable[[], bool] = lambda: False
    ) -> None:
        """`given` (n,): whole columns that points say; other whole columns are part of what is solved.

        Once `over`, what is not priced yet counts as infeasible.
        """
        self._over = over
        self.program = program
        self._engine = engine
        self.follow = Consequences(program, given)
        self._known = self.follow.known
        self._marks = bool((program.whole & ~self._known).any())
        rest = self.follow.rest()
        self._session = engine.session(rest)
        self._sums = np.arange(len(rest.cost) - len(rest.row_lower), len(rest.cost))
        self._fixed = np.full(len(self._sums), np.nan)  # where the session holds them
        self._base: Base | None = None  # the answer there

    def close(self) -> None:
        """Frees the solver's memory."""
        self._session.close()

    @property
    def convex(self) -> bool:
        """Whether costs are those of a linear program, so that twice a step costs at least twice as much."""
        return not self._marks

    def base(self, values: Floats) -> Base | None:
        """The linear program at these values; None when it has no plan, or no time."""
        sums = self.follow.sums(values[:, None])[:, 0]
        if np.array_equal(sums, self._fixed):
            return self._base
        self._fixed, self._base = sums, None
        self._session.fix(self._sums, self._fixed)
        answer = self._session.evaluate(self._sums[:0], self._fixed[:0])
        if answer.status is not Status.OPTIMAL:
            return None
        full = values.copy()
        full[~self._known] = answer.values[: -len(self._sums) or None]
        self._base = Base(full, self.cost(full), self.follow.prices(answer.duals))
        return self._base

    def points(self, values: Floats, steps: Sequence[Step]) -> Floats:
        """Where each step leads, with all that follows. Shape (n, steps)."""
        points = np.repeat(values[:, None], len(steps), axis=1)
        for place, step in enumerate(steps):
            points[step.columns, place] += step.change
        self.follow.settle(points)
        return points

    def costs(self, points: Floats, limit: float = np.inf) -> Floats:
        """The cost of each settled point (n, points); above `limit` a lower bound may stand for it."""
        held = self.program.cost[self._known] @ points[self._known] + self.program.constant
        found: Floats = held + self._rest_costs(self.follow.sums(points).T)
        if self._marks:
            for place in np.flatnonzero(found < limit):
                whole = self.complete(points[:, place])
                found[place] = np.inf if whole is None else self.cost(whole)
        return found

    def complete(self, values: Floats) -> Floats | None:
        """All columns at their best for these whole heads; None when there is no plan with them."""
        if not self._marks:
            base = self.base(values)
            return None if base is None else base.values
        if self._over():
            return None
        lower, upper = self.program.lower.copy(), self.program.upper.copy()
        lower[self._known] = upper[self._known] = values[self._known]
        fixed = replace(self.program, lower=lower, upper=upper)
        answer = self._engine.minimise(fixed, time_limit=SECONDS, gap=GAP, node_limit=NODES)
        return None if answer.values is None else np.where(self._known, values, answer.values)

    def cost(self, values: Floats) -> float:
        """What all columns come to."""
        return float(self.program.cost @ values) + self.program.constant

    def moved(self, points: Floats, values: Floats) -> Bools:
        """Which points (n, points) differ from values (n,) in what is known; the rest follows."""
        found: Bools = (points[self._known] != values[self._known, None]).any(axis=0)
        return found

    def numbers(self, values: Floats) -> int:
        """How many whole numbers of a point are not 0."""
        return int(np.count_nonzero(values[self.program.whole & self.follow.known]))

    def _rest_costs(self, sums: Floats) -> Floats:
        """What the rest costs for sums (points, open rows), a few points between looks at the clock."""
        found = np.full(len(sums), np.inf)
        for first in range(0, len(sums), FEW):
            if self._over():
                break
            some = slice(first, first + FEW)
            found[some] = self._session.evaluate_many([self._moved(each) for each in sums[some]])
        return found

    def _moved(self, sums: Floats) -> tuple[Ints, Floats]:
        """Sums that are not where the session holds them."""
        there = sums != self._fixed
        return self._sums[there], sums[there]
