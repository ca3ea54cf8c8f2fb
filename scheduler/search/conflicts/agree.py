"""A second opinion on "there is no plan": a proof by our own arithmetic, else another solver."""

from __future__ import annotations

import time
from dataclasses import replace

import numpy as np

from scheduler.engine import Engine, Program, Solver, Status
from scheduler.errors import OurFault
from scheduler.model.arrays import Bools, Floats

NOISE = 1e-10  # of the sum of sizes: what a sum of floats, and the prices themselves, may be wrong by
LEAST = 1e-6  # of a row's unit: less than this is no breach
HALF = 0.5  # of the seconds are for the proof by prices, the rest for the other solver


def agrees(program: Program, engine: Engine, seconds: float) -> bool:
    """Whether a second method finds as well that a program has no plan; False when time ran out first.

    The first method is whoever called it infeasible (HiGHS, with presolve and without). Here: prices of
    rows whose weighted sum no values can reach, added up by ourselves; whole numbers are asked of SCIP.
    Raises OurFault when SCIP finds a plan.
    """
    until = time.monotonic() + seconds
    if (program.lower > program.upper).any() or (program.row_lower > program.row_upper).any():
        return True
    relaxed = engine.relax(_with_slack(program), time_limit=HALF * seconds)
    if relaxed.status is Status.OPTIMAL and proves(program, relaxed.duals):
        return True
    left = max(1.0, until - time.monotonic())
    answer = engine.minimise(_costless(program), time_limit=left, gap=0.0, solver=Solver.SCIP)
    if answer.values is not None:
        raise OurFault("one method found that there is no plan, a second one found a plan")
    return answer.status is Status.INFEASIBLE


def proves(program: Program, prices: Floats) -> bool:
    """Whether these prices of rows (m) prove that no values, whole or not, keep rows and bounds.

    Their weighted sum would have to be at least so much and can reach only less, rounding included.
    """
    bounds = np.where(prices > 0, program.row_lower, program.row_upper)
    prices = np.where(np.isfinite(bounds), prices, 0.0)
    parts = prices[prices != 0] * bounds[prices != 0]
    weights, sizes = np.zeros_like(program.cost), np.zeros_like(program.cost)
    products = program.entries * prices[program.rows]
    np.add.at(weights, program.columns, products)
    np.add.at(sizes, program.columns, np.abs(products))
    weights[np.abs(weights) <= NOISE * sizes] = 0.0
    best = np.where(weights > 0, program.upper, program.lower)
    used = weights != 0
    reached = weights[used] * best[used]
    rounding = NOISE * (np.abs(parts).sum() + np.abs(reached).sum())
    return bool(parts.sum() - reached.sum() > LEAST + rounding)


def _with_slack(program: Program) -> Program:
    """Fractions allowed, each row may be missed at a price of 1: the least sum of misses."""
    lower, upper = np.isfinite(program.row_lower), np.isfinite(program.row_upper)
    short, over = np.flatnonzero(lower), np.flatnonzero(upper)
    rows, signs = np.concatenate([short, over]), np.repeat([1.0, -1.0], [len(short), len(over)])
    width, more = len(program.cost), len(rows)
    none: Bools = np.zeros(width + more, dtype=bool)
    return replace(
        program,
        cost=np.concatenate([np.zeros(width), np.ones(more)]),
        constant=0.0,
        lower=np.concatenate([program.lower, np.zeros(more)]),
        upper=np.concatenate([program.upper, np.full(more, np.inf)]),
        whole=none,
        rows=np.concatenate([program.rows, rows]),
        columns=np.concatenate([program.columns, np.arange(width, width + more)]),
        entries=np.concatenate([program.entries, signs]),
    )


def _costless(program: Program) -> Program:
    """The same without costs: any plan will do."""
    return replace(program, cost=np.zeros_like(program.cost), constant=0.0)
