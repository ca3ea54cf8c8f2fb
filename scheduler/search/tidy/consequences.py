"""What follows when some columns are known: others by equality rows, and rows that are kept or broken."""

from __future__ import annotations

from typing import Any

import numpy as np

from scheduler.engine import Program
from scheduler.model.arrays import Bools, Floats, Ints

TOLERANCE = 1e-6


class Consequences:
    """The part of a program that is settled by known columns alone."""

    def __init__(self, program: Program, given: Bools) -> None:
        """`given` (n,): the columns whose values are given from outside."""
        from scipy import sparse  # where something is solved: those who only read plans do without

        self._program = program
        shape = len(program.row_lower), len(program.cost)
        self._by_row = sparse.csr_array((program.entries, (program.rows, program.columns)), shape=shape)
        self._by_row.eliminate_zeros()
        self.given, self.known = given, given.copy()
        rows, self._following = self._propagate()
        self._triangle = _triangle(self._by_row[rows][:, self._following])
        self._causes = _only(self._by_row[rows], given)
        self._right = program.row_lower[rows]
        self._open = self._unknown_in_rows() > 0
        self._closed = self._by_row[np.flatnonzero(~self._open)]
        open_ = self._by_row[np.flatnonzero(self._open)]
        self._of_known = _only(open_, self.known)
        self._of_others = open_[:, np.flatnonzero(~self.known)].tocoo()

    def settle(self, values: Floats) -> None:
        """Fills in, in place, the columns that follow. Values (n, points)."""
        if self._triangle is not None:
            values[self._following] = self._triangle.solve(self._right[:, None] - self._causes @ values)

    def keeps(self, values: Floats) -> Bools:
        """For each point (n, points), whether known columns and rows of them alone stay in bounds."""
        program, closed = self._program, ~self._open
        good = _within(values[self.known], program.lower[self.known, None], program.upper[self.known, None])
        rows = self._closed @ values
        return good & _within(rows, program.row_lower[closed, None], program.row_upper[closed, None])

    def sums(self, values: Floats) -> Floats:
        """What known columns (n, points) add to each open row. Shape (open rows, points)."""
        found: Floats = self._of_known @ values
        return found

    def prices(self, duals: Floats) -> Floats:
        """What moving a given column by one costs with all that follows from it, 0 for columns not given.

        `duals` (open rows,): what one more of a row's bound costs the rest.
        """
        prices = self._program.cost - self._of_known.T @ duals
        if self._triangle is not None:
            prices -= self._causes.T @ self._triangle.solve(prices[self._following], "T")
        return np.where(self.given, prices, 0.0)

    def rest(self) -> Program:
        """The program of the other columns (k,), in their order, and of the open rows.

        Each row's sum of known columns is a column of its own, to be fixed; they come last.
        """
        program, others = self._program, self._of_others
        height, width = others.shape
        return Program(
            cost=np.concatenate([program.cost[~self.known], np.zeros(height)]),
            constant=0.0,
            lower=np.concatenate([program.lower[~self.known], np.full(height, -np.inf)]),
            upper=np.concatenate([program.upper[~self.known], np.full(height, np.inf)]),
            whole=np.concatenate([program.whole[~self.known], np.zeros(height, dtype=bool)]),
            row_lower=program.row_lower[self._open],
            row_upper=program.row_upper[self._open],
            rows=np.concatenate([others.row, np.arange(height)]).astype(np.int64),
            columns=np.concatenate([others.col, width + np.arange(height)]).astype(np.int64),
            entries=np.concatenate([others.data, np.ones(height)]),
        )

    def _propagate(self) -> tuple[Ints, Ints]:
        """Equality rows that give one more column each once those before are known, and these columns."""
        program, by_row, by_column = self._program, self._by_row, self._by_row.tocsc()
        equal = program.row_lower == program.row_upper
        missing = self._unknown_in_rows()
        ready = np.flatnonzero(equal & (missing == 1))
        rows, columns = [ready[:0]], [ready[:0]]
        while ready.size:
            inside = by_row.indices[_entries(by_row, ready)]
            given, first = np.unique(inside[~self.known[inside]], return_index=True)
            rows.append(ready[first])
            columns.append(given.astype(np.int64))
            self.known[given] = True
            touched = by_column.indices[_entries(by_column, given)]
            np.subtract.at(missing, touched, 1)
            touched = np.unique(touched)
            ready = touched[equal[touched] & (missing[touched] == 1)]
        return np.concatenate(rows), np.concatenate(columns)

    def _unknown_in_rows(self) -> Ints:
        """Entries of columns not known in each row. Shape (rows,)."""
        rows = np.repeat(np.arange(self._by_row.shape[0]), np.diff(self._by_row.indptr))
        unknown = ~self.known[self._by_row.indices]
        counts: Ints = np.bincount(rows[unknown], minlength=self._by_row.shape[0])
        return counts


def _entries(matrix: Any, lines: Ints) -> Ints:
    """Where the entries of these rows of a csr, or columns of a csc matrix stand, line after line."""
    firsts, sizes = matrix.indptr[lines], np.diff(matrix.indptr)[lines]
    places: Ints = np.repeat(firsts - np.cumsum(sizes) + sizes, sizes) + np.arange(sizes.sum())
    return places


def _only(matrix: Any, columns: Bools) -> Any:
    """A csr matrix with 0 in all other columns."""
    found = matrix.copy()
    found.data[~columns[found.indices]] = 0.0
    found.eliminate_zeros()
    return found


def _triangle(matrix: Any) -> Any:
    """Solves a lower triangular system as it stands, forwards and transposed; None when it is empty."""
    from scipy.sparse.linalg import splu

    if not matrix.shape[0]:
        return None
    return splu(matrix.tocsc(), permc_spec="NATURAL", diag_pivot_thresh=0.0)


def _within(values: Floats, low: Floats, high: Floats) -> Bools:
    room = TOLERANCE * np.maximum(1.0, np.abs(values))
    good: Bools = np.logical_and.reduce((values >= low - room) & (values <= high + room), axis=0)
    return good
