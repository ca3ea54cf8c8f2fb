"""From dates, durations and `per` to arrays by period: the only place of the model that converts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache

import numpy as np

from scheduler.model.arrays import Floats
from scheduler.problem.base import ByAge, HeadsPer, HoursPer, SpanUnit, Timed
from scheduler.problem.timeline import PER_YEAR, Timeline, span_of, spans_per, value_on

OnDays = Iterable[tuple[date, float]]


class Clock:
    """Arrays over `size` periods: the horizon's T and as many more as tails reach."""

    def __init__(self, timeline: Timeline, size: int) -> None:
        self.timeline = timeline
        self.horizon = timeline.periods
        self.size = size
        self.first_days = [timeline.first_day(t) for t in range(size + 1)]
        self._days = cache(self._working_days)
        self._ages = cache(self._by_age)

    def values(self, timed: Timed[float] | None, absent: float = np.inf) -> Floats:
        """A value over time on each period's first day; `absent` everywhere when not given."""
        if timed is None:
            return np.full(self.size, absent)
        if not isinstance(timed, tuple):
            return np.full(self.size, float(timed))
        return _on_days(timed, self.first_days[:-1])

    def working_days(self, country: str | None) -> Floats:
        """Working days of each period."""
        return self._days(country)

    def hours(self, hours_per_week: Timed[float], country: str | None) -> Floats:
        """H: working hours of one full-time person in each period."""
        return self.values(hours_per_week) / 5 * self.working_days(country)

    def price(self, amount: Floats, per: str, hours: Floats, days: Floats) -> Floats:
        """A price for one head, in each period."""
        if per == "hour":
            return amount * hours
        if per == "day":
            return amount * days
        return amount * self.spans(per)

    def spans(self, per: str) -> float:
        """How many weeks, months or years are in one period."""
        return float(spans_per(per, self.timeline.calendar.unit))

    def by_age(self, table: ByAge | None) -> Floats:
        """A table by age in periods; empty when absent."""
        return self._ages(table) if table else np.zeros(0)

    def buckets(self, per: SpanUnit) -> list[tuple[list[int], float]]:
        """Periods that share a cap, with how many caps they have together."""
        if self._fits(per):
            return [([t], self.spans(per)) for t in range(self.horizon)]
        groups: dict[tuple[int, int], list[int]] = {}
        for t in range(self.horizon):
            groups.setdefault(span_of(self.first_days[t], per), []).append(t)
        return [(periods, 1.0) for periods in groups.values()]

    def allowed(self, cap: HeadsPer | HoursPer) -> list[tuple[list[int], float]]:
        """Periods that share a cap, with what they may use of it together."""
        return [
            (periods, max(0.0, cap.most * times - self.taken(cap.gone, cap.per, periods)))
            for periods, times in self.buckets(cap.per)
        ]

    def taken(self, gone: OnDays, per: SpanUnit, periods: list[int]) -> float:
        """What of a cap is taken in a bucket: on days of its span, or of its one period."""
        if self._fits(per):
            days = ((on, amount) for on, amount in gone if on >= self.first_days[0])
            return sum(amount for on, amount in days if self.timeline.at_or_after(on) in periods)
        span = span_of(self.first_days[periods[0]], per)
        return sum(amount for on, amount in gone if span_of(on, per) == span)

    def _fits(self, per: SpanUnit) -> bool:
        """Whether a span is not longer than a period."""
        return PER_YEAR[per] >= PER_YEAR[self.timeline.calendar.unit]

    def share_inside(self, since: date, until: date) -> Floats:
        """The share of each planned period's days in [since, until)."""
        inside = [float(self.timeline.share_inside(t, since, until)) for t in range(self.horizon)]
        return np.array(inside)

    def _by_age(self, table: ByAge) -> Floats:
        return np.array([float(value) for value in self.timeline.by_age(table)])

    def _working_days(self, country: str | None) -> Floats:
        return np.array([float(self.timeline.working_days(t, country)) for t in range(self.size)])


def _on_days(timed: Timed[float], days: list[date]) -> Floats:
    return np.array([float(value_on(timed, day)) for day in days])
