"""What follows when some columns are known: others by equality rows, and rows that are kept or broken."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from scheduler.engine import Program
from scheduler.model.arrays import Bools, Floats, Ints

TOLERANCE = 1e-6


@dataclass(frozen=True)
class Level:
    """Equality rows that each give one more column once all levels before are known."""

    columns: Ints  # (rows,) given by the rows
    own: Floats  # (rows,) their coefficients
    others: Ints  # (entries,) the other columns of the rows
    entries: Floats  # (entries,)
    first: Ints  # (rows,) where each row's entries begin
    right: Floats  # (rows,)


class Consequences:
    """The part of a program that is settled by known columns alone."""

    def __init__(self, program: Program, known: Bools) -> None:
        """`known` (n,): the columns whose values are given from outside."""
        self._program = program
        self._sparse = _Sparse(program)
        self.known = known.copy()
        self._levels = self._propagate()
        self._open = self._sparse.count(~self.known) > 0

    def settle(self, values: Floats) -> None:
        """Fills in, in place, the columns that follow. Values (n, points)."""
        for level in self._levels:
            sums = np.add.reduceat(level.entries[:, None] * values[level.others], level.first, axis=0)
            values[level.columns] = (level.right[:, None] - sums) / level.own[:, None]

    def keeps(self, values: Floats) -> Bools:
        """For each point (n, points), whether known columns and rows of them alone stay in bounds."""
        program, closed = self._program, ~self._open
        good = _within(values[self.known], program.lower[self.known, None], program.upper[self.known, None])
        rows = self._sparse.times(closed, values)
        return good & _within(rows, program.row_lower[closed, None], program.row_upper[closed, None])

    def rest(self) -> Program:
        """The program without the rows that known columns settle."""
        program, place = self._program, np.cumsum(self._open) - 1
        there = self._open[program.rows]
        return replace(
            program,
            row_lower=program.row_lower[self._open],
            row_upper=program.row_upper[self._open],
            rows=place[program.rows[there]],
            columns=program.columns[there],
            entries=program.entries[there],
        )

    def _propagate(self) -> list[Level]:
        program, sparse = self._program, self._sparse
        equal = program.row_lower == program.row_upper
        missing = sparse.count(~self.known)
        ready = np.flatnonzero(equal & (missing == 1))
        levels = []
        while ready.size:
            level = self._level(ready)
            levels.append(level)
            self.known[level.columns] = True
            touched = np.concatenate([sparse.rows_of(column) for column in level.columns.tolist()])
            np.subtract.at(missing, touched, 1)
            touched = np.unique(touched)
            ready = touched[equal[touched] & (missing[touched] == 1)]
        return levels

    def _level(self, ready: Ints) -> Level:
        """The columns that these rows give, each by the first of them."""
        gives: dict[int, int] = {}
        for row in ready.tolist():
            columns = self._sparse.columns_of(row)
            gives.setdefault(int(columns[~self.known[columns]][0]), row)
        own: list[float] = []
        others: list[Ints] = []
        entries: list[Floats] = []
        sizes: list[int] = []
        for column, row in gives.items():
            columns, amounts = self._sparse.columns_of(row), self._sparse.entries_of(row)
            mine = columns == column
            own.append(float(amounts[mine][0]))
            # a row with nothing else in it still needs an entry to sum over
            others.append(columns[~mine] if (~mine).any() else columns)
            entries.append(amounts[~mine] if (~mine).any() else np.zeros(1))
            sizes.append(len(others[-1]))
        rows = np.array(list(gives.values()))
        return Level(
            columns=np.array(list(gives)),
            own=np.array(own),
            others=np.concatenate(others),
            entries=np.concatenate(entries),
            first=np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.int64),
            right=self._program.row_lower[rows],
        )


class _Sparse:
    """A program's entries by row and by column; entries named twice are added up."""

    def __init__(self, program: Program) -> None:
        width, self.height = len(program.cost), len(program.row_lower)
        places, where = np.unique(program.rows * width + program.columns, return_inverse=True)
        self.rows: Ints = places // width
        self.columns: Ints = places % width
        self.entries = np.bincount(where, weights=program.entries, minlength=len(places)).astype(float)
        self._row_ends = np.searchsorted(self.rows, np.arange(self.height + 1))
        order = np.argsort(self.columns, kind="stable")
        self._by_column: Ints = self.rows[order]
        self._column_ends = np.searchsorted(self.columns[order], np.arange(width + 1))

    def columns_of(self, row: int) -> Ints:
        """Columns in a row."""
        return self.columns[self._row_ends[row] : self._row_ends[row + 1]]

    def entries_of(self, row: int) -> Floats:
        return self.entries[self._row_ends[row] : self._row_ends[row + 1]]

    def rows_of(self, column: int) -> Ints:
        return self._by_column[self._column_ends[column] : self._column_ends[column + 1]]

    def count(self, chosen: Bools) -> Ints:
        """Entries of chosen columns in each row. Shape (rows,)."""
        counts: Ints = np.bincount(self.rows[chosen[self.columns]], minlength=self.height)
        return counts

    def times(self, chosen: Bools, values: Floats) -> Floats:
        """The chosen rows (mask) of A·values, values (n, points). Shape (chosen rows, points)."""
        there = chosen[self.rows]
        result = np.zeros((int(chosen.sum()), values.shape[1]))
        if there.any():
            rows, first = np.unique(self.rows[there], return_index=True)
            terms = self.entries[there, None] * values[self.columns[there]]
            result[(np.cumsum(chosen) - 1)[rows]] = np.add.reduceat(terms, first, axis=0)
        return result


def _within(values: Floats, low: Floats, high: Floats) -> Bools:
    room = TOLERANCE * np.maximum(1.0, np.abs(values))
    good: Bools = np.logical_and.reduce((values >= low - room) & (values <= high + room), axis=0)
    return good
