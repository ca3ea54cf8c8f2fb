"""Scaling by powers of two: exact both ways, so that a bound proven on scaled numbers stays proven."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from scheduler.engine.program import Floats, Program

LARGEST_COST = 12  # 2**12: the size of the dearest column after scaling
LARGEST_COST_EVER = 20  # 2**20: accepted where the ordinary column would otherwise vanish
LARGEST_BOUND = 50  # 2**50: a row of next to nothing is not scaled until its bound reads as endless
FURTHEST = 1000  # 2**1000: as far as a row can be scaled
FURTHEST_COST = 900  # 2**900: so far that sums of money stay finite


@dataclass(frozen=True)
class Scaled:
    """A tidy program in solver's units, and the factors that lead back. Values need no way back."""

    program: Program
    row_factors: Floats  # m
    cost_factor: float

    def cost(self, scaled: float) -> float:
        """A cost in the user's units."""
        return scaled / self.cost_factor

    def duals(self, scaled: Floats) -> Floats:
        """Row duals (m) in the user's units."""
        return scaled * self.row_factors / self.cost_factor


def scaled(program: Program) -> Scaled:
    """Rows so that the largest coefficient is about 1; costs so that the dearest column is about 4,000."""
    rows = np.exp2(-_row_exponents(program))
    cost = float(np.exp2(_cost_exponent(program.cost)))
    return Scaled(
        replace(
            program,
            cost=program.cost * cost,
            constant=program.constant * cost,
            row_lower=program.row_lower * rows,
            row_upper=program.row_upper * rows,
            entries=program.entries * rows[program.rows],
        ),
        rows,
        cost,
    )


def _row_exponents(program: Program) -> Floats:
    largest = np.zeros(len(program.row_lower))
    np.maximum.at(largest, program.rows, np.abs(program.entries))
    exponents = np.rint(np.log2(largest, out=np.zeros_like(largest), where=largest > 0))
    bounds = np.maximum(_finite(program.row_lower), _finite(program.row_upper))
    room = LARGEST_BOUND - np.log2(bounds, out=np.full_like(bounds, -np.inf), where=bounds > 0)
    return np.clip(exponents, -np.minimum(FURTHEST, np.floor(np.maximum(0.0, room))), FURTHEST)


def _finite(bounds: Floats) -> Floats:
    """Sizes of bounds; 0 where there is none."""
    return np.where(np.isfinite(bounds), np.abs(bounds), 0.0)


def _cost_exponent(cost: Floats) -> float:
    sizes = np.log2(np.abs(cost[cost != 0]))
    if not len(sizes):
        return 0.0
    largest, ordinary = float(sizes.max()), float(np.median(sizes))
    wanted = LARGEST_COST - largest
    exponent = min(max(wanted, -ordinary), LARGEST_COST_EVER - largest)
    return float(np.rint(np.clip(exponent, -FURTHEST_COST, FURTHEST_COST)))
