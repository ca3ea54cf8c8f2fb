"""Two series over two calendars: where both say something, when they differ and by how much."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from scheduler.problem import Calendar
from scheduler.problem.timeline import Timeline

SERIES = ("hours", "fte", "volume", "aht_seconds")
SUMS = ("hours", "volume")
MOST_RUNS = 3  # more of them are told as one
TRACE = 1e-9
Given = float | tuple[float, ...]


@dataclass(frozen=True)
class Run:
    """Periods next to each other that differ; sums of `hours` and `volume`, means of the others."""

    since: date | None
    until: date | None
    before: float
    after: float


@dataclass(frozen=True)
class _Place:
    first: date
    next: date
    before: float
    after: float

    @property
    def differs(self) -> bool:
        return abs(self.after - self.before) > TRACE * max(1.0, abs(self.before))


def runs(name: str, before: tuple[Calendar, Given], after: tuple[Calendar, Given]) -> list[Run]:
    """The runs of a series; periods of the second calendar that lie in the first are compared."""
    places = _places(name, before, after)
    found: list[list[_Place]] = []
    for last, place in zip([None, *places], places):
        if place.differs:
            if last is not None and last.differs:
                found[-1].append(place)
            else:
                found.append([place])
    if len(found) > MOST_RUNS:
        found = [places[places.index(found[0][0]) : places.index(found[-1][-1]) + 1]]
    return [_run(name, run, places) for run in found]


def _places(name: str, before: tuple[Calendar, Given], after: tuple[Calendar, Given]) -> list[_Place]:
    (old_calendar, old), (new_calendar, new) = before, after
    old_days, new_days = _days(old_calendar), _days(new_calendar)
    each_day = name in SUMS and old_calendar.unit != new_calendar.unit
    found = []
    for t, (first, following) in enumerate(pairwise(new_days)):
        if not old_days[0] <= first < old_days[-1]:
            continue
        there = bisect_right(old_days, first) - 1
        was = _value(old, there)
        if each_day:
            was *= (following - first).days / (old_days[there + 1] - old_days[there]).days
        found.append(_Place(first, following, was, _value(new, t)))
    return found


def _run(name: str, run: Sequence[_Place], places: Sequence[_Place]) -> Run:
    count = 1 if name in SUMS else len(run)
    return Run(
        since=None if run[0] is places[0] else run[0].first,
        until=None if run[-1] is places[-1] else run[-1].next,
        before=sum(place.before for place in run) / count,
        after=sum(place.after for place in run) / count,
    )


def _days(calendar: Calendar) -> list[date]:
    timeline = Timeline(calendar)
    return [timeline.first_day(t) for t in range(timeline.periods + 1)]


def _value(given: Given, period: int) -> float:
    return float(given[period]) if isinstance(given, tuple) else float(given)
