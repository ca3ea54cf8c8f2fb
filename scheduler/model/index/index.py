"""The problem in periods, once: pools, offers, running contracts, work, and who may do what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

import numpy as np

from scheduler.model.arrays import Bools, Floats
from scheduler.model.index.clock import Clock
from scheduler.model.index.people import People, people
from scheduler.model.index.terms import Lot, Terms, lot, terms
from scheduler.model.index.work import Work, work
from scheduler.problem import Problem, Vendor, Workstream
from scheduler.problem.timeline import Timeline


@dataclass(frozen=True)
class Pair:
    """A supplier who has a workstream's skill. `supplier` counts pools first, then offers."""

    supplier: int
    work: int
    efficiency: float
    allowed: bool


class Index:
    """Everything in periods and places; the model sees the problem only through this."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.timeline = Timeline(problem.forecast.calendar)
        self.clock = Clock(self.timeline, _reach(problem, self.timeline))
        self.periods = self.timeline.periods
        card, currency = problem.rate_card, problem.forecast.currency
        self.pools: list[People] = [people(pool, self.clock) for pool in problem.workforce.pools]
        self.vendors = list(card.vendors)
        vendor_of = {vendor.key: vendor for vendor in card.vendors}
        rates = {currency: 1.0} | problem.policy.exchange_rates
        self.exchange = {vendor.key: rates[vendor.currency or currency] for vendor in card.vendors}
        every = [
            terms(offer, vendor_of[offer.vendor], self.exchange[offer.vendor], self.clock)
            for offer in card.offers
        ]
        self.heads: list[Terms] = [each for each in every if each.offer.unit == "heads"]
        self.calls: list[Terms] = [each for each in every if each.offer.unit != "heads"]
        place = {each.offer.key: k for k, each in enumerate(self.heads)}
        whole = problem.policy.whole_heads
        self.lots: list[Lot] = [
            lot(r, self.heads[place[r.offer]], self.clock, whole_heads=whole) for r in card.running
        ]
        self.lot_offer = [place[r.offer] for r in card.running]
        dearest = dearest_hour(self)
        self.work: list[Work] = [work(d, dearest, self.clock) for d in problem.forecast.workstreams]
        self.pairs = _pairs(self)
        self._pairs_of: dict[int, list[int]] = {}
        for number, pair in enumerate(self.pairs):
            self._pairs_of.setdefault(pair.supplier, []).append(number)
        self.bought = [(k, skill) for k, each in enumerate(self.calls) for skill in each.offer.skills]
        self.supervised = _supervised(self)
        place_of_pool = {each.pool.key: g for g, each in enumerate(self.pools)}
        self.moves = list(problem.workforce.moves)
        self.move_from = [place_of_pool[move.source] for move in self.moves]
        self.move_to = [place_of_pool[move.target] for move in self.moves]
        self.converts_to = [
            place_of_pool[each.offer.conversion.to_pool] if each.offer.conversion else -1
            for each in self.heads
        ]

    @property
    def suppliers(self) -> list[str]:
        """Keys of pools, then offers in heads, then offers on call: the order of `Pair.supplier`."""
        return self.pool_keys + self.offer_keys

    @property
    def pool_keys(self) -> list[str]:
        return [each.pool.key for each in self.pools]

    @property
    def head_keys(self) -> list[str]:
        return [each.offer.key for each in self.heads]

    @property
    def offer_keys(self) -> list[str]:
        return [each.offer.key for each in self.heads + self.calls]

    @property
    def work_keys(self) -> list[str]:
        return [each.workstream.key for each in self.work]

    @property
    def lot_keys(self) -> list[str]:
        return [each.running.key for each in self.lots]

    def lots_of(self, offer: int) -> list[int]:
        """Running contracts of an offer in heads."""
        return [place for place, owner in enumerate(self.lot_offer) if owner == offer]

    def lot_heads(self, offers: Sequence[int]) -> Floats:
        """Heads of running contracts of these offers when none ends early. Shape (T,)."""
        return self._summed([self.lots[place].heads for k in offers for place in self.lots_of(k)])

    def lots_alone(self, offers: Sequence[int], least: float) -> tuple[list[int], Bools]:
        """Running contracts of these offers that may go on with fewer than the least heads, and when: where
        all such are fewer even when none ends early. Shape (T,)."""
        lots = [place for k in offers for place in self.lots_of(k)]
        alone = [place for place in lots if not self.lots[place].running.min_heads_hold]
        return alone, self._summed([self.lots[place].heads for place in alone]) < least

    def bound_lot_heads(self, offers: Sequence[int]) -> Floats:
        """Heads of running contracts of these offers that no plan can have ended yet. Shape (T,)."""
        return self._summed([self.lots[place].bound_heads for k in offers for place in self.lots_of(k)])

    def _summed(self, heads: Sequence[Floats]) -> Floats:
        return np.sum(heads, axis=0) if heads else np.zeros(self.periods)

    def heads_of(self, vendor: str) -> list[int]:
        """Offers in heads of a vendor."""
        return [k for k, each in enumerate(self.heads) if each.vendor.key == vendor]

    def calls_of(self, vendor: str) -> list[int]:
        """Offers on call of a vendor."""
        return [k for k, each in enumerate(self.calls) if each.vendor.key == vendor]

    def is_engaged(self, vendor: Vendor) -> bool:
        """Whether a vendor counts as used whatever is decided: it has supplied, or is under contract."""
        return vendor.engaged or any(self.heads[k].vendor.key == vendor.key for k in self.lot_offer)

    def fixed_cost(self, vendor: Vendor) -> float:
        """What using a vendor costs once, in the forecast's currency; nothing when that is paid."""
        return 0.0 if self.is_engaged(vendor) else vendor.fixed_cost * self.exchange[vendor.key]

    def pairs_of_supplier(self, supplier: int) -> list[int]:
        """Pairs with this supplier."""
        return self._pairs_of.get(supplier, [])

    def first_start(self, each: Terms) -> int | None:
        """The first period in which an offer can start; None when its window has closed by then."""
        offer = each.offer
        opens = self.timeline.at_or_after(offer.start_from) if offer.start_from else 0
        first = max(self.timeline.earliest_start(offer.lead), opens)
        closed = offer.start_until is not None and self.timeline.first_day(first) > offer.start_until
        return None if closed else first

    def most_heads(self, offer: int) -> float:
        """The smallest honest bound on an offer's new heads: its limits, or all the work it may do."""
        each = self.heads[offer]
        limits = [
            float(np.maximum(self.clock.values(limit)[: self.periods], self.lot_heads([offer])).max())
            for limit in (each.offer.max_heads, each.vendor.max_heads)
            if limit is not None
        ]
        return min([*limits, self._heads_for_all_work(offer)])

    def most_hours(self, call: int, skill: str) -> float:
        """The smallest honest bound on bought hours of a skill in one period."""
        each = self.calls[call]
        needed = self._work_hours(len(self.pools) + len(self.heads) + call, skill)
        cap = each.offer.max_hours
        limit = cap.hours * max(1.0, self.clock.spans(cap.per)) if cap else np.inf
        hours = needed / _least(each.net_hours[: self.periods])
        return min(limit, hours + self._to_spend(each, each.skill_price(skill)))

    def _heads_for_all_work(self, offer: int) -> float:
        """Heads that all its work could take at once: as slow as the slowest productive age, and as many
        again for each age without any productivity, whose heads work for later periods."""
        each = self.heads[offer]
        hours = self._work_hours(len(self.pools) + offer, None)
        slowest = min([float(v) for v in each.productivity if v > 0], default=1.0)
        idle_ages = sum(1 for v in each.productivity if v <= 0)
        hour = _least(each.net_hours[: self.periods])
        converting = each.offer.conversion.max if each.offer.conversion else 0
        at_once = ceil(hours / (hour * slowest)) + each.offer.batch
        least = max(each.offer.min_heads, each.vendor.min_heads_if_used)
        idle = ceil(self._to_spend(each, each.price))
        return at_once * (1 + idle_ages) + least + converting + idle

    def _to_spend(self, each: Terms, price: Floats) -> float:
        """Heads (or hours) that in their cheapest period cost all that the vendor has been promised: a
        commitment may be worth spending on nothing, because money paid for a shortfall strains the budget."""
        commitment = each.vendor.commitment
        if commitment is None:
            return 0.0
        cheapest = np.minimum.reduce(
            [price, *(each.priced(np.full(len(price), b.rate)) for b in each.offer.bands)]
        )
        inside = self.clock.share_inside(commitment.since, commitment.until)
        spent = cheapest[: self.periods] * inside * min([1.0, *each.rate_share])
        return commitment.amount * each.exchange / _least(spent)

    def _work_hours(self, supplier: int, skill: str | None) -> float:
        """Hours of supplier's own time that all it may do could take in one period."""
        chosen = [self.pairs[p] for p in self.pairs_of_supplier(supplier)]
        return sum(
            self.work[pair.work].most / pair.efficiency
            for pair in chosen
            if skill is None or self.work[pair.work].workstream.skill == skill
        )


def _least(numbers: Floats) -> float:
    """The least above nothing; infinite when there is none."""
    there = numbers[numbers > 0]
    return float(there.min()) if there.size else np.inf


def _reach(problem: Problem, timeline: Timeline) -> int:
    """Periods to know of: the horizon and the longest tenure or term that may pass it."""
    durations = [pool.hire.min_tenure for pool in problem.workforce.pools if pool.hire]
    durations += [offer.min_term for offer in problem.rate_card.offers]
    durations += [offer.conversion.after for offer in problem.rate_card.offers if offer.conversion]
    longest = max((timeline.length(duration) for duration in durations), default=0)
    ends = [r.earliest_end for r in problem.rate_card.running if r.earliest_end]
    for pool in problem.workforce.pools:
        ends += [row.bound_until for row in pool.recent_starters if row.bound_until]
        ends += [row.bound_until for row in pool.arriving if row.bound_until]
    past = max((timeline.at_or_after(end) - timeline.periods for end in ends), default=0)
    return timeline.periods + max(longest, past, 1) + 1


def dearest_hour(index: Index) -> float:
    """Ten times the dearest productive hour of the input, rounded up; 1,000 when nothing has a price."""
    horizon = index.periods
    dearest = 0.0
    for each in index.pools:
        dearest = max(
            [dearest, *_dear(each.loaded, each.net_hours, list(each.pool.skills.values()), horizon)]
        )
    for offer in index.heads + index.calls:
        for skill, efficiency in offer.efficiency.items():
            price = offer.price if offer.offer.unit == "heads" else offer.skill_price(skill)
            dearest = max([dearest, *_dear(price, offer.net_hours, [efficiency], horizon)])
    return float(ceil(10 * dearest - 1e-9)) if dearest > 0 else 1000.0


def _dear(price: Floats, net_hours: Floats, efficiencies: Sequence[float], horizon: int) -> list[float]:
    there = net_hours[:horizon] > 0
    if not there.any():
        return []
    return [float((price[:horizon][there] / net_hours[:horizon][there]).max()) / e for e in efficiencies]


def _pairs(index: Index) -> list[Pair]:
    pairs = []
    skills = [each.pool.skills for each in index.pools]
    skills += [each.efficiency for each in index.heads + index.calls]
    by_skill: dict[str, list[int]] = {}
    for supplier, known in enumerate(skills):
        for skill in known:
            by_skill.setdefault(skill, []).append(supplier)
    for d, each in enumerate(index.work):
        for supplier in by_skill.get(each.workstream.skill, []):
            allowed = _allowed(index, supplier, each.workstream)
            pairs.append(Pair(supplier, d, skills[supplier][each.workstream.skill], allowed))
    return sorted(pairs, key=lambda pair: (pair.supplier, pair.work))


def _allowed(index: Index, supplier: int, stream: Workstream) -> bool:
    """Whether a supplier is cleared, placed and permitted for a workstream."""
    if supplier < len(index.pools):
        pool = index.pools[supplier].pool
        names, cleared = {pool.key}, pool.clearance is None or stream.data_class in pool.clearance
        sites = None if pool.site is None else {pool.site}
    else:
        each = (index.heads + index.calls)[supplier - len(index.pools)]
        own = each.offer.clearance
        names = {each.offer.key, each.vendor.key}
        cleared = stream.data_class in each.vendor.clearance and (own is None or stream.data_class in own)
        sites = None if each.vendor.sites is None else set(each.vendor.sites)
    if stream.data_class is not None and not cleared:
        return False
    if stream.sites is not None and sites is not None and not sites & set(stream.sites):
        return False
    return stream.suppliers is None or bool(names & set(stream.suppliers))


def _supervised(index: Index) -> list[tuple[int, str]]:
    """Pools and the skills they may be asked to supervise."""
    asked = {skill for each in index.heads + index.calls for skill in each.offer.supervision}
    return [(g, skill) for g, each in enumerate(index.pools) for skill in each.pool.skills if skill in asked]
