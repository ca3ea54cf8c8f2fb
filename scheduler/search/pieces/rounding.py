"""Whole numbers from a relaxation by thresholds: what is first in is first out, so every term is kept.

Start number n happens when the starts of the relaxation first sum to n − 1 + θ, end number n when its ends
do. One θ for both keeps minimum and maximum terms; clipping takes out what a solver's tolerance adds.
"""

from __future__ import annotations

import numpy as np

from scheduler.model.arrays import ABSENT, Floats, Ints
from scheduler.model.case import Case
from scheduler.model.decisions import whole_numbers

HALF, DOWN = 0.5, 1.0
NOISE = 1e-6


def rounded(case: Case, values: Floats, threshold: float = HALF) -> Floats:
    """The values (n,) with whole heads, and the marks and batches that follow from them, made whole."""
    index, v = case.index, case.variables
    found = values.copy()
    for g in range(len(index.pools)):
        found[v.hires[g]] = _steps(values[v.hires[g]], threshold)
        found[v.releases[g]] = _steps(values[v.releases[g]], DOWN)
    for moves in v.moves:
        found[moves] = _steps(values[moves], threshold)
    found[v.short_time] = np.floor(values[v.short_time] + NOISE)
    for k, each in enumerate(index.heads):
        _queue(found, v.starts[k], v.ends[k], (each.stay, each.longest, each.offer.batch), threshold)
        terms = each.convert_after, each.longest, 1
        _queue(found, v.converting_starts[k], v.converted[k], terms, threshold)
    for place, lot in enumerate(index.lots):
        found[v.running_ends[place]] = _ends(
            values[v.running_ends[place]], float(lot.running.heads), lot.latest, threshold
        )
    return followed(case, found)


def followed(case: Case, values: Floats) -> Floats:
    """The values (n,) with the marks and batches that follow from their whole heads; zero where unknown."""
    found, v = np.nan_to_num(values), case.variables
    found[v.active] = np.cumsum(found[v.starts] - found[v.ends], axis=1)
    found[v.converting_active] = np.cumsum(found[v.converting_starts] - found[v.converted], axis=1)
    for each in case.matrix.follows:
        found[each.columns] = each.value(np.where(each.of == ABSENT, 0.0, found[each.of]))
    return found


def decided(case: Case) -> Ints:
    """All columns that `rounded` makes whole."""
    columns = [row for _, _, row in whole_numbers(case)] + [each.columns for each in case.matrix.follows]
    return np.unique(np.concatenate([row.ravel() for row in columns])) if columns else np.zeros(0, np.int64)


def _steps(amounts: Floats, threshold: float) -> Floats:
    total = np.floor(np.cumsum(amounts) + 1 - threshold + NOISE)
    return np.diff(total, prepend=0.0)


def _queue(
    found: Floats, starts: Ints, ends: Ints, terms: tuple[int, int | None, int], threshold: float
) -> None:
    stay, longest, batch = terms
    begun = batch * np.floor(np.cumsum(found[starts]) / batch + 1 - threshold + NOISE)
    ended = np.floor(np.cumsum(found[ends]) + 1 - threshold + NOISE)
    ended = np.minimum(ended, _before(begun, stay))
    if longest is not None:
        ended = np.maximum(ended, _before(begun, longest))
    found[starts], found[ends] = np.diff(begun, prepend=0.0), np.diff(ended, prepend=0.0)


def _ends(amounts: Floats, heads: float, latest: int, threshold: float) -> Floats:
    """Ends of a running contract; the fraction of a head that some have goes when the term runs out."""
    whole = np.minimum(np.floor(np.cumsum(amounts) + 1 - threshold + NOISE), np.floor(heads))
    gone = np.where(np.arange(len(amounts)) >= latest, heads, whole)
    return np.diff(np.maximum.accumulate(gone), prepend=0.0)


def _before(totals: Floats, periods: int) -> Floats:
    """Totals as they were so many periods ago."""
    late = np.zeros_like(totals)
    if periods < len(totals):
        late[periods:] = totals[: len(totals) - periods]
    return late
