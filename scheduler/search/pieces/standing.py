"""Where one piece stands at its prices."""

from __future__ import annotations

import numpy as np

from scheduler.engine import Answer
from scheduler.model.arrays import Floats
from scheduler.search.board import FALSE
from scheduler.search.pieces.part import Part

FIRST_GAP = 2e-3  # of a piece's cost, when it is first solved and the plan is good
FINER = 4.0  # how much finer each time after
LEAST_GAP = 1e-6
NOISE = 1e-9  # of a cost: what a linear program's answer may be off


class Standing:
    """A piece at its prices: the best numbers found for it, and a bound on any."""

    def __init__(self, part: Part, piece: int, group: int, relaxed: Floats) -> None:
        """`relaxed` (n,): the relaxation whose prices these are; what the piece costs there bounds it."""
        self.part, self.piece, self.group = part, piece, group
        cost = self.cost(relaxed)
        self.bound = cost - NOISE * abs(cost)
        self.values: Floats | None = None  # of the part's columns
        self.best, self.rounds, self.first_gap = np.inf, 0, FIRST_GAP
        self.solved = False  # to the finest gap

    def cost(self, values: Floats) -> float:
        """What values (n,) of all columns cost this piece at its prices."""
        return float(self.part.program.cost @ values[self.part.columns])

    @property
    def next_gap(self) -> float:
        """The gap to solve it to next."""
        return max(LEAST_GAP, self.first_gap / FINER**self.rounds)

    def above_bound(self, plan: Floats | None) -> float:
        """How far its best is above its bound, where a plan's part may be the best; 0 when it is solved."""
        if self.solved:
            return 0.0
        known = self.best if plan is None else min(self.best, self.cost(plan))
        return max(0.0, min(known, 1e18) - self.bound)

    def above_best(self, plan: Floats) -> float:
        """How far a plan's part is above its best."""
        return max(0.0, self.cost(plan) - self.best) if np.isfinite(self.best) else 0.0

    def hint(self, plan: Floats | None) -> Floats | None:
        """Values of the part's columns to begin with: a plan's, or its own where they are better."""
        if plan is None or self.best < self.cost(plan):
            return self.values
        return plan[self.part.columns]

    def keep(self, answer: Answer | None, plan: Floats | None) -> None:
        """Takes over what a search found (None: it failed); a bound above a plan is none."""
        self.solved = self.next_gap <= LEAST_GAP
        self.rounds += 1
        if answer is None or answer.values is None:
            return
        known = self.best if plan is None else min(self.best, self.cost(plan))
        if answer.bound <= known + FALSE * abs(known):
            self.bound = max(self.bound, answer.bound)
        if answer.objective is not None and answer.objective < self.best:
            self.best, self.values = answer.objective, answer.values
