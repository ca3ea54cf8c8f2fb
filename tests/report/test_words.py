from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.report.rounding import rounded, spread
from scheduler.report.words import day, listed, money, number, percent, percent_at_most, plain, undone


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


def test_the_largest_remainder_is_rounded_up() -> None:
    # 1/3 each of 1.00: 0.33 + 0.33 + 0.33 lacks a cent, which the first of equals gets
    assert spread([Fraction(1, 3)] * 3, 2) == [Decimal("0.34"), Decimal("0.33"), Decimal("0.33")]


@given(st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=40), st.sampled_from([0, 2, 3]))
def test_rounded_lines_add_up_and_none_is_off_by_a_unit(parts: list[int], digits: int) -> None:
    amounts = [Fraction(part, 997) for part in parts]
    shown = spread(amounts, digits)
    assert sum(shown) == rounded(sum(amounts, Fraction(0)), digits)
    assert all(abs(Fraction(a) - b) < Fraction(1, 10**digits) for a, b in zip(shown, amounts))
