"""One document by itself: what is said of it holds in every problem that it is part of."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings

import fixtures
from scheduler.problem import Problem
from scheduler.validate import Findings, validate, validate_alone
from tests.files.plain import document
from tests.strategies import problems
from tests.validate.judge import Change
from tests.validate.test_faults import FAULTS, K, P, W, calendar, offer, policy, pool, vendor, work

DOCUMENTS = ("forecast", "workforce", "rate_card", "policy")


def problem(*changes: Change) -> Problem:
    data = document()
    for change in changes:
        change(data)
    return Problem.model_validate_json(json.dumps(data))


def alone(whole: Problem) -> dict[str, Findings]:
    return {name: validate_alone(getattr(whole, name)) for name in DOCUMENTS}


@pytest.mark.parametrize(("code", "change", "place"), FAULTS, ids=[f"{c} {p}" for c, _, p in FAULTS])
def test_a_fault_found_alone_is_one_of_the_whole(code: str, change: Change, place: str) -> None:
    found = [(fault.code, fault.place) for each in alone(problem(change)).values() for fault in each.faults]
    assert set(found) <= {(code, place)}
    assert len(found) == len(set(found))


SEEN_ALONE: list[tuple[Change, str]] = [
    (calendar(as_of="2027-01-05"), "forecast#/calendar/as_of"),
    (work(hours=[1, 2]), W + "hours"),
    (
        pool(salary=[{"from": "2027-02-01", "value": 1}, {"from": "2027-01-04", "value": 2}]),
        P + "salary/1/from",
    ),
    (pool(country="XX"), P + "country"),
    (pool(overtime={"max_share": 0.1}), P + "overtime"),
    (offer(vendor="Nobody"), K + "vendor"),
    (offer(aht_seconds=5), K + "aht_seconds"),
    (vendor(currency="EUX"), "rate_card#/vendors/0/currency"),
    (policy(exchange_rates={"EUX": 2}), "policy#/exchange_rates/EUX"),
    (policy(budget=[{"amount": 1, "from": "2027-02-01", "to": "2027-01-01"}]), "policy#/budget/0/to"),
]


@pytest.mark.parametrize(("change", "place"), SEEN_ALONE, ids=[place for _, place in SEEN_ALONE])
def test_what_a_document_says_wrong_by_itself_is_found(change: Change, place: str) -> None:
    found = alone(problem(change))[place.partition("#")[0]]
    assert [fault.place for fault in found.faults] == [place]


@pytest.mark.parametrize(
    "change",
    [
        pool(salary=[{"from": "2027-02-01", "value": 1}]),  # the forecast says when the plan starts
        offer(supervision={"chat": 1}),  # the workforce says who has which skill
        work(suppliers=["Nobody"]),
        policy(max_vendor_share=[{"share": 0.5, "vendor": "Nobody"}]),
    ],
)
def test_what_others_decide_is_left_to_the_whole(change: Change) -> None:
    whole = problem(change)
    assert validate(whole).faults
    assert not [fault for each in alone(whole).values() for fault in each.faults]


@pytest.mark.parametrize("name", fixtures.names())
def test_sound_documents_are_sound_alone_and_no_remark_is_made_that_the_whole_lacks(name: str) -> None:
    whole, apart = validate(fixtures.load(name)), alone(fixtures.load(name))
    assert not [fault for each in apart.values() for fault in each.faults]
    assert {notice for each in apart.values() for notice in each.warnings} <= set(whole.warnings)
    assert {notice for each in apart.values() for notice in each.assumptions} <= set(whole.assumptions)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(problems())
def test_nothing_is_said_alone_that_the_whole_does_not_say(whole: Problem) -> None:
    judged, apart = validate(whole), alone(whole)
    assert {fault for each in apart.values() for fault in each.faults} <= set(judged.faults)
    if not judged.faults:
        assert {notice for each in apart.values() for notice in each.warnings} <= set(judged.warnings)
        assert {notice for each in apart.values() for notice in each.assumptions} <= set(judged.assumptions)
