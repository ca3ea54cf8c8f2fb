"""Intervals in few letters: never narrower than they are."""

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.cli.why.words import dearer, span
from scheduler.explain.interval import Interval

UNITS = {"": 1.0, " k": 1e3, " M": 1e6}


@pytest.mark.parametrize(
    ("low", "high", "shown"),
    [
        (2065.5, 16917.2, "+2 to 17 k"),
        (101855.0, 333528.0, "+101 to 334 k"),
        (2065.5, 6917.2, "+2,065 to 6,918"),
        (5460.0, 5460.0, "+5,460"),
        (21.711, 28.821, "+21.71 to 28.83"),
        (1_204_000.0, 1_399_000.0, "+1.20 to 1.40 M"),
        (-12000.0, -4000.0, "−12 to −4 k"),
        (500.0, None, "+500 or more"),
        (-10.0, 30.0, "too close to tell"),
        (0.0, 0.0, "the same"),
    ],
)
def test_intervals_are_rounded_outwards(low: float, high: float | None, shown: str) -> None:
    assert dearer(Interval(low=low, high=high)) == shown


def test_what_is_not_known_is_said() -> None:
    assert dearer(None) == "not known"


@given(st.floats(-1e8, 1e8), st.floats(0.0, 1e8))
def test_what_is_shown_holds_the_interval(low: float, width: float) -> None:
    high = low + width
    text = span(Interval(low=low, high=high)).replace("−", "-").replace(",", "")
    unit = re.search(r"( [kM])?$", text)
    assert unit is not None
    figures = [float(part) * UNITS[unit[0]] for part in text.removesuffix(unit[0]).split(" to ")]
    slack = 1e-6 * max(1.0, abs(low), abs(high))
    assert figures[0] <= low + slack
    assert figures[-1] >= high - slack
    assert not math.isnan(figures[0])
