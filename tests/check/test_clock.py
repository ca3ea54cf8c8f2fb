"""Sums and prices that are worked out once are those worked out each time."""

from __future__ import annotations

from datetime import date
from math import fsum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.check.case import Case
from scheduler.check.clock import exact_sum, windows
from scheduler.problem import Dated
from tests.rules.small import nothing, offer, pool, problem, stream

NUMBERS = st.lists(st.floats(-1e9, 1e9), max_size=30)


@given(NUMBERS, st.integers(0, 40))
def test_a_window_is_the_sum_of_its_values(values: list[float], periods: int) -> None:
    """Good to the last digit: what came before the window leaves no trace."""
    for t, found in enumerate(windows(values, periods)):
        inside = values[max(0, t + 1 - periods) : t + 1] if periods else []
        assert found == pytest.approx(fsum(inside), rel=1e-15, abs=1e-15)


def test_a_sum_is_of_decimal_numbers() -> None:
    assert str(exact_sum([0.1, 0.2, 0.0, 1e6, -0.3])) == "1000000.0"


def test_periods_are_alike_when_days_and_terms_are() -> None:
    """Months from the 5th of January 2026 have 23, 20, 22, 21, 23, 21 weekdays; the rate rises in March.

    Easter, May Day, Ascension and Whit Monday leave Germany 23, 20, 21, 19, 21, 21 of them.
    """
    rates = (Dated(value=10.0), Dated.model_validate({"from": date(2026, 3, 1), "value": 12.0}))
    terms = offer(rate=rates, per="day")
    months = problem(stream([0.0] * 6), pools=[pool(1.0, country="DE")], offers=[terms], unit="month")
    case = Case(months, nothing(months))
    contractor, team = case.contractors["agents"], case.teams["team"]
    assert [contractor.price(t) for t in range(6)] == [230, 200, 264, 252, 276, 252]
    assert [contractor.like(t) for t in range(6)] == [0, 1, 2, 3, 4, 3]
    assert [team.exact_hours(t) / 8 for t in range(6)] == [23, 20, 21, 19, 21, 21]
    assert [team.like(t) for t in range(6)] == [0, 1, 2, 3, 4, 5]
