"""Hours, prices and caps of periods, each worked out once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache, lru_cache
from itertools import accumulate

from scheduler.problem.base import ByAge, HeadsPer, HoursPer, SpanUnit
from scheduler.problem.timeline import PER_YEAR, Timeline, span_of, spans_per

GRAIN = 2.0**60


class Clock:
    """The timeline with its slow answers remembered."""

    def __init__(self, timeline: Timeline) -> None:
        self.timeline = timeline
        self.unit = timeline.calendar.unit
        self.periods = range(timeline.periods)
        self.day = cache(timeline.first_day)
        self.working_days = cache(timeline.working_days)
        self.hours = cache(self._hours)
        self.price = cache(self._price)
        self.decide_by = cache(timeline.decide_by)
        self.length = cache(timeline.length)
        self.like = cache(self._like)
        self.buckets = cache(lambda per: tuple(self._buckets(per)))
        self._first_like: dict[tuple[str | None, Fraction], int] = {}
        self.weeks = float(spans_per("week", self.unit))

    def _like(self, t: int, country: str | None = None) -> int:
        """A period with as many working days, the same for all of them."""
        return self._first_like.setdefault((country, self.working_days(t, country)), t)

    def _hours(self, t: int, hours_per_week: float, country: str | None = None) -> Fraction:
        """Working hours of one full-time person in period t."""
        return exact(hours_per_week) / 5 * self.working_days(t, country)

    def _price(
        self, amount: float, per: str, t: int, hours_per_week: float, country: str | None = None
    ) -> Fraction:
        """What one head costs in period t."""
        if per == "hour":
            return exact(amount) * self.hours(t, hours_per_week, country)
        if per == "day":
            return exact(amount) * self.working_days(t, country)
        return exact(amount) * spans_per(per, self.unit)

    def table(self, table: ByAge | None) -> list[Fraction]:
        """Values by age in periods; after the last comes 1."""
        return [] if table is None else self.timeline.by_age(table)

    def _buckets(self, per: SpanUnit) -> Iterator[tuple[range, Fraction]]:
        """Groups of periods that share one cap, and by what the cap is multiplied."""
        if PER_YEAR[per] >= PER_YEAR[self.unit]:
            yield from ((range(t, t + 1), spans_per(per, self.unit)) for t in self.periods)
            return
        first = 0
        for t in self.periods:
            if span_of(self.day(t), per) != span_of(self.day(t + 1), per) or t == self.periods[-1]:
                yield range(first, t + 1), Fraction(1)
                first = t + 1

    def allowed(self, cap: HeadsPer | HoursPer) -> Iterator[tuple[range, float]]:
        """The groups of periods that share a cap, and what of it is left for the plan."""
        for bucket, times in self.buckets(cap.per):
            yield bucket, max(0.0, cap.most * float(times) - self.taken(cap.gone, cap.per, bucket))

    def taken(self, gone: Iterable[tuple[date, float]], per: SpanUnit, bucket: range) -> float:
        """What is taken of a cap in one group of periods."""
        longer, found = PER_YEAR[per] < PER_YEAR[self.unit], 0.0
        for on, amount in gone:
            if longer:
                mine = span_of(on, per) == span_of(self.day(bucket.start), per)
            else:
                mine = on >= self.day(0) and self.timeline.at_or_after(on) == bucket.start
            found += amount if mine else 0.0
        return found


def windows(values: Sequence[float], periods: int) -> list[float]:
    """Σ of the last so many values up to each, from one running sum without rounding."""
    sums = [0, *accumulate(int(value * GRAIN) for value in values)]
    return [(sums[t + 1] - sums[max(0, t + 1 - periods)]) / GRAIN for t in range(len(values))]


@lru_cache(maxsize=1 << 16)
def exact(number: float) -> Fraction:
    """The decimal number that was written, exactly."""
    return Fraction(str(number))


def exact_sum(amounts: Iterable[float]) -> Decimal:
    """The sum of the decimal numbers that were written."""
    return sum((Decimal(repr(amount)) for amount in amounts if amount), start=Decimal(0))


def at_age(values: list[Fraction], age: int) -> Fraction:
    """The value at an age: 1 after the table's end."""
    return values[age] if age < len(values) else Fraction(1)
