"""A program cut into pieces; prices make the pieces' cheapest plans a bound on the whole.

A row belongs to the piece in which all its columns may stand; a row with no such piece couples. A column
in rows of several pieces gets a copy in each. Coupling rows and the equality of copies are priced by the
duals of the relaxation: whatever the prices, what the pieces cost at least, the whole costs at least.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from scheduler.engine import Program
from scheduler.model.arrays import Bools, Floats, Ints
from scheduler.search.pieces.part import Part, Table
from scheduler.search.pieces.places import EVERYWHERE, Places

COUPLES, NOBODY = -1, -2


@dataclass(frozen=True)
class Priced:
    """A part for each piece, its costs the prices, and what the whole costs besides."""

    parts: list[Part]
    constant: float


class Cut:
    """How a program falls into pieces. `label` of rows (m,): a piece, COUPLES, or NOBODY if all is fixed.

    Columns that are fixed or in no row are not `free`; they stand at `held` (n,), 0 elsewhere.
    """

    def __init__(self, table: Table, where: Places) -> None:
        self.table, self.where = table, where
        program = table.program
        used = np.bincount(program.columns, minlength=len(program.cost)) > 0
        self.free: Bools = (program.lower < program.upper) & used
        self.held: Floats = np.where(program.cost < 0, program.upper, program.lower)
        self.held[self.free] = 0.0
        self.label = _labels(program, where, self.free)
        self.coupling: Ints = np.flatnonzero(self.label == COUPLES)
        entries = np.flatnonzero(self.free[program.columns] & (self.label[program.rows] >= 0))
        entries = entries[np.argsort(self.label[program.rows[entries]], kind="stable")]
        key = self.label[program.rows[entries]] * len(program.cost) + program.columns[entries]
        copies, copy = np.unique(key, return_inverse=True)
        self._entries, self._copy = entries.astype(np.int32), copy.astype(np.int32)
        self._piece, self._column = copies // len(program.cost), copies % len(program.cost)
        self.copies: Ints = np.bincount(self._column, minlength=len(program.cost))
        self._frame = self._frames()

    @property
    def parts(self) -> list[Part]:
        """The pieces, without prices."""
        return self._frame

    def priced(self, duals: Floats) -> Priced:
        """The pieces at these duals (m,) of the relaxation."""
        program = self.table.program
        duals = _rightly_signed(program, duals)
        reduced = program.cost - duals @ self.table.by_row
        along = program.entries[self._entries] * duals[program.rows[self._entries]]
        prices = np.bincount(self._copy, along, minlength=len(self._column))
        prices = prices + reduced[self._column] / self.copies[self._column]
        ends = np.cumsum([len(each.columns) for each in self._frame])
        parts = [
            replace(each, program=replace(each.program, cost=prices[end - len(each.columns) : end]))
            for each, end in zip(self._frame, ends)
        ]
        return Priced(parts, self._besides(duals, reduced))

    def home(self, place: int) -> Bools:
        """Which columns of a piece have their home there, so that its number is the one that counts."""
        each = self._frame[place]
        own = self.where.home[each.columns]
        number = self.label[each.rows[0]]
        home: Bools = (own == number) | (self.copies[each.columns] == 1)
        return home

    def pieces_of(self, group: Ints) -> list[int]:
        """The pieces that columns (k,) stand in."""
        inside = np.zeros(len(self.copies), dtype=bool)
        inside[group] = True
        return [int(piece) for piece in np.unique(self._piece[inside[self._column]])]

    def columns_of(self, piece: int) -> Ints:
        """All columns that stand in a piece, copies included."""
        first, last = np.searchsorted(self._piece, [piece, piece + 1])
        columns: Ints = self._column[first:last]
        return columns

    def around(self, piece: int) -> Ints:
        """A piece's columns, and the real columns of the pieces that share columns with it."""
        own = self.columns_of(piece)
        shared = np.isin(self._column, own[self.copies[own] > 1])
        real = [
            each[~self.table.program.whole[each]]
            for each in map(self.columns_of, np.unique(self._piece[shared]))
        ]
        return np.unique(np.concatenate([own, *real]))

    def groups(self) -> list[Ints]:
        """Free columns that hang together over rows, group by group."""
        from scipy.sparse import coo_array  # where something is solved: those who only read plans do without
        from scipy.sparse.csgraph import connected_components

        free = np.flatnonzero(self.free)
        there = self.free[self.table.by_row.indices]
        columns = self.table.by_row.indices[there]
        height, width = self.table.by_row.shape
        rows = np.repeat(np.arange(height, dtype=np.int32), np.diff(self.table.by_row.indptr))[there]
        same = rows[1:] == rows[:-1]  # neighbours in a row hang together, and so do all of it
        links = coo_array((np.ones(int(same.sum())), (columns[1:][same], columns[:-1][same])), (width, width))
        _, every = connected_components(links, directed=False)
        group = every[free]
        order = np.argsort(group, kind="stable")
        _, firsts = np.unique(group[order], return_index=True)
        return [free[one] for one in np.split(order, firsts[1:])] if len(free) else []

    def _besides(self, duals: Floats, reduced: Floats) -> float:
        """What coupling rows are worth, and columns that stand in no piece."""
        program = self.table.program
        side = np.where(duals > 0, program.row_lower, np.where(duals < 0, program.row_upper, 0.0))
        worth = float((duals * side)[self.coupling].sum())
        alone = self.free & (self.copies == 0)
        at = np.where(reduced[alone] >= 0, program.lower[alone], program.upper[alone])
        with np.errstate(invalid="ignore"):
            least = np.where(reduced[alone] == 0, 0.0, reduced[alone] * at)
        priced = np.zeros(len(duals))
        priced[self.coupling] = duals[self.coupling]
        held = (program.cost - priced @ self.table.by_row) * self.held
        return program.constant + worth + float(least.sum()) + float(held.sum())

    def _frames(self) -> list[Part]:
        program = self.table.program
        shift = self.table.sums(self.held)
        low, high = program.row_lower - shift, program.row_upper - shift
        by_label = np.argsort(self.label, kind="stable")
        place = np.zeros(len(self.label), dtype=np.int32)
        labels = np.arange(self.where.count + 1)
        rows_at = np.searchsorted(self.label[by_label], labels)
        copies_at = np.searchsorted(self._piece, labels)
        entries_at = np.searchsorted(self.label[program.rows[self._entries]], labels)
        found = []
        for piece in range(self.where.count):
            rows = by_label[rows_at[piece] : rows_at[piece + 1]]
            place[rows] = np.arange(len(rows))
            span = slice(entries_at[piece], entries_at[piece + 1])
            columns, entries = self._column[copies_at[piece] : copies_at[piece + 1]], self._entries[span]
            if not len(columns):
                continue
            found.append(
                Part(
                    Program(
                        cost=np.zeros(len(columns)),
                        constant=0.0,
                        lower=program.lower[columns],
                        upper=program.upper[columns],
                        whole=program.whole[columns],
                        row_lower=low[rows],
                        row_upper=high[rows],
                        rows=place[program.rows[entries]],
                        columns=self._copy[span] - int(copies_at[piece]),
                        entries=program.entries[entries],
                    ),
                    columns,
                    rows,
                )
            )
        return found


def _labels(program: Program, where: Places, free: Bools) -> Ints:
    """The piece of each row."""
    there = free[program.columns]
    rows, columns = program.rows[there], program.columns[there]
    home, away = where.home[columns], where.away[columns]
    anywhere, height = home == EVERYWHERE, len(program.row_lower)
    total = np.bincount(rows, minlength=height)
    label = np.full(height, COUPLES)
    settled = np.flatnonzero(~anywhere)[::-1]
    for ends in (where.away, where.home):  # of a row's first column that is not everywhere
        wanted = np.full(height, COUPLES)
        wanted[rows[settled]] = ends[columns[settled]]
        fits = anywhere | (home == wanted[rows]) | (away == wanted[rows])
        inside = (np.bincount(rows[fits], minlength=height) == total) & (wanted >= 0)
        label[inside] = wanted[inside]
    label[total == 0] = NOBODY
    return label


def _rightly_signed(program: Program, duals: Floats) -> Floats:
    """Duals (m,) without those of noise that price a side a row does not have."""
    duals = np.where((duals > 0) & ~np.isfinite(program.row_lower), 0.0, duals)
    return np.where((duals < 0) & ~np.isfinite(program.row_upper), 0.0, duals)
