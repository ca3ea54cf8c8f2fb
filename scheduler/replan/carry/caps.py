"""Caps by calendar span: what of them is taken by what came before the cut in its span, or is decided."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import chain
from typing import TypeVar

from scheduler.model.index.clock import OnDays
from scheduler.plan import Action
from scheduler.problem import HeadsPer, HoursPer
from scheduler.problem.base import SpanUnit
from scheduler.replan.cut import Cut

TRACE = 1e-9
AnyCap = TypeVar("AnyCap", HeadsPer, HoursPer)


def cap_left(
    cut: Cut, cap: AnyCap | None, rows: Iterable[Sequence[float]], decided: OnDays = ()
) -> AnyCap | None:
    """A cap and what is taken of it. `rows`: the earlier plan's, by period; `decided`: what is to come."""
    return None if cap is None else cap.and_taken(taken(cut, cap.per, rows, decided))


def taken(
    cut: Cut, per: SpanUnit, rows: Iterable[Sequence[float]], decided: OnDays = ()
) -> list[tuple[date, float]]:
    """What the earlier plan takes of a cap, by days: in the span that is cut, and what is decided."""
    found = defaultdict[date, float](float)
    for on, amount in chain(_before(cut, per, rows), decided):
        found[on] += amount
    return sorted(found.items())


def first_of_span(cut: Cut, per: SpanUnit) -> int:
    """The first period of the earlier plan in the span in which the cut lies."""
    return next(periods[0] for periods, _ in cut.index.clock.buckets(per) if cut.period in periods)


def by_day(pinned: Iterable[Action]) -> OnDays:
    """Heads of what is decided, by their day."""
    return ((action.start, action.heads) for action in pinned)


def _before(cut: Cut, per: SpanUnit, rows: Iterable[Sequence[float]]) -> OnDays:
    """What was before the cut in the span in which it lies."""
    past = range(first_of_span(cut, per), cut.period)
    return ((cut.timeline.first_day(t), row[t]) for row in rows for t in past if row[t] > TRACE)
