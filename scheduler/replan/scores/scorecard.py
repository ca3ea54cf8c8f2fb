"""What each vendor promised and what it delivered, and what the next plan should count on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from scheduler.errors import InvalidProblem
from scheduler.model.index import Index
from scheduler.plan import Plan
from scheduler.problem import Problem
from scheduler.problem.actuals import Actuals
from scheduler.problem.base import Model
from scheduler.problem.timeline import Timeline
from scheduler.replan.actuals import judged
from scheduler.replan.scores.corrections import Correction, corrections
from scheduler.replan.scores.facts import Facts
from scheduler.replan.scores.measures import efficiency, hours, leavers, output, rework, starts
from scheduler.replan.scores.promise import promises

Name = Literal["hours", "efficiency", "output", "rework", "starts", "attrition"]


class Measure(Model):
    """One promise and what came of it.

    `hours`: hours on our work; `efficiency`: output of such an hour, before rework; `output`: productive
    hours beside those planned, where nothing is known of the hours worked; `rework`: share of the output
    that was done again; `starts`: days late on average of those who came (promised: 0); `attrition`: share
    that left in a year (promised: 0). Hours and output are promised for the heads that were there.
    `count`: periods with figures (of starts: rows of people who came).
    `enough`: whether there are enough to tell; `differs`: whether they tell of a difference.
    """

    name: Name
    promised: float
    delivered: float
    count: int
    enough: bool
    differs: bool
    text: str


class OfferScore(Model):
    """One offer of one vendor; only measures of which the actuals say something."""

    vendor: str
    offer: str
    measures: tuple[Measure, ...]


class Scorecard(Model):
    """All offers of which something is known, and the input to change where a difference is certain."""

    offers: tuple[OfferScore, ...]
    corrections: tuple[Correction, ...]


def scorecard(problem: Problem, baseline: Plan, actuals: Actuals) -> Scorecard:
    """What vendors promised in a plan and what they delivered.

    `problem`: what the plan was made from. Raises InvalidProblem with every fault of the actuals.
    """
    timeline = Timeline(problem.forecast.calendar)
    if faults := judged(actuals, problem, timeline.first_day(0), timeline.end):
        raise InvalidProblem(faults)
    index = Index(problem)
    scores: list[OfferScore] = []
    found: list[Correction] = []
    for key, promise in promises(index, baseline).items():
        facts = Facts(actuals, timeline, key, promise)
        measures = tuple(_measures(facts))
        if measures:
            scores.append(OfferScore(vendor=promise.terms.vendor.key, offer=key, measures=measures))
            found += corrections(promise.terms.offer, {each.name: each for each in measures})
    return Scorecard(offers=tuple(scores), corrections=tuple(found))


def _measures(facts: Facts) -> Iterator[Measure]:
    kinds: tuple[Name, ...] = ("hours", "efficiency", "output", "rework", "starts", "attrition")
    for name, measure in zip(kinds, (hours, efficiency, output, rework, starts, leavers)):
        found = measure(facts)
        if found is not None:
            yield Measure(
                name=name,
                promised=round(found.promised, 6),
                delivered=round(found.delivered, 6),
                count=found.count,
                enough=found.enough,
                differs=found.differs,
                text=found.text,
            )
