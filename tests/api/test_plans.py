"""Plans over HTTP, on SQLite and PostgreSQL, and what becomes of them when a worker goes.

Workers that are killed on PostgreSQL: `test_kills`. What a worker does that stays: `test_solving`.
"""

from __future__ import annotations

import json
import signal
import time
from datetime import timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select

import fixtures
from api.app import create_app
from api.settings import Settings
from api.store import comparisons, plans
from api.store.keys import Role, add_key
from api.store.plans import State, Wanted
from api.store.store import Store, now
from api.store.tables import deliveries
from api.work.planning import Job, carry_out
from tests.api import small
from tests.api.side_by_side import at_once
from tests.api.things import PATHS
from tests.api.worker import start, working

PATIENCE = 60.0  # seconds
SMALL = "red-tomato"
ONCE = {"Idempotency-Key": "night"}
WANTED = Wanted("support", {}, {"time_limit": 9.0, "gap": 0.0, "seed": 0}, None, "f" * 64, "{}")


def question(name: str = SMALL, **effort: Any) -> dict[str, Any]:
    """A request that carries its documents."""
    problem = json.loads(fixtures.load(name).model_dump_json(by_alias=True))
    del problem["format"]
    return {"series": "support", **problem, "effort": {"time_limit": 20.0, **effort}}


def ended(client: TestClient, plan: str) -> dict[str, Any]:
    """The state of a plan once it has ended."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        found: dict[str, Any] = client.get(f"/v1/plans/{plan}").json()
        if found["state"] not in ("queued", "running"):
            return found
        time.sleep(0.1)
    raise AssertionError(f"{plan} has not ended")


@pytest.mark.slow
@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
def test_a_plan_whose_worker_is_killed_is_taken_up_by_another(client: TestClient, settings: Settings) -> None:
    first = start(settings)
    plan = client.post("/v1/plans", json=question("six-month-surge", gap=0.0, time_limit=3.0)).json()["id"]
    until = time.monotonic() + PATIENCE
    while client.get(f"/v1/plans/{plan}").json()["state"] == "queued" and time.monotonic() < until:
        time.sleep(0.1)
    first.kill()
    first.wait()
    assert client.get(f"/v1/plans/{plan}").json()["state"] == "running"
    with working(settings):
        assert ended(client, plan)["state"] == "finished"


@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
def test_a_worker_that_is_asked_to_end_leaves_at_once_what_it_has_begun(
    client: TestClient, settings: Settings
) -> None:
    first = start(settings)
    plan = client.post("/v1/plans", json=question("six-month-surge", gap=0.0, time_limit=90.0)).json()["id"]
    until = time.monotonic() + PATIENCE
    while client.get(f"/v1/plans/{plan}").json()["state"] == "queued" and time.monotonic() < until:
        time.sleep(0.1)
    begun = client.get(f"/v1/plans/{plan}").json()["started"]
    first.send_signal(signal.SIGTERM)
    assert first.wait(30.0) == 0  # long before the 90 s of the plan
    with working(settings):
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:  # what the first had found ended with it
            state = client.get(f"/v1/plans/{plan}").json()
            if state["started"] != begun and state["cost"] is not None:
                break
            time.sleep(0.1)
        client.post(f"/v1/plans/{plan}:stop")
        assert ended(client, plan)["state"] == "finished"


def test_fifty_equal_questions_at_once_are_one_plan(client: TestClient) -> None:
    found = list[tuple[int, str]]()

    def ask() -> None:
        answer = client.post("/v1/plans", json=question(), headers=ONCE)
        found.append((answer.status_code, answer.json()["id"]))

    at_once(50, ask)
    assert len(found) == 50
    assert len(set(found)) == 1
    other = client.post("/v1/plans", json=question(seed=3), headers=ONCE)
    assert (other.status_code, other.json()["code"]) == (422, "key_reused")


def test_the_earlier_plan_comes_back_in_each_series(client: TestClient) -> None:
    asked = ("qa", "qa", "qb", "qa", "qb", "qa")
    found = [(series, client.post("/v1/plans", json=question() | {"series": series})) for series in asked]
    assert {answer.status_code for _, answer in found} == {202}
    assert len({(series, answer.json()["id"]) for series, answer in found}) == 2
    assert all(answer.json()["series"] == series for series, answer in found)


def stored(client: TestClient) -> dict[str, Any]:
    """The desk's documents are put; a request that names them."""
    for kind, content in small.problem().items():
        assert client.put(f"/v1/{PATHS[kind]}/desk", json=content).status_code == 201
    return {"series": "desk", **dict.fromkeys(PATHS, "desk")}


def test_a_key_stands_for_its_plan_whatever_becomes_of_the_documents(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = stored(client)
    first = client.post("/v1/plans", json=asked, headers=ONCE)
    starter = {"recent_starters": [{"started": "2027-02-01", "heads": 1.0}]}  # after the calendar's start
    place = f"/v1/workforces/desk/pools/{small.POOL}"
    assert client.patch(place, json=starter, headers={"If-Match": "*"}).status_code in (200, 201)
    assert client.post("/v1/plans", json=asked).json()["errors"][0]["code"] == "not_started"
    again = [client.post("/v1/plans", json=asked, headers=ONCE)]
    assert client.post("/v1/forecasts/desk:purge").status_code == 204
    assert client.post("/v1/plans", json=asked).status_code == 404
    again.append(client.post("/v1/plans", json=asked, headers=ONCE))
    assert [(each.status_code, each.json()["id"]) for each in again] == [(202, first.json()["id"])] * 2
    other = client.post("/v1/plans", json=asked | {"series": "other"}, headers=ONCE)
    assert (other.status_code, other.json()["code"]) == (422, "key_reused")
    tomorrow = now() + timedelta(hours=25)
    monkeypatch.setattr(plans, "now", lambda: tomorrow)
    assert client.post("/v1/plans", json=asked, headers=ONCE).status_code == 404


def test_a_plan_that_waits_is_cancelled_at_once(client: TestClient, store: Store) -> None:
    hook = {"url": "https://ours.example/told", "events": ["plan.finished"]}
    assert client.post("/v1/webhooks", json=hook).status_code == 201
    plan = client.post("/v1/plans", json=question() | {"compare": True}).json()["id"]
    stopped = client.post(f"/v1/plans/{plan}:stop")
    assert (stopped.status_code, stopped.json()["state"], stopped.json()["error"]) == (202, "cancelled", None)
    assert stopped.json()["started"] is None
    assert stopped.json()["finished"] is not None
    assert client.post(f"/v1/plans/{plan}:stop").json() == stopped.json()
    assert carry_out(Job(store, "ours", plan, "late", 1)) is None  # its place in the queue comes up
    assert client.get(f"/v1/plans/{plan}").json() == stopped.json()
    with store.reading("ours") as scope:
        told = [each.body["data"] for each in scope.all(select(deliveries), deliveries)]
    assert told == [{"plan": plan, "state": "cancelled"}]
    assert "plan.stop" in {line["action"] for line in client.get("/v1/audit").json()["lines"]}
    progress = client.get(f"/v1/plans/{plan}/progress").json()
    assert (progress["state"], progress["elapsed"], progress["ahead"]) == ("cancelled", None, 0)
    assert "event: ended" in client.get(f"/v1/plans/{plan}/events").text
    with store.whole() as connection:  # whoever waits for it need not wait any more
        assert comparisons.take_due(connection, 10) == [("ours", plan)]
    assert client.post("/v1/plans", json=question()).json()["id"] != plan


def test_whoever_is_first_begins_a_plan_or_stops_it(store: Store) -> None:
    for _ in range(20):
        with store.scope("ours") as scope:
            plan = plans.submit(scope, WANTED, "me", None, "")[0]
        found = dict[str, bool]()

        def ask(name: str, plan: str = plan, found: dict[str, bool] = found) -> None:
            with store.scope("ours") as scope:
                if name == "begun":
                    found[name] = plans.begin(scope, plan, "worker")
                else:
                    found[name] = plans.ask_to_stop(scope, plan)

        names = iter(("begun", "cancelled"))
        at_once(2, lambda ask=ask, names=names: ask(next(names)))  # type: ignore[misc]
        with store.reading("ours") as scope:
            row = plans.plan(scope, plan)
        assert row is not None
        assert found["begun"] is not found["cancelled"]
        assert row.state == (State.RUNNING if found["begun"] else State.CANCELLED)
        assert row.stop_requested


def test_how_a_plan_without_a_result_ended_is_a_sentence(client: TestClient, store: Store) -> None:
    stopped, failed = (client.post("/v1/plans", json=question(seed=each)).json()["id"] for each in range(2))
    with store.scope("ours") as scope:
        plans.fail(scope, stopped, State.CANCELLED, None)
        plans.fail(scope, failed, State.FAILED, {"code": "solver_crashed"})
    for plan, words in ((stopped, "The plan was cancelled"), (failed, "The plan failed")):
        asked = client.get(f"/v1/plans/{plan}/summary"), client.post(f"/v1/plans/{plan}:explain")
        for answer in asked:
            assert (answer.status_code, answer.json()["code"]) == (409, "no_plan")
            assert answer.json()["detail"] == f"{words}: there is no result."


def test_strangers_and_those_who_may_not(client: TestClient, store: Store) -> None:
    plan = client.post("/v1/plans", json=question()).json()["id"]
    with store.scope("theirs") as scope:
        theirs = add_key(scope, "theirs", [Role.ADMIN], pay=True)[1]
    with store.scope("ours") as scope:
        viewer = add_key(scope, "viewer", [Role.VIEWER], pay=False)[1]
    nobody, strange, looking = ({"Authorization": f"Bearer {key}"} for key in ("smx_wrong", theirs, viewer))
    assert client.get(f"/v1/plans/{plan}", headers=nobody).status_code == 401
    foreign = client.get(f"/v1/plans/{plan}", headers=strange)
    unknown = client.get("/v1/plans/plan_0", headers=strange)
    assert foreign.status_code == unknown.status_code == 404
    assert foreign.json() | {"request_id": ""} == unknown.json() | {"request_id": ""}
    assert client.get(f"/v1/plans/{plan}", headers=looking).status_code == 200
    assert client.post("/v1/plans", json=question(), headers=looking).status_code == 403


BAD: list[tuple[str, bytes, int, str]] = [
    ("no JSON", b"{", 400, "malformed_json"),
    ("empty", b"", 400, "malformed_json"),
    ("a number that is none", b'{"series": NaN}', 400, "not_finite"),
    ("a number too large", b'{"series": 1e999}', 400, "not_finite"),
    ("a key twice", b'{"series": "a", "series": "b"}', 400, "duplicate_key"),
    ("half a character, twice", b'{"\\ud800": 1, "\\ud800": 2}', 400, "duplicate_key"),
    ("too deep", b"[" * 100, 400, "malformed_json"),
    ("half a character", b'{"series": "\\ud800"}', 400, "malformed_json"),
    ("not UTF-8", b'{"series": "\xff"}', 400, "malformed_json"),
    ("a list", b"[]", 422, "validation_failed"),
    ("nothing asked", b"{}", 422, "validation_failed"),
    ("an unknown field", b'{"series": "a", "forecst": "x"}', 422, "validation_failed"),
    (
        "text for a number",
        b'{"series": "a", "forecast": "x", "effort": {"gap": "0"}}',
        422,
        "validation_failed",
    ),
    ("no such document", b'{"series": "a", "forecast": "x"}', 404, "not_found"),
]


def test_bad_bodies(client: TestClient) -> None:
    for name, body, status, code in BAD:
        answer = client.post("/v1/plans", content=body)
        assert (answer.status_code, answer.json()["code"]) == (status, code), name
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["request_id"] == answer.headers["x-request-id"]


def test_a_body_too_large_is_refused_at_once(settings: Settings, secret: str) -> None:
    small = settings.model_copy(update={"body_mb": 0.001})
    with TestClient(create_app(small), headers={"Authorization": f"Bearer {secret}"}) as client:
        answer = client.post("/v1/plans", content=b" " * 2000)
        assert (answer.status_code, answer.json()["code"]) == (413, "body_too_large")
        chunked = client.post("/v1/plans", content=iter([b" " * 900, b" " * 900]))
        assert chunked.status_code == 413


def test_alive_ready_and_who_am_i(client: TestClient) -> None:
    assert client.get("/healthz").text == client.get("/readyz").text == "ok"
    assert client.get("/v1/me").json()["tenant"] == "ours"
    assert client.get("/v1/nothing").json()["code"] == "not_found"
    assert client.delete("/healthz").json()["code"] == "method_not_allowed"
    shapes = client.get("/openapi.json").json()["components"]["schemas"]
    assert {"PlanRequest", "PlanState", "ProblemDetails", "Workforce"} <= shapes.keys()
