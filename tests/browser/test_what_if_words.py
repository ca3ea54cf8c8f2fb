"""What stands in the fields of a change, and what plans cost by supplier."""

from __future__ import annotations

import json
from typing import Any

import pytest

from api.schemas.parts import Costs, Ledger
from api.schemas.variants import PlanProblem
from api.web.what_if.change import Change, NotSo, amount, duration, share, together, valid
from api.web.what_if.figures import heads_of, money_of
from api.web.what_if.spans import dates, spoken
from api.web.what_if.tables import signed
from scheduler.report.capacity import OWN, SHORT
from tests.api.planned import Planned, planned

__all__ = ["planned"]


@pytest.mark.parametrize(
    ("text", "found"), [("10", 0.1), ("+10 %", 0.1), ("-5,5", -0.055), ("−5", -0.05), ("0", 0.0)]
)
def test_percentages_as_people_write_them(text: str, found: float) -> None:
    assert share(text, "More by") == pytest.approx(found)


@pytest.mark.parametrize(
    ("text", "found"), [("6 weeks", "6w"), ("6w", "6w"), ("30 d", "30d"), ("2 months", "2m")]
)
def test_durations_as_people_write_them(text: str, found: str) -> None:
    assert duration(text, "Lead") == found


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: share("ten", "More by"),
        lambda: share("-101", "More by"),
        lambda: share("nan", "More by"),
        lambda: amount("-1", "At most"),
        lambda: amount("inf", "At most"),
        lambda: duration("soon", "Lead"),
        lambda: duration("6", "Lead"),
        lambda: duration("6.5 weeks", "Lead"),
        lambda: dates("5 April", ""),
        lambda: dates("4/5/2027", ""),
        lambda: dates("2027-05-01", "2027-04-01"),
    ],
)
def test_what_is_no_number_is_told(wrong: Any) -> None:
    with pytest.raises(NotSo):
        wrong()


def test_spans_in_words() -> None:
    assert spoken(dates("2027-04-05", "2027-10-04")) == " from 5 Apr 2027 to 4 Oct 2027"
    assert spoken(dates("5 Apr 2027", " 4 October 2027")) == " from 5 Apr 2027 to 4 Oct 2027"
    assert spoken(dates("", "")) == ""


def test_changes_from_an_address_have_the_shape_the_api_wants() -> None:
    good = [
        Change(part="work", body={"by": 0.1}, words="more"),
        Change(part="closed", body="Steady", words="x"),
    ]
    assert together(good) == {"work": [{"by": 0.1}], "closed": ["Steady"]}
    assert valid(good)
    assert not valid([Change(part="work", body={"by": "much"}, words="more")])
    assert not valid([Change(part="weather", body={}, words="rain")])


def test_differences_of_sums() -> None:
    assert [signed(each) for each in (1200.4, -300.0, 0.2, -0.4)] == ["+1,200", "−300", "0", "0"]


@pytest.mark.parametrize("pay", [True, False])
def test_money_by_supplier_adds_up_to_the_cost_and_heads_to_those_of_the_ledger(
    planned: Planned, pay: bool
) -> None:
    headers = None if pay else planned.blind
    read = {part: planned.get(part, headers=headers).text for part in ("costs", "ledger", "problem")}
    costs, problem = (
        Costs.model_validate_json(read["costs"]),
        PlanProblem.model_validate_json(read["problem"]),
    )
    ledger = Ledger.model_validate_json(read["ledger"])
    money = money_of(costs, problem)
    assert sum(money.values()) == pytest.approx(costs.cost, abs=0.05)
    assert set(money) <= {OWN, SHORT, *(each["key"] for each in problem.rate_card["vendors"])}
    heads = heads_of(ledger, problem)
    own = [sum(at) for at in zip(*(pool.heads for pool in ledger.pools.values()))]
    assert heads[OWN] == pytest.approx(own)
    vendors = {each["key"]: each["vendor"] for each in json.loads(read["problem"])["rate_card"]["offers"]}
    there = {vendors[key] for key, each in ledger.offers.items() if any(each.active)}
    assert set(heads) == {OWN} | there
