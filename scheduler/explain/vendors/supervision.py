"""Own people's hours that contract heads need, and what such an hour costs."""

from __future__ import annotations

from scheduler.explain.reasons.asked import heads_of_offer
from scheduler.model.index import Index, Terms
from scheduler.plan import Plan

NOBODY = 1e-9  # heads of an empty team beside others


def supervision_hours(index: Index, plan: Plan, each: Terms) -> dict[str, float]:
    """Hours by skill that an offer needs in the plan."""
    offer = each.offer
    if offer.unit == "heads":
        weeks = float(heads_of_offer(index.problem, plan, offer.key).sum()) * index.clock.spans("week")
    else:
        bought = plan.offers[offer.key].bought_hours.values()
        weeks = sum(map(sum, bought)) / offer.hours_per_week
    return {skill: hours * weeks for skill, hours in offer.supervision.items()}


def own_hour_cost(index: Index, skill: str) -> float:
    """Loaded pay of an own productive hour of a skill in the first period, averaged over today's heads."""
    total = weight = 0.0
    for each in index.pools:
        hours = float(each.net_hours[0]) * each.pool.skills.get(skill, 0.0)
        if hours > 0:
            heads = max(each.pool.headcount, NOBODY)
            total += heads * float(each.loaded[0]) / hours
            weight += heads
    return total / weight if weight else 0.0
