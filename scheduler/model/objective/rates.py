"""Rates that depend on how long heads are there, or on how many there are."""

from __future__ import annotations

from functools import partial

import numpy as np

from scheduler.model.arrays import Floats, Ints, window
from scheduler.model.case import Case
from scheduler.model.index import Terms
from scheduler.rules import Cost


def rate_by_age(
    case: Case, owner: tuple[str, str], each: Terms, stream: tuple[Ints, Ints], all_stay: int, most: float
) -> None:
    """The price of heads by age, first in first out. `stream`: starts and active heads (T,).

    Up to the age until which all stay, ages are known from the starts. Beyond, A_j ≥ active − starts of
    the last j periods counts heads of age j or more; that is exact because rates do not fall there, unless
    a commitment of the vendor makes spending free: then a 0/1 says whether there are any.
    """
    starts, active = stream
    periods = case.index.periods
    price = each.price[:periods]
    known = min(all_stay, len(each.rate_share))
    full = each.price_at(known)
    case.matrix.price(Cost.CONTRACT, [owner], active[None], (full * price)[None])
    less = np.array([full - each.price_at(age) for age in range(known)])
    if less.any():
        columns = window(starts, known)[None]
        case.matrix.price(Cost.CONTRACT, [owner], columns, -price[None, :, None] * less[None, None, :])
    for age in range(known + 1, len(each.rate_share) + 1):
        rise = each.price_at(age) - each.price_at(age - 1)
        if rise > 0:
            older = case.matrix.columns((1, periods))
            young = window(starts, min(age, periods))[None]
            terms = [(older, 1.0), (active[None], -1.0), (young, 1.0)]
            case.matrix.require(Cost.CONTRACT, [owner[0]], terms, lower=0.0)
            if each.vendor.commitment:
                _no_more_than_older(case, owner[0], (older, active, young), most)
            case.matrix.price(Cost.CONTRACT, [owner], older, (rise * price)[None])


def _no_more_than_older(case: Case, owner: str, of: tuple[Ints, Ints, Ints], most: float) -> None:
    """older ≤ max(0, active − young), by one 0/1 a period that says whether there are any."""
    older, active, young = of
    some = case.matrix.columns(older.shape, upper=1.0, whole=True)
    none_left = most * young.shape[2]  # the most that can have started and left again
    terms = [(older, 1.0), (active[None], -1.0), (young, 1.0), (some, none_left)]
    case.matrix.require(Cost.CONTRACT, [owner], terms, upper=none_left)
    case.matrix.require(Cost.CONTRACT, [owner], [(older, 1.0), (some, -most)], upper=0.0)
    members = np.concatenate([active[:, None], young[0]], axis=1)
    case.matrix.follow(some[0], members, _any_older)


def _any_older(heads: Floats) -> Floats:
    some: Floats = (heads[:, 0] > heads[:, 1:].sum(axis=1)).astype(float)
    return some


def band_prices(case: Case, owner: tuple[str, str], each: Terms, bought: Ints, most: float) -> None:
    """What is above a band costs its rate. `bought`: heads or hours by period, (T, members).

    A rate that falls needs a 0/1, or the cheapest band would be filled first; so does a commitment of the
    vendor, or spending would be free.
    """
    before = each.price
    for band in each.offer.bands:
        after = each.priced(np.full(len(before), band.rate))
        step = (after - before)[: case.index.periods]
        before = after
        above = case.matrix.columns((1, case.index.periods))
        total = bought[None]
        if (step >= 0).all() and not each.vendor.commitment:
            rule = [(above, 1.0), (total, -1.0)]
            case.matrix.require(Cost.CONTRACT, [owner[0]], rule, lower=-band.above)
        else:
            _only_above(case, owner[0], above, total, band.above, max(most, band.above))
        case.matrix.price(Cost.CONTRACT, [owner], above, step[None])


def _only_above(case: Case, owner: str, above: Ints, total: Ints, level: float, most: float) -> None:
    """above = max(0, total − level), by one 0/1 a period that says whether the level is passed."""
    passed = case.matrix.columns(above.shape, upper=1.0, whole=True)
    kind = Cost.CONTRACT
    case.matrix.require(kind, [owner], [(above, 1.0), (total, -1.0)], lower=-level)
    case.matrix.require(kind, [owner], [(above, 1.0), (total, -1.0), (passed, level)], upper=0.0)
    case.matrix.require(kind, [owner], [(above, 1.0), (passed, -most)], upper=0.0)
    case.matrix.follow(passed[0], total[0], partial(_passes, level=level))


def _passes(bought: Floats, level: float) -> Floats:
    passed: Floats = (bought.sum(axis=1) > level).astype(float)
    return passed
