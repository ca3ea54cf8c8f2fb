"""Intervals from two solves, and how they are read."""

from __future__ import annotations

from scheduler.explain.interval import Interval
from scheduler.explain.sums import an_hour, between, no_less, no_more


def test_ends_are_rounded_away_from_each_other() -> None:
    assert Interval(low=9956.85, high=21762.1).outward(0) == Interval(low=9956.0, high=21763.0)
    assert Interval(low=-1.001, high=None).outward(2) == Interval(low=-1.01, high=None)
    assert Interval(low=21.23, high=21.24).outward(2) == Interval(low=21.23, high=21.24)


def test_no_sentence_is_narrower_than_its_interval() -> None:
    assert between(Interval(low=9956.85, high=21762.1)) == "9,956 to 21,763"
    assert between(Interval(low=1_239_999.0, high=1_240_000.5)) == "1,239,999 to 1,240,001"
    assert between(Interval(low=25.9458, high=135.7)) == "25.94 to 136"
    assert between(Interval(low=1200.9, high=None)) == "at least 1,200"
    assert between(Interval(low=-1200.9, high=-1200.1)) == "-1,201 to -1,200"
    assert between(Interval(low=38.4, high=38.4)) == "38.40"
    assert an_hour(Interval(low=125.9458, high=135.7911)) == "125.94 to 135.80"
    assert (no_less(8_373.9), no_more(8_373.2)) == ("8,373", "8,374")


def test_which_side_an_interval_is_on() -> None:
    assert Interval(low=1.0, high=None).sign == 1
    assert Interval(low=-2.0, high=-1.0).sign == -1
    assert Interval(low=-1.0, high=2.0).sign == Interval(low=0.0, high=None).sign == 0
    assert Interval(low=0.0, high=0.0).nothing
    assert not Interval(low=0.0, high=None).nothing
