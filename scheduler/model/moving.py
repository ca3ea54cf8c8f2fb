"""Who comes to a pool from elsewhere and who leaves it for elsewhere: movers and converted heads."""

from __future__ import annotations

import numpy as np

from scheduler.model.arrays import ABSENT, Floats, Ints, gather, gather_values, windows
from scheduler.model.index import Index
from scheduler.model.variables import Variables


def moving_out(index: Index) -> list[list[int]]:
    """Moves out of each pool."""
    return [[m for m, source in enumerate(index.move_from) if source == g] for g in range(len(index.pools))]


def moving_in(index: Index) -> list[list[int]]:
    """Moves into each pool."""
    return [[m for m, target in enumerate(index.move_to) if target == g] for g in range(len(index.pools))]


def converting_to(index: Index) -> list[list[int]]:
    """Offers in heads whose people may join each pool."""
    return [[k for k, target in enumerate(index.converts_to) if target == g] for g in range(len(index.pools))]


def durations(index: Index) -> list[int]:
    """Periods off work of each move."""
    return [index.timeline.length(move.duration) for move in index.moves]


def arriving_movers(index: Index, v: Variables) -> tuple[Ints, Floats]:
    """Movers who begin to work in their new pool, and the share of them who do. Shape (P, T, members)."""
    late = np.full(v.moves.shape, ABSENT, dtype=np.int64)
    for m, off in enumerate(durations(index)):
        if off < index.periods:
            late[m, off:] = v.moves[m, : index.periods - off]
    survival = np.array([move.survival for move in index.moves])
    groups = moving_in(index)
    return gather(late, groups), gather_values(survival, groups)[:, None, :]


def in_transit(index: Index, v: Variables) -> Ints:
    """Movers off work on the payroll of their new pool. Shape (P, T, members)."""
    off = windows(v.moves, durations(index))
    rows = [np.concatenate([off[m] for m in group], axis=1) if group else None for group in moving_in(index)]
    width = max((row.shape[1] for row in rows if row is not None), default=0)
    result = np.full((len(rows), index.periods, width), ABSENT, dtype=np.int64)
    for g, row in enumerate(rows):
        if row is not None:
            result[g, :, : row.shape[1]] = row
    return result
