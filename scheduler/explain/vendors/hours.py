"""From hours billed to hours delivered, step by step: where the hours of an offer go."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scheduler.explain.reasons.asked import heads_of_offer
from scheduler.model.arrays import Floats
from scheduler.model.index import Index, Lot, Terms
from scheduler.plan import Plan


@dataclass(frozen=True)
class Hours:
    """Hours of an offer, each step without what the step before loses."""

    billed: float
    present: float
    dedicated: float
    ramped: float
    worked: float
    kept: float  # after rework
    delivered: float

    def steps(self) -> tuple[tuple[str, float], ...]:
        """What is lost at each step, and the hours left after it."""
        return (
            ("billed hour", self.billed),
            ("shrinkage", self.present),
            ("time not ours", self.dedicated),
            ("ramp", self.ramped),
            ("hours not used", self.worked),
            ("rework", self.kept),
            ("efficiency", self.delivered),
        )


def used_hours(index: Index, plan: Plan, each: Terms) -> Hours:
    """The hours of an offer in the plan, over the horizon."""
    key, offer = each.offer.key, each.offer
    skill_of = {work.workstream.key: work.workstream.skill for work in index.work}
    mine = [entry for entry in plan.allocations if entry.supplier == key]
    delivered = sum(sum(entry.hours) for entry in mine)
    worked = sum(sum(entry.hours) / each.efficiency[skill_of[entry.workstream]] for entry in mine)
    there = _there(index, plan, each)
    kept = 1 - offer.rework_share
    return Hours(
        billed=float((there * paid(index, each) * _billed(index, each)).sum()),
        present=float((there * paid(index, each) * present(index, each)).sum()),
        dedicated=float((there * each.net_hours[: index.periods]).sum()),
        ramped=float((_productive(index, plan, each, there) * each.net_hours[: index.periods]).sum()),
        worked=worked,
        kept=worked * kept,
        delivered=delivered,
    )


def paid(index: Index, each: Terms) -> Floats:
    """Hours of one head, or one for each bought hour, productive or not. Shape (T,)."""
    if each.offer.unit != "heads":
        return np.ones(index.periods)
    return index.clock.hours(each.offer.hours_per_week, each.offer.country)[: index.periods]


def present(index: Index, each: Terms) -> Floats:
    """The share of paid hours present. Shape (T,)."""
    if each.offer.unit == "output":
        return np.ones(index.periods)
    return 1 - index.clock.values(each.offer.shrinkage)[: index.periods]


def _billed(index: Index, each: Terms) -> Floats:
    productive = each.offer.basis == "productive" and each.offer.per == "hour"
    return present(index, each) if productive else np.ones(index.periods)


def _there(index: Index, plan: Plan, each: Terms) -> Floats:
    """Heads, or hours bought, by period. Shape (T,)."""
    if each.offer.unit == "heads":
        return heads_of_offer(index.problem, plan, each.offer.key)
    bought: Floats = np.sum([*map(np.array, plan.offers[each.offer.key].bought_hours.values())], axis=0)
    return bought


def _productive(index: Index, plan: Plan, each: Terms, there: Floats) -> Floats:
    """Heads less what the ramp of new ones and of running contracts takes. Shape (T,)."""
    productive, ledger = there.copy(), plan.offers[each.offer.key]
    for starts in (ledger.starts, ledger.converting_starts):
        for age, rate in enumerate(each.productivity[: index.periods]):
            productive[age:] -= (1 - rate) * np.array(starts)[: index.periods - age]
    for lot in index.lots:
        if lot.running.offer == each.offer.key:
            productive -= np.array(plan.running[lot.running.key].active) * _lost(index, each, lot)
    return productive


def _lost(index: Index, each: Terms, lot: Lot) -> Floats:
    """The share of a running contract's hours that its ramp takes. Shape (T,)."""
    ages = [max(0, t - lot.start) + lot.age for t in range(index.periods)]
    return np.array([1 - each.productive_at(age) for age in ages])
