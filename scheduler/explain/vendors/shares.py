"""How much of the work a vendor does, by skill, and when most."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator

import numpy as np

from scheduler.explain.reasons.asked import TRACE
from scheduler.explain.vendors.shapes import SkillShare
from scheduler.model.arrays import Floats
from scheduler.plan import Plan
from scheduler.problem import Problem

Delivered = dict[str, dict[str, Floats]]


def offers_of(problem: Problem, vendors: Collection[str]) -> list[str]:
    """Offers of these vendors."""
    return [offer.key for offer in problem.rate_card.offers if offer.vendor in vendors]


def total_share(problem: Problem, plan: Plan, vendor: str) -> tuple[float, float]:
    """(hours the vendor delivers, its share of all that is delivered)."""
    offers = set(offers_of(problem, [vendor]))
    mine = sum(sum(entry.hours) for entry in plan.allocations if entry.supplier in offers)
    every = sum(sum(entry.hours) for entry in plan.allocations)
    return round(mine, 6), mine / every if every > TRACE else 0.0


def skill_shares(problem: Problem, plan: Plan, vendor: str) -> tuple[SkillShare, ...]:
    """Skills it delivers, the greatest peak first."""
    found = _skill_shares(problem, plan, set(offers_of(problem, [vendor])))
    return tuple(sorted(found, key=lambda each: (-each.peak, each.skill)))


def _skill_shares(problem: Problem, plan: Plan, offers: set[str]) -> Iterator[SkillShare]:
    skill_of = {work.key: work.skill for work in problem.forecast.workstreams}
    mine: dict[str, Floats] = defaultdict(lambda: np.zeros(len(plan.first_days) - 1))
    every: dict[str, Floats] = defaultdict(lambda: np.zeros(len(plan.first_days) - 1))
    for entry in plan.allocations:
        skill = skill_of[entry.workstream]
        every[skill] += np.array(entry.hours)
        if entry.supplier in offers:
            mine[skill] += np.array(entry.hours)
    for skill, hours in mine.items():
        if hours.sum() <= TRACE:
            continue
        parts = np.divide(hours, every[skill], out=np.zeros(len(hours)), where=every[skill] > TRACE)
        peak = int(parts.argmax())
        yield SkillShare(
            skill=skill,
            hours=round(float(hours.sum()), 6),
            share=float(hours.sum() / every[skill].sum()),
            peak=float(parts[peak]),
            peak_day=plan.first_days[peak],
        )
