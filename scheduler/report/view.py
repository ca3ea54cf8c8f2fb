"""A plan beside its problem: who supplies what, ready to look up."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache, cached_property
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from scheduler.plan import CostLine, Plan
from scheduler.problem import Move, Offer, Pool, Problem, Running, Vendor, Workstream
from scheduler.problem.timeline import Timeline

Array = NDArray[np.float64]
TRACE = 1e-6
T = TypeVar("T")


def grouped(items: Iterable[T], key: Callable[[T], str]) -> dict[str, list[T]]:
    """Items by key, in their order."""
    groups: dict[str, list[T]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return groups


class PlanView:
    """Problem and plan with lookups by key. Arrays have one entry a period."""

    def __init__(self, problem: Problem, plan: Plan) -> None:
        self.problem = problem
        self.plan = plan
        self.timeline = Timeline(problem.forecast.calendar)
        self.periods = self.timeline.periods
        self.pools: dict[str, Pool] = {pool.key: pool for pool in problem.workforce.pools}
        self.offers: dict[str, Offer] = {offer.key: offer for offer in problem.rate_card.offers}
        self.vendors: dict[str, Vendor] = {vendor.key: vendor for vendor in problem.rate_card.vendors}
        self.running: dict[str, Running] = {running.key: running for running in problem.rate_card.running}
        self.moves: dict[str, Move] = {move.key: move for move in problem.workforce.moves}
        self.workstreams: dict[str, Workstream] = {d.key: d for d in problem.forecast.workstreams}
        self.first_day = cache(self.timeline.first_day)
        self.hours = cache(self.timeline.hours)
        self.money = cache(self.timeline.money)
        self.contract_heads = cache(self._contract_heads)

    @property
    def skills(self) -> list[str]:
        """Skills asked for, in the order of the forecast."""
        return list(dict.fromkeys(d.skill for d in self.workstreams.values()))

    @cached_property
    def works(self) -> dict[str, list[Workstream]]:
        """Workstreams by skill."""
        return grouped(self.workstreams.values(), lambda work: work.skill)

    @property
    def year(self) -> int:
        """The year that need not be written."""
        return self.timeline.as_of.year

    def zeros(self) -> Array:
        empty: Array = np.zeros(self.periods)
        return empty

    @cached_property
    def deliveries(self) -> dict[str, dict[str, Array]]:
        """Productive hours by supplier and workstream."""
        found = grouped(self.plan.allocations, lambda entry: entry.supplier)
        return {
            supplier: {entry.workstream: np.array(entry.hours) for entry in entries}
            for supplier, entries in found.items()
        }

    @cached_property
    def suppliers(self) -> dict[str, list[str]]:
        """Who delivers hours, by workstream."""
        entries = (entry for entry in self.plan.allocations if sum(entry.hours) > TRACE)
        found = grouped(entries, lambda entry: entry.workstream)
        return {work: [entry.supplier for entry in its] for work, its in found.items()}

    @cached_property
    def rank(self) -> dict[str, int]:
        """Pools in their order, then offers in theirs."""
        return {key: place for place, key in enumerate([*self.pools, *self.offers])}

    def delivered_by(self, supplier: str) -> float:
        """All productive hours of a pool or offer."""
        return float(sum(hours.sum() for hours in self.deliveries.get(supplier, {}).values()))

    def efficiency(self, supplier: str, workstream: str) -> float:
        """Productive hours per hour worked, after rework."""
        skill = self.workstreams[workstream].skill
        if supplier in self.pools:
            return self.pools[supplier].skills[skill]
        offer = self.offers[supplier]
        return offer.skills[skill] * (1 - offer.rework_share)

    def worked_hours(self, supplier: str) -> Array:
        """Hours a supplier spends on the work, before efficiency and rework."""
        worked = self.zeros()
        for work, hours in self.deliveries.get(supplier, {}).items():
            worked += hours / self.efficiency(supplier, work)
        return worked

    @cached_property
    def lines(self) -> dict[str, list[CostLine]]:
        """Cost lines by owner."""
        return grouped(self.plan.costs, lambda line: line.owner)

    @cached_property
    def pools_with(self) -> dict[str, list[Pool]]:
        """Pools by skill."""
        skilled = ((skill, pool) for pool in self.pools.values() for skill in pool.skills)
        return {skill: [p for _, p in its] for skill, its in grouped(skilled, lambda pair: pair[0]).items()}

    @cached_property
    def running_of(self) -> dict[str, list[Running]]:
        """Running contracts by offer."""
        return grouped(self.running.values(), lambda running: running.offer)

    @cached_property
    def offers_of(self) -> dict[str, list[Offer]]:
        """Offers by vendor."""
        return grouped(self.offers.values(), lambda offer: offer.vendor)

    def _contract_heads(self, offer: str) -> Array:
        """Heads of an offer who are there, running contracts and those who will convert included."""
        ledger = self.plan.offers[offer]
        heads: Array = np.array(ledger.active, float) + np.array(ledger.converting_active, float)
        for running in self.running_of.get(offer, []):
            heads += np.array(self.plan.running[running.key].active)
        return heads

    def is_used(self, offer: str) -> bool:
        """Whether an offer supplies anything new or still runs."""
        ledger = self.plan.offers[offer]
        bought = sum(sum(hours) for hours in ledger.bought_hours.values())
        return bool(self.contract_heads(offer).sum() + bought > TRACE)

    @cached_property
    def used_vendors(self) -> list[str]:
        """Vendors who supply anything, in the order of the rate card."""
        used = {offer.vendor for offer in self.offers.values() if self.is_used(offer.key)}
        return [key for key in self.vendors if key in used]
