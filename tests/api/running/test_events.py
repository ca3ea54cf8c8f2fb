"""A plan followed as server-sent events."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from typing import Any

import httpx2
import pytest

from api.app import create_app
from api.routes import events
from api.store import plans
from api.store.plans import Wanted
from api.store.store import Scope
from tests.api.planned import Planned
from tests.api.served import listening

PATIENCE = 60.0  # seconds


def told(text: str) -> list[dict[str, Any]]:
    """Events of a stream, each with its name, id and data; comments are left out."""
    found = []
    for block in text.strip().split("\n\n"):
        lines = [line.split(": ", 1) for line in block.split("\n") if not line.startswith(":")]
        fields = dict(lines)
        if "data" in fields:
            found.append({**fields, "data": json.loads(fields["data"])})
    return found


def queued(planned: Planned, few: bool = False) -> str:
    """A plan that nobody solves."""
    inputs = {"workforce": {"hash": "", "few": few}}
    wanted = Wanted("support", inputs, {"time_limit": 9.0, "gap": 0.0, "seed": 0}, None, "f", "{}")
    with planned.store.scope("ours") as scope:
        return plans.submit(scope, wanted, "me", None, "")[0]


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Looks and beats that tests can wait for."""
    monkeypatch.setattr(events, "LOOK_EVERY", 0.05)
    monkeypatch.setattr(events, "BEAT_EVERY", 0.1)


def solve_slowly(planned: Planned, plan: str) -> None:
    """What a worker writes, with time to see each of it."""
    ended = {"outcome": "feasible", "stop_reason": "gap", "cost": 100.0, "bound": 99.0, "gap": 0.01}
    steps: list[Callable[[Scope], object]] = [
        lambda scope: plans.begin(scope, plan, "worker"),
        lambda scope: plans.progress(scope, plan, 120.0, 90.0, 0.25),
        lambda scope: plans.progress(scope, plan, 100.0, 90.0, 0.1),
        lambda scope: plans.finish(scope, plan, "{}", ended),
    ]
    for step in steps:
        time.sleep(0.5)
        with planned.store.scope("ours") as scope:
            step(scope)


@pytest.mark.usefixtures("quick")
def test_a_plan_is_followed_to_its_end(planned: Planned) -> None:
    plan = queued(planned)
    worker = threading.Thread(target=solve_slowly, args=(planned, plan))
    worker.start()
    answer = planned.get("events", plan)
    worker.join()
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert answer.headers["cache-control"] == "no-store"
    assert ": still there" in answer.text
    found = told(answer.text)
    assert [(each["event"], each["data"]["state"]) for each in found[:2]] == [
        ("progress", "queued"),
        ("progress", "running"),
    ]
    assert (found[-1]["event"], found[-1]["data"]["state"]) == ("ended", "finished")
    costs = [each["data"]["cost"] for each in found]
    assert costs[0] is None
    assert (costs[-1], found[-1]["data"]["bound"], found[-1]["data"]["gap"]) == (100.0, 99.0, 0.01)
    assert {120.0, 100.0} <= set(costs)
    assert len({each["id"] for each in found}) == len(found)
    assert not planned.client.app.state.streams  # type: ignore[attr-defined]


def test_who_comes_back_is_told_what_is_new(planned: Planned) -> None:
    answer = planned.get("events")
    (ended,) = told(answer.text)
    assert (ended["event"], ended["data"]["outcome"]) == ("ended", "optimal")
    again = planned.get("events", headers={"Last-Event-ID": ended["id"]})
    assert (again.status_code, again.content) == (204, b"")
    other = planned.get("events", headers={"Last-Event-ID": "older"})
    assert told(other.text) == [ended]


def test_the_cost_of_few_people_is_not_told(planned: Planned) -> None:
    (seen,) = told(planned.get("events", planned.few, headers=planned.blind).text)
    assert seen["data"]["cost"] is seen["data"]["bound"] is seen["data"]["gap"] is None
    (whole,) = told(planned.get("events", planned.few).text)
    assert whole["data"]["cost"] > 0


def test_no_more_streams_than_a_process_can_hold(planned: Planned, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "MOST_STREAMS", 0)
    answer = planned.get("events")
    assert (answer.status_code, answer.json()["code"]) == (429, "too_many_streams")
    assert answer.headers["retry-after"] == events.RETRY_AFTER


@pytest.mark.usefixtures("quick")
def test_a_stream_ends_and_is_taken_up_again(planned: Planned, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "LONGEST", 0.3)
    plan = queued(planned)
    (first,) = told(planned.get("events", plan).text)
    assert told(planned.get("events", plan, headers={"Last-Event-ID": first["id"]}).text) == []


def test_who_leaves_is_not_counted_any_more(planned: Planned) -> None:
    app = create_app(planned.client.app.state.service.settings)  # type: ignore[attr-defined]
    with listening(app) as url, httpx2.Client(timeout=PATIENCE) as client:
        headers = {"Authorization": planned.client.headers["Authorization"]}
        with client.stream("GET", f"{url}/v1/plans/{queued(planned)}/events", headers=headers) as answer:
            lines = answer.iter_lines()
            assert any(line.startswith("data: ") for line in lines)
            # between two looks nothing of the database is held
            until = time.monotonic() + PATIENCE
            while app.state.service.store.engine.pool.checkedout() and time.monotonic() < until:
                time.sleep(0.01)
            assert len(app.state.streams) == 1
        until = time.monotonic() + PATIENCE
        while app.state.streams and time.monotonic() < until:
            time.sleep(0.05)
        assert not app.state.streams
