"""The relaxation of the explained problem, and what it says of others without being solved again."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scheduler.engine import Program, Relaxed, Status
from scheduler.explain.asking import Asking
from scheduler.model.arrays import Bools, Floats
from scheduler.model.build import build
from scheduler.problem import Problem
from scheduler.search.most import bounded

LONGEST = 60.0  # seconds for one relaxation
NOISE = 1e-9  # of the dearest column


@dataclass(frozen=True)
class Base:
    """The explained problem's program and its relaxation."""

    program: Program
    relaxed: Relaxed


def base_of(asking: Asking) -> Base:
    """The explained problem's, worked out once."""

    def work() -> Base:
        program = program_of(asking.about.problem, asking)
        return Base(program, relax(program, asking))

    return asking.once("relaxation", work)


def program_of(problem: Problem, asking: Asking) -> Program:
    """The program of a valid problem."""
    return bounded(build(problem, baseline=asking.about.baseline))


def relax(program: Program, asking: Asking) -> Relaxed:
    """The relaxation of a program within the time that is left."""
    return asking.engine.relax(program, time_limit=max(0.1, min(LONGEST, asking.left)))


def alike(one: Program, other: Program) -> bool:
    """Whether two programs are the same but for names."""
    return all(np.array_equal(getattr(one, name), getattr(other, name)) for name in Program.__annotations__)


def least_by(base: Base, other: Program) -> float:
    """What another program's relaxation costs at least, by the base's duals: −inf where these say nothing."""
    shapes = (len(other.cost), len(other.row_lower)), (len(base.program.cost), len(base.program.row_lower))
    if base.relaxed.status is not Status.OPTIMAL or shapes[0] != shapes[1]:
        return -np.inf
    duals = base.relaxed.duals
    pulls = np.bincount(other.columns, other.entries * duals[other.rows], minlength=len(other.cost))
    prices = other.cost - pulls
    prices[np.abs(prices) <= NOISE * np.abs(other.cost).max(initial=1.0)] = 0.0
    rows = _least(duals, other.row_lower, other.row_upper)
    return float(rows + _least(prices, other.lower, other.upper) + other.constant)


def _least(prices: Floats, lower: Floats, upper: Floats) -> float:
    """The least of Σ price · value with each value between its bounds."""
    there: Bools = prices != 0
    at = np.where(prices > 0, lower, upper)[there]
    return float(prices[there] @ at) if np.isfinite(at).all() else -np.inf
