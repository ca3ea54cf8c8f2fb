"""Hires as windows back in time: who is still new, who matures, who is bound by tenure."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scheduler.model.arrays import ABSENT, Floats, Ints, window, windows
from scheduler.model.index import Index
from scheduler.model.variables import Variables


@dataclass(frozen=True)
class Newcomers:
    """Hires of newcomer age by pool, period and age (P, T, J), and the known newcomers beside them (P, T, J).

    `columns` are hires of t − age; `survival` the share of them still there.
    """

    columns: Ints
    survival: Floats
    known: Floats
    ramp: Floats  # (P, 1, J) productivity by age
    pay: Floats  # (P, 1, J) pay share by age
    maturing: Ints  # (P, T) hires who become experienced in t
    matured_share: Floats  # (P, T) the share of them still there

    def productive(self) -> tuple[Floats, Floats]:
        """Productive heads: coefficients of `columns`, and known ones (P, T)."""
        return self.survival * self.ramp, (self.known * self.ramp).sum(axis=2)

    def ramping(self) -> tuple[Floats, Floats]:
        """Heads below full productivity: coefficients of `columns`, and known ones (P, T)."""
        slow = (self.ramp < 1).astype(float)
        return self.survival * slow, (self.known * slow).sum(axis=2)

    def unpaid(self) -> tuple[Floats, Floats]:
        """Heads' worth of pay not paid: coefficients of `columns`, and known ones (P, T)."""
        return self.survival * (1 - self.pay), (self.known * (1 - self.pay)).sum(axis=2)


def newcomers(index: Index, hires: Ints) -> Newcomers:
    """Lays out the newcomers of every pool."""
    pools, periods = len(index.pools), index.periods
    ages = [each.ages for each in index.pools]
    longest = max(ages, default=0)
    survival, known = np.zeros((pools, periods, longest)), np.zeros((pools, periods, longest))
    ramp, pay = np.ones((pools, 1, longest)), np.ones((pools, 1, longest))
    maturing = np.full((pools, periods), ABSENT, dtype=np.int64)
    share = np.zeros((pools, periods))
    for g, each in enumerate(index.pools):
        survival[g, :, : ages[g]] = survival_window(each.survival, periods, ages[g])
        known[g, :, : ages[g]] = each.known
        ramp[g, 0, : len(each.productivity)] = each.productivity
        pay[g, 0, : len(each.pay_share)] = each.pay_share
        late = np.arange(ages[g], periods)
        maturing[g, late] = hires[g, late - ages[g]]
        share[g, late] = each.survival[late - ages[g], late]
    return Newcomers(windows(hires, ages), survival, known, ramp, pay, maturing, share)


def survival_window(survival: Floats, periods: int, length: int, first: int = 0) -> Floats:
    """Shares still there in t of those who started in t − first, t − first − 1, … Shape (periods, length)."""
    t = np.arange(periods)[:, None]
    start = t - first - np.arange(length)[None, :]
    return np.where(start >= 0, survival[np.maximum(start, 0), t], 0.0)


def bound_heads(index: Index, v: Variables, pool: int) -> tuple[Ints, Floats]:
    """Experienced heads within their tenure in each period, hired or converted, and the share still there.

    Shape (T, members) for columns and shares.
    """
    each = index.pools[pool]
    return _lags(index, v, pool, (each.ages, each.tenure), (0, each.tenure))


def free_heads(index: Index, v: Variables, pool: int) -> tuple[Ints, Floats]:
    """Experienced heads past their tenure in each period, as above."""
    each, periods = index.pools[pool], index.periods
    return _lags(index, v, pool, (max(each.ages, each.tenure), periods), (each.tenure, periods))


def _lags(
    index: Index, v: Variables, pool: int, hired: tuple[int, int], converted: tuple[int, int]
) -> tuple[Ints, Floats]:
    """Hires and converted heads of so many periods ago (from, to), and the share still there."""
    each, periods = index.pools[pool], index.periods
    streams = [(v.hires[pool], each.survival, hired)]
    streams += [
        (v.converted[k], each.arrived, converted)
        for k, target in enumerate(index.converts_to)
        if target == pool
    ]
    columns, shares = [], []
    for stream, stay, (first, last) in streams:
        length = max(0, min(last, periods) - first)
        columns.append(_lagged(stream, length, first))
        shares.append(survival_window(stay, periods, length, first))
    return np.concatenate(columns, axis=1), np.concatenate(shares, axis=1)


def bound_after(index: Index, v: Variables, pool: int, periods: range) -> tuple[Ints, Floats]:
    """Who is still bound in periods after the horizon. Shape (periods, members)."""
    each, starts, at = index.pools[pool], np.arange(index.periods), np.array(periods)
    bound = starts[None, :] > at[:, None] - each.tenure
    streams = [(v.hires[pool], each.survival)]
    streams += [
        (v.converted[k], each.arrived) for k, target in enumerate(index.converts_to) if target == pool
    ]
    columns = [np.where(bound, stream[None, :], ABSENT) for stream, _ in streams]
    return np.concatenate(columns, axis=1), np.concatenate([stay[:, at].T for _, stay in streams], axis=1)


def _lagged(columns: Ints, length: int, first: int) -> Ints:
    late = np.full(len(columns), ABSENT, dtype=np.int64)
    if first < len(columns):
        late[first:] = columns[: len(columns) - first]
    return window(late, length)
