"""What the calendar means, each answer derived by hand."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some

from scheduler.problem import ByAge, Calendar, Dated
from scheduler.problem.timeline import (
    Timeline,
    add_duration,
    add_months,
    previous_working_day,
    public_holidays,
    spans_per,
    value_on,
)

UNITS = ("week", "month", "quarter", "year")


def timeline(
    start: date = date(2026, 1, 5), unit: str = "week", periods: int = 12, **given: object
) -> Timeline:
    return Timeline(Calendar.model_validate({"start": start, "unit": unit, "periods": periods, **given}))


@pytest.mark.parametrize(
    ("day", "months", "answer"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),  # February has no 31st
        (date(2024, 1, 31), 1, date(2024, 2, 29)),  # nor in a leap year
        (date(2026, 1, 31), 2, date(2026, 3, 31)),  # but March has
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2026, 11, 15), 3, date(2027, 2, 15)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 12, 1), 0, date(2026, 12, 1)),
    ],
)
def test_months_end_with_the_month(day: date, months: int, answer: date) -> None:
    assert add_months(day, months) == answer


@pytest.mark.parametrize(
    ("duration", "later", "sooner"),
    [
        ("0d", date(2024, 2, 29), date(2024, 2, 29)),
        ("1d", date(2024, 3, 1), date(2024, 2, 28)),
        ("10w", date(2024, 5, 9), date(2023, 12, 21)),  # 70 days
        ("1m", date(2024, 3, 29), date(2024, 1, 29)),
        ("1y", date(2025, 2, 28), date(2023, 2, 28)),
        ("365d", date(2025, 2, 28), date(2023, 3, 1)),
    ],
)
def test_durations_move_by_the_real_calendar(duration: str, later: date, sooner: date) -> None:
    assert add_duration(date(2024, 2, 29), duration) == later
    assert add_duration(date(2024, 2, 29), duration, sign=-1) == sooner


@pytest.mark.parametrize(
    ("start", "unit", "first_days"),
    [
        (date(2026, 12, 28), "week", [date(2026, 12, 28), date(2027, 1, 4), date(2027, 1, 11)]),  # week 53
        (
            date(2024, 2, 26),
            "week",
            [date(2024, 2, 26), date(2024, 3, 4), date(2024, 3, 11)],
        ),  # leap day inside
        (date(2026, 1, 31), "month", [date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31)]),
        (date(2025, 11, 30), "quarter", [date(2025, 11, 30), date(2026, 2, 28), date(2026, 5, 30)]),
        (date(2024, 2, 29), "year", [date(2024, 2, 29), date(2025, 2, 28), date(2026, 2, 28)]),
    ],
)
def test_first_days(start: date, unit: str, first_days: list[date]) -> None:
    clock = timeline(start, unit, periods=2)
    assert [clock.first_day(t) for t in range(3)] == first_days
    assert clock.end == first_days[2]


def test_periods_go_on_before_the_start() -> None:
    assert timeline().first_day(-1) == date(2025, 12, 29)
    assert timeline(date(2026, 1, 31), "month").first_day(-2) == date(2025, 11, 30)


@pytest.mark.parametrize(
    ("unit", "day", "period"),
    [
        ("week", date(2025, 6, 1), 0),  # before the start
        ("week", date(2026, 1, 5), 0),
        ("week", date(2026, 1, 6), 1),  # the first week that begins not before it
        ("week", date(2026, 1, 12), 1),
        ("week", date(2026, 1, 13), 2),
        ("week", date(2027, 1, 5), 53),  # past the horizon: 4 January 2027 is week 52
        ("month", date(2026, 2, 5), 1),
        ("month", date(2026, 2, 6), 2),
        ("quarter", date(2026, 4, 5), 1),
        ("year", date(2027, 1, 6), 2),
    ],
)
def test_an_event_happens_in_the_first_period_not_before_it(unit: str, day: date, period: int) -> None:
    assert timeline(unit=unit).at_or_after(day) == period


@given(some.sampled_from(UNITS), some.dates(date(2020, 1, 1), date(2040, 1, 1)), some.integers(0, 3000))
def test_the_period_of_an_event_is_the_first(unit: str, start: date, days: int) -> None:
    clock = timeline(start, unit)
    day = add_duration(start, f"{days}d")
    period = clock.at_or_after(day)
    assert clock.first_day(period) >= day
    assert period == 0 or clock.first_day(period - 1) < day


@pytest.mark.parametrize(
    ("duration", "weeks", "months", "quarters", "years"),
    [
        ("0d", 0, 0, 0, 0),
        ("1d", 1, 1, 1, 1),
        ("7d", 1, 1, 1, 1),
        ("8d", 2, 1, 1, 1),
        ("30d", 5, 1, 1, 1),  # 30 / 7 = 4.3 weeks; 30 / 365 × 12 = 0.99 months
        ("31d", 5, 2, 1, 1),  # 31 / 365 × 12 = 1.02
        ("365d", 53, 12, 4, 1),  # 365 / 7 = 52.1
        ("4w", 4, 1, 1, 1),
        ("5w", 5, 2, 1, 1),  # 5 × 12 / 52 = 1.15
        ("13w", 13, 3, 1, 1),
        ("52w", 52, 12, 4, 1),
        ("1m", 5, 1, 1, 1),  # 52 / 12 = 4.33
        ("3m", 13, 3, 1, 1),
        ("4m", 18, 4, 2, 1),  # 17.33
        ("1y", 52, 12, 4, 1),
    ],
)
def test_lengths_are_rounded_up(duration: str, weeks: int, months: int, quarters: int, years: int) -> None:
    found = [timeline(unit=unit).length(duration) for unit in UNITS]
    assert found == [weeks, months, quarters, years]


@pytest.mark.parametrize(
    ("started", "period", "age"),
    [
        (date(2026, 1, 5), 0, 0),
        (date(2026, 1, 4), 0, 0),  # one day is no whole week
        (date(2025, 12, 29), 0, 1),
        (date(2025, 12, 28), 0, 1),
        (date(2025, 12, 22), 0, 2),
        (date(2025, 12, 22), 3, 5),
        (date(2026, 1, 7), 1, 0),
        (date(2026, 1, 7), 2, 1),
    ],
)
def test_age_is_whole_periods_served(started: date, period: int, age: int) -> None:
    assert timeline().age_at(started, period) == age


@pytest.mark.parametrize(
    ("as_of", "lead", "period"),
    [
        (None, "0d", 0),
        (None, "1d", 1),
        (None, "7d", 1),
        (None, "2w", 2),
        (None, "1m", 5),  # 5 February: the week of the 9th
        (date(2025, 12, 22), "2w", 0),
        (date(2025, 12, 22), "15d", 1),
        (date(2025, 12, 30), "1m", 4),  # 30 January: the week of 2 February
    ],
)
def test_earliest_start(as_of: date | None, lead: str, period: int) -> None:
    assert timeline(as_of=as_of).earliest_start(lead) == period


@pytest.mark.parametrize(
    ("period", "lead", "day"),
    [
        (4, "0d", date(2026, 2, 2)),  # a Monday
        (4, "1d", date(2026, 1, 30)),  # Sunday: the Friday before
        (4, "2d", date(2026, 1, 30)),  # Saturday
        (4, "3d", date(2026, 1, 30)),
        (4, "4w", date(2026, 1, 5)),
        (4, "1m", date(2026, 1, 2)),
        (0, "1m", date(2025, 12, 5)),
    ],
)
def test_decide_by_is_a_working_day(period: int, lead: str, day: date) -> None:
    assert timeline().decide_by(period, lead) == day


@given(some.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_the_working_day_before(day: date) -> None:
    found = previous_working_day(day)
    assert found.weekday() < 5
    assert 0 <= (day - found).days <= 2
    assert day.weekday() > 4 or found == day


@pytest.mark.parametrize(
    ("of", "unit", "spans"),
    [
        ("week", "month", Fraction(52, 12)),
        ("month", "week", Fraction(12, 52)),
        ("month", "quarter", Fraction(3)),
        ("year", "week", Fraction(1, 52)),
        ("week", "week", Fraction(1)),
    ],
)
def test_spans(of: str, unit: str, spans: Fraction) -> None:
    assert spans_per(of, unit) == spans


@pytest.mark.parametrize(
    ("start", "unit", "country", "days"),
    [
        (date(2026, 1, 5), "week", None, 5),
        (date(2026, 12, 21), "week", "DE", 4),  # Friday is Christmas Day; Saturday counts anyway
        (date(2026, 1, 5), "week", "DE", 5),  # Epiphany is no holiday in all of Germany
        (date(2026, 1, 5), "week", "DE-BY", 4),  # but in Bavaria
        (date(2026, 2, 1), "month", None, 20),
        (date(2024, 2, 1), "month", None, 21),  # 29 February 2024 is a Thursday
        (date(2026, 5, 1), "month", "DE", 18),  # 21 less 1 May, Ascension, Whit Monday
        (date(2026, 1, 1), "quarter", None, 64),  # 22 + 20 + 22
        (date(2026, 1, 1), "year", None, 261),
        (date(2026, 12, 28), "week", "DE", 4),  # New Year's Day 2027 is a Friday
    ],
)
def test_working_days(start: date, unit: str, country: str | None, days: int) -> None:
    assert timeline(start, unit).working_days(0, country) == days


def test_fixed_working_days() -> None:
    assert timeline(unit="month", working_days=20.5).working_days(4, "DE") == Fraction(41, 2)


def test_unknown_countries_are_refused() -> None:
    with pytest.raises(KeyError):
        public_holidays("XX", 2026)


def test_hours() -> None:
    assert timeline().hours(0, 37.5) == Fraction(75, 2)
    assert timeline().hours(0, 40.0, "DE-BY") == 32
    assert timeline(date(2026, 2, 1), "month").hours(0, 35.0) == 140  # 20 days of 7 hours


@pytest.mark.parametrize(
    ("unit", "per", "price"),
    [
        ("week", "hour", 400),
        ("week", "day", 50),
        ("week", "week", 10),
        ("week", "month", Fraction(120, 52)),
        ("week", "year", Fraction(10, 52)),
        ("month", "week", Fraction(520, 12)),
        ("month", "year", Fraction(10, 12)),
        ("month", "day", 200),  # February 2026
        ("quarter", "month", 30),
        ("year", "year", 10),
    ],
)
def test_money(unit: str, per: str, price: Fraction) -> None:
    start = date(2026, 2, 2) if unit == "week" else date(2026, 2, 1)
    assert timeline(start, unit).money(10.0, per, 0, 40.0) == price


def test_money_is_exact() -> None:
    assert timeline().money(0.1, "week", 0, 40.0) * 3 == Fraction(3, 10)


@pytest.mark.parametrize(
    ("unit", "step", "values", "by_period"),
    [
        ("week", "week", (0.5, 0.75), [0.5, 0.75]),
        ("month", "month", (0.5,), [0.5]),
        # A quarter: two months at a half, one at 1.
        ("quarter", "month", (0.5, 0.5), [Fraction(2, 3)]),
        # Four months: (0.1 + 0.2 + 0.3) / 3, then (0.4 + 1 + 1) / 3.
        ("quarter", "month", (0.1, 0.2, 0.3, 0.4), [0.2, 0.8]),
        # A month of 13/3 weeks: four at 0.4 and a third of the fifth; the rest of the fifth, then 1.
        (
            "month",
            "week",
            (0.4, 0.4, 0.4, 0.4, 0.7),
            [
                Fraction(3, 13) * (4 * Fraction(2, 5) + Fraction(1, 3) * Fraction(7, 10)),
                Fraction(3, 13) * (Fraction(2, 3) * Fraction(7, 10) + Fraction(11, 3)),
            ],
        ),
        # Weeks of a month of 13/3: four and a third of them; the fifth has two thirds at 1.
        (
            "week",
            "month",
            (0.4,),
            [0.4] * 4 + [Fraction(1, 3) * Fraction(2, 5) + Fraction(2, 3)],
        ),
        ("year", "month", (0.0,) * 6, [0.5]),
    ],
)
def test_by_age_averages_over_periods(
    unit: str, step: str, values: tuple[float, ...], by_period: list[Fraction | float]
) -> None:
    found = timeline(unit=unit).by_age(ByAge.model_validate({"step": step, "values": values}))
    assert found == [each if isinstance(each, Fraction) else Fraction(str(each)) for each in by_period]


@given(
    some.sampled_from(UNITS),
    some.sampled_from(["week", "month", "year"]),
    some.lists(some.floats(0, 1).map(lambda x: round(x, 3)), min_size=1, max_size=12),
)
def test_averaging_loses_nothing(unit: str, step: str, values: list[float]) -> None:
    """What is lacking to full productivity, in years, is the same by steps and by periods."""
    table = ByAge.model_validate({"step": step, "values": tuple(values)})
    by_steps = sum(1 - Fraction(str(value)) for value in values) / spans_per(step, "year")
    by_periods = sum(1 - share for share in timeline(unit=unit).by_age(table)) / spans_per(unit, "year")
    assert by_steps == by_periods


@pytest.mark.parametrize(
    ("since", "until", "share"),
    [
        (date(2026, 1, 5), date(2026, 1, 12), Fraction(1)),
        (date(2026, 1, 1), date(2026, 1, 8), Fraction(3, 7)),
        (date(2026, 1, 10), date(2026, 2, 1), Fraction(2, 7)),
        (date(2026, 1, 12), date(2026, 2, 1), Fraction(0)),
    ],
)
def test_share_inside(since: date, until: date, share: Fraction) -> None:
    assert timeline().share_inside(0, since, until) == share


def test_values_over_time() -> None:
    rates = tuple(
        Dated[float].model_validate(entry)
        for entry in (
            {"value": 1.0},
            {"from": date(2026, 3, 1), "value": 3.0},
            {"from": date(2026, 2, 1), "value": 2.0},
        )
    )
    days = (date(2025, 1, 1), date(2026, 1, 31), date(2026, 2, 1), date(2026, 2, 28), date(2026, 3, 1))
    assert [value_on(rates, day) for day in days] == [1, 1, 2, 2, 3]
    assert value_on(7.0, days[0]) == 7.0
    with pytest.raises(ValueError, match="no value on 2026-02-28"):
        value_on(rates[1:2], date(2026, 2, 28))
