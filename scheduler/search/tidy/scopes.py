"""Scopes: columns in which steps are tried, all others held.

A step in one skill is answered by hours that others lend it, so real columns of scopes that share some join.
What stands in no scope (a vendor's 0/1, a commitment's shortfall) joins every scope it shares a row with:
else no step that starts or ends the use of a vendor could be priced. A step that changes columns of several
scopes (a move between two teams) is tried in those scopes put together, where each team can answer it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from scheduler.model.arrays import Bools, Ints
from scheduler.model.case import Case
from scheduler.search.pieces.part import Table
from scheduler.search.tidy.streams import Stream, streams

REACH = 6_000  # columns of a scope with the real ones of its neighbours


@dataclass(frozen=True)
class Scope:
    """Columns (k,) that may change, further ones (c,) that are only looked at, and streams at places there.

    The places of streams count through `columns`, then `looked_at`.
    """

    columns: Ints
    looked_at: Ints
    streams: list[Stream]


class Scopes:
    """The scopes of a case, and which of them a row concerns."""

    def __init__(self, case: Case, table: Table, given: Sequence[Ints]) -> None:
        """`given`: columns of each scope; together, but for those that all may join, the whole case."""
        inside = _incidence(given, len(table.program.cost))
        links = table.by_row.astype(bool).T.tocsr()
        columns = [np.concatenate(each) for each in zip(_reach(table, inside), _shared(table, inside, links))]
        by_scopes = _by_scopes(table, streams(case), inside)
        self.all = [
            _scope(np.unique(np.concatenate([columns[place] for place in places])), own)
            for places, own in by_scopes.items()
        ]
        self._rows = _incidence([each.columns for each in self.all], len(table.program.cost)) @ links

    def concerned(self, rows: Bools) -> Bools:
        """Which scopes have columns in any of these rows (m,)."""
        found: Bools = self._rows @ rows.astype(float) > 0
        return found


def _incidence(given: Sequence[Ints], width: int) -> Any:
    """Columns of each scope. Shape (scopes, width), sparse."""
    from scipy import sparse  # where something is solved: those who only read plans do without

    scope = np.repeat(np.arange(len(given)), [len(columns) for columns in given])
    there = np.ones(len(scope), dtype=bool)
    return sparse.csr_array((there, (scope, np.concatenate(given))), shape=(len(given), width))


def _reach(table: Table, inside: Any) -> list[Ints]:
    """Columns of each scope, and the real ones of scopes it shares columns with, up to REACH in all."""
    real = inside.copy()
    real.data = ~table.program.whole[real.indices]
    real.eliminate_zeros()
    shares = real.astype(np.int64) @ real.T.astype(np.int64)
    own = [inside.indices[first:last] for first, last in pairwise(inside.indptr)]
    others = [real.indices[first:last] for first, last in pairwise(real.indptr)]
    return [
        np.unique(np.concatenate([own[place], *(others[each] for each in _near(place, own, others, shares))]))
        for place in range(len(own))
    ]


def _near(place: int, own: list[Ints], others: list[Ints], shares: Any) -> list[int]:
    """Scopes as near to one as there is room for, those that share most with it and one another first."""
    near, left = list[int](), REACH - len(own[place])
    open_, weights = np.ones(len(own), dtype=bool), np.zeros(len(own), dtype=np.int64)
    latest: int | None = place
    while latest is not None:
        open_[latest] = False
        line = slice(shares.indptr[latest], shares.indptr[latest + 1])
        weights[shares.indices[line]] += shares.data[line]
        latest = None
        for each in np.argsort(-weights * open_, kind="stable").tolist():
            if not open_[each] or not weights[each]:
                break
            if len(others[each]) <= left:
                latest, left = each, left - len(others[each])
                near.append(each)
                break
            open_[each] = False
    return near


def _shared(table: Table, inside: Any, links: Any) -> list[Ints]:
    """Columns that stand in no scope, by the scopes that share rows with them."""
    program = table.program
    alone = program.lower < program.upper
    alone[inside.indices] = False
    shared = np.flatnonzero(alone)
    joins = ((inside @ links) @ links.T.tocsc()[:, shared]).tocsr()
    return [shared[joins.indices[first:last]] for first, last in pairwise(joins.indptr)]


def _by_scopes(table: Table, found: list[Stream], inside: Any) -> dict[tuple[int, ...], list[Stream]]:
    """Streams by the scopes they are tried in together; first the scopes one by one."""
    owners = inside.tocsc()
    groups: dict[tuple[int, ...], list[Stream]] = {(place,): [] for place in range(inside.shape[0])}
    for stream in found:
        places = _touched(owners, stream.heads[table.program.whole[stream.heads]])
        for marks in stream.follows:
            there = _touched(owners, marks.columns)
            places = places if places & there else places | there
        if places:
            groups.setdefault(tuple(sorted(places)), []).append(stream)
    return groups


def _touched(owners: Any, columns: Ints) -> set[int]:
    """Scopes with any of these columns. `owners`: scopes by column."""
    return set(owners[:, columns].indices.tolist())


def _scope(columns: Ints, own: list[Stream]) -> Scope:
    named = np.concatenate([stream.named for stream in own]) if own else columns[:0]
    looked_at = np.setdiff1d(named, columns)
    frame = np.concatenate([columns, looked_at])
    order = np.argsort(frame)

    def place(of: Ints) -> Ints:
        found: Ints = order[np.searchsorted(frame, of, sorter=order)]
        return found

    return Scope(columns, looked_at, [stream.at(place) for stream in own])
