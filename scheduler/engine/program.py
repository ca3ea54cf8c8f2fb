"""The one thing the engine solves: a mixed-integer program as plain arrays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Places = NDArray[np.integer[Any]]  # short where a second copy would be a burden


@dataclass(frozen=True)
class Program:
    """Minimise cost·x + constant subject to row_lower ≤ A·x ≤ row_upper and lower ≤ x ≤ upper.

    n columns, m rows, k entries of A as coordinates; an entry named twice adds up.
    Units are the user's (money, heads, hours); the engine scales.
    """

    cost: Floats  # n
    constant: float
    lower: Floats  # n, may be -inf
    upper: Floats  # n, may be inf
    whole: Bools  # n
    row_lower: Floats  # m
    row_upper: Floats  # m
    rows: Places  # k
    columns: Places  # k
    entries: Floats  # k
