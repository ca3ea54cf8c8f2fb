"""What if: a plan's problem with other numbers, previewed in words and planned by real workers."""

from __future__ import annotations

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.store.plans import State
from api.store.store import Store
from api.store.tables import plans
from scheduler import Problem, solve
from tests.api import small
from tests.api.planned import Planned, impossible
from tests.api.test_why import Desk, desk

__all__ = ["desk"]
MORE = {"work": [{"workstream": "calls", "by": 0.1, "from": "2027-03-15"}]}
RATE = {"document": "rate_card", "table": "offers", "row": small.OFFER, "field": "rate", "value": 30.0}


def preview(desk: Desk, changes: Any, **more: Any) -> Any:
    return desk.post("preview", changes, **more)


def test_the_problem_is_what_the_plan_was_made_from(desk: Desk) -> None:
    found = desk.get("problem").json()
    assert Problem.model_validate_json(
        json.dumps({kind: found[kind] for kind in ("forecast", "workforce", "rate_card", "policy")})
    ) == Problem.model_validate_json(json.dumps(small.problem()))
    blind = desk.get("problem", headers=desk.blind).json()
    assert "salary" not in blind["workforce"]["pools"][0]
    assert (found["pay_shown"], blind["pay_shown"]) == (True, False)
    assert blind["rate_card"] == found["rate_card"]
    assert desk.get("problem", headers=desk.foreign).status_code == 404


def test_changes_are_said_in_words_and_nothing_is_stored(desk: Desk) -> None:
    found = preview(desk, {**MORE, "rates": [{"by": 0.5}], "closed": ["Steady"]}).json()
    assert found["valid"]
    texts = [each["text"] for each in found["inputs"]]
    assert "demand of calls +10.0 % from 15 Mar 2027" in texts
    assert any("rate 14 → 21" in each for each in texts), texts
    assert len(texts) > 2  # and what closes the vendor
    faulty = preview(desk, {"fields": [{**RATE, "field": "max_heads", "value": -1}]})
    assert (faulty.status_code, faulty.json()["errors"][0]["place"]) == (
        422,
        "rate_card#/offers/0/max_heads",
    )
    frozen = {"document": "policy", "field": "frozen_until", "value": "2027-02-01"}
    told = preview(desk, {"fields": [frozen]}).json()
    assert (told["valid"], len(told["faults"])) == (False, 1)
    assert desk.client.get("/v1/plans", params={"of": desk.plan}).json()["plans"] == []


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"work": [{"workstream": "nobody", "by": 0.1}]}, "work/0/workstream"),
        ({"work": [{"by": 0.1, "from": "2030-01-01"}]}, "work/0"),
        ({"surges": [{"workstream": "calls", "periods": 2}]}, "surges/0/workstream"),
        ({"rates": [{"vendor": "nobody", "by": 0.1}]}, "rates/0/vendor"),
        ({"closed": ["nobody"]}, "closed/0"),
        ({"fields": [{**RATE, "row": "nobody"}]}, "fields/0/row"),
        ({"fields": [{**RATE, "table": "weather"}]}, "fields/0/row"),
        ({"fields": [{**RATE, "field": "rate/0/value"}]}, "fields/0/field"),
        ({"fields": [{**RATE, "was": 99.0}]}, "fields/0/was"),
    ],
)
def test_what_is_not_there_is_not_changed(desk: Desk, changes: Any, place: str) -> None:
    answer = preview(desk, changes)
    assert (answer.status_code, answer.json()["errors"][0]["place"]) == (422, f"body#/changes/{place}")


def test_a_plan_with_other_numbers_is_a_plan_of_the_series(desk: Desk) -> None:
    changes = {**MORE, "fields": [{**RATE, "was": 14.0}]}
    body = {"name": "More calls, dearer agency", "changes": changes}
    made = desk.post("vary", body, params={"wait": 60}).json()
    assert (made["state"], made["series"]) == ("finished", small.SERIES)
    assert made["beside"] == {
        "of": desk.plan, "relation": "variant", "character": None, "as_of": None, "name": body["name"],
        "text": None,
    }  # fmt: skip
    by_hand = small.problem()
    stream = by_hand["forecast"]["workstreams"][0]
    stream["hours"] = [each * 1.1 if t >= 10 else each for t, each in enumerate(stream["hours"])]
    by_hand["rate_card"]["offers"][0]["rate"] = 30.0
    best = solve(Problem.model_validate_json(json.dumps(by_hand)), time_limit=20.0, gap=0.0).cost
    assert made["cost"] == pytest.approx(best, rel=0.01)
    told = desk.get(f"difference/{made['id']}").json()
    assert len(told["inputs"]) == 2
    assert desk.post("vary", body).json()["id"] == made["id"]
    assert desk.post("vary", {**body, "name": "Another name"}).json()["id"] != made["id"]
    nothing = desk.post("vary", {"name": "Nothing", "changes": {}})
    assert (nothing.status_code, nothing.json()["code"]) == (422, "nothing_changed")
    assert desk.post("vary", {**body, "name": " "}).status_code == 422


def test_a_key_stands_for_its_plan_when_the_plan_it_varies_is_gone(client: TestClient, store: Store) -> None:
    plan = client.post("/v1/plans", json=small.question(small.problem())).json()["id"]
    with store.scope("ours") as scope:
        scope.change(plans, plans.c.id == plan, state=State.CANCELLED)
    place, key = f"/v1/plans/{plan}:vary", {"Idempotency-Key": "monday"}
    body = {"name": "More calls", "changes": MORE}
    first = client.post(place, json=body, headers=key)
    assert first.status_code == 202, first.text
    with store.scope("ours") as scope:
        scope.remove(plans, plans.c.id == plan)
    assert client.post(place, json=body).status_code == 404
    again = client.post(place, json=body, headers=key)
    assert (again.status_code, again.json()["id"]) == (202, first.json()["id"])
    other = client.post(place, json={**body, "name": "Another name"}, headers=key)
    assert (other.status_code, other.json()["code"]) == (422, "key_reused")


def test_a_plan_carried_on_is_varied_with_what_was_decided(desk: Desk) -> None:
    on = desk.post("replan", {"as_of": "2027-02-15"}, params={"wait": 60}).json()
    made = desk.post(
        "vary", {"name": "Dearer", "changes": {"rates": [{"by": 0.2}]}}, on["id"], params={"wait": 60}
    )
    assert (made.status_code, made.json()["outcome"]) == (200, "optimal"), made.text
    assert desk.get("replan", made.json()["id"]).status_code == 409
    problems = [desk.get("problem", each).json() for each in (on["id"], made.json()["id"])]
    assert problems[0]["workforce"] == problems[1]["workforce"]
    assert desk.get("problem", on["id"], headers=desk.blind).json()["policy"].get("budget") is None


def test_who_sees_no_pay_changes_none_and_learns_none(planned: Planned) -> None:
    pay = {"document": "workforce", "table": "pools", "row": "seniors", "field": "salary", "value": 47000.0}
    for field, value in (("salary", 47000.0), ("overheads", []), ("idle_cost", 1.0)):
        body = {"fields": [{**pay, "field": field, "value": value}]}
        answer = planned.client.post(f"/v1/plans/{planned.first}:preview", json=body, headers=planned.blind)
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "pay_not_yours")
        assert "47000" not in answer.text
    lead = {"fields": [{**pay, "field": "headcount", "value": 3.0}]}
    told = planned.client.post(f"/v1/plans/{planned.first}:preview", json=lead, headers=planned.blind).json()
    assert [each["text"] for each in told["inputs"]] == ["seniors headcount 2 → 3"]


def test_where_there_is_no_plan_the_problem_is_varied_as_well(planned: Planned) -> None:
    work = impossible()["forecast"]["workstreams"]
    changes = {
        "fields": [{"document": "policy", "field": "strict", "value": False}],
        "work": [{"workstream": work[0]["key"], "by": -0.5}],
    }
    answer = planned.client.post(
        f"/v1/plans/{planned.none}:vary", json={"name": "Half of it", "changes": changes}
    )
    assert (answer.status_code, answer.json()["state"]) == (202, "queued")
    open_one = {"name": "Half", "changes": changes}
    early = planned.client.post(f"/v1/plans/{planned.open}:vary", json=open_one)
    assert (early.status_code, early.json()["code"]) == (409, "plan_open")
