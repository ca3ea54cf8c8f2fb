"""Shapes that several rules share: caps over calendar spans, and columns open from a date on."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from scheduler.model.arrays import ABSENT, Floats, Ints
from scheduler.model.case import Case
from scheduler.problem import HeadsPer, HoursPer
from scheduler.rules import Rule

WHOLE_HORIZON = np.array([-1])


def open_from(case: Case, leads: Sequence[str | None]) -> Floats:
    """Upper bounds (n, T): 0 before the lead has run since `as_of`, without limit after; None: always 0."""
    upper = np.zeros((len(leads), case.index.periods))
    for row, lead in enumerate(leads):
        if lead is not None:
            upper[row, case.index.timeline.earliest_start(lead) :] = np.inf
    return upper


def cap_over_buckets(case: Case, rule: Rule, owner: str, columns: Ints, cap: HeadsPer | HoursPer) -> None:
    """Σ of columns (n, T) in every bucket of the cap stays within what is left of it."""
    buckets = case.index.clock.allowed(cap)
    limits = np.array([[limit for _, limit in buckets]])
    case.matrix.require(
        rule,
        [owner],
        [(bucket_members(columns, [periods for periods, _ in buckets]), 1.0)],
        upper=limits,
        periods=np.array([periods[0] for periods, _ in buckets]),
    )


def bucket_members(columns: Ints, buckets: Sequence[Sequence[int]]) -> Ints:
    """Columns (n, T) side by side by bucket. Shape (1, buckets, members)."""
    longest = max(len(bucket) for bucket in buckets) * len(columns)
    result = np.full((1, len(buckets), longest), ABSENT, dtype=np.int64)
    for place, bucket in enumerate(buckets):
        members = columns[:, bucket].ravel()
        result[0, place, : len(members)] = members
    return result


def summed(columns: Ints) -> Ints:
    """All columns (n, T) as members of one row over the horizon. Shape (1, 1, n·T)."""
    return columns.reshape(1, 1, -1)
