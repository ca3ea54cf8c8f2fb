"""Limits over the horizon, less by those who were found for requisitions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Protocol, TypeVar

from scheduler.problem import Offer, Pool, Problem, Vendor
from scheduler.problem.timeline import Timeline
from scheduler.replan.carry.used import all_hires_left, conversions_left, hires_left

Terms = TypeVar("Terms", Offer, Vendor)
OnDay = tuple[date, float]


class Found(Protocol):
    """People found for a requisition: `heads` of them, from `start` on."""

    @property
    def requisition(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def role(self) -> str: ...
    @property
    def heads(self) -> float: ...
    @property
    def start(self) -> date: ...


def is_planned(problem: Problem, day: date) -> bool:
    """Whether a day is one on which the plan could have somebody begin."""
    line = Timeline(problem.forecast.calendar)
    return line.calendar.start <= day and line.at_or_after(day) < line.periods


def with_limits_left(problem: Problem, found: Iterable[Found], converting: Collection[str]) -> Problem:
    """The problem with what is left of its limits; `converting`: requisitions whose people join a pool."""
    planned = [each for each in found if is_planned(problem, each.start)]
    hired, starting = defaultdict[str, list[OnDay]](list), defaultdict[str, list[OnDay]](list)
    agreed = defaultdict[str, float](float)
    for each in planned:
        rows = hired if each.kind == "hire" else starting
        rows[each.role].append((each.start, each.heads))
        if each.kind != "hire" and each.requisition in converting:
            agreed[each.role] += each.heads
    workforce, card = problem.workforce, problem.rate_card
    pools = tuple(_hiring(pool, hired[pool.key]) for pool in workforce.pools)
    offers = tuple(
        conversions_left(_starting(offer, starting[offer.key]), agreed[offer.key]) for offer in card.offers
    )
    vendors = tuple(
        _starting(
            vendor, [on for offer in card.offers if offer.vendor == vendor.key for on in starting[offer.key]]
        )
        for vendor in card.vendors
    )
    done = sum(heads for rows in hired.values() for _, heads in rows)
    return problem.model_copy(
        update={
            "workforce": workforce.model_copy(update={"pools": pools}),
            "rate_card": card.model_copy(update={"offers": offers, "vendors": vendors}),
            "policy": all_hires_left(problem.policy, done),
        }
    )


def _hiring(pool: Pool, hired: Sequence[OnDay]) -> Pool:
    if pool.hire is None or not hired:
        return pool
    left = hires_left(pool.hire, sum(heads for _, heads in hired))
    most = left.max.and_taken(hired) if left.max else None
    return pool.model_copy(update={"hire": left.model_copy(update={"max": most})})


def _starting(terms: Terms, starting: Sequence[OnDay]) -> Terms:
    """An offer or a vendor whose limit on starts counts these."""
    if terms.max_starts is None or not starting:
        return terms
    return terms.model_copy(update={"max_starts": terms.max_starts.and_taken(starting)})
