"""Small shapes that rules are written in: windows back in time and groups of rows.

A column index of −1 stands for "no column": a term that is not there.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

ABSENT = -1


def window(columns: Ints, length: int, at: range | None = None) -> Ints:
    """Columns of t, t−1, … t−length+1 for each t of `at` (default: every column). Shape (len(at), length)."""
    periods = np.arange(len(columns)) if at is None else np.array(at, dtype=np.int64)
    back = periods[:, None] - np.arange(length)[None, :]
    there = (back >= 0) & (back < len(columns))
    return np.where(there, columns[np.clip(back, 0, len(columns) - 1)], ABSENT)


def windows(columns: Ints, lengths: Sequence[int]) -> Ints:
    """`window` for every row of columns (n, T), each with its own length. Shape (n, T, longest)."""
    rows, periods = columns.shape
    longest = max(lengths, default=0)
    result = np.full((rows, periods, longest), ABSENT, dtype=np.int64)
    for row, length in enumerate(lengths):
        result[row, :, :length] = window(columns[row], length)
    return result


def gather(columns: Ints, groups: Sequence[Sequence[int]]) -> Ints:
    """Rows of columns (n, T) put side by side by group. Shape (groups, T, largest group)."""
    width = max((len(group) for group in groups), default=0)
    result = np.full((len(groups), columns.shape[1], width), ABSENT, dtype=np.int64)
    for row, group in enumerate(groups):
        for place, member in enumerate(group):
            result[row, :, place] = columns[member]
    return result


def gather_values(values: Floats, groups: Sequence[Sequence[int]]) -> Floats:
    """Values (n, T) or (n,) put side by side by group, zero where a group is short; last axis the members."""
    width = max((len(group) for group in groups), default=0)
    result = np.zeros((len(groups), *values.shape[1:], width))
    for row, group in enumerate(groups):
        for place, member in enumerate(group):
            result[row, ..., place] = values[member]
    return result


def before(columns: Ints) -> Ints:
    """Columns (n, T) of the period before; absent in the first."""
    return np.concatenate([np.full((len(columns), 1), ABSENT, dtype=np.int64), columns[:, :-1]], axis=1)
