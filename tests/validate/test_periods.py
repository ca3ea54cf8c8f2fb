"""The conversion of durations, dates and spans into periods, as it is printed."""

from __future__ import annotations

import json

from scheduler.problem import Problem
from scheduler.validate import Conversion, explain_conversion
from tests.files.plain import document
from tests.validate.judge import Change
from tests.validate.test_faults import calendar, offer, pool, several


def explained(change: Change) -> dict[str, Conversion]:
    data = document()
    change(data)
    rows = explain_conversion(Problem.model_validate_json(json.dumps(data)))
    return {row.place: row for row in rows}


def test_durations_are_counted_in_periods_and_rounded_up() -> None:
    """A lead of 10 days from 4 January ends on the 14th; the next Monday is the 18th, the third."""
    rows = explained(offer(lead="10d", min_term="3m"))
    lead = rows["rate_card#/offers/0/lead"]
    assert (lead.given, lead.rounded) == ("lead 10d", True)
    assert lead.counted == "2 weeks; first possible in period 3, from 18 Jan 2027"
    # 3 months are 3 · 52/12 = 13 weeks
    assert rows["rate_card#/offers/0/min_term"] == Conversion(
        "rate_card#/offers/0/min_term", "min_term 3m", "13 weeks", False
    )


def test_spans_dates_and_tables_are_counted() -> None:
    rows = explained(
        several(
            calendar(unit="month"),
            pool(salary=[{"value": 1}, {"from": "2027-02-04", "value": 2}], per="year"),
            pool(hire={"ramp": {"step": "week", "values": [0, 0]}}, attrition_by_age={"values": [0.5]}),
            offer(start_from="2030-01-01"),
        )
    )
    assert rows["forecast#/calendar"].counted.startswith("periods 1 to 4, the last from 4 Apr 2027")
    assert rows["workforce#/pools/0/salary/1/from"].counted == "period 2, from 4 Feb 2027"
    assert rows["workforce#/pools/0/per"].counted == "0.0833333 years in a month"
    # two weeks of nothing in a month of 52/12 weeks: 1 − 2·12/52 = 53.8 % of it
    assert rows["workforce#/pools/0/hire/ramp"].counted == "by period: 53.8%, then 100.0%"
    assert rows["workforce#/pools/0/attrition_by_age"].counted == "then the team's own attrition"
    assert rows["rate_card#/offers/0/start_from"].counted == "after the last period (4 May 2027)"
