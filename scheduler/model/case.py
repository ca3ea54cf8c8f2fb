"""What every rule and price is given: the index, the variables, the matrix, and the baseline if any."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from scheduler.model.arrays import Floats
from scheduler.model.baseline import Baseline
from scheduler.model.hired import Newcomers, newcomers
from scheduler.model.index import Index, People
from scheduler.model.matrix import Matrix
from scheduler.model.variables import Variables


@dataclass(frozen=True)
class Case:
    """One problem on its way into a matrix."""

    index: Index
    variables: Variables
    matrix: Matrix
    baseline: Baseline | None = None

    @cached_property
    def newcomers(self) -> Newcomers:
        """Hires who are still of newcomer age, by pool and period."""
        return newcomers(self.index, self.variables.hires)

    def by_pool(self, value: Callable[[People], Floats]) -> Floats:
        """One row of the horizon per pool. Shape (P, T)."""
        rows = [value(each)[: self.index.periods] for each in self.index.pools]
        return np.array(rows).reshape(len(rows), self.index.periods)
