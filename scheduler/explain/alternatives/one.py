"""One character's question, from search to answer."""

from __future__ import annotations

import time

import numpy as np

from scheduler.engine import Engine
from scheduler.explain.alternatives.answer import AlternativePlan
from scheduler.explain.alternatives.character import CHARACTERS, LEAST_AFTER
from scheduler.explain.alternatives.hunting import Hunt
from scheduler.explain.alternatives.questions import CENT, Found, Questions
from scheduler.explain.alternatives.trades import trades
from scheduler.explain.alternatives.words import (
    LIKE_PLAN,
    dearer_text,
    figure_text,
    nothing_text,
    unit_of,
)
from scheduler.explain.asking import Explained
from scheduler.explain.difference import same_actions
from scheduler.explain.interval import Interval
from scheduler.words import number, share, sum_of


def one_alternative(
    name: str, explained: Explained, engine: Engine, *, slack: float = 0.02, seconds: float = 20.0
) -> AlternativePlan:
    """The plan of one character within `slack` of the explained plan's cost, looked for on one engine.

    `seconds`: for all its searches; making the last plan tidy may take a few more. Raises ValueError for
    an unknown character, a negative slack, or a result without a plan.
    """
    if name not in CHARACTERS:
        raise ValueError(f"no character is called '{name}': there are {', '.join(CHARACTERS)}")
    if slack < 0:
        raise ValueError(f"slack is {slack}: it must not be negative")
    if explained.result.plan is None:
        raise ValueError("there is no plan to look for alternatives to")
    cost = explained.plan.cost
    questions = Questions(explained, CHARACTERS[name], engine, cost + slack * abs(cost) + CENT)
    hunt = Hunt(questions, time.monotonic() + seconds)
    hunt.run()
    if hunt.best is None:
        return _none(hunt, slack)
    return _some(hunt, hunt.best, slack)


def _some(hunt: Hunt, best: Found, slack: float) -> AlternativePlan:
    asked = hunt.questions
    explained, name = asked.explained, asked.character.name
    plan, before = best.plan, explained.plan
    dearer = round(plan.cost - before.cost, 6)
    other = trades(asked.modelled()[0], before, plan, name)
    said = f"{_figure(hunt, best.figure)} in place of {_number(hunt)}"
    text = f"{name}: {said}, {dearer_text(dearer, before.cost)}"
    if same_actions(before, plan):
        return _none(hunt, slack, f"{name}: no other actions, only {said}")
    return AlternativePlan(
        character=name,
        unit=_unit(hunt),
        slack=slack,
        before=hunt.before,
        after=best.figure,
        least=_known(hunt.floor),
        settled=hunt.settled,
        plan=plan,
        cost=plan.cost,
        dearer=dearer,
        dearer_than_cheapest=_interval(explained, best),
        trades=other,
        text=f"{text}; {', '.join(other)}" if other else text,
    )


def _none(hunt: Hunt, slack: float, text: str = "") -> AlternativePlan:
    """Without a plan: that there is none only where it is proved."""
    name = hunt.questions.character.name
    return AlternativePlan(
        character=name,
        unit=_unit(hunt),
        slack=slack,
        before=hunt.before,
        least=_known(hunt.floor),
        settled=hunt.settled,
        text=text or f"{name}: {_why_none(hunt, slack)}",
    )


def _why_none(hunt: Hunt, slack: float) -> str:
    figure = _figure(hunt, hunt.before)
    if hunt.nothing:
        return f"the plan has {nothing_text(hunt.questions.character.name)}"
    within = f"within {share(slack)}"
    less = "less" if hunt.questions.character.name == LEAST_AFTER else "fewer"
    if hunt.settled:
        return f"no plan {within} that {LIKE_PLAN} has {less} than {figure}"
    return f"none found {within} that {LIKE_PLAN} and has clearly {less} than {figure}"


def _interval(explained: Explained, best: Found) -> Interval | None:
    """What having no more of the figure costs more than the cheapest way to do the work."""
    bound = explained.result.bound
    if bound is None:
        return None
    low = max(0.0, min(best.bound, best.plan.cost) - explained.plan.cost)
    return Interval(low=round(low, 6), high=round(max(low, best.plan.cost - bound), 6))


def _known(floor: float) -> float | None:
    return round(floor, 6) + 0.0 if np.isfinite(floor) else None


def _figure(hunt: Hunt, figure: float) -> str:
    explained = hunt.questions.explained
    earlier, currency = explained.baseline is not None, explained.plan.currency
    return figure_text(hunt.questions.character.name, figure, currency, earlier=earlier)


def _number(hunt: Hunt) -> str:
    explained = hunt.questions.explained
    if hunt.questions.character.name == LEAST_AFTER:
        return f"{sum_of(hunt.before)} {explained.plan.currency}"
    return number(hunt.before)


def _unit(hunt: Hunt) -> str:
    explained = hunt.questions.explained
    earlier, currency = explained.baseline is not None, explained.plan.currency
    return unit_of(hunt.questions.character.name, currency, earlier=earlier)
