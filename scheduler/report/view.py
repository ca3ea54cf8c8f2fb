"""A plan beside its problem: who supplies what, ready to look up."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from scheduler.plan import Plan
from scheduler.problem import Offer, Pool, Problem, Workstream
from scheduler.problem.timeline import Timeline

Array = NDArray[np.float64]
TRACE = 1e-6


class PlanView:
    """Problem and plan with lookups by key. Arrays have one entry a period."""

    def __init__(self, problem: Problem, plan: Plan) -> None:
        self.problem = problem
        self.plan = plan
        self.timeline = Timeline(problem.forecast.calendar)
        self.periods = self.timeline.periods
        self.pools: dict[str, Pool] = {pool.key: pool for pool in problem.workforce.pools}
        self.offers: dict[str, Offer] = {offer.key: offer for offer in problem.rate_card.offers}
        self.workstreams: dict[str, Workstream] = {d.key: d for d in problem.forecast.workstreams}

    @property
    def skills(self) -> list[str]:
        """Skills asked for, in the order of the forecast."""
        return list(dict.fromkeys(d.skill for d in self.workstreams.values()))

    @property
    def year(self) -> int:
        """The year that need not be written."""
        return self.timeline.as_of.year

    def zeros(self) -> Array:
        empty: Array = np.zeros(self.periods)
        return empty

    @cached_property
    def delivered(self) -> dict[tuple[str, str], Array]:
        """Productive hours by (supplier, workstream)."""
        hours: dict[tuple[str, str], Array] = defaultdict(self.zeros)
        for entry in self.plan.allocations:
            hours[entry.supplier, entry.workstream] += np.array(entry.hours)
        return dict(hours)

    def delivered_by(self, supplier: str) -> float:
        """All productive hours of a pool or offer."""
        return float(sum(hours.sum() for (who, _), hours in self.delivered.items() if who == supplier))

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
        for (who, work), hours in self.delivered.items():
            if who == supplier:
                worked += hours / self.efficiency(who, work)
        return worked

    def contract_heads(self, offer: str) -> Array:
        """Heads of an offer who are there, running contracts and those who will convert included."""
        ledger = self.plan.offers[offer]
        heads: Array = np.array(ledger.active, float) + np.array(ledger.converting_active, float)
        for running in self.problem.rate_card.running:
            if running.offer == offer:
                heads += np.array(self.plan.running[running.key].active)
        return heads

    def is_used(self, offer: str) -> bool:
        """Whether an offer supplies anything new or still runs."""
        ledger = self.plan.offers[offer]
        bought = sum(sum(hours) for hours in ledger.bought_hours.values())
        return bool(self.contract_heads(offer).sum() + bought > TRACE)

    def used_vendors(self) -> list[str]:
        """Vendors who supply anything, in the order of the rate card."""
        used = {offer.vendor for offer in self.offers.values() if self.is_used(offer.key)}
        return [vendor.key for vendor in self.problem.rate_card.vendors if vendor.key in used]
