"""Whether a peer's plan is one: every row, every bound, every whole number, by arithmetic of our own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from tests.benchmarks.instance import Written
from tests.benchmarks.peers.desk import ARRAYS

TOLERANCE = 1e-4  # on rows whose largest coefficient is 1; solvers work to 1e-6 on rows scaled their own way


def broken_by(instance: Written, values: Path) -> float:
    """The most by which the plan in a file breaks something; 0 when there is no file."""
    if not values.exists():
        return 0.0
    with np.load(instance.folder / ARRAYS) as arrays:
        return most_broken(dict(arrays), np.load(values))


def most_broken(arrays: dict[str, Any], values: np.ndarray) -> float:
    """The largest breach of rows (by their largest coefficient), column bounds and whole numbers."""
    rows = np.repeat(np.arange(len(arrays["row_lower"])), np.diff(arrays["starts"]))
    sizes = np.ones(len(arrays["row_lower"]))
    np.maximum.at(sizes, rows, np.abs(arrays["entries"]))
    sums = np.bincount(rows, arrays["entries"] * values[arrays["columns"]], minlength=len(sizes))
    whole = arrays["whole"].astype(bool)
    breaches = [
        (arrays["row_lower"] - sums) / sizes,
        (sums - arrays["row_upper"]) / sizes,
        arrays["lower"] - values,
        values - arrays["upper"],
        np.abs(values - np.round(values))[whole],
    ]
    return max([0.0, *(float(each.max()) for each in breaches if len(each))])
