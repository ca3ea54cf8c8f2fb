"""Limits on offers, vendors, shares and the policy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from scheduler.problem import ShareLimit, VendorShareLimit
from scheduler.problem.timeline import value_on
from scheduler.rules import Rule
from tests.oracle.contracts import Contracts, all_heads, running_active, running_bound, running_untouched
from tests.oracle.facts import Facts
from tests.oracle.people import People, first_fewer, least_heads, sure_to_stay
from tests.oracle.program import Linear, Program, total
from tests.oracle.work import Work


def own_heads(contracts: Contracts, key: str, t: int) -> Linear:
    """Heads of an offer without its running contracts."""
    return contracts.active(key, t) + contracts.converting_active(key, t)


def all_starts(contracts: Contracts, key: str, t: int) -> Linear:
    return contracts.starts(key, t) + contracts.converting_starts(key, t)


def _bound_heads(facts: Facts, offers: Iterable[str], t: int) -> float:
    """Heads of running contracts that no plan can have ended by t."""
    chosen = set(offers)
    lots = [lot for lot in facts.problem.rate_card.running if lot.offer in chosen]
    return sum(running_bound(facts, lot, t) for lot in lots)


def _largest(facts: Facts) -> float:
    """More hours or heads than any sensible plan of a small test uses."""
    hours = [facts.demand(d, t) for d in facts.problem.forecast.workstreams for t in range(facts.T)]
    opening = sum(d.opening for d in facts.problem.forecast.workstreams)
    return 20 * (sum(hours) + opening) + 20


def _largest_heads(facts: Facts) -> float:
    caps = [200.0]
    for offer in facts.offers.values():
        caps.append(offer.batch + offer.min_heads + (offer.conversion.max if offer.conversion else 0.0))
    return sum(caps)


def keep_offer_limits(facts: Facts, program: Program, contracts: Contracts) -> None:
    rule, big = Rule.CONTRACT_LIMITS, _largest_heads(facts)
    for key, offer in facts.offers.items():
        for t in range(facts.T):
            heads = all_heads(facts, contracts, key, t)
            if offer.max_heads is not None:
                limit = value_on(offer.max_heads, facts.day(t))
                program.at_most(rule, heads, max(limit, _bound_heads(facts, [key], t)))
            bound = _more_than_alone(facts, contracts, [key], t, offer.min_heads)
            _all_or_enough(program, rule, heads, bound, offer.min_heads, big)
            if offer.batch > 1:
                batches = program.variable(whole=True)
                program.equal(rule, all_starts(contracts, key, t), batches * offer.batch)
        for periods, cap in facts.buckets(offer.max_starts):
            program.at_most(rule, total(all_starts(contracts, key, t) for t in periods), cap)
        for periods, cap in facts.buckets(offer.max_hours):
            bought = total(w for (k, _, s), w in contracts.bought.items() if k == key and s in periods)
            program.at_most(rule, bought, cap)


def _more_than_alone(
    facts: Facts, contracts: Contracts, offers: Sequence[str], t: int, least: float
) -> Linear:
    """Heads for which the least heads hold: all, or without running contracts that are fewer."""
    chosen = [lot for lot in facts.problem.rate_card.running if lot.offer in offers]
    alone = [lot for lot in chosen if not lot.min_heads_hold]
    heads = total(all_heads(facts, contracts, k, t) for k in offers)
    if sum(running_untouched(facts, lot, t) for lot in alone) < least:
        heads = heads - total(running_active(facts, contracts, lot, t) for lot in alone)
    return heads


def _all_or_enough(
    program: Program, rule: Rule, heads: Linear, bound: Linear, least: float, big: float
) -> None:
    if least > 0:
        some = program.variable(1, whole=True)
        program.at_most(rule, bound, some * big)
        program.at_most(rule, some * least, heads)


def keep_vendor_limits(facts: Facts, program: Program, contracts: Contracts) -> dict[str, Linear]:
    """Limits of vendors; gives back whether each is used."""
    rule, used = Rule.VENDOR_LIMITS, {}
    big, most_hours = _largest_heads(facts), _largest(facts)
    for key, vendor in facts.vendors.items():
        offers = [k for k, offer in facts.offers.items() if offer.vendor == key]
        used[key] = program.variable(1, whole=True)
        if vendor.engaged or any(lot.offer in offers for lot in facts.problem.rate_card.running):
            program.equal(Rule.VENDOR_USED, used[key], 1)
        for t in range(facts.T):
            heads = total(all_heads(facts, contracts, k, t) for k in offers)
            if vendor.max_heads is not None:
                limit = value_on(vendor.max_heads, facts.day(t))
                program.at_most(rule, heads, max(limit, _bound_heads(facts, offers, t)))
            bound = _more_than_alone(facts, contracts, offers, t, vendor.min_heads_if_used)
            _all_or_enough(program, rule, heads, bound, vendor.min_heads_if_used, big)
            for k in offers:
                program.at_most(Rule.VENDOR_USED, own_heads(contracts, k, t), used[key] * big)
                bought = total(w for (o, _, s), w in contracts.bought.items() if (o, s) == (k, t))
                program.at_most(Rule.VENDOR_USED, bought, used[key] * most_hours)
        for periods, cap in facts.buckets(vendor.max_starts):
            starts = total(all_starts(contracts, k, t) for k in offers for t in periods)
            program.at_most(rule, starts, cap)
    if facts.problem.policy.max_vendors is not None:
        program.at_most(Rule.VENDOR_COUNT, total(used.values()), facts.problem.policy.max_vendors)
    return used


def keep_shares(facts: Facts, program: Program, work: Work) -> None:
    policy, pools, offers = facts.problem.policy, set(facts.pools), set(facts.offers)
    for stream in facts.problem.forecast.workstreams:
        for t in range(facts.T):
            if stream.max_contractor_share is not None:
                share = value_on(stream.max_contractor_share, facts.day(t))
                mine, all_of_it = _delivered(work, offers, [stream.key], [t])
                program.at_most(Rule.CONTRACTOR_SHARE, mine, all_of_it * share)
    for limit in policy.max_contractor_share:
        for mine, all_of_it in _sums(facts, work, limit, offers):
            program.at_most(Rule.CONTRACTOR_SHARE, mine, all_of_it * limit.share)
    for limit in policy.min_inhouse_share:
        for mine, all_of_it in _sums(facts, work, limit, pools):
            program.at_most(Rule.INHOUSE_SHARE, all_of_it * limit.share, mine)
    for key, vendor in facts.vendors.items():
        own = {k for k, offer in facts.offers.items() if offer.vendor == key}
        limits = [each for each in policy.max_vendor_share if each.vendor in (None, key)]
        if vendor.max_share is not None:
            limits = [*limits, VendorShareLimit(share=vendor.max_share)]
        for limit in limits:
            for mine, all_of_it in _sums(facts, work, limit, own):
                program.at_most(Rule.VENDOR_SHARE, mine, all_of_it * limit.share)


def _delivered(
    work: Work, suppliers: set[str], streams: list[str], periods: list[int]
) -> tuple[Linear, Linear]:
    inside = [(i, y) for (i, d, t), y in work.delivered.items() if d in streams and t in periods]
    return total(y for i, y in inside if i in suppliers), total(y for _, y in inside)


def _sums(
    facts: Facts, work: Work, limit: ShareLimit, suppliers: set[str]
) -> Iterable[tuple[Linear, Linear]]:
    streams = [d.key for d in facts.problem.forecast.workstreams if limit.skill in (None, d.skill)]
    periods = [
        t
        for t in range(facts.T)
        if (limit.since is None or facts.day(t) >= limit.since)
        and (limit.until is None or facts.day(t) < limit.until)
    ]
    if limit.over == "horizon":
        mine, every = _delivered(work, suppliers, streams, periods)
        yield mine + limit.before.theirs, every + limit.before.all
        return
    for t in periods:
        yield _delivered(work, suppliers, streams, [t])


def keep_policy(facts: Facts, program: Program, people: People, contracts: Contracts) -> None:
    policy = facts.problem.policy
    fewer = min((first_fewer(facts, pool) for pool in facts.pools.values()), default=0)
    for t in range(facts.T):
        heads = total(path.heads[t] for path in people.path.values())
        staying = sum(
            people.untouched[key].heads[t].constant if t < fewer else sure_to_stay(facts, people, pool, t)
            for key, pool in facts.pools.items()
        )
        if policy.max_headcount is not None:
            limit = value_on(policy.max_headcount, facts.day(t))
            program.at_most(Rule.HEADCOUNT_TOTAL, heads, max(limit, staying))
        if policy.max_total_heads is not None:
            limit = value_on(policy.max_total_heads, facts.day(t))
            both = heads + total(all_heads(facts, contracts, k, t) for k in facts.offers)
            least = sum(least_heads(facts, people, pool, t) for pool in facts.pools.values())
            there = least + _bound_heads(facts, facts.offers, t)
            program.at_most(Rule.TOTAL_HEADS, both, max(limit, there))
    if policy.max_hires is not None:
        program.at_most(Rule.HIRES_TOTAL, total(map(total, people.hires.values())), policy.max_hires)
    for periods, cap in facts.buckets(policy.max_idle):
        idle = total(hours[t] for hours in people.idle.values() for t in periods)
        program.at_most(Rule.IDLE_TOTAL, idle, cap)
