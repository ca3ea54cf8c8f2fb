"""A limit of the input that could be loosened, step by step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction
from math import floor

from scheduler.explain.interval import Direction
from scheduler.problem import Problem
from scheduler.problem.base import Dated, HeadsPer, Timed
from scheduler.problem.timeline import Timeline, add_duration, spans_per
from scheduler.words import day, duration, exact

WEEK = 7
DAYS_OF = {"d": Fraction(1), "w": Fraction(WEEK), "m": spans_per("week", "month") * WEEK,
           "y": spans_per("week", "year") * WEEK}  # fmt: skip


@dataclass(frozen=True)
class Limit:
    """A limit by its place in the input, as rate_card/offers/acme/max_heads.

    `unit`: what a step is ("head more", "week less of lead"); `what`: whose limit it is ("for the pool x",
    "in the policy"). `edit`: the problem so many steps looser and the limit then, in words; None where there
    are not so many steps.
    `direction`: what a step can do to the cost at all.
    """

    place: str
    unit: str
    what: str
    before: str
    edit: Callable[[int], tuple[Problem, str] | None]
    direction: Direction = "cheaper"


def sooner(problem: Problem, lead: str, weeks: int) -> str | None:
    """A lead so many weeks shorter from the day of planning on, at least 0d; None when not so many are left.

    The last week may be a part of one.
    """
    count, letter = int(lead[:-1]), lead[-1]
    if letter == "w":
        return f"{count - weeks}w" if count >= weeks else None
    today = Timeline(problem.forecast.calendar).as_of
    return _shorter((add_duration(today, lead) - today) // timedelta(days=1), weeks)


def shorter(notice: str, weeks: int) -> str | None:
    """A notice so many weeks shorter, as `sooner`; a month counts 52/12 weeks."""
    count, letter = int(notice[:-1]), notice[-1]
    if letter == "w":
        return f"{count - weeks}w" if count >= weeks else None
    return _shorter(floor(count * DAYS_OF[letter]), weeks)


def more(value: Timed[float], step: float, most: float) -> Timed[float] | None:
    """A value over time, higher by a step wherever it is below `most`; None where it is nowhere."""
    if not isinstance(value, tuple):
        return min(most, round(value + step, 9)) if value < most else None
    raised = tuple(_raised(each, step, most) for each in value)
    return None if raised == value else raised


def more_per(cap: HeadsPer, step: int) -> HeadsPer:
    """A cap with so many heads more in every span."""
    return cap.model_copy(update={"heads": cap.heads + step})


def in_words(value: Timed[float] | HeadsPer | str, say: Callable[[float], str] = exact) -> str:
    """A limit as people write it: 12, 10 weeks, 6 a month, 50 % from 1 Mar 2027."""
    if isinstance(value, tuple):
        return ", ".join(
            say(each.value) + (f" from {day(each.since)}" if each.since else "") for each in value
        )
    if isinstance(value, HeadsPer):
        return f"{say(value.heads)} a {value.per}"
    return duration(value) if isinstance(value, str) else say(value)


def _raised(entry: Dated[float], step: float, most: float) -> Dated[float]:
    return entry.model_copy(update={"value": max(entry.value, min(most, round(entry.value + step, 9)))})


def _shorter(days: int, weeks: int) -> str | None:
    """Days less so many weeks; the last one may be less than a whole week."""
    return f"{max(0, days - WEEK * weeks)}d" if days > WEEK * (weeks - 1) else None
