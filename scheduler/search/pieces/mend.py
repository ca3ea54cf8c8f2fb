"""From whole numbers to a plan: the rest follows, and what they break is decided anew, piece by piece."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from scheduler.engine import Engine, EngineCrashed, EngineFault, Program
from scheduler.model.arrays import Bools, Floats, Ints
from scheduler.search.board import Board
from scheduler.search.pieces.cut import COUPLES, Cut
from scheduler.search.pieces.part import Part, Table, part, soft

SWEEPS = 4
DEARER = 10.0  # what missing a row that couples costs, in its dearest unit; that much more with every sweep
OWN = 100.0  # what missing a row of one piece costs
GAP = 1e-3
NODES = 200
TOLERANCE = 1e-6


def broken(table: Table, values: Floats, rows: Ints | None = None) -> Ints:
    """Of these rows (absent: all), those that values (n,) miss."""
    rows = np.arange(len(table.program.row_lower)) if rows is None else rows
    sums = table.by_row[rows] @ values
    room = TOLERANCE * np.maximum(1.0, np.abs(sums))
    low, high = table.program.row_lower[rows] - room, table.program.row_upper[rows] + room
    missed: Ints = rows[(sums < low) | (sums > high)]
    return missed


class Mender:
    """Makes plans of whole numbers, within one group of columns that hang together."""

    def __init__(self, cut: Cut, group: Ints, decided: Bools, board: Board) -> None:
        """`group`: free columns (k,); `decided` (n,): those that a plan is told by; `board`: its clock."""
        self._cut, self._table, self._group, self._board = cut, cut.table, group, board
        self._rest = group[~decided[group]]
        self._pieces = cut.pieces_of(group)
        self._rows = cut.table.rows_of(group)

    def first(self, engine: Engine, candidates: Sequence[Floats]) -> Floats | None:
        """A plan with the decisions of the first of these (n,) that has one; else one near the first."""
        for values in candidates:
            settled = self.settle(engine, values)
            if settled is not None:
                return settled
        return self.plan(engine, candidates[0])

    def plan(self, engine: Engine, values: Floats) -> Floats | None:
        """Values (n,) of a plan near these: as decided if it can be, else with some pieces decided anew."""
        settled = self.settle(engine, values)
        if settled is not None:
            return settled
        price = DEARER
        for _ in range(SWEEPS):
            values = self._nearest(engine, values, price)
            broken, done = self._broken(values), set[int]()
            while self._in_time and (todo := [each for each in self._touched(broken) if each not in done]):
                done.add(todo[0])
                values = self._anew(engine, todo[0], values, price)
                broken = self._broken(values)
            settled = None if broken.size else self.settle(engine, values)
            if settled is not None or not self._in_time:
                return settled
            price *= DEARER
        return None

    def settle(self, engine: Engine, values: Floats) -> Floats | None:
        """The cheapest plan with these decisions; None when there is none."""
        asked = part(self._table, self._rest, values)
        found = self._least(engine, asked.program)
        if found is None:
            return None
        settled = values.copy()
        settled[self._rest] = found
        return None if self._broken(settled).size else settled

    def own(self, values: Floats | None) -> Floats | None:
        """Of values (n,) those of the group: a thousand groups cannot each hold all."""
        return None if values is None else values[self._group]

    def around(self, piece: int, values: Floats) -> Part:
        """A piece's columns, and the real columns of those it shares columns with."""
        return part(self._table, self._cut.around(piece), values)

    def _nearest(self, engine: Engine, values: Floats, price: float) -> Floats:
        """Values with the same decisions that miss rows by as little as can be."""
        asked = part(self._table, self._rest, values)
        given = self._soft(asked, np.arange(len(asked.rows)), price)
        found = self._least(engine, given)
        if found is None:
            return values
        near = values.copy()
        near[self._rest] = found[: len(self._rest)]
        return near

    def _anew(self, engine: Engine, piece: int, values: Floats, price: float) -> Floats:
        """Values with one piece decided anew, at a price for the rows it still misses."""
        asked = self.around(piece, values)
        given = self._soft(asked, self._may_give(asked, piece), price)
        found = self._least(engine, given, GAP)
        if found is None:
            return values
        mended = values.copy()
        mended[asked.columns] = found[: len(asked.columns)]
        return mended

    def _may_give(self, asked: Part, piece: int) -> Ints:
        """Rows that other pieces share: whatever this piece decides, they may have broken them."""
        return np.flatnonzero(self._cut.label[asked.rows] != piece)

    def _soft(self, asked: Part, rows: Ints, price: float) -> Program:
        """Rows that couple cost `price` to miss, so that first all who share them see what is missed; then
        they cost more than rows of one piece, which can mend those alone."""
        own = self._cut.label[asked.rows[rows]] != COUPLES
        dearest = float(np.abs(asked.program.cost).max(initial=1.0))
        return soft(asked.program, rows, dearest * np.where(own, OWN, price))

    def _broken(self, values: Floats) -> Ints:
        """Rows of the group that values miss."""
        return broken(self._table, values, self._rows)

    def _touched(self, broken: Ints) -> list[int]:
        """Pieces with broken rows of their own first, then those with columns in broken rows that couple."""
        labels = self._cut.label[broken]
        columns = np.unique(self._table.by_row[broken[labels == COUPLES]].indices)
        own, sharing = np.unique(labels[labels != COUPLES]), self._cut.pieces_of(columns)
        first = [int(piece) for piece in own if piece in self._pieces]
        return first + [int(piece) for piece in sharing if piece in self._pieces and piece not in first]

    @property
    def _in_time(self) -> bool:
        return self._board.left > 0 and not self._board.stopped

    def _least(self, engine: Engine, program: Program, gap: float = 0.0) -> Floats | None:
        """The cheapest values found (n,); None when there are none, no time is left, or the solver fails."""
        if not self._in_time:
            return None
        left, stop = self._board.left, self._board.effort.stop
        try:
            return engine.minimise(program, time_limit=left, gap=gap, node_limit=NODES, stop=stop).values
        except (EngineCrashed, EngineFault):
            return None
