"""What whole numbers cost: what follows from them is settled, the rest is a linear program.

Some marks (0/1) do not follow from heads but from hours bought, so they belong to the rest. There the
linear program is only a bound, and what looks cheaper is priced again by an exact solve.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from scheduler.engine import Engine, Program, Relaxed
from scheduler.model.arrays import ABSENT, Bools, Floats
from scheduler.model.case import Case
from scheduler.model.decisions import whole_numbers
from scheduler.search.consequences import Consequences

NODES = 500  # of one exact solve of the marks: a limit that repeats itself
SECONDS = 10.0  # for one that is slow all the same
GAP = 1e-9


class Trial:
    """Prices points: values of all columns whose whole heads are given. Close it after use."""

    def __init__(
        self, case: Case, engine: Engine, *, free_marks: bool, over: Callable[[], bool] = lambda: False
    ) -> None:
        """`free_marks`: marks that do not follow from heads may change; else they stay as they are.

        Once `over`, no more exact solves are begun: what is not priced counts as infeasible.
        """
        self._over = over
        self.program: Program = case.matrix.program()
        self._engine = engine
        chosen = _chosen(case, self.program) if free_marks else self.program.whole
        self.follow = Consequences(self.program, chosen)
        self.known = np.flatnonzero(self.follow.known)
        self._marks = self.program.whole & ~self.follow.known
        self._session = engine.session(self.follow.rest())

    def close(self) -> None:
        """Frees the solver's memory."""
        self._session.close()

    def base(self, values: Floats) -> Relaxed:
        """The linear program at these values; its reduced costs bound what any step can gain."""
        return self._session.evaluate(self.known, values[self.known])

    def costs(self, points: Floats, limit: float = np.inf) -> Floats:
        """The cost of each settled point (n, points); above `limit` a lower bound may stand for it."""
        found = np.array(self._session.evaluate_many([(self.known, p[self.known]) for p in points.T]))
        if self._marks.any():
            for place in np.flatnonzero(found < limit):
                whole = self.complete(points[:, place])
                found[place] = np.inf if whole is None else self.cost(whole)
        return found

    def complete(self, values: Floats) -> Floats | None:
        """All columns at their best for these whole heads; None when there is no plan with them."""
        if self._marks.any() and self._over():
            return None
        if not self._marks.any():
            base = self.base(values)
            return None if not np.isfinite(base.objective) else self._joined(values, base.values)
        lower, upper = self.program.lower.copy(), self.program.upper.copy()
        lower[self.known] = upper[self.known] = values[self.known]
        fixed = replace(self.program, lower=lower, upper=upper)
        answer = self._engine.minimise(fixed, time_limit=SECONDS, gap=GAP, node_limit=NODES)
        return None if answer.values is None else self._joined(values, answer.values)

    def cost(self, values: Floats) -> float:
        """What all columns come to."""
        return float(self.program.cost @ values) + self.program.constant

    def _joined(self, values: Floats, rest: Floats) -> Floats:
        full = rest.copy()
        full[self.known] = values[self.known]
        return full


def has_free_marks(case: Case) -> bool:
    """Whether some marks do not follow from heads."""
    program = case.matrix.program()
    return bool((program.whole & ~_chosen(case, program)).any())


def _chosen(case: Case, program: Program) -> Bools:
    """Whole heads, and the marks and batches that follow from heads alone."""
    v = case.variables
    chosen = np.zeros(len(program.cost), dtype=bool)
    for _, _, columns in whole_numbers(case):
        chosen[columns] = True
    heads = chosen.copy()
    for active in (v.active, v.converting_active, v.running_active):
        heads[active] = True
    for each in case.matrix.follows:
        if heads[each.of[each.of != ABSENT]].all():
            chosen[each.columns] = True
    return chosen & program.whole
