"""Intervals from two solves, and how they are read."""

from __future__ import annotations

from scheduler.explain.break_even.words import between_money
from scheduler.explain.interval import Interval
from scheduler.explain.prices.words import at_most, hours_between, money_between


def test_ends_are_rounded_away_from_each_other() -> None:
    assert Interval(low=9956.85, high=21762.1).outward(0) == Interval(low=9956.0, high=21763.0)
    assert Interval(low=-1.001, high=None).outward(2) == Interval(low=-1.01, high=None)
    assert Interval(low=21.23, high=21.24).outward(2) == Interval(low=21.23, high=21.24)


def test_no_sentence_is_narrower_than_its_interval() -> None:
    assert money_between(Interval(low=9956.85, high=21762.1)) == "9,956 to 21,763"
    assert money_between(Interval(low=1_239_999.0, high=1_240_001.0)) == "1.23 M to 1.25 M"
    assert hours_between(Interval(low=25.9458, high=35.7911)) == "25.94 to 35.80"
    assert between_money(Interval(low=1200.9, high=None)) == "at least 1,200"
    assert between_money(Interval(low=1200.9, high=1300.1)) == "between 1,200 and 1,301"
    assert at_most(8_373.2) == "8,374"


def test_which_side_an_interval_is_on() -> None:
    assert Interval(low=1.0, high=None).sign == 1
    assert Interval(low=-2.0, high=-1.0).sign == -1
    assert Interval(low=-1.0, high=2.0).sign == Interval(low=0.0, high=None).sign == 0
    assert Interval(low=0.0, high=0.0).nothing
    assert not Interval(low=0.0, high=None).nothing
