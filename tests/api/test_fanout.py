"""Many small pieces of one job, whatever dies meanwhile; and comparisons, which are made of them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from dbos import DBOSClient, DBOSPortableJSONSerializer
from fastapi.testclient import TestClient

import fixtures
from api.app import create_app
from api.settings import Settings
from api.store import comparisons, plans, tables
from api.store.keys import Role, add_key
from api.store.store import Store, now
from api.work import jobs
from scheduler.explain.alternative import Alternative
from scheduler.explain.instead import instead
from tests.api import worker
from tests.api.counting import CHUNK, COUNTING

PATIENCE = 60.0  # seconds
COMMAND = "import tests.api.counting" + worker.COMMAND
CHUNKS = 10


def start(settings: Settings) -> subprocess.Popen[bytes]:
    """A worker that knows the job of these tests."""
    return subprocess.Popen([sys.executable, "-c", COMMAND], env={**os.environ, **settings.environment()})


def lines(folder: Path) -> list[list[str]]:
    """What was worked on: worker, tenant, first item of the chunk."""
    log = folder / "log"
    return [line.split() for line in log.read_text().splitlines()] if log.exists() else []


def test_ten_chunks_and_a_killed_worker_give_each_result_once(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path)
    queue = jobs.Queue(settings)
    workers = [start(settings), start(settings)]
    client = DBOSClient(system_database_url=settings.jobs_url, serializer=DBOSPortableJSONSerializer())
    job = client.enqueue(
        {"workflow_name": COUNTING, "queue_name": jobs.STUDIES, "workflow_id": "job",
         "app_version": jobs.VERSION}, "ours", str(tmp_path), CHUNKS * CHUNK,
    )  # fmt: skip
    until = time.monotonic() + PATIENCE
    while len(lines(tmp_path)) < 3 and time.monotonic() < until:
        time.sleep(0.02)
    # the one that carries the job itself dies, in the middle of a chunk if it has one
    (parent,) = client.list_workflows(workflow_ids=["job"])
    victim = next(each for each in workers if f"-{each.pid}-" in str(parent.executor_id))
    victim.kill()
    victim.wait()
    try:
        found = job.get_result(polling_interval_sec=0.2)
    finally:
        for each in workers:
            each.terminate()
            each.wait()
    assert queue.forget(now() - timedelta(hours=1), 100) == 0
    assert queue.forget(now() + timedelta(hours=1), CHUNKS) == CHUNKS
    assert queue.forget(now() + timedelta(hours=1), 100) == 1  # with its job, which QUEUES names here
    assert client.list_workflows() == []
    client.destroy()
    queue.close()
    broken = range(6, 9)  # the chunk with the number that breaks it
    assert found == [None if item in broken else item * item for item in range(CHUNKS * CHUNK)]
    begun = [int(first) for _, _, first in lines(tmp_path)]
    assert sorted(set(begun)) == list(range(0, CHUNKS * CHUNK, CHUNK))
    assert len(begun) <= CHUNKS + 1  # what the dead worker had in hand was done again, nothing else
    assert {tenant for _, tenant, _ in lines(tmp_path)} == {"ours"}


def question(**more: Any) -> dict[str, Any]:
    problem = json.loads(fixtures.load("red-tomato").model_dump_json(by_alias=True))
    del problem["format"]
    return {"series": "support", **problem, "effort": {"time_limit": 20.0}, **more}


@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
def test_what_other_ways_would_cost(store: Store, settings: Settings) -> None:
    with store.scope("ours") as scope:
        secret = add_key(scope, "everything", list(Role), pay=True)[1]
    with store.scope("theirs") as scope:
        strange = add_key(scope, "strange", [Role.ADMIN], pay=True)[1]
    with (
        TestClient(create_app(settings), headers={"Authorization": f"Bearer {secret}"}) as client,
        worker.working(settings),
    ):
        plan = client.post("/v1/plans?wait=60", json=question()).json()
        assert plan["state"] == "finished"
        path, compare = f"/v1/plans/{plan['id']}/comparisons", f"/v1/plans/{plan['id']}:compare"
        assert client.get(path).json() == {
            "plan": plan["id"], "state": "none", "error": None, "ways": [],
        }  # fmt: skip
        report = f"/v1/plans/{plan['id']}/report"
        assert "Other ways to meet" not in client.get(report).text
        # the same question is answered by the same plan, and now it is compared
        assert client.post("/v1/plans", json=question(compare=True)).json()["id"] == plan["id"]
        assert client.get(path).json()["state"] == "waiting"
        found = _ended(client, path)
        assert "Other ways to meet" in client.get(report).text
        assert client.get(path, headers={"Authorization": f"Bearer {strange}"}).status_code == 404
        assert client.post(compare).json() == found  # asked before: not worked out again
        assert client.post(compare, headers={"Authorization": f"Bearer {strange}"}).status_code == 404
    expected = instead(fixtures.load("red-tomato"), time_limit=4.0)
    assert found["state"] == "finished"
    assert [each["name"] for each in found["ways"]] == [each.name for each in expected]
    assert len(expected) >= 2
    for way, known in zip(found["ways"], expected):
        assert way["why"] == known.why
        assert way["cost"] == (None if known.cost is None else pytest.approx(known.cost, rel=0.02))
    full = tuple(Alternative(**way) for way in found["ways"])
    cost_alone = tuple(replace(way, cash=None, penalties=None) for way in full)
    nothing = tuple(replace(way, cost=None) for way in cost_alone)
    with store.scope("ours") as scope:
        assert comparisons.of(scope, plan["id"], pay=True) == full
        for few, expected_then in ((False, cost_alone), (True, nothing)):
            inputs = {"workforce": {"few": few}}
            scope.change(tables.plans, tables.plans.c.id == plan["id"], inputs=inputs)
            assert comparisons.of(scope, plan["id"], pay=False) == expected_then != full
    with store.reading("theirs") as scope:
        assert comparisons.of(scope, plan["id"], pay=True) == ()


def test_comparisons_wait_for_their_plan_and_end_once(store: Store) -> None:
    wanted = plans.Wanted("support", {}, {"time_limit": 9.0}, None, "f" * 64, "{}")
    with store.scope("ours") as scope:
        plan, _ = plans.submit(scope, wanted, "me", None, "")
        assert comparisons.ask(scope, plan)
        assert not comparisons.ask(scope, plan)
    with store.whole() as connection:
        assert comparisons.take_due(connection, 10) == []
    with store.scope("ours") as scope:
        assert plans.fail(scope, plan, plans.State.FAILED, {"code": "solver_crashed"})
    with store.whole() as connection:
        assert comparisons.take_due(connection, 10) == [("ours", plan)]
        assert comparisons.take_due(connection, 10) == []
    with store.scope("theirs") as scope:
        assert not comparisons.end(scope, plan, [])
    with store.scope("ours") as scope:
        assert comparisons.end(scope, plan, None)
        assert not comparisons.end(scope, plan, [{"name": "late"}])
        row = comparisons.asked(scope, plan)
        assert row is not None
        assert (row.state, row.body) == ("none", [])


def _ended(client: TestClient, path: str) -> dict[str, Any]:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        found: dict[str, Any] = client.get(path).json()
        if found["state"] != "waiting":
            return found
        time.sleep(0.1)
    raise AssertionError(f"{path} has not ended")
