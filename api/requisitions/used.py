"""Limits over the horizon, less by those who were found for requisitions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from typing import Protocol

from scheduler.problem import Problem
from scheduler.problem.timeline import Timeline
from scheduler.replan.used import all_hires_left, conversions_left, hires_left


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
    hired, agreed = defaultdict[str, float](float), defaultdict[str, float](float)
    for each in found:
        if is_planned(problem, each.start):
            if each.kind == "hire":
                hired[each.role] += each.heads
            elif each.requisition in converting:
                agreed[each.role] += each.heads
    workforce, card = problem.workforce, problem.rate_card
    pools = tuple(hires_left(pool, hired[pool.key]) for pool in workforce.pools)
    offers = tuple(conversions_left(offer, agreed[offer.key]) for offer in card.offers)
    return problem.model_copy(
        update={
            "workforce": workforce.model_copy(update={"pools": pools}),
            "rate_card": card.model_copy(update={"offers": offers}),
            "policy": all_hires_left(problem.policy, sum(hired.values())),
        }
    )
