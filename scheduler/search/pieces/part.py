"""Some columns of a program, the others held where they are."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from scheduler.engine import Program
from scheduler.model.arrays import Floats, Ints


class Table:
    """A program and its entries by row and by column."""

    def __init__(self, program: Program) -> None:
        from scipy import sparse  # where something is solved: those who only read plans do without

        shape = len(program.row_lower), len(program.cost)
        self.program = program
        self.by_row = sparse.csr_array((program.entries, (program.rows, program.columns)), shape=shape)
        self.by_column = self.by_row.tocsc()

    def sums(self, values: Floats) -> Floats:
        """A·values per row (m,)."""
        found: Floats = self.by_row @ values
        return found

    def rows_of(self, columns: Ints) -> Ints:
        """Rows in which any of these columns (k,) stands."""
        found: Ints = np.unique(self.by_column[:, columns].indices)
        return found

    def cost(self, values: Floats) -> float:
        """What values (n,) cost, the constant included."""
        return float(self.program.cost @ values) + self.program.constant


@dataclass(frozen=True)
class Part:
    """A program of its own whose columns and rows stand at these places of the whole.

    Its cost is that of its own columns, without a constant.
    """

    program: Program
    columns: Ints
    rows: Ints


def part(table: Table, columns: Ints, values: Floats) -> Part:
    """The program of these columns (k,) with all others held at `values` (n,), in the rows they stand in."""
    whole, own = table.program, table.by_column[:, columns].tocoo()
    rows, places = np.unique(own.row, return_inverse=True)
    of_own = np.bincount(places, own.data * values[columns][own.col], minlength=len(rows))
    held = table.by_row[rows] @ values - of_own
    program = Program(
        cost=whole.cost[columns],
        constant=0.0,
        lower=whole.lower[columns],
        upper=whole.upper[columns],
        whole=whole.whole[columns],
        row_lower=whole.row_lower[rows] - held,
        row_upper=whole.row_upper[rows] - held,
        rows=places.astype(np.int32),
        columns=own.col,
        entries=own.data,
    )
    return Part(program, columns, rows)


def soft(program: Program, rows: Ints, prices: Floats) -> Program:
    """The program in which these rows (k,) may be missed, each unit at its price. New columns come last."""
    sides = [(1.0, np.isfinite(program.row_lower[rows])), (-1.0, np.isfinite(program.row_upper[rows]))]
    where = np.concatenate([rows[there] for _, there in sides])
    signs = np.concatenate([np.full(int(there.sum()), sign) for sign, there in sides])
    size, extra = len(program.cost), len(where)
    return replace(
        program,
        cost=np.concatenate([program.cost, *(prices[there] for _, there in sides)]),
        lower=np.concatenate([program.lower, np.zeros(extra)]),
        upper=np.concatenate([program.upper, np.full(extra, np.inf)]),
        whole=np.concatenate([program.whole, np.zeros(extra, dtype=bool)]),
        rows=np.concatenate([program.rows, where]),
        columns=np.concatenate([program.columns, np.arange(size, size + extra)]),
        entries=np.concatenate([program.entries, signs]),
    )
