"""Limits of offers and vendors, use of vendors, commitments. Named as in `Rule` and FORMULATION.md."""

from __future__ import annotations

from functools import partial

import numpy as np

from scheduler.model.arrays import ABSENT, Floats, Ints
from scheduler.model.caps import cap_over_buckets
from scheduler.model.case import Case
from scheduler.model.contracts import all_heads, new_heads, new_starts
from scheduler.rules import Cost, Rule


def contract_limits(case: Case) -> None:
    """An offer supplies within its limits, in whole batches. Formula (24)."""
    index, rule = case.index, Rule.CONTRACT_LIMITS
    for k, each in enumerate(index.heads):
        offer, starts = each.offer, new_starts(case, [k])[0].T
        if offer.max_heads is not None:
            _at_most(case, rule, offer.key, [k], index.clock.values(offer.max_heads))
        if offer.min_heads > 0:
            _none_or_at_least(case, rule, offer.key, [k], offer.min_heads)
        if offer.max_starts:
            cap_over_buckets(case, rule, offer.key, starts, offer.max_starts)
        if offer.batch > 1 and rule not in case.matrix.omit:
            batches = case.matrix.columns((1, index.periods), whole=True)
            terms = [(starts.T[None], 1.0), (batches, -float(offer.batch))]
            case.matrix.require(rule, [offer.key], terms, 0.0, 0.0)
            case.matrix.follow(batches[0], starts.T, partial(_batches, size=offer.batch))
    for k, each in enumerate(index.calls):
        cap = each.offer.max_hours
        if cap:
            rows = [row for row, (owner, _) in enumerate(index.bought) if owner == k]
            cap_over_buckets(case, rule, each.offer.key, case.variables.bought[rows], cap)


def vendor_limits(case: Case) -> None:
    """A vendor supplies within its limits. Formula (25)."""
    index, rule = case.index, Rule.VENDOR_LIMITS
    for vendor in index.vendors:
        offers = index.heads_of(vendor.key)
        if not offers:
            continue
        if vendor.max_heads is not None:
            _at_most(case, rule, vendor.key, offers, index.clock.values(vendor.max_heads))
        if vendor.min_heads_if_used > 0:
            _none_or_at_least(case, rule, vendor.key, offers, vendor.min_heads_if_used)
        if vendor.max_starts:
            starts = new_starts(case, offers).transpose(0, 2, 1).reshape(-1, index.periods)
            cap_over_buckets(case, rule, vendor.key, starts, vendor.max_starts)


def vendor_used(case: Case) -> None:
    """A vendor that supplies anything counts as used. Formula (26)."""
    index, v = case.index, case.variables
    for place, vendor in enumerate(index.vendors):
        if index.is_engaged(vendor):
            case.matrix.require(Rule.VENDOR_USED, [vendor.key], [(v.used[place : place + 1], 1.0)], lower=1.0)
        elif has_mark(case, place):
            mark_used(case, place, vendor.key)


def vendor_commitment(case: Case) -> None:
    """What was committed and not spent is paid all the same. Formula (27)."""
    index, v = case.index, case.variables
    for place, vendor in enumerate(index.vendors):
        columns = v.shortfall[place : place + 1]
        due = commitment_due(case, place)
        if due <= 0 or vendor.commitment is None:
            case.matrix.require(Rule.VENDOR_COMMITMENT, [vendor.key], [(columns, 1.0)], upper=0.0)
            continue
        inside = index.clock.share_inside(vendor.commitment.since, vendor.commitment.until)
        offers = {each.offer.key for each in index.heads + index.calls if each.vendor.key == vendor.key}
        spend, prices, known = case.matrix.money({Cost.CONTRACT}, inside, offers)
        exchange = index.exchange[vendor.key]
        case.matrix.require(
            Rule.VENDOR_COMMITMENT,
            [vendor.key],
            [(columns, 1.0), (spend[None, None], prices[None, None] / exchange)],
            lower=due - known / exchange,
        )


def has_mark(case: Case, vendor: int) -> bool:
    """Whether price or policy have to know if a vendor is used."""
    index = case.index
    return index.vendors[vendor].fixed_cost > 0 or index.problem.policy.max_vendors is not None


def commitment_due(case: Case, vendor: int) -> float:
    """What of a commitment falls before the end of the horizon and is not spent (its currency)."""
    commitment = case.index.vendors[vendor].commitment
    if commitment is None:
        return 0.0
    end = min(commitment.until, case.index.timeline.end)
    share = max(0, (end - commitment.since).days) / (commitment.until - commitment.since).days
    return commitment.amount * share - commitment.spent


def _at_most(case: Case, rule: Rule, owner: str, offers: list[int], limit: Floats) -> None:
    most = np.maximum(limit[: case.index.periods], case.index.bound_lot_heads(offers))
    case.matrix.require(rule, [owner], [(all_heads(case, offers), 1.0)], upper=most[None])


def _none_or_at_least(case: Case, rule: Rule, owner: str, offers: list[int], least: float) -> None:
    """Heads are none or at least so many: one 0/1 a period. Running contracts that are fewer may go on."""
    if rule in case.matrix.omit:
        return
    index, every = case.index, all_heads(case, offers)
    any_there = case.matrix.columns((1, index.periods), upper=1.0, whole=True)
    alone, few = index.lots_alone(offers, least)
    given = np.isin(every, case.variables.running_active[alone]) & few[None, :, None]
    bound = np.where(given, ABSENT, every)
    most = sum(index.most_heads(k) for k in offers) + index.lot_heads(offers).max()
    case.matrix.require(rule, [owner], [(bound, 1.0), (any_there, -most)], upper=0.0)
    case.matrix.require(rule, [owner], [(every, 1.0), (any_there, -least)], lower=0.0)
    case.matrix.follow(any_there[0], bound[0], any_heads)


def any_heads(heads: Floats) -> Floats:
    """1 where any of the heads (n, members) are there."""
    marks: Floats = (heads.sum(axis=1) > 0.5).astype(float)
    return marks


def _batches(starts: Floats, size: int) -> Floats:
    batches: Floats = starts.sum(axis=1) / size
    return batches


def mark_used(case: Case, place: int, key: str) -> None:
    """Rows that make a vendor's mark 1 when it supplies anything new."""
    index, v = case.index, case.variables
    if index.heads_of(key) and not index.calls_of(key):
        case.matrix.follow(v.used[place], new_heads(case, index.heads_of(key)).reshape(1, -1), any_heads)
    for k in index.heads_of(key):
        used = _every_period(v.used[place], index.periods)
        case.matrix.require(
            Rule.VENDOR_USED,
            [key],
            [(new_heads(case, [k]), 1.0), (used, -index.most_heads(k))],
            upper=0.0,
        )
    for row, (k, skill) in enumerate(index.bought):
        if index.calls[k].vendor.key == key:
            used = _every_period(v.used[place], index.periods)
            bought = v.bought[row : row + 1]
            most = index.most_hours(k, skill)
            case.matrix.require(Rule.VENDOR_USED, [key], [(bought, 1.0), (used, -most)], upper=0.0)


def _every_period(column: Ints, periods: int) -> Ints:
    return np.repeat(column, periods)[None]
