"""Contracts taken out by a change of the rate card."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from scheduler.explain.edits import changed, with_one
from scheduler.explain.interval import Direction
from scheduler.explain.reasons.asked import TRACE, Asked, heads_of_offer
from scheduler.explain.running import limits_running
from scheduler.model.arrays import Floats
from scheduler.model.index import Index
from scheduler.plan import Plan
from scheduler.problem import Dated, Offer, Problem
from scheduler.problem.base import Heads, Timed
from scheduler.problem.timeline import Timeline, value_on
from scheduler.words import counted, day, number, span

ENDLESS = 1e7  # heads: as many as the input can say


@dataclass(frozen=True)
class Edit:
    """Another problem, what is other about it, and what that can do to the cost.

    `start`: a plan to search from; `all_go`: all actions of this kind and owner are out, not this alone.
    """

    problem: Problem
    words: str
    direction: Direction = "dearer"
    start: Plan | None = None
    all_go: bool = False


def fewer_heads(asked: Asked) -> Edit:
    """These heads are not there in their stretch."""
    problem, offer = asked.problem, _offers(asked.problem, asked.owner)[0]
    days = asked.plan.first_days[:-1]
    most = np.array([ENDLESS if offer.max_heads is None else value_on(offer.max_heads, d) for d in days])
    there = heads_of_offer(problem, asked.plan, offer.key) - asked.heads
    stretch = slice(asked.periods.start, asked.periods.stop)
    most[stretch] = np.minimum(most[stretch], np.maximum(0.0, np.round(there[stretch], 6)))
    index = Index(problem)
    running = index.lot_heads([index.head_keys.index(offer.key)])
    if (running[stretch] > most[stretch] + TRACE).any() or most.max() < offer.min_heads:
        return closed(problem, offer.key)
    edited = with_one(problem, "rate_card", "offers", offer.key, max_heads=_timed(most, days))
    when = span(days[stretch.start], asked.action.end if asked.action else None)
    return Edit(edited, f"{counted(asked.heads, 'head', 'fewer')} at {offer.key} {when}")


def fewer_taken_over(asked: Asked) -> Edit:
    """As many fewer may be taken over."""
    left = max(0.0, round(sum(asked.plan.offers[asked.owner].converting_starts) - asked.heads, 6))

    def edit(offer: Offer) -> Offer:
        assert offer.conversion is not None
        terms = offer.conversion.model_copy(update={"max": left})
        return offer.model_copy(update={"conversion": terms})

    words = f"{f'at most {number(left)}' if left else 'nobody'} taken over from {asked.owner}"
    return Edit(changed(asked.problem, "rate_card", "offers", asked.owner, edit), words)


def stays_on(asked: Asked) -> Edit:
    """Nobody of a running contract leaves sooner than at its latest end."""
    lot = next(each for each in asked.problem.rate_card.running if each.key == asked.owner)
    index = Index(asked.problem)
    if asked.periods.start == index.lots[index.lot_keys.index(lot.key)].latest:
        return Edit(asked.problem, f"{lot.key} ends: its term runs out")
    until = min(lot.latest_end or index.timeline.end, index.timeline.end)
    edited = with_one(asked.problem, "rate_card", "running", lot.key, bound_until=until)
    direction: Direction = "either" if limits_running(asked.problem, lot.offer) else "dearer"
    return Edit(edited, f"no end of {lot.key} before {day(until)}", direction, all_go=True)


def no_hours(asked: Asked) -> Edit:
    """No hours of an offer."""
    return closed(asked.problem, asked.owner)


def closed(problem: Problem, offer: str) -> Edit:
    """Nothing new of one offer: what runs goes on, and what was committed is still due."""
    end = Timeline(problem.forecast.calendar).end
    fields = {"start_from": end, "start_until": None, "last_end": None, "conversion": None}
    edited = with_one(problem, "rate_card", "offers", offer, **fields)
    target = next((o.conversion.to_pool for o in _offers(problem, offer) if o.conversion), None)
    firm = any(pool.key == target and pool.min_headcount is not None for pool in problem.workforce.pools)
    return Edit(edited, f"nothing new from {offer}", "either" if firm else "dearer", all_go=True)


def _timed(values: Floats, days: tuple[date, ...]) -> Timed[float]:
    """A value by period as a value over time."""
    return tuple(
        Dated[Heads].model_validate({"from": None if t == 0 else days[t], "value": float(value)})
        for t, value in enumerate(values)
        if t == 0 or value != values[t - 1]
    )


def _offers(problem: Problem, key: str) -> list[Offer]:
    return [offer for offer in problem.rate_card.offers if offer.key == key]
