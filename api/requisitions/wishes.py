"""What a plan asks for: its hires and contracts as requisitions, before anybody has opened them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from scheduler.plan import Action, Plan
from scheduler.problem import Offer, Pool, Problem
from scheduler.problem.timeline import Timeline, add_duration


@dataclass(frozen=True)
class Wish:
    """People to find. `role`: the pool they join, or the offer they come by.

    `skill`: what they are best at. `converts_to`: the pool a contract's heads join on `end`.
    `tolerance`: the days by which its start may move and it still is the same wish.
    """

    kind: str
    role: str
    skill: str
    site: str | None
    vendor: str | None
    heads: float
    start: date
    end: date | None
    decide_by: date
    converts_to: str | None
    tolerance: int

    @property
    def same(self) -> tuple[str, str, str, str | None]:
        """What never changes while it is the same wish."""
        return (self.kind, self.role, self.skill, self.converts_to)


def wishes(problem: Problem, plan: Plan) -> list[Wish]:
    """One wish for every owner, start and end; by the day it must be decided."""
    pools = {pool.key: pool for pool in problem.workforce.pools}
    offers = {offer.key: offer for offer in problem.rate_card.offers}
    found: dict[tuple[object, ...], Wish] = {}
    for action in plan.actions:
        for wish in _of(problem, action, pools, offers):
            place = (*wish.same, wish.start, wish.end)
            earlier = found.get(place)
            found[place] = replace(wish, heads=wish.heads + earlier.heads) if earlier else wish
    return list(found.values())


def _of(problem: Problem, action: Action, pools: dict[str, Pool], offers: dict[str, Offer]) -> Iterator[Wish]:
    if action.kind == "hire":
        pool = pools[action.owner]
        lead = pool.hire.lead if pool.hire else "0d"
        yield _wish(problem, action, "hire", pool.skills, lead, site=pool.site)
    elif action.kind in ("contract", "conversion"):
        offer = offers[action.owner]
        vendor = next(each for each in problem.rate_card.vendors if each.key == offer.vendor)
        site = vendor.sites[0] if vendor.sites and len(vendor.sites) == 1 else None
        joins = offer.conversion.to_pool if action.kind == "conversion" and offer.conversion else None
        wish = _wish(problem, action, "contract", offer.skills, offer.lead, site=site)
        yield replace(wish, vendor=offer.vendor, converts_to=joins)


def _wish(
    problem: Problem, action: Action, kind: str, skills: dict[str, float], lead: str, site: str | None
) -> Wish:
    """The start may move by the lead, and by a period: plans know no other days than first ones."""
    timeline = Timeline(problem.forecast.calendar)
    period = (timeline.first_day(1) - timeline.first_day(0)).days
    return Wish(
        kind=kind,
        role=action.owner,
        skill=max(skills, key=lambda skill: skills[skill]),
        site=site,
        vendor=None,
        heads=action.heads,
        start=action.start,
        end=action.end,
        decide_by=action.decide_by,
        converts_to=None,
        tolerance=max(period, (add_duration(action.start, lead) - action.start).days),
    )
