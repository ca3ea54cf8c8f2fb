from datetime import date

import pytest

from scheduler.words import (
    counted,
    day,
    duration,
    exact,
    listed,
    money,
    number,
    percent,
    percent_at_most,
    period,
    plain,
    rate,
    share,
    sum_of,
    undone,
)  # fmt: skip


@pytest.mark.parametrize(
    ("amount", "shown"),
    [
        (5_454_000, "5.45 M"),
        (999_500, "1.00 M"),
        (999_499, "999,499"),
        (38.4, "38.40"),
        (60, "60"),
        (-2500.4, "-2,500"),
    ],
)
def test_money_is_short(amount: float, shown: str) -> None:
    assert money(amount) == shown


def test_a_share_just_below_one_is_never_shown_as_all() -> None:
    assert percent(0.99999) == "99.9 %"
    assert percent(1.0) == "100 %"
    assert percent(0.9989) == "99.8 %"


def test_no_supply_at_all_is_none() -> None:
    assert percent(-1e-17) == "0 %"
    assert undone(1.0) == "100 %"
    assert (percent(1 - 28 / 2044), undone(28 / 2044)) == ("98.6 %", "1.4 %")


def test_at_most_is_rounded_up() -> None:
    assert percent_at_most(0.0010051) == "0.11 %"
    assert percent_at_most(0.0123) == "1.3 %"
    assert percent_at_most(0.0) == "0.00 %"


def test_dates_heads_and_lists() -> None:
    assert day(date(2027, 4, 5), 2027) == "5 Apr"
    assert day(date(2028, 4, 5), 2027) == "5 Apr 2028"
    assert (number(29.0), number(2.5), number(1234.5)) == ("29", "2.5", "1,234")
    assert listed("abc") == "a, b and c"
    assert listed(["a"]) == "a"
    assert listed("abcdefg") == "a, b, c, d and 3 more"


def test_control_characters_do_not_reach_a_terminal() -> None:
    assert plain("red\x1b[31m\u202ename\n") == "red\ufffd[31m\ufffdname\ufffd"


def test_a_noun_is_as_the_number_shown_wants_it() -> None:
    assert [counted(amount, "head") for amount in (0, 1, 0.97, 1.5, 2)] == [
        "0 heads", "1 head", "1 head", "1.5 heads", "2 heads",
    ]  # fmt: skip
    assert counted(1, "head", "more") == "1 head more"
    assert counted(1200, "hour", "of overtime") == "1,200 hours of overtime"
    assert (duration("1w"), duration("2m"), duration("0d")) == ("1 week", "2 months", "0 days")


def test_periods_go_by_what_they_are() -> None:
    first = date(2027, 4, 5)
    assert (period("week", first), period("month", first)) == ("the week of 5 Apr 2027", "Apr 2027")
    assert (period("quarter", first), period("year", first)) == ("the quarter of 5 Apr 2027", "2027")


def test_what_the_input_says_is_shown_as_it_is() -> None:
    assert (exact(4.0), exact(2.25), share(0.125), share(1.0)) == ("4", "2.25", "12.5 %", "100 %")
    assert (sum_of(5_454_000.0), sum_of(38.4), sum_of(60.0)) == ("5,454,000", "38.40", "60")


def test_nothing_is_never_less_than_nothing() -> None:
    assert (rate(-0.001), number(-0.01)) == ("0.00", "0")
