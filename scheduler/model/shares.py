"""Shares of delivered productive hours. Named as in `Rule` and FORMULATION.md."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import numpy as np

from scheduler.model.arrays import ABSENT, Floats, Ints, gather
from scheduler.model.case import Case
from scheduler.model.coverage import pairs_of_work
from scheduler.model.index import Pair
from scheduler.problem import ShareLimit
from scheduler.rules import Rule


def contractor_share(case: Case) -> None:
    """Contractors deliver at most their share of a workstream, and of all work. Formula (37)."""
    index = case.index
    theirs = pairs_of_work(case, lambda pair: pair.supplier >= len(index.pools))
    every = pairs_of_work(case)
    for d, each in enumerate(index.work):
        if each.max_contractor_share is not None:
            _at_most(
                case,
                Rule.CONTRACTOR_SHARE,
                index.work_keys[d],
                theirs[d],
                every[d],
                each.max_contractor_share,
            )
    for limit in index.problem.policy.max_contractor_share:
        _policy(case, Rule.CONTRACTOR_SHARE, limit, "all", lambda pair: pair.supplier >= len(index.pools))


def inhouse_share(case: Case) -> None:
    """Own people deliver at least their share. Formula (38)."""
    pools = len(case.index.pools)
    for limit in case.index.problem.policy.min_inhouse_share:
        _policy(case, Rule.INHOUSE_SHARE, limit, "all", lambda pair: pair.supplier < pools, at_least=True)


def vendor_share(case: Case) -> None:
    """One vendor delivers at most its share. Formula (39)."""
    index = case.index
    for vendor in index.vendors:
        mine = _pairs_of_vendor(case, vendor.key)
        if vendor.max_share is not None:
            chosen = [p for p, pair in enumerate(index.pairs) if mine(pair)]
            share = np.full(index.periods, vendor.max_share)
            _at_most(case, Rule.VENDOR_SHARE, vendor.key, chosen, list(range(len(index.pairs))), share)
        for limit in index.problem.policy.max_vendor_share:
            if limit.vendor in (None, vendor.key):
                _policy(case, Rule.VENDOR_SHARE, limit, vendor.key, mine)


def _pairs_of_vendor(case: Case, vendor: str) -> Callable[[Pair], bool]:
    index = case.index
    offers = [each.vendor.key for each in index.heads + index.calls]
    places = {len(index.pools) + k for k, key in enumerate(offers) if key == vendor}
    return lambda pair: pair.supplier in places


def _policy(
    case: Case,
    rule: Rule,
    limit: ShareLimit,
    owner: str,
    mine: Callable[[Pair], bool],
    *,
    at_least: bool = False,
) -> None:
    index = case.index
    skilled = [
        p
        for p, pair in enumerate(index.pairs)
        if limit.skill in (None, index.work[pair.work].workstream.skill)
    ]
    chosen = [p for p in skilled if mine(index.pairs[p])]
    inside = [t for t in range(index.periods) if _holds(limit, index.clock.first_days[t])]
    label = f"{owner} {limit.skill}" if limit.skill else owner
    if limit.over == "period":
        share = np.full(index.periods, limit.share)
        _at_most(case, rule, label, chosen, skilled, share, inside, at_least=at_least)
    elif inside:
        _over_horizon(case, rule, label, chosen, skilled, limit, inside, at_least=at_least)


def _holds(limit: ShareLimit, day: date) -> bool:
    return (limit.since is None or day >= limit.since) and (limit.until is None or day < limit.until)


def _at_most(
    case: Case,
    rule: Rule,
    owner: str,
    mine: list[int],
    every: list[int],
    share: Floats,
    periods: list[int] | None = None,
    *,
    at_least: bool = False,
) -> None:
    """Σ mine ≤ share · Σ every (or ≥), period by period."""
    inside = list(range(case.index.periods)) if periods is None else periods
    if not inside or not every:
        return
    part, whole = (gather(case.variables.delivered[:, inside], [group]) for group in (mine, every))
    shares = -share[inside][None, :, None]
    low, high = (0.0, np.inf) if at_least else (-np.inf, 0.0)
    case.matrix.require(rule, [owner], [(part, 1.0), (whole, shares)], low, high, periods=np.array(inside))


def _over_horizon(
    case: Case,
    rule: Rule,
    owner: str,
    mine: list[int],
    every: list[int],
    limit: ShareLimit,
    inside: list[int],
    *,
    at_least: bool,
) -> None:
    """The same over the horizon, with what was done before."""

    def members(group: list[int]) -> Ints:
        columns = case.variables.delivered[np.ix_(group, inside)].reshape(1, 1, -1)
        return columns if columns.size else np.full((1, 1, 1), ABSENT)

    low, high = (limit.room, np.inf) if at_least else (-np.inf, limit.room)
    terms = [(members(mine), 1.0), (members(every), -limit.share)]
    case.matrix.require(rule, [owner], terms, low, high, periods=np.array([-1]))
