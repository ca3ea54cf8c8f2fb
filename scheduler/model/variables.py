"""Every decision of the model as a block of columns; the symbols are those of FORMULATION.md."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scheduler.model.arrays import Bools, Ints
from scheduler.model.index import Index
from scheduler.model.matrix import Matrix


@dataclass(frozen=True)
class Variables:
    """Column indices: pools (P, T), moves (M, T), offers in heads (K, T), running contracts (L, T),
    bought hours (offer and skill, T), pairs of supplier and workstream (Y, T), workstreams (D, T),
    vendors (V, 1)."""

    hires: Ints
    releases: Ints
    experienced: Ints
    heads: Ints
    overtime: Ints
    short_time: Ints
    idle: Ints
    supervision: Ints
    moves: Ints
    starts: Ints
    ends: Ints
    active: Ints
    converting_starts: Ints
    converted: Ints
    converting_active: Ints
    running_ends: Ints
    running_active: Ints
    bought: Ints
    delivered: Ints
    short: Ints
    waiting: Ints
    ahead: Ints
    used: Ints
    shortfall: Ints


def variables(index: Index, matrix: Matrix) -> Variables:
    """Adds all decisions to the matrix."""
    periods, whole = index.periods, index.problem.policy.whole_heads

    def block(count: int, *, integer: bool = False) -> Ints:
        return matrix.columns((count, periods), whole=integer and whole)

    pools, offers, lots, streams = len(index.pools), len(index.heads), len(index.lots), len(index.work)
    return Variables(
        hires=block(pools, integer=True),
        releases=block(pools, integer=True),
        experienced=block(pools),
        heads=block(pools),
        overtime=block(pools),
        short_time=block(pools, integer=True),
        idle=block(pools),
        supervision=block(len(index.supervised)),
        moves=block(len(index.moves), integer=True),
        starts=block(offers, integer=True),
        ends=block(offers, integer=True),
        active=block(offers),
        converting_starts=block(offers, integer=True),
        converted=block(offers, integer=True),
        converting_active=block(offers),
        running_ends=matrix.columns((lots, periods), whole=_whole_ends(index) & whole),
        running_active=block(lots),
        bought=block(len(index.bought)),
        delivered=block(len(index.pairs)),
        short=block(streams),
        waiting=block(streams),
        ahead=block(streams),
        used=matrix.columns((len(index.vendors), 1), upper=1.0, whole=True),
        shortfall=matrix.columns((len(index.vendors), 1)),
    )


def _whole_ends(index: Index) -> Bools:
    """Ends of running contracts are whole, but for what is left of a fraction of a head at the last."""
    whole = np.ones((len(index.lots), index.periods), dtype=bool)
    for row, lot in enumerate(index.lots):
        if lot.part:
            whole[row, lot.latest : lot.latest + 1] = False
    return whole
