"""What a staffing spreadsheet would order: required heads by shrinkage, the lowest quoted rate.

Heads needed are hours over the productive hours of one head; leavers are replaced one by one; the gap
that is left goes to the offer with the lowest quoted rate, from when it opens, for at least the
minimum term. Ramp, onboarding, supervision, rework and every other hidden cost are not looked at.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from math import floor

import numpy as np

from scheduler.explain.levels import Stretch, stretches
from scheduler.model.arrays import Floats
from scheduler.model.index import Index, People, Terms
from scheduler.problem import HeadsPer, Problem

Heads = Mapping[tuple[str, str], Sequence[float]]


def spreadsheet_heads(problem: Problem) -> Heads:
    """Heads by (ledger quantity, owner) and period: hires of pools, starts and ends of offers."""
    index = Index(problem)
    heads: dict[tuple[str, str], list[float]] = {}
    own: dict[str, Floats] = {}
    for people in index.pools:
        hires = _replacements(index, people)
        heads["hires", people.pool.key] = hires.tolist()
        own[people.pool.key] = people.path + np.cumsum(hires)
    orders = _Orders(index)
    for skill, gap in _gaps(index, own).items():
        orders.place(skill, gap)
    for terms, starts, ends in zip(index.heads, orders.starts, orders.ends):
        heads["starts", terms.offer.key], heads["ends", terms.offer.key] = starts.tolist(), ends.tolist()
    return heads


def _replacements(index: Index, people: People) -> Floats:
    """Hires that replace leavers one by one, as soon and as far as the hiring limits let them."""
    hires, hire = np.zeros(index.periods), people.pool.hire
    if hire is None:
        return hires
    room = _hiring_room(index, hire.max)
    taken: dict[int, float] = defaultdict(float)
    first = index.timeline.earliest_start(hire.lead)
    for t in range(first, index.periods):
        wanted = people.pool.headcount - people.path[t] - hires.sum()
        if hire.max_total is not None:
            wanted = min(wanted, hire.max_total - hires.sum())
        if t in room:
            number, cap = room[t]
            wanted = min(wanted, cap - taken[number])
            taken[number] += max(0.0, floor(wanted))
        hires[t] = max(0.0, floor(wanted))
    return hires


def _hiring_room(index: Index, limit: HeadsPer | None) -> dict[int, tuple[int, float]]:
    """For each period the number of its bucket and how many may be hired in it."""
    if limit is None:
        return {}
    buckets = enumerate(index.clock.allowed(limit))
    return {t: (number, cap) for number, (ts, cap) in buckets for t in ts}


def _gaps(index: Index, own: Mapping[str, Floats]) -> dict[str, Floats]:
    """Productive hours that own people lack, by skill and period; each pool works where it is best."""
    missing: dict[str, Floats] = defaultdict(lambda: np.zeros(index.periods))
    for work in index.work:
        missing[work.workstream.skill] += work.hours
    total = {skill: float(hours.sum()) for skill, hours in missing.items()}
    for people in index.pools:
        asked = {skill: value for skill, value in people.pool.skills.items() if total.get(skill)}
        main = [skill for skill, value in asked.items() if value == max(asked.values())]
        for skill in main:
            share = total[skill] / sum(total[each] for each in main)
            missing[skill] -= share * own[people.pool.key] * people.net_hours[: index.periods]
    for lot, k in zip(index.lots, index.lot_offer):
        terms = index.heads[k]
        covered = next((s for s in terms.offer.skills if s in missing), None)
        if covered is not None:
            missing[covered] -= lot.heads * terms.net_hours[: index.periods]
    return {skill: np.maximum(hours, 0.0) for skill, hours in missing.items()}


class _Orders:
    """What is ordered from each offer so far, and the room that offers and vendors still have."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.starts = [np.zeros(index.periods) for _ in index.heads]
        self.ends = [np.zeros(index.periods) for _ in index.heads]
        self.there = [index.lot_heads([k]) for k in range(len(index.heads))]
        self.of_skill, self.of_vendor = _by_skill(index), _by_vendor(index)

    def place(self, skill: str, gap: Floats) -> None:
        """Fills a gap (productive hours by period) from the lowest quoted rate up.

        What opens before the cheapest can start is waited for, not given to somebody dearer.
        """
        for k in self._by_quoted_rate(skill):
            terms = self.index.heads[k]
            hours = terms.net_hours[: self.index.periods]
            wanted = np.divide(gap, hours, out=np.zeros_like(gap), where=hours > 0)
            ordered = np.zeros(self.index.periods)
            for stretch in self._stretches(terms, np.ceil(wanted - 1e-6), self._room(k)):
                self._book(k, stretch)
                ordered[stretch.start : stretch.end] += stretch.heads
            gap = np.maximum(gap - ordered * hours, 0.0)
            gap[: self.index.timeline.earliest_start(terms.offer.lead)] = 0.0

    def _by_quoted_rate(self, skill: str) -> list[int]:
        """Offers with the skill that may do some of its work, the lowest quoted rate per hour first."""
        rates = {}
        for k in self.of_skill.get(skill, ()):
            terms = self.index.heads[k]
            hours = self.index.clock.hours(terms.offer.hours_per_week, terms.offer.country)
            rates[k] = float(terms.price[0] / hours[0]) if hours[0] else np.inf
        return sorted(rates, key=lambda k: (rates[k], k))

    def _room(self, k: int) -> float:
        """Heads that offer and vendor can still supply in every period."""
        terms, clock = self.index.heads[k], self.index.clock
        offered = clock.values(terms.offer.max_heads)[: self.index.periods] - self.there[k]
        sold = clock.values(terms.vendor.max_heads)[: self.index.periods] - sum(
            self.there[j] for j in self.of_vendor[terms.vendor.key]
        )
        return max(0.0, float(np.minimum(offered, sold).min()))

    def _stretches(self, terms: Terms, wanted: Floats, room: float) -> list[Stretch]:
        timeline, offer = self.index.timeline, terms.offer
        first = timeline.earliest_start(offer.lead)
        if offer.start_from:
            first = max(first, timeline.at_or_after(offer.start_from))
        last = self.index.periods
        if offer.last_end:
            last = min(last, timeline.at_or_after(offer.last_end))
        stay = max(terms.stay, terms.bound_term)
        found = stretches(
            wanted,
            first=first,
            stay=stay,
            longest=terms.longest,
            batch=offer.batch,
            least=offer.min_heads,
            room=room,
        )
        return [s for s in found if self._lawful(terms, s, last)]

    def _lawful(self, terms: Terms, stretch: Stretch, last: int) -> bool:
        until = terms.offer.start_until
        too_late = until is not None and self.index.timeline.first_day(stretch.start) > until
        return not too_late and (terms.offer.last_end is None or stretch.end <= last)

    def _book(self, k: int, stretch: Stretch) -> None:
        self.starts[k][stretch.start] += stretch.heads
        if stretch.end < self.index.periods:
            self.ends[k][stretch.end] += stretch.heads
        self.there[k][stretch.start : stretch.end] += stretch.heads


def _by_skill(index: Index) -> dict[str, set[int]]:
    """Offers in heads by the skills whose work they may do."""
    found: dict[str, set[int]] = defaultdict(set)
    for pair in index.pairs:
        k = pair.supplier - len(index.pools)
        if pair.allowed and 0 <= k < len(index.heads):
            found[index.work[pair.work].workstream.skill].add(k)
    return found


def _by_vendor(index: Index) -> dict[str, list[int]]:
    """Offers in heads by vendor."""
    found: dict[str, list[int]] = defaultdict(list)
    for k, terms in enumerate(index.heads):
        found[terms.vendor.key].append(k)
    return found
