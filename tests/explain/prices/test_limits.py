"""Limits a step looser: durations in every unit, values over time, shares at their ends."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.explain.prices.limit import in_words, more, shorter, sooner
from scheduler.explain.prices.limits import limits
from scheduler.problem.base import Dated, HeadsPer
from scheduler.problem.timeline import Timeline, add_duration
from tests.explain.prices.asked import bought_only, content_of, edited, own_only, read

DURATIONS = st.builds(lambda count, letter: f"{count}{letter}", st.integers(1, 40), st.sampled_from("dwmy"))
DAYS = st.dates(date(2026, 1, 1), date(2029, 12, 31))


@pytest.mark.parametrize(
    ("lead", "weeks", "wanted"),
    [
        ("6w", 1, "5w"), ("6w", 5, "1w"), ("1w", 1, "0w"), ("1w", 2, None), ("10d", 1, "3d"),
        ("3d", 1, "0d"), ("3d", 2, None), ("10d", 2, "0d"),
        ("1m", 1, "24d"),  # from 29 March to 29 April are 31 days
        ("1y", 1, "359d"),  # from 29 March 2027 to 29 March 2028 are 366
    ],
)  # fmt: skip
def test_a_lead_some_weeks_sooner(lead: str, weeks: int, wanted: str | None) -> None:
    assert sooner(read(own_only([1])), lead, weeks) == wanted


@pytest.mark.parametrize(
    ("notice", "weeks", "wanted"),
    [
        ("4w", 1, "3w"),
        ("30d", 2, "16d"),
        ("3m", 1, "84d"),
        ("1m", 1, "23d"),
        ("1y", 1, "357d"),
        ("5d", 2, None),
    ],
)
def test_a_notice_some_weeks_shorter(notice: str, weeks: int, wanted: str | None) -> None:
    # three months are 13 weeks of 7 days, one month 52/12 weeks, 30.3 days, a year 52 weeks
    assert shorter(notice, weeks) == wanted


@given(lead=DURATIONS, weeks=st.integers(1, 4), today=DAYS)
def test_a_lead_ends_so_many_weeks_sooner_or_today(lead: str, weeks: int, today: date) -> None:
    content = own_only([1])
    content["forecast"]["calendar"] |= {"start": str(today), "as_of": str(today)}
    found = sooner(read(content), lead, weeks)
    ends = add_duration(today, lead)
    if found is None:
        assert ends - timedelta(weeks=weeks - 1) <= today
    else:
        assert add_duration(today, found) == max(today, ends - timedelta(weeks=weeks))


@given(notice=DURATIONS, weeks=st.integers(1, 4), unit=st.sampled_from(["week", "month", "quarter", "year"]))
def test_a_shorter_notice_is_never_longer_in_periods(notice: str, weeks: int, unit: str) -> None:
    found = shorter(notice, weeks)
    content = edited(own_only([1]), "forecast", "calendar", "unit", to=unit)
    timeline = Timeline(read(content).forecast.calendar)
    if found is not None:
        assert timeline.length(found) <= timeline.length(notice)
    if found is not None and unit == "week" and not found.startswith("0"):
        assert timeline.length(found) == timeline.length(notice) - weeks


def test_values_over_time_rise_where_they_can() -> None:
    steps = (Dated[float](value=0.5), Dated[float].model_validate({"from": date(2027, 6, 1), "value": 1.0}))
    raised = more(steps, 0.01, 1.0)
    assert isinstance(raised, tuple)
    assert [each.value for each in raised] == [0.51, 1.0]
    assert raised[1].since == date(2027, 6, 1)
    assert more((Dated[float](value=1.0),), 0.01, 1.0) is None
    assert more(0.995, 0.01, 1.0) == 1.0


def test_limits_in_words() -> None:
    assert in_words(HeadsPer(heads=6.0, per="month")) == "6 a month"
    steps = (Dated[float](value=2.0), Dated[float].model_validate({"from": date(2027, 6, 1), "value": 4.0}))
    assert in_words(steps) == "2, 4 from 1 Jun 2027"


def places(content: dict[str, Any]) -> list[str]:
    return list(limits(read(content)))


def test_what_has_no_limit_is_not_asked_about() -> None:
    assert places(own_only([1])) == []
    assert places(bought_only([1])) == []
    full = edited(own_only([1]), "forecast", "workstreams", 0, "max_contractor_share", to=1.0)
    assert places(full) == []


def test_every_limit_is_found_at_its_place_and_reads_back_there() -> None:
    content = bought_only([1], max_heads=0, lead="2w", notice="3d", max_starts={"heads": 2, "per": "week"})
    content["rate_card"]["vendors"][0] |= {"max_heads": [{"value": 4}], "max_share": 0.5}
    hire = {"lead": "1m", "max": {"heads": 1, "per": "quarter"}, "max_total": 3}
    release = {"notice": "1w", "max_of_present": 1}
    content["workforce"] = own_only([1], hire=hire, release=release, max_headcount=12)["workforce"]
    content["forecast"]["workstreams"][0]["max_contractor_share"] = 0.25
    content["policy"] = {
        "max_headcount": 11, "max_total_heads": 20, "max_hires": 2, "max_vendors": 1,
        "max_contractor_share": [{"share": 0.4}], "max_vendor_share": [{"share": 0.3, "vendor": "Acme"}],
        "min_inhouse_share": [{"share": 0.005}],
    }  # fmt: skip
    wanted = {
        "rate_card/vendors/Acme/max_heads": [{"value": 5.0}],
        "rate_card/vendors/Acme/max_share": 0.51,
        "rate_card/offers/desk/max_heads": 1.0,
        "rate_card/offers/desk/max_starts": {"heads": 3.0, "per": "week"},
        "rate_card/offers/desk/lead": "1w",
        "rate_card/offers/desk/notice": "0d",
        "workforce/pools/team/hire/lead": "24d",
        "workforce/pools/team/hire/max": {"heads": 2.0, "per": "quarter"},
        "workforce/pools/team/hire/max_total": 4.0,
        "workforce/pools/team/release/notice": "0w",
        "workforce/pools/team/max_headcount": 13.0,
        "forecast/workstreams/calls/max_contractor_share": 0.26,
        "policy/max_headcount": 12.0,
        "policy/max_total_heads": 21.0,
        "policy/max_hires": 3.0,
        "policy/max_vendors": 2,
        "policy/max_contractor_share/0": 0.41,
        "policy/max_vendor_share/0": 0.31,
        "policy/min_inhouse_share/0": 0.0,
    }
    found = limits(read(content))
    assert set(found) == set(wanted)
    for place, value in wanted.items():
        by_hand = content_of(read(content))
        there: Any = by_hand
        *path, last = [int(step) if step.isdigit() else step for step in place.split("/")]
        for step in path:
            there = there[step] if isinstance(there, dict) or isinstance(step, int) else _row(there, step)
        if isinstance(last, int):
            there[last]["share"] = value
        else:
            there[last] = value if not isinstance(value, list) else [{"from": None, **value[0]}]
        edit = found[place].edit(1)
        assert edit is not None
        assert edit[0] == read(by_hand), place


def _row(rows: list[dict[str, Any]], key: Any) -> dict[str, Any]:
    return next(row for row in rows if row["key"] == key)
