"""A small mixed-integer program in plain dictionaries, solved by scipy."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, milp
from scipy.sparse import lil_matrix

from scheduler.rules import Rule

INFINITE = float("inf")
MOST, MOST_WHOLE = 1e6, 1e4


class Linear:
    """A number plus multiples of variables."""

    __slots__ = ("constant", "terms")

    def __init__(self, constant: float = 0.0, terms: dict[int, float] | None = None) -> None:
        self.constant = float(constant)
        self.terms = terms or {}

    def __add__(self, other: Linear | float) -> Linear:
        if not isinstance(other, Linear):
            return Linear(self.constant + float(other), dict(self.terms))
        terms = dict(self.terms)
        for column, factor in other.terms.items():
            terms[column] = terms.get(column, 0.0) + factor
        return Linear(self.constant + other.constant, terms)

    __radd__ = __add__

    def __mul__(self, factor: float) -> Linear:
        factor = float(factor)
        return Linear(self.constant * factor, {column: f * factor for column, f in self.terms.items()})

    __rmul__ = __mul__

    def __neg__(self) -> Linear:
        return self * -1.0

    def __sub__(self, other: Linear | float) -> Linear:
        return self + (-other)

    def __rsub__(self, other: float) -> Linear:
        return -self + other


def total(parts: Iterable[Linear | float]) -> Linear:
    """The sum of linear parts."""
    result = Linear()
    for part in parts:
        result = result + part
    return result


class Program:
    """Variables with bounds, rows by rule, one objective. A rule in `omit` gets no rows."""

    def __init__(self, omit: frozenset[Rule] = frozenset()) -> None:
        self.omit = omit
        self.lower: list[float] = []
        self.upper: list[float] = []
        self.whole: list[bool] = []
        self.rows: list[tuple[Linear, float, float]] = []

    def variable(self, upper: float = INFINITE, *, whole: bool = False) -> Linear:
        """A variable from 0. None is without end: HiGHS 1.12 finds false optima with endless whole ones."""
        self.lower.append(0.0)
        self.upper.append(min(upper, MOST_WHOLE if whole else MOST))
        self.whole.append(whole)
        return Linear(0.0, {len(self.lower) - 1: 1.0})

    def keeps(self, rule: Rule) -> bool:
        return rule not in self.omit

    def at_most(self, rule: Rule | None, left: Linear | float, right: Linear | float) -> None:
        if rule not in self.omit and right != INFINITE:
            self.rows.append((Linear() + left - right, -INFINITE, 0.0))

    def equal(self, rule: Rule | None, left: Linear | float, right: Linear | float) -> None:
        if rule not in self.omit:
            self.rows.append((Linear() + left - right, 0.0, 0.0))

    def positive_part(self, expression: Linear) -> Linear:
        """max(0, expression), for expressions that only cost."""
        part = self.variable()
        self.at_most(None, expression, part)
        return part

    def minimum(self, objective: Linear) -> tuple[float, list[float]] | None:
        """The least value and a point that has it; None when there is no point at all."""
        for presolve in (True, False):
            answer = self._solve(objective, presolve)
            if answer.status == 2:
                return None
            if answer.status == 0:
                return float(answer.fun) + objective.constant, [float(value) for value in answer.x]
        raise RuntimeError(f"the reference solver gave up: {answer.message}")

    def _solve(self, objective: Linear, presolve: bool) -> OptimizeResult:
        count = len(self.lower)
        costs = np.zeros(count)
        for column, factor in objective.terms.items():
            costs[column] = factor
        return milp(
            costs,
            integrality=np.array(self.whole, dtype=int),
            bounds=Bounds(np.array(self.lower), np.array(self.upper)),
            constraints=self._constraints(count),
            options={"mip_rel_gap": 0.0, "time_limit": 60.0, "presolve": presolve},
        )

    def _constraints(self, count: int) -> list[LinearConstraint]:
        if not self.rows:
            return []
        matrix = lil_matrix((len(self.rows), count))
        lower, upper = np.empty(len(self.rows)), np.empty(len(self.rows))
        for row, (expression, low, high) in enumerate(self.rows):
            for column, factor in expression.terms.items():
                matrix[row, column] = factor
            lower[row], upper[row] = low - expression.constant, high - expression.constant
        return [LinearConstraint(matrix.tocsr(), lower, upper)]
