"""kill −9 of a worker amid questions about a plan: the other answers the rest, and nothing is there twice."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from dbos import DBOSClient, DBOSPortableJSONSerializer
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from api.store import studies
from api.store.store import Store
from api.store.studies import Kind
from api.work import jobs
from scheduler.explain.explain import questions
from tests.api import small
from tests.api.dying import workers
from tests.api.test_why import explained
from tests.browser.polling import until

POSTGRES = pytest.mark.parametrize("settings", ["postgres"], indirect=True)
ROOMS = ("reasons", "vendors", "worth")
CHARACTERS = ["most in-house", "fewest changes", "least overtime"]


@contextmanager
def queue_of(settings: Settings) -> Iterator[DBOSClient]:
    found = DBOSClient(system_database_url=settings.jobs_url, serializer=DBOSPortableJSONSerializer())
    yield found
    found.destroy()


def under_way(queue: DBOSClient) -> list[int]:
    """Processes that are at questions."""
    found = queue.list_workflows(status="PENDING", name=jobs.PART, load_input=False, load_output=False)
    return [int(str(each.executor_id).split("-")[-2]) for each in found if each.executor_id]


@POSTGRES
def test_a_worker_dies_amid_questions_and_the_other_answers_them(
    settings: Settings, secret: str, store: Store
) -> None:
    headers = {"Authorization": f"Bearer {secret}"}
    with (
        TestClient(create_app(settings), headers=headers) as client,
        workers(settings, 2, hasty=True) as crew,
        queue_of(settings) as queue,
    ):
        plan = client.post("/v1/plans?wait=60", json=small.question(small.problem())).json()["id"]
        place = f"/v1/plans/{plan}"
        until(lambda: client.get(place).json()["state"], lambda state: state == "finished")
        every = {"characters": CHARACTERS, "slack": 0.5, "seconds": 60.0}
        assert client.post(f"{place}:explain", json={"rooms": ROOMS, "seconds": 300.0}).status_code == 202
        assert client.post(f"{place}:alternatives", json=every).status_code == 202
        (victim, *_) = until(lambda: under_way(queue), bool)
        crew.kill(victim)
        why, other = (
            until(lambda part=part: client.get(f"{place}/{part}").json(), lambda it: it["state"] != "waiting")  # type: ignore[misc]
            for part in ("explanation", "alternatives")
        )
        listed = client.get("/v1/plans", params={"of": plan}).json()["plans"]
    assert (why["state"], why["open"], why["explanation"]["unanswered"]) == ("finished", 0, [])
    named = [str(each) for each in questions(explained(), ROOMS)]
    with store.reading("ours") as scope:
        (first,) = studies.of(scope, plan, Kind.EXPLANATION)
        (second,) = studies.of(scope, plan, Kind.ALTERNATIVES)
        answers = studies.answered(scope, [first.id])
    assert (first.attempt, second.attempt) == (1, 1)  # taken over, not asked anew
    assert sorted(answers) == sorted(named)
    assert all(answers.values())
    reasons = [each["action"] for each in why["explanation"]["reasons"]]
    assert len(reasons) == len(set(reasons))
    # a plan for each character that was found, and none of it twice
    assert (other["state"], other["unanswered"]) == ("finished", [])
    made = [each["id"] for each in other["alternatives"] if each["id"]]
    assert made
    assert sorted(made) == sorted(each["id"] for each in listed)
