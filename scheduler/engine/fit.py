"""Turn what a solver found into a plan: whole columns exactly whole, real columns that fit them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from scheduler.engine.program import Bools, Floats, Program
from scheduler.engine.tidy import size_of

ROW_TOLERANCE = 5e-7  # on scaled rows


def rounded(program: Program, values: Floats) -> Floats:
    """Values (n) with whole columns rounded and every column inside its bounds."""
    values = np.where(program.whole, np.round(values), values)
    return np.clip(values, program.lower, program.upper) + 0.0  # no minus zero


def activity(program: Program, values: Floats) -> Floats:
    """A·x per row (m)."""
    weights = program.entries * values[program.columns]
    sums: Floats = np.bincount(program.rows, weights, minlength=len(program.row_lower)).astype(np.float64)
    return sums


def rows_hold(program: Program, values: Floats) -> Bools:
    """Per row (m): whether it holds within the tolerance."""
    sums = activity(program, values)
    slack = ROW_TOLERANCE + 1e-9 * size_of(sums)
    held: Bools = (sums >= program.row_lower - slack) & (sums <= program.row_upper + slack)
    return held


def is_plan(program: Program, values: Floats | None) -> bool:
    """Whether rounded values (n) are a plan: known, finite and inside every row."""
    if values is None or not np.isfinite(values).all():
        return False
    return bool(rows_hold(program, values).all())


def real_part(program: Program, values: Floats) -> Program | None:
    """The linear program of the real columns once whole columns stand at the given integers.

    None when a row of whole columns alone is broken: no real column could mend it.
    """
    real = ~program.whole
    of_real = real[program.columns]
    has_real = np.zeros(len(program.row_lower), bool)
    has_real[program.rows[of_real]] = True
    fixed = np.where(real, 0.0, values)
    if not rows_hold(program, fixed)[~has_real].all():
        return None
    taken = activity(program, fixed)[has_real]
    return replace(
        program,
        cost=program.cost[real],
        constant=0.0,
        lower=program.lower[real],
        upper=program.upper[real],
        whole=np.zeros(int(real.sum()), bool),
        row_lower=program.row_lower[has_real] - taken,
        row_upper=program.row_upper[has_real] - taken,
        rows=(np.cumsum(has_real) - 1)[program.rows[of_real]],
        columns=(np.cumsum(real) - 1)[program.columns[of_real]],
        entries=program.entries[of_real],
    )


def cost_of(program: Program, values: Floats) -> float:
    """cost·x + constant."""
    return float(program.cost @ values) + program.constant
