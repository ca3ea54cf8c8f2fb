"""What the calendar means: first days of periods, lengths of durations, hours and money of a period.

A year is 12 months, 4 quarters or 52 weeks, as payrolls and staffing spreadsheets count; a week is
7 days, a year 365 when it is counted in days. Dates move by the real calendar.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property, lru_cache
from math import ceil
from typing import TypeVar

import holidays

from scheduler.problem.base import ByAge, Dated, Timed
from scheduler.problem.forecast import Calendar

V = TypeVar("V")

LAST_DAY = date(9990, 1, 1)  # later dates, such as 9999-12-31, mean: never
PER_YEAR = {"week": 52, "month": 12, "quarter": 4, "year": 1}
SPAN_OF_LETTER = {"w": "week", "m": "month", "y": "year"}
DAYS_OF_LETTER = {"d": 1.0, "w": 7.0, "m": 365 / 12, "y": 365.0}


def add_months(day: date, months: int) -> date:
    """The same day so many months on, or the last day of that month."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def add_duration(day: date, duration: str, sign: int = 1) -> date:
    """`day` plus (or minus, sign −1) a duration such as 10w."""
    count, letter = sign * int(duration[:-1]), duration[-1]
    if letter in "dw":
        return day + timedelta(days=count * (7 if letter == "w" else 1))
    return add_months(day, count * (12 if letter == "y" else 1))


def mean_days(duration: str) -> float:
    """How long a duration is on average: 6w is 42 days, 1m is 30.4."""
    return int(duration[:-1]) * DAYS_OF_LETTER[duration[-1]]


def spans_per(of: str, unit: str) -> Fraction:
    """How many `of` (week, month, quarter, year) are in one `unit`: a month has 52/12 weeks."""
    return Fraction(PER_YEAR[of], PER_YEAR[unit])


def previous_working_day(day: date) -> date:
    """`day`, or the Friday before when it is a Saturday or Sunday."""
    return day - timedelta(days=max(0, day.weekday() - 4))


@lru_cache(maxsize=256)
def public_holidays(country: str, year: int) -> frozenset[date]:
    """Public holidays of a country (`DE`) or region (`DE-BY`) in a year; raises KeyError if unknown."""
    name, _, region = country.partition("-")
    try:
        return frozenset(holidays.country_holidays(name, subdiv=region or None, years=year))
    except NotImplementedError as error:
        raise KeyError(country) from error


class Timeline:
    """Periods of a calendar, counted from 0; the last planned one is `periods` − 1."""

    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar
        self.periods = calendar.periods
        self.as_of = calendar.as_of or calendar.start

    def first_day(self, period: int) -> date:
        """First day of a period; the periods go on before 0 and after the horizon."""
        start, unit = self.calendar.start, self.calendar.unit
        if unit == "week":
            return start + timedelta(weeks=period)
        return add_months(start, period * (12 // PER_YEAR[unit]))

    @cached_property
    def end(self) -> date:
        """First day after the horizon."""
        return self.first_day(self.periods)

    def at_or_after(self, day: date) -> int:
        """The first period, from 0 on, whose first day is not before `day`; may lie past the horizon."""
        day = min(day, LAST_DAY)
        gap = (day - self.calendar.start).days
        if gap <= 0:
            return 0
        days = {"week": 7, "month": 31, "quarter": 92, "year": 366}[self.calendar.unit]
        period = gap // days
        while self.first_day(period) < day:
            period += 1
        return period

    def length(self, duration: str) -> int:
        """A duration in periods, rounded up."""
        count, letter = int(duration[:-1]), duration[-1]
        if letter == "d":
            per_year = 364 if self.calendar.unit == "week" else 365
        else:
            per_year = PER_YEAR[SPAN_OF_LETTER[letter]]
        return -(-count * PER_YEAR[self.calendar.unit] // per_year)

    def age_at(self, started: date, period: int) -> int:
        """Whole periods served at the beginning of `period` by somebody who began on `started`."""
        age = 0
        while self.first_day(period - age - 1) >= started:
            age += 1
        return age

    def earliest_start(self, lead: str) -> int:
        """The first period in which something with this lead (or notice) can take effect."""
        return self.at_or_after(add_duration(self.as_of, lead))

    def decide_by(self, period: int, lead: str) -> date:
        """The working day by which what happens in `period` must be decided."""
        return previous_working_day(add_duration(self.first_day(period), lead, sign=-1))

    def working_days(self, period: int, country: str | None = None) -> Fraction:
        """Mondays to Fridays less public holidays, or the calendar's fixed number of working days."""
        if self.calendar.working_days is not None:
            return Fraction(str(self.calendar.working_days))
        return Fraction(_weekdays(self.first_day(period), self.first_day(period + 1), country))

    def hours(self, period: int, hours_per_week: float, country: str | None = None) -> Fraction:
        """Working hours of one full-time person in a period."""
        return Fraction(str(hours_per_week)) / 5 * self.working_days(period, country)

    def money(
        self, amount: float, per: str, period: int, hours_per_week: float, country: str | None = None
    ) -> Fraction:
        """A price for one person and one period. Day and hour prices count working days and hours."""
        price = Fraction(str(amount))
        if per == "hour":
            return price * self.hours(period, hours_per_week, country)
        if per == "day":
            return price * self.working_days(period, country)
        return price * spans_per(per, self.calendar.unit)

    def by_age(self, table: ByAge) -> list[Fraction]:
        """A table of values by age, averaged over periods; 1 after its last step."""
        return [
            sum((share * value for share, value in parts), start=Fraction(0)) for parts in self.steps(table)
        ]

    def steps(self, table: ByAge) -> list[list[tuple[Fraction, Fraction]]]:
        """For each age in periods, the shares of that period spent in each step, with the step's value.

        The part of the last period beyond the table has the value 1.
        """
        length = spans_per(table.step, self.calendar.unit)
        values = [Fraction(str(value)) for value in table.values]
        ages = ceil(len(values) / length)
        return [_parts(age * length, (age + 1) * length, values) for age in range(ages)]

    def share_inside(self, period: int, since: date, until: date) -> Fraction:
        """The share of a period's days that lie from `since` (included) to `until` (excluded)."""
        first, last = self.first_day(period), self.first_day(period + 1)
        inside = (min(last, until) - max(first, since)).days
        return Fraction(max(0, inside), (last - first).days)


def value_on(timed: Timed[V], day: date) -> V:
    """The value of a timed field on a day; raises ValueError when the list begins later."""
    if not isinstance(timed, tuple):
        return timed
    holding: list[Dated[V]] = [entry for entry in timed if entry.since is None or entry.since <= day]
    if not holding:
        raise ValueError(f"no value on {day}: the first one holds from {timed[0].since}")
    return max(holding, key=lambda entry: entry.since or date.min).value


def _weekdays(first: date, last: date, country: str | None) -> int:
    days = (last - first).days
    off = (
        {day for year in range(first.year, last.year + 1) for day in public_holidays(country, year)}
        if country
        else frozenset()
    )
    dates = (first + timedelta(days=n) for n in range(days))
    return sum(1 for day in dates if day.weekday() < 5 and day not in off)


def _parts(start: Fraction, stop: Fraction, values: list[Fraction]) -> list[tuple[Fraction, Fraction]]:
    parts = []
    for step, value in enumerate([*values, Fraction(1)]):
        begin = max(start, Fraction(step))
        end = stop if step == len(values) else min(stop, Fraction(step + 1))
        if end > begin:
            parts.append(((end - begin) / (stop - start), value))
    return parts


def span_of(day: date, per: str) -> tuple[int, int]:
    """The calendar month, quarter or year a day lies in."""
    months = {"month": 1, "quarter": 3, "year": 12}[per]
    return day.year, (day.month - 1) // months
