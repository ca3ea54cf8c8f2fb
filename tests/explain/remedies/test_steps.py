"""How far fields can give, in what the input can say."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from scheduler.explain.remedies.levers import steps
from scheduler.explain.remedies.levers.lever import Steps
from scheduler.explain.remedies.levers.words import apart, count, on_day
from scheduler.problem import Calendar
from scheduler.problem.timeline import Timeline

WEEKS = Timeline(Calendar(start=date(2027, 1, 4), periods=6))
MONTHS = Timeline(Calendar(start=date(2027, 1, 1), periods=6, unit="month"))


def said(found: Steps, upto: int) -> list[object]:
    return [found.value(n) for n in range(1, min(upto, found.most) + 1)]


def test_durations_go_down_in_their_own_unit() -> None:
    assert said(steps.shorter("3w", WEEKS), 9) == ["2w", "1w", "0w"]
    assert said(steps.shorter("2d", WEEKS), 9) == ["1d", "0d"]
    # a month is 52 / 12 weeks: five when rounded up
    assert said(steps.shorter("1m", WEEKS), 2) == ["4w", "3w"]
    assert said(steps.shorter("1m", MONTHS), 9) == ["0m"]
    assert steps.shorter("0d", WEEKS).most == 0


def test_durations_go_up_to_the_horizon() -> None:
    found = steps.longer("0d", WEEKS)
    assert (found.value(1), found.value(found.most)) == ("1w", "6w")
    assert said(steps.longer("3d", WEEKS), 2) == ["4d", "5d"]


def test_fractions_go_to_the_next_whole_number() -> None:
    assert said(steps.more(2.5), 2) == [3.0, 4.0]
    assert said(steps.less(2.5), 9) == [2.0, 1.0, 0.0]
    assert said(steps.whole_less(5, 3), 9) == [4, 3]


def test_money_goes_up_in_steps_of_its_fifth_digit() -> None:
    assert said(steps.money(5_400_000.0, 2), 2) == [5_400_100.0, 5_400_200.0]
    assert said(steps.money(8_000.0, 2), 2) == [8_000.1, 8_000.2]
    assert said(steps.money(8_000.0, 0), 2) == [8_001.0, 8_002.0]
    assert said(steps.money(0.5, 2), 1) == [0.51]


def test_dates_are_first_days_of_periods() -> None:
    days = steps.days_before(date(2027, 1, 20), date(2027, 1, 11), WEEKS)
    assert days == ["2027-01-18", "2027-01-11"]
    assert steps.days_after(date(2027, 2, 2), 0, WEEKS) == ["2027-02-08", "2027-02-15"]


@given(st.floats(0, 1))
def test_shares_move_by_a_tenth_of_a_percent_and_stay_shares(share: float) -> None:
    up, down = steps.share_up(share), steps.share_down(share)
    rising, falling = (
        [up.value(n) for n in range(1, up.most + 1)],
        [down.value(n) for n in range(1, down.most + 1)],
    )
    assert all(share < each <= 1 for each in rising if isinstance(each, float))
    assert all(share > each >= 0 for each in falling if isinstance(each, float))
    assert not rising or rising[-1] == 1.0
    assert not falling or falling[-1] == 0.0


def test_differences_in_words() -> None:
    assert apart("3w", "1w") == "2 weeks"
    assert apart("0d", "1w") == "1 week"
    assert apart("3m", "8w") == "about 5 weeks"
    assert count(2.25, "head") == "2.25 heads"
    assert on_day("2027-04-05") == "5 Apr 2027"
