"""A plan as its report tells it, and how its search went."""

from __future__ import annotations

from html import unescape

import pytest

from api.store import plans, traces
from tests.api.planned import SERIES, TEAM, VENDOR, Planned
from tests.api.running.test_events import queued


def test_the_headline_is_that_of_the_report(planned: Planned) -> None:
    found, report = planned.get("summary").json(), unescape(planned.get("report").text)
    assert f"<h1>{found['headline']}</h1>" in report
    state = planned.client.get(f"/v1/plans/{planned.first}").json()
    assert (found["cost"], found["bound"], found["gap"]) == (state["cost"], state["bound"], state["gap"])
    assert found["vendors"] == [VENDOR, "Prime"]


def test_what_makes_up_the_cost_adds_up_and_shows_what_quotes_hide(planned: Planned) -> None:
    whole, blind = (planned.get("summary", headers=who).json() for who in ({}, planned.blind))
    for found in (whole, blind):
        assert sum(step["amount"] for step in found["steps"]) == pytest.approx(found["cost"], abs=0.01)
    by_kind = {row["kind"]: row["total"] for row in planned.get("costs").json()["months"]["rows"]}
    steps = {step["name"]: step for step in whole["steps"]}
    assert steps["onboarding"]["amount"] == by_kind["onboarding"]
    assert steps["onboarding"]["hidden"]
    contract = steps["contract hours that deliver"], steps["paid hours that deliver nothing"]
    assert sum(step["amount"] for step in contract) == pytest.approx(by_kind["contract"])
    own = [step for step in blind["steps"] if step["group"] == "own people"]
    assert [step["amount"] for step in own] == [planned.get("costs").json()["in_house"]]
    assert (blind["cash"], blind["penalties"]) == (None, None)


def test_few_people_have_no_sum(planned: Planned) -> None:
    found = planned.get("summary", planned.few, headers=planned.blind).json()
    assert (found["cost"], found["bound"], found["gap"], found["steps"]) == (None, None, None, [])
    assert found["note"]


def test_decisions_hold_all_actions_and_what_they_cost(planned: Planned) -> None:
    found, actions = planned.get("summary").json()["decisions"], planned.get("actions").json()["actions"]
    decided = {identity for each in found for identity in each["ids"]}
    assert decided == {action["id"] for action in actions if action["kind"] != "hours"}
    begun = [each for each in found if each["kind"] not in ("end_contract", "take_over")]
    assert sum(each["cost"] for each in begun) == pytest.approx(sum(each["cost"] for each in actions))
    blind = planned.get("summary", headers=planned.blind).json()["decisions"]
    assert {each["cost"] is None for each in blind if each["who"] == TEAM} == {True}


def test_capacity_is_what_the_ledger_delivers(planned: Planned) -> None:
    found, ledger = planned.get("capacity").json(), planned.get("ledger").json()
    periods = range(len(found["demand"]))
    works = ledger["workstreams"].values()
    for t in periods:
        supplied = sum(each["hours"][t] for each in found["supply"])
        assert supplied == pytest.approx(sum(work["delivered"][t] for work in works), abs=0.01)
        assert found["demand"][t] == pytest.approx(sum(work["demand"][t] for work in works), abs=0.01)
    alone = planned.client.get(f"/v1/plans/{planned.first}/capacity", params={"skill": "phone"}).json()
    assert alone["supply"] == found["supply"]  # there is no other skill
    unknown = planned.client.get(f"/v1/plans/{planned.first}/capacity", params={"skill": "chess"})
    assert unknown.status_code == 404


def test_a_search_is_told_from_its_beginning_on(planned: Planned) -> None:
    plan = queued(planned)
    waiting = planned.get("progress", plan).json()
    assert (waiting["state"], waiting["points"], waiting["elapsed"]) == ("queued", [], None)
    assert waiting["workers"] == 0
    with planned.store.scope("ours") as scope:
        plans.begin(scope, plan, "worker")
        traces.begin(scope, plan)
        for point in ((0.5, None, None), (1.0, 120.0, 90.0), (1.5, 120.0, 90.0), (2.0, 100.0, 95.0)):
            traces.note(scope, plan, point)
    found = planned.get("progress", plan).json()
    assert found["points"] == [
        {"seconds": 1.0, "cost": 120.0, "bound": 90.0},
        {"seconds": 2.0, "cost": 100.0, "bound": 95.0},
    ]
    assert found["elapsed"] >= 0
    with planned.store.scope("ours") as scope:
        plans.fail(scope, plan, plans.State.CANCELLED, None)


def test_plans_before_a_plan_are_counted(planned: Planned) -> None:
    waiting = planned.client.get("/v1/plans", params={"state": "queued"}).json()["plans"]
    first, second = queued(planned), queued(planned)
    ahead = [planned.get("progress", plan).json()["ahead"] for plan in (first, second)]
    assert ahead == [len(waiting), len(waiting) + 1]
    assert waiting  # by whoever nobody solves
    with planned.store.scope("ours") as scope:
        for plan in (first, second):
            plans.fail(scope, plan, plans.State.CANCELLED, None)


def test_few_people_have_no_points(planned: Planned) -> None:
    plan = queued(planned, few=True)
    with planned.store.scope("ours") as scope:
        traces.note(scope, plan, (1.0, 120.0, 90.0))
    assert planned.get("progress", plan, headers=planned.blind).json()["points"] == []
    assert len(planned.get("progress", plan).json()["points"]) == 1
    with planned.store.scope("ours") as scope:
        plans.fail(scope, plan, plans.State.CANCELLED, None)


def test_long_searches_are_thinned_in_their_older_half() -> None:
    points: list[traces.Point] = []
    for each in range(1000):
        points = traces.thinned([*points, (float(each), 100.0 - each / 20, 1.0)])
    assert len(points) <= traces.MOST
    assert points[0][0] == 0.0
    assert [point[0] for point in points[-20:]] == [float(each) for each in range(980, 1000)]


def test_one_plan_of_a_series_is_acted_upon(planned: Planned) -> None:
    for plan in (planned.first, planned.second):
        planned.client.post(f"/v1/plans/{plan}:adopt")
    found = planned.client.get("/v1/plans", params={"adopted": True, "series": SERIES}).json()["plans"]
    assert [plan["id"] for plan in found] == [planned.second]
