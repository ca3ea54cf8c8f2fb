"""Why a plan is as it is and what else could be done, over HTTP and worked out by real workers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.store.keys import Role
from api.store.store import Store
from scheduler import Problem, Result, solve
from scheduler.explain.asking import Explained
from scheduler.explain.explain import questions
from tests.api import small, worker
from tests.api.desks import bearer, two_tenants
from tests.browser.polling import until


@dataclass
class Desk:
    """A service with a worker, a plan of the desk that has ended, and keys as headers."""

    client: TestClient
    store: Store
    plan: str
    blind: dict[str, str]
    foreign: dict[str, str]

    def post(self, verb: str, body: Any = None, plan: str | None = None, **more: Any) -> Any:
        return self.client.post(f"/v1/plans/{plan or self.plan}:{verb}", json=body, **more)

    def get(self, part: str, plan: str | None = None, **more: Any) -> Any:
        return self.client.get(f"/v1/plans/{plan or self.plan}/{part}", **more)

    def ended(self, part: str, plan: str | None = None) -> dict[str, Any]:
        """A part once nothing of it is waited for."""
        return until(lambda: self.get(part, plan).json(), lambda found: found["state"] != "waiting")

    def audit(self, action: str) -> list[dict[str, Any]]:
        lines: list[dict[str, Any]] = self.client.get("/v1/audit?limit=200").json()["lines"]
        return [line for line in lines if (line["action"], line["subject"]) == (action, self.plan)]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with two_tenants(tmp_path_factory.mktemp("why")) as (settings, store):
        ours = bearer(store, "ours", Role.ADMIN, pay=True)
        blind = bearer(store, "ours", Role.PLANNER, pay=False)
        foreign = bearer(store, "theirs", Role.ADMIN, pay=True)
        with TestClient(create_app(settings), headers=ours) as client, worker.working(settings):
            asked = client.post("/v1/plans?wait=60", json=small.question(small.problem())).json()
            assert asked["outcome"] == "optimal", asked
            yield Desk(client, store, asked["id"], blind, foreign)


def test_nobody_asked_and_nothing_is_said(desk: Desk) -> None:
    found = desk.get("explanation").json()
    assert (found["state"], found["explanation"], found["open"]) == ("none", None, 0)


def test_an_explanation_is_filled_in_question_by_question(desk: Desk) -> None:
    asked = desk.post("explain", {"rooms": ["reasons", "vendors"], "seconds": 120.0})
    assert (asked.status_code, asked.json()["state"]) == (202, "waiting")
    assert desk.post("explain", {"rooms": ["vendors", "reasons"]}).json()["state"] in ("waiting", "finished")
    found = desk.ended("explanation")
    assert (found["state"], found["open"], found["withheld"], found["pay_shown"]) == ("finished", 0, [], True)
    told = found["explanation"]
    assert told["unanswered"] == []
    named = [each.name for each in questions(explained(), ("reasons",))]
    assert sorted(each["action"] for each in told["reasons"]) == sorted(named)
    assert [each["vendor"] for each in told["vendors"]] == ["Steady"]
    assert (told["prices"], told["break_even"], told["worth"], told["remedies"]) == ([], [], [], [])
    # without the vendor: the input edited here, and solved
    alone = small.problem()
    alone["rate_card"] = {}
    best = solve(Problem.model_validate_json(json.dumps(alone)), time_limit=20.0, gap=0.0).cost
    assert told["vendors"][0]["without"]["cost"] == pytest.approx(best, rel=0.01)
    # asked before in full: neither worked out again nor noted as another question
    assert len(desk.audit("plan.explanation")) == 1
    again = desk.post("explain", {"rooms": ["reasons", "vendors"]}).json()
    assert (again["state"], again["explanation"]) == ("finished", told)
    assert len(desk.audit("plan.explanation")) == 1


def test_a_single_question_joins_the_others(desk: Desk) -> None:
    desk.post("explain", {"rooms": ["reasons", "vendors"], "seconds": 120.0})
    before = desk.ended("explanation")["explanation"]
    asked = desk.post(
        "explain", {"questions": [{"room": "worth", "name": "rate_card/offers/agency agents/lead"}]}
    )
    assert asked.status_code == 202, asked.text
    found = desk.ended("explanation")["explanation"]
    assert [each["limit"] for each in found["worth"]] == ["rate_card/offers/agency agents/lead"]
    assert {**found, "worth": []} == before
    faulty = desk.post("explain", {"questions": [{"room": "reasons", "name": "hire/nobody/2027-01-04"}]})
    assert (faulty.status_code, faulty.json()["errors"][0]["place"]) == (422, "body#/questions/0/name")
    unknown = desk.post("explain", {"rooms": ["weather"]})
    assert (unknown.status_code, unknown.json()["code"]) == (422, "validation_failed")
    late = desk.post("explain", {"seconds": 3601.0})
    assert late.status_code == 422
    assert desk.post("explain", {"seconds": 601.0}).json()["errors"][0]["code"] == "out_of_range"


def test_there_is_no_plan_and_what_would_have_to_give_is_told(desk: Desk) -> None:
    needed = small.problem()
    needed["forecast"]["workstreams"][0]["hours"][0] = 400.0  # ten of eight heads, before anybody can come
    needed["policy"] = {"strict": True}
    plan = desk.client.post("/v1/plans?wait=60", json=small.question(needed)).json()
    assert plan["outcome"] == "infeasible"
    asked = desk.post("explain", {"seconds": 30.0}, plan["id"])
    assert asked.status_code == 202
    told = desk.ended("explanation", plan["id"])["explanation"]
    assert (told["cost"], told["reasons"], told["prices"]) == (None, [], [])
    assert told["remedies"], told["unanswered"]
    assert all(each["edits"] for each in told["remedies"])
    # nothing can be an alternative to no plan
    desk.post("alternatives", None, plan["id"])
    assert desk.ended("alternatives", plan["id"])["state"] == "none"


def test_alternatives_are_plans_of_the_series(desk: Desk) -> None:
    assert desk.get("alternatives").json()["state"] == "none"
    body = {"slack": 0.5, "characters": ["most in-house", "fewest changes"], "seconds": 20.0}
    assert desk.post("alternatives", body).status_code == 202
    found = desk.ended("alternatives")
    assert (found["state"], found["unanswered"]) == ("finished", [])
    plans = [each for each in found["alternatives"] if each["id"]]
    assert plans
    listed = desk.client.get("/v1/plans", params={"of": desk.plan, "series": small.SERIES}).json()["plans"]
    assert {each["id"] for each in listed} == {each["id"] for each in plans}
    cost = desk.client.get(f"/v1/plans/{desk.plan}").json()["cost"]
    for line in plans:
        state = desk.client.get(f"/v1/plans/{line['id']}").json()
        assert (state["state"], state["series"]) == ("finished", small.SERIES)
        assert state["beside"] == {
            "of": desk.plan, "relation": "alternative", "character": line["character"], "as_of": None,
            "name": None, "text": line["text"],
        }  # fmt: skip
        assert state["cost"] == line["cost"] == pytest.approx(cost + line["dearer"], abs=0.01)
        assert cost - 0.01 <= line["cost"] <= 1.5 * cost + 0.01
        assert desk.get("check", line["id"]).json()["check"] == "passed"
        assert desk.get("actions", line["id"]).json()["actions"] != desk.get("actions").json()["actions"]
        words = desk.get(f"difference/{line['id']}").json()
        assert words["sentences"]
        assert words["inputs"] == []
    desk.post("alternatives", body)
    assert len(desk.audit("plan.alternatives")) == 1
    # what is asked for anew is not answered by an alternative
    again = desk.client.post("/v1/plans", json=small.question(small.problem())).json()
    assert again["id"] == desk.plan
    assert desk.client.post(f"/v1/plans/{plans[0]['id']}:adopt").status_code == 200


def test_without_pay_no_sum_is_told(desk: Desk) -> None:
    desk.post("explain", {"rooms": ["reasons", "vendors", "break_even"], "seconds": 120.0})
    whole = desk.ended("explanation")["explanation"]
    seen = desk.get("explanation", headers=desk.blind).json()
    assert (seen["pay_shown"], seen["withheld"]) == (False, ["prices", "worth", "break_even"])
    told = seen["explanation"]
    assert whole["break_even"]
    assert (told["break_even"], told["prices"], told["worth"]) == ([], [], [])
    assert told["cost"] == whole["cost"]  # eight people: their sum is nobody's pay
    for mine, theirs in zip(told["reasons"], whole["reasons"], strict=True):
        assert (mine["dearer"], mine["other_cost"]) == (None, None)
        assert mine["text"] == theirs["text_without_pay"]
        assert mine["cost"] == (None if theirs["tells_pay"] else theirs["cost"])
    assert told["vendors"][0]["without"]["cost"] is None
    desk.post("alternatives", {"slack": 0.5, "characters": ["most in-house"], "seconds": 20.0})
    full = desk.ended("alternatives")["alternatives"]
    lines = desk.get("alternatives", headers=desk.blind).json()["alternatives"]
    assert [each["id"] for each in lines] == [each["id"] for each in full]
    assert {each["dearer"] for each in lines} == {None}
    for mine, theirs in zip(lines, full, strict=True):
        if mine["id"]:
            state = desk.client.get(f"/v1/plans/{mine['id']}", headers=desk.blind).json()
            assert (state["cost"], state["beside"]["text"]) == (mine["cost"], mine["text"])
            assert theirs["text"] != mine["text"]


def test_strangers_see_nothing(desk: Desk) -> None:
    for part in ("explanation", "alternatives", "replan", "actuals"):
        assert desk.get(part, headers=desk.foreign).status_code == 404
        assert desk.get(part, "plan_0").status_code == 404
    for verb in ("explain", "alternatives", "replan", "scorecard"):
        body = {"as_of": "2027-02-01"} if verb == "replan" else None
        assert desk.post(verb, body, headers=desk.foreign).status_code == 404


def explained() -> Explained:
    problem = Problem.model_validate_json(json.dumps(small.problem()))
    result: Result = solve(problem, time_limit=20.0, gap=0.0)
    return Explained(problem, result)
