"""Look at every number before a solver does, and bring the matrix into one order."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from scheduler.engine.answers import EngineFault
from scheduler.engine.program import Bools, Floats, Places, Program

NOISE = 1e-9  # bounds that cross by less (relative to their size, or to 1) are meant to be equal


def tidy(program: Program) -> Program:
    """The same program with every number checked, entries in row order, each place once, no zeros.

    Raises EngineFault naming the first number that no solver could take.
    """
    _require_shapes(program)
    _require_finite("cost of column", program.cost)
    _require_finite("constant", np.atleast_1d(np.float64(program.constant)))
    _require_finite("entry", program.entries)
    _require_bounds("column", program.lower, program.upper)
    _require_bounds("row", program.row_lower, program.row_upper)
    _require_places("row", program.rows, len(program.row_lower))
    _require_places("column", program.columns, len(program.cost))
    return _ordered(program)


def whole_bounds(program: Program) -> Program:
    """The same program with the bounds of whole columns moved inwards to integers."""
    whole = program.whole
    lower, upper = program.lower.copy(), program.upper.copy()
    lower[whole] = np.ceil(lower[whole] - NOISE * size_of(lower[whole]))
    upper[whole] = np.floor(upper[whole] + NOISE * size_of(upper[whole]))
    return replace(program, lower=lower, upper=upper)


def size_of(numbers: Floats) -> Floats:
    """The size of each number, at least 1; infinite numbers count as 1."""
    return np.maximum(1.0, np.abs(np.where(np.isfinite(numbers), numbers, 0.0)))


def bounds_cross(program: Program) -> bool:
    """Whether some column or row has a lower bound above its upper bound: then there is no plan."""
    return bool(_crossing(program.lower, program.upper).any()) or bool(
        _crossing(program.row_lower, program.row_upper).any()
    )


def healed(program: Program) -> Program:
    """The same program with bounds that cross by noise made equal."""
    return replace(
        program,
        upper=np.maximum(program.lower, program.upper),
        row_upper=np.maximum(program.row_lower, program.row_upper),
    )


def _crossing(lower: Floats, upper: Floats) -> Bools:
    return lower > upper + NOISE * np.maximum(size_of(lower), size_of(upper))


def _ordered(program: Program) -> Program:
    from scipy import sparse  # where something is solved: those who only read plans do without

    height = len(program.row_lower)
    places = program.rows, program.columns
    matrix = sparse.csr_array((program.entries, places), shape=(height, len(program.cost)))
    matrix.sum_duplicates()
    matrix.eliminate_zeros()
    rows = np.repeat(np.arange(height, dtype=np.int32), np.diff(matrix.indptr))
    return replace(program, rows=rows, columns=matrix.indices, entries=matrix.data)


def _require_shapes(program: Program) -> None:
    columns, rows, entries = len(program.cost), len(program.row_lower), len(program.entries)
    for name, found, wanted in (
        ("lower", len(program.lower), columns),
        ("upper", len(program.upper), columns),
        ("whole", len(program.whole), columns),
        ("row_upper", len(program.row_upper), rows),
        ("rows", len(program.rows), entries),
        ("columns", len(program.columns), entries),
    ):
        if found != wanted:
            raise EngineFault(f"{name} has {found} numbers where {wanted} are needed")


def _require_finite(name: str, numbers: Floats) -> None:
    bad = np.flatnonzero(~np.isfinite(numbers))
    if len(bad):
        raise EngineFault(f"{name} {bad[0]} is {numbers[bad[0]]}: it must be finite")


def _require_bounds(name: str, lower: Floats, upper: Floats) -> None:
    for side, numbers, never in (("lower", lower, np.inf), ("upper", upper, -np.inf)):
        bad = np.flatnonzero(np.isnan(numbers) | (numbers == never))
        if len(bad):
            raise EngineFault(f"{side} bound of {name} {bad[0]} is {numbers[bad[0]]}")


def _require_places(name: str, places: Places, count: int) -> None:
    bad = np.flatnonzero((places < 0) | (places >= count))
    if len(bad):
        raise EngineFault(f"entry {bad[0]} names {name} {places[bad[0]]}, but there are {count}")
