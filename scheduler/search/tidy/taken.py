"""A plan that takes over what scopes find, as far as it stays a plan and gets no dearer."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scheduler.model.arrays import Bools, Floats, Ints
from scheduler.search.pieces.part import Table

TOLERANCE = 1e-6  # of a row's sum or largest entry
NOISE = 1e-9  # of the cost or of a row: less is none


@dataclass(frozen=True)
class Change:
    """What some columns (k,) move by. As amounts, changes of a column by several scopes add up."""

    columns: Ints
    by: Floats


class Taken:
    """The plan's columns; what it starts from costs at least as much, but for noise."""

    def __init__(self, table: Table, values: Floats) -> None:
        self.values = values.copy()
        self._table, self._sums = table, table.sums(values)
        self._cost = table.cost(values)
        self._most = self._cost + NOISE * max(1.0, abs(self._cost))
        self._size = np.maximum(1.0, abs(table.by_row).max(axis=1).toarray())

    def take(self, change: Change) -> Bools | None:
        """Rows (m,) that give way to others by the change; None when it is refused."""
        program, columns = self._table.program, change.columns
        before = self.values[columns]
        after, whole = before + change.by, program.whole[columns]
        after[whole] = np.round(after[whole])
        low, high = program.lower[columns], program.upper[columns]
        room = TOLERANCE * np.maximum(1.0, np.abs(after))
        if ((after < low - room) | (after > high + room)).any():
            return None
        after = np.clip(after, np.minimum(low, before), np.maximum(high, before))
        cost = self._cost + float(program.cost[columns] @ (after - before))
        fewer = np.count_nonzero(after[whole]) < np.count_nonzero(before[whole])
        if cost > self._most or (cost >= self._cost and not fewer):
            return None
        moved = self._table.by_column[:, columns] @ (after - before)
        if not self._holds(np.flatnonzero(moved), moved):
            return None
        self.values[columns] = after
        self._sums, self._cost = self._sums + moved, cost
        return self._gives_way(moved)

    def _gives_way(self, moved: Floats) -> Bools:
        """Rows (m,) that leave others more room by moving."""
        program, noise = self._table.program, NOISE * self._size
        above, below = moved > noise, moved < -noise
        gives: Bools = (above & np.isfinite(program.row_lower)) | (below & np.isfinite(program.row_upper))
        return gives

    def _holds(self, rows: Ints, moved: Floats) -> bool:
        """Whether these rows hold after moving, or miss by no more than they did."""
        program, before = self._table.program, self._sums[rows]
        after = before + moved[rows]
        low, high = program.row_lower[rows], program.row_upper[rows]
        room = TOLERANCE * np.maximum(self._size[rows], np.abs(after))
        missed = np.maximum(np.maximum(low - before, before - high), room)
        return bool((np.maximum(low - after, after - high) <= missed).all())
