"""Judged and not stored: requests for plans, and anybody's plans."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest

from api.store.plans import result_of
from tests.api.planned import TEAM, Planned, changed, question

KEY = "hr-emea"


@pytest.fixture(scope="module")
def stored(planned: Planned) -> Planned:
    """The workforce under a key as well."""
    answer = planned.client.put(f"/v1/workforces/{KEY}", json=question()["workforce"])
    assert answer.status_code == 201, answer.text
    return planned


def by_key(asked: dict[str, Any]) -> dict[str, Any]:
    return {**asked, "workforce": KEY}


def validate(planned: Planned, asked: Any, headers: dict[str, str] | None = None) -> Any:
    return planned.client.post("/v1/plans:validate", json=asked, headers=headers or {})


def check(planned: Planned, asked: Any, headers: dict[str, str] | None = None) -> Any:
    return planned.client.post("/v1/plans:check", json=asked, headers=headers or {})


def a_plan(planned: Planned) -> dict[str, Any]:
    """The question with the plan that answers it."""
    with planned.store.reading("ours") as scope:
        text = result_of(scope, planned.first)
    assert text is not None
    asked = question()
    documents = {name: asked[name] for name in ("forecast", "workforce", "rate_card")}
    return {**documents, "plan": json.loads(text)["plan"]}


def test_a_valid_request(stored: Planned) -> None:
    before = stored.client.get("/v1/plans").json()
    answer = validate(stored, by_key(question()))
    assert answer.status_code == 200
    found = answer.json()
    assert (found["valid"], found["faults"]) == (True, [])
    assert {"shortage_cost", "turnover"} <= {each["code"] for each in found["assumptions"]}
    assert stored.client.get("/v1/plans").json() == before


def test_all_that_is_wrong_at_once(stored: Planned) -> None:
    asked = question()
    asked["rate_card"]["offers"][0]["vendor"] = "Nobody"
    asked["forecast"]["calendar"]["time_zone"] = "Mars/Olympus"
    found = validate(stored, asked).json()
    assert found["valid"] is False
    places = {each["place"] for each in found["faults"]}
    assert {"rate_card#/offers/0/vendor", "forecast#/calendar/time_zone"} <= places
    assert all(each["fix"] for each in found["faults"])


def test_bad_bodies_are_no_judgement(stored: Planned) -> None:
    for ask in (validate, check):
        assert ask(stored, {"series": "a"}).status_code == 422
        assert ask(stored, []).json()["code"] == "validation_failed"
        unknown = (
            {**a_plan(stored), "forecast": "nothing"}
            if ask is check
            else question() | {"forecast": "nothing"}
        )
        assert ask(stored, unknown).status_code == 404
    wrong = a_plan(stored)
    wrong["plan"]["cost"] = "much"
    answer = check(stored, wrong)
    assert (answer.status_code, answer.json()["errors"][0]["place"]) == (422, "body#/plan/cost")


def test_documents_that_are_not_ours(stored: Planned) -> None:
    assert validate(stored, by_key(question()), stored.foreign).status_code == 404


def test_assumed_prices_of_pay_are_not_told(stored: Planned) -> None:
    whole = validate(stored, by_key(question())).json()
    seen = validate(stored, by_key(question()), stored.blind).json()
    assert "534" in json.dumps(whole["assumptions"])
    assert "534" not in json.dumps(seen)
    assert [each["code"] for each in seen["assumptions"]] == [each["code"] for each in whole["assumptions"]]
    # pay that came with the question is known to whoever asks
    assert validate(stored, question(), stored.blind).json() == validate(stored, question()).json()


def test_no_warning_tells_where_pay_lies(stored: Planned) -> None:
    asked = by_key(question())
    asked["forecast"]["workstreams"][0]["shortage_cost"] = 1.0
    codes = {each["code"] for each in validate(stored, asked).json()["warnings"]}
    assert "cheap_shortage" in codes
    assert "cheap_shortage" not in validate(stored, asked, stored.blind).text


def test_a_plan_that_passes(stored: Planned) -> None:
    found = check(stored, a_plan(stored)).json()
    assert found == {"passed": True, "rules": 41, "pay_judged": True, "violations": [], "more": 0}


def tampered(planned: Planned) -> dict[str, Any]:
    """Too many heads of a contract, a wrong line of pay, a wrong line of a contract, a wrong sum."""
    asked = a_plan(planned)
    plan = asked["plan"]
    offer = plan["offers"]["phone, 40 h"]
    offer["active"][4] += 5
    for kind in ("salary", "contract"):
        next(line for line in plan["costs"] if line["kind"] == kind)["amounts"][0] += 100.0
    plan["cost"] += 1
    return asked


def test_a_plan_that_breaks_rules(stored: Planned) -> None:
    answer = check(stored, tampered(stored))
    assert answer.status_code == 200
    found = answer.json()
    assert found["passed"] is False
    broken = {(each["rule"], each["owner"], each["period"]) for each in found["violations"]}
    assert ("contract_limits", "phone, 40 h", 4) in broken
    assert ("salary", TEAM, 0) in broken
    assert ("contract", "phone, 40 h", 0) in broken
    assert {"cost_sum"} <= {each["rule"] for each in found["violations"]}
    assert next(e for e in found["violations"] if e["period"] == 4)["first_day"] == "2027-05-01"


def test_without_pay_its_lines_are_not_judged(stored: Planned) -> None:
    asked = by_key(tampered(stored))
    found = check(stored, asked, stored.blind).json()
    assert found["pay_judged"] is False
    rules = {each["rule"] for each in found["violations"]}
    assert {"contract_limits", "contract", "cost_sum"} <= rules
    assert not rules & {"salary", "on_cost", "pool_overhead", "hiring", "overtime", "release", "cost_lines"}
    assert check(stored, by_key(a_plan(stored)), stored.blind).json()["passed"]
    # whatever a line of pay says, the verdict is the same: nobody finds the right one by trying
    for amount in (0.0, 20_000.0, 99_999.0):
        other = copy.deepcopy(asked)
        next(line for line in other["plan"]["costs"] if line["kind"] == "salary")["amounts"][1] = amount
        tried = check(stored, other, stored.blind).json()
        kept = [each for each in tried["violations"] if each["rule"] != "cost_sum"]
        assert kept == [each for each in found["violations"] if each["rule"] != "cost_sum"]
    # pay that came with the plan is known to whoever asks
    assert check(stored, tampered(stored), stored.blind).json()["pay_judged"]


def test_a_plan_of_another_problem(stored: Planned) -> None:
    asked = a_plan(stored)
    asked["forecast"]["calendar"]["periods"] = 7
    for work in asked["forecast"]["workstreams"]:
        if isinstance(work["hours"], list):
            work["hours"] = work["hours"][:7]
    found = check(stored, asked).json()
    assert {each["rule"] for each in found["violations"]} == {"shape"}
    assert found["passed"] is False


def test_faults_of_the_problem_come_first(stored: Planned) -> None:
    asked = {**a_plan(stored), "forecast": changed()["forecast"]}
    asked["forecast"]["calendar"]["time_zone"] = "Mars/Olympus"
    answer = check(stored, asked)
    assert (answer.status_code, answer.json()["code"]) == (422, "validation_failed")
