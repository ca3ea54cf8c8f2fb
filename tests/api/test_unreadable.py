"""What is stored and cannot be read any more ends what was asked of it, with a code that says so."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient
from pydantic import ValidationError

from api.settings import Settings
from api.store import plans, studies
from api.store.packed import fault, packed
from api.store.store import Store
from api.store.studies import Kind
from api.store.tables import contents
from api.work import planning
from scheduler.explain.alternatives import AlternativePlan
from tests.api import small, worker

PATIENCE = 60.0  # seconds
SQLITE = pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
FAULT = {"code": "stored_unreadable"}
BROKEN = {
    "half a file": packed("{" * 5000)[:40],
    "no text": b"not compressed",
    "another shape": packed(json.dumps({"forecast": 7})),
}


def planned(client: TestClient, store: Store) -> str:
    """A plan of the desk that has ended."""
    plan: str = client.post("/v1/plans", json=small.question(small.problem())).json()["id"]
    planning.carry_out(planning.Job(store, "ours", plan, "tests", 1))
    return plan


def ended(look: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    until = time.monotonic() + PATIENCE
    while (found := look())["state"] == "waiting":
        assert time.monotonic() < until, found
        time.sleep(0.1)
    return found


@SQLITE
def test_questions_about_what_cannot_be_read_fail_by_name(
    client: TestClient, settings: Settings, store: Store
) -> None:
    plan = planned(client, store)
    place, kept = f"/v1/plans/{plan}", client.get(f"/v1/plans/{plan}").json()["cost"]
    with store.scope("ours") as scope:
        row = scope.one(contents, contents.c.plan == plan)
        assert row is not None
        scope.change(contents, contents.c.plan == plan, problem=BROKEN["half a file"])
    asked = {"explanation": "explain", "alternatives": "alternatives", "comparisons": "compare"}
    for verb in asked.values():
        assert client.post(f"{place}:{verb}").status_code == 202
    with worker.working(settings):
        for part in asked:
            found = ended(lambda part=part: client.get(f"{place}/{part}").json())  # type: ignore[misc]
            assert (found["state"], found["error"]) == ("failed", FAULT), part
        # put right, it is asked again
        with store.scope("ours") as scope:
            scope.change(contents, contents.c.plan == plan, problem=row.problem)
        again = client.post(f"{place}:explain", json={"rooms": ["reasons"]}).json()
        assert again["state"] == "waiting"
        every = client.post(f"{place}:explain").json()
        assert (every["state"], every["error"]) == ("waiting", None)
        told = ended(lambda: client.get(f"{place}/explanation").json())
        assert (told["state"], told["error"]) == ("finished", None)
        assert told["explanation"]["cost"] == kept


@SQLITE
@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_a_plan_that_cannot_be_read_fails_by_name(client: TestClient, store: Store, broken: bytes) -> None:
    plan = client.post("/v1/plans", json=small.question(small.problem())).json()["id"]
    with store.scope("ours") as scope:
        scope.change(contents, contents.c.plan == plan, problem=broken)
    planning.carry_out(planning.Job(store, "ours", plan, "tests", 1))
    found = client.get(f"/v1/plans/{plan}").json()
    assert (found["state"], found["error"]) == ("failed", FAULT)


@SQLITE
def test_an_answer_that_cannot_be_read_ends_its_study(
    client: TestClient, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    from api.work import hands, studying

    plan = planned(client, store)
    client.post(f"/v1/plans/{plan}:alternatives")
    with store.scope("ours") as scope:
        (row,) = studies.of(scope, plan, Kind.ALTERNATIVES)
        studies.answer(scope, row.id, "fewest vendors", json.dumps({"character": "fewest vendors"}))
    hand = type("Hand", (), {"store": store})()
    monkeypatch.setattr(hands, "_here", hand)
    studying.end_study.__wrapped__("ours", row.id, ["fewest vendors"])  # type: ignore[attr-defined]
    found = client.get(f"/v1/plans/{plan}/alternatives").json()
    assert (found["state"], found["error"], found["alternatives"]) == ("failed", FAULT, [])
    with store.reading("ours") as scope:
        assert len(plans.listed(scope, 10, None)) == 1  # nothing was made of half the answers


def test_what_nobody_expected_is_told_as_that() -> None:
    assert fault(KeyError("salary 31337")) == {"code": "internal"}
    with pytest.raises(ValidationError) as error:
        AlternativePlan.model_validate_json("{}")
    assert fault(error.value) == FAULT
