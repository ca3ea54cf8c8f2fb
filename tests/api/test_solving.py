"""Plans over HTTP, solved by a real worker that serves all of these, on SQLite and PostgreSQL."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import NamedTuple

import pytest
from fastapi.testclient import TestClient

import fixtures
from api.app import create_app
from api.settings import Settings
from api.store import plans
from api.store.keys import Role, add_key, add_tenant
from api.store.store import Store
from api.work.jobs import Queue
from tests.api.conftest import PLACES, Databases
from tests.api.test_plans import PATIENCE, SMALL, ended, question
from tests.api.worker import working


class Service(NamedTuple):
    """A service with a worker."""

    client: TestClient
    settings: Settings
    store: Store


@pytest.fixture(scope="module", params=PLACES)
def service(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """One for all tests here, on each kind of database."""
    settings = Settings(data=tmp_path_factory.mktemp("service"))
    if request.param == "postgres":
        databases: Databases = request.getfixturevalue("databases")
        settings = settings.model_copy(update={"database_url": databases.address(databases.add())})
    store = Store(settings.store_url)
    store.migrate()
    add_tenant(store, "ours", "Ours")
    with store.scope("ours") as scope:
        secret = add_key(scope, "everything", list(Role), pay=True)[1]
    headers = {"Authorization": f"Bearer {secret}"}
    with TestClient(create_app(settings), headers=headers) as client, working(settings):
        yield Service(client, settings, store)
    store.close()


def test_from_a_question_to_a_plan(service: Service) -> None:
    client = service.client
    asked = client.post("/v1/plans", json=question() | {"series": "first"})
    assert asked.status_code == 202
    assert asked.headers["location"] == f"/v1/plans/{asked.json()['id']}"
    assert asked.headers["retry-after"] == "1"
    assert asked.json()["state"] == "queued"
    found = ended(client, asked.json()["id"])
    assert (found["state"], found["outcome"]) == ("finished", "optimal")
    assert found["cost"] == pytest.approx(422_660)
    again = client.post("/v1/plans", json=question() | {"series": "first"})
    assert (again.status_code, again.json()["id"]) == (200, found["id"])
    waited = client.post("/v1/plans?wait=30", json=question(seed=1) | {"series": "first"})
    assert (waited.status_code, waited.json()["state"]) == (200, "finished")
    assert waited.json()["id"] != found["id"]
    listed = client.get("/v1/plans", params={"limit": 1, "series": "first"}).json()
    assert [each["id"] for each in listed["plans"]] == [waited.json()["id"]]
    rest = client.get("/v1/plans", params={"cursor": listed["next"], "series": "first"}).json()
    assert [each["id"] for each in rest["plans"]] == [found["id"]]
    assert rest["next"] is None


def test_stop_keeps_the_best_plan(service: Service) -> None:
    client, long = service.client, question("six-month-surge", gap=0.0, time_limit=120.0)
    plan = client.post("/v1/plans", json=long).json()["id"]
    early = client.post(f"/v1/plans/{plan}:adopt")
    assert (early.status_code, early.json()["code"]) == (409, "no_plan_to_adopt")
    until = time.monotonic() + PATIENCE
    while client.get(f"/v1/plans/{plan}").json()["cost"] is None and time.monotonic() < until:
        time.sleep(0.1)
    assert client.post(f"/v1/plans/{plan}:stop").status_code == 202
    found = ended(client, plan)
    assert (found["state"], found["outcome"], found["stop_reason"]) == ("finished", "feasible", "stopped")
    assert found["cost"] > found["bound"]
    adopted = client.post(f"/v1/plans/{plan}:adopt")
    assert adopted.status_code == 200
    assert adopted.json()["adopted"] is not None
    # what was stopped is no answer to whoever asks again
    again = client.post("/v1/plans", json=long).json()["id"]
    assert again != plan
    client.post(f"/v1/plans/{again}:stop")
    ended(client, again)


def test_stop_ends_a_plan_that_waits_for_another(service: Service) -> None:
    client, long = service.client, question("six-month-surge", gap=0.0, time_limit=120.0, seed=5)
    first = client.post("/v1/plans", json=long).json()["id"]
    until = time.monotonic() + PATIENCE
    while client.get(f"/v1/plans/{first}").json()["state"] == "queued" and time.monotonic() < until:
        time.sleep(0.1)
    asked = question(seed=6) | {"compare": True}
    behind = client.post("/v1/plans", json=asked).json()["id"]
    assert client.post(f"/v1/plans/{behind}:stop").json()["state"] == "cancelled"
    assert client.get(f"/v1/plans/{first}").json()["state"] == "running"
    while client.get(f"/v1/plans/{behind}/comparisons").json()["state"] == "waiting":
        assert time.monotonic() < until
        time.sleep(0.1)
    client.post(f"/v1/plans/{first}:stop")
    assert ended(client, first)["state"] in ("finished", "cancelled")
    again = client.post("/v1/plans", json=asked).json()["id"]
    assert ended(client, again)["state"] == "finished"  # so the queue is past the one that was stopped
    found = client.get(f"/v1/plans/{behind}").json()
    assert (found["state"], found["outcome"], found["started"]) == ("cancelled", None, None)
    assert client.get(f"/v1/plans/{behind}/comparisons").json()["state"] == "none"


def test_a_stored_problem_that_is_none_ends_a_plan_as_failed(service: Service) -> None:
    wanted = plans.Wanted("support", {}, {"time_limit": 9.0, "gap": 0.0, "seed": 0}, None, "e" * 64, "{}")
    with service.store.scope("ours") as scope:
        plan, _ = plans.submit(scope, wanted, "me", None, "")
    queue = Queue(service.settings)
    queue.put("ours", plan)
    queue.close()
    found = ended(service.client, plan)
    assert (found["state"], found["error"]) == ("failed", {"code": "stored_unreadable"})


def test_what_nobody_queued_is_found(service: Service) -> None:
    wanted = plans.Wanted(
        "support", {}, {"time_limit": 9.0, "gap": 0.0, "seed": 0}, None, "f" * 64,
        fixtures.load(SMALL).model_dump_json(by_alias=True),
    )  # fmt: skip
    with service.store.scope("ours") as scope:  # and here the server dies
        plan, _ = plans.submit(scope, wanted, "me", None, "")
    assert ended(service.client, plan)["state"] == "finished"
