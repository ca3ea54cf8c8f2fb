"""Plans carried on from a later day, with what truly happened; over HTTP, worked out by real workers."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import openpyxl
import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from api.store.keys import Role
from api.store.store import Store
from api.uploads.forms import CSV, WORKBOOK
from api.work.planning import Job, carry_out
from tests.api import small, worker
from tests.api.desks import bearer, two_tenants

DAY = "2027-02-22"  # the hire of 15 March was to be decided on 15 February, the contract's on 22 March
LATE = [("hours worked", 200.0), ("hours delivered", 150.0)]
WEEKS = ("2027-04-12", "2027-04-19", "2027-04-26", "2027-05-03")
ROWS = [
    {"what": what, "name": small.OFFER, "date": week, "value": value}
    for week in WEEKS
    for what, value in LATE
]


@dataclass
class Desk:
    """A service, the desk's plan and keys as headers; `solve` does what a worker would."""

    client: TestClient
    store: Store
    plan: str
    blind: dict[str, str]
    viewer: dict[str, str]

    def post(self, verb: str, **sent: Any) -> Any:
        return self.client.post(f"/v1/plans/{self.plan}:{verb}", **sent)

    def get(self, part: str, plan: str | None = None, **sent: Any) -> Any:
        return self.client.get(f"/v1/plans/{plan or self.plan}/{part}", **sent)

    def solve(self, plan: str) -> dict[str, Any]:
        carry_out(Job(self.store, "ours", plan, "tests", 1))
        found: dict[str, Any] = self.client.get(f"/v1/plans/{plan}").json()
        return found

    def replanned(self, **body: Any) -> dict[str, Any]:
        asked = self.post("replan", json={"as_of": DAY, "effort": {"time_limit": 20.0, "gap": 0.0}, **body})
        assert asked.status_code == 202, asked.text
        return self.solve(asked.json()["id"])


def made(client: TestClient, store: Store) -> Desk:
    """The desk with its plan, and keys that see less."""
    blind, viewer = (bearer(store, "ours", role, pay=False) for role in (Role.PLANNER, Role.VIEWER))
    plan = client.post("/v1/plans", json=small.question(small.problem())).json()["id"]
    desk = Desk(client, store, plan, blind, viewer)
    assert desk.solve(plan)["outcome"] == "optimal"
    return desk


@pytest.fixture
def desk(client: TestClient, store: Store) -> Desk:
    return made(client, store)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One for tests that leave it as it is."""
    with two_tenants(tmp_path_factory.mktemp("replans")) as (settings, store):
        everything = bearer(store, "ours", *Role, pay=True)
        with TestClient(create_app(settings), headers=everything) as client:
            yield made(client, store)


def test_nothing_changed_changes_nothing(desk: Desk) -> None:
    state = desk.replanned()
    assert (state["state"], state["outcome"], state["series"]) == ("finished", "optimal", small.SERIES)
    assert (state["beside"]["of"], state["beside"]["relation"]) == (desk.plan, "replan")
    assert (state["beside"]["as_of"], state["baseline"]) == (DAY, desk.plan)
    found = desk.get("replan", state["id"]).json()
    assert not found["changed"]
    assert [(each["kind"], each["heads"], each["start"]) for each in found["pinned"]] == [
        ("hire", 5.0, small.HIRED)
    ]
    same = found["difference"]
    assert (same["added"], same["removed"], same["changed"], same["sentences"]) == ([], [], [], [])
    assert same["totals"]["cost"]["difference"] == 0
    assert desk.get("check", state["id"]).json()["check"] == "passed"
    # the same question is answered by the same plan, and a key stands for one body
    again = desk.post("replan", json={"as_of": DAY, "effort": {"time_limit": 20.0, "gap": 0.0}})
    assert (again.status_code, again.json()["id"]) == (200, state["id"])
    key = {"Idempotency-Key": "monday"}
    first = desk.post("replan", json={"as_of": "2027-03-01"}, headers=key).json()
    assert desk.post("replan", json={"as_of": "2027-03-01"}, headers=key).json()["id"] == first["id"]
    other = desk.post("replan", json={"as_of": "2027-03-08"}, headers=key)
    assert (other.status_code, other.json()["code"]) == (422, "key_reused")
    listed = desk.client.get("/v1/plans", params={"of": desk.plan}).json()["plans"]
    assert {each["id"] for each in listed} == {state["id"], first["id"]}


def test_a_newer_forecast_by_its_key(desk: Desk) -> None:
    more = small.problem(peak=8)["forecast"]  # three more in April than were planned for
    assert desk.client.put("/v1/forecasts/spring", json=more).status_code == 201
    state = desk.replanned(forecast="spring")
    assert state["inputs"]["forecast"]["key"] == "spring"
    found = desk.get("replan", state["id"]).json()
    assert found["changed"]
    assert found["difference"]["sentences"] == [
        "contract 3 more at agency agents from 12 Apr 2027 to 10 May 2027 (8 in place of 5)"
    ]
    inputs = desk.get(f"difference/{state['id']}").json()["inputs"]
    assert "forecast" in {each["document"] for each in inputs}
    missing = desk.post("replan", json={"as_of": DAY, "forecast": "autumn"})
    assert (missing.status_code, missing.json()["code"]) == (404, "not_found")


def test_a_key_stands_for_its_plan_when_the_forecast_is_gone(desk: Desk) -> None:
    desk.client.put("/v1/forecasts/spring", json=small.problem(peak=8)["forecast"])
    asked, key = {"as_of": DAY, "forecast": "spring"}, {"Idempotency-Key": "monday"}
    first = desk.post("replan", json=asked, headers=key)
    assert desk.client.post("/v1/forecasts/spring:purge").status_code == 204
    assert desk.post("replan", json=asked).status_code == 404
    again = desk.post("replan", json=asked, headers=key)
    assert (again.status_code, again.json()["id"]) == (202, first.json()["id"])
    other = desk.post("replan", json=asked | {"as_of": "2027-03-08"}, headers=key)
    assert (other.status_code, other.json()["code"]) == (422, "key_reused")


def test_what_happened_replaces_the_past(desk: Desk) -> None:
    table = f"What,Name,Date,Value\nown heads,{small.POOL},2027-02-15,6\n".encode()
    put = desk.client.put(f"/v1/plans/{desk.plan}/actuals", content=table, headers={"Content-Type": CSV})
    assert (put.status_code, put.json()["rows"], put.json()["changed"]) == (201, 1, True), put.text
    kept = desk.get("actuals").json()
    assert kept["rows"][0] | {"planned_for": None} == {
        "what": "own heads", "name": small.POOL, "date": "2027-02-15", "value": 6.0, "planned_for": None,
    }  # fmt: skip
    assert desk.client.put(f"/v1/plans/{desk.plan}/actuals", json=kept).status_code == 200
    state = desk.replanned()
    # two of eight are gone; five come on 15 March: eleven, where thirteen were planned
    first = desk.get("ledger", state["id"]).json()["pools"][small.POOL]["heads"]
    assert first[0] == 6.0
    assert desk.get("replan", state["id"]).json()["changed"]
    lines = desk.client.get("/v1/audit").json()["lines"]
    actions = [line["action"] for line in lines if line["subject"] in (desk.plan, state["id"])]
    assert {"plan.actuals", "plan.submit"} <= set(actions)


def test_the_adopted_plan_goes_on_asking_for_who_is_on_the_way(desk: Desk) -> None:
    desk.client.post(f"/v1/plans/{desk.plan}:adopt")
    before = desk.client.get("/v1/requisitions").json()["requisitions"]
    state = desk.replanned()
    assert desk.client.post(f"/v1/plans/{state['id']}:adopt").status_code == 200
    after = desk.client.get("/v1/requisitions").json()["requisitions"]
    assert [(each["id"], each["status"], each["heads"]) for each in after] == [
        (each["id"], "planned", each["heads"]) for each in before
    ]
    assert {each["kind"] for each in after} == {"hire", "contract"}


def test_a_scorecard_from_every_form(shared: Desk) -> None:
    told = shared.post("scorecard", json={"rows": ROWS})
    assert told.status_code == 200, told.text
    (score,) = told.json()["offers"]
    assert (score["vendor"], score["offer"]) == ("Steady", small.OFFER)
    measures = {each["name"]: each for each in score["measures"]}
    # five heads, 40 hours each: 200 a week promised and worked, of which 150 were work done
    assert (measures["hours"]["promised"], measures["hours"]["delivered"]) == (800.0, 800.0)
    assert (measures["efficiency"]["promised"], measures["efficiency"]["delivered"]) == (1.0, 0.75)
    (change,) = told.json()["corrections"]
    assert (change["row"], change["field"], change["after"]) == (small.OFFER, "skills.phone", 0.75)
    header = ["What", "Name", "Date", "Value"]
    rows = [[row["what"], row["name"], row["date"], row["value"]] for row in ROWS]
    text = "\n".join(",".join(map(str, row)) for row in [header, *rows]).encode()
    as_csv = shared.post("scorecard", content=text, headers={"Content-Type": CSV})
    assert as_csv.json() == told.json(), as_csv.text
    book, held = openpyxl.Workbook(), io.BytesIO()
    sheet = book.active
    sheet.title = "Actuals"
    for row in [header, *rows]:
        sheet.append(row)
    book.save(held)
    sheets = shared.post("scorecard", content=held.getvalue(), headers={"Content-Type": WORKBOOK})
    assert sheets.json() == told.json(), sheets.text
    assert shared.post("scorecard", json={"rows": ROWS}, headers=shared.viewer).json() == told.json()


def test_faults_of_actuals_are_told_with_their_places(shared: Desk) -> None:
    assert shared.post("scorecard").json()["code"] == "no_actuals"
    late = {"what": "own heads", "name": small.POOL, "date": "2028-01-03", "value": 6}
    nobody = {"what": "own heads", "name": "nobody", "date": "2027-02-01", "value": 6}
    faults = shared.post("scorecard", json={"rows": [late, nobody]}).json()["errors"]
    assert [each["place"] for each in faults] == ["actuals#/rows/0/date", "actuals#/rows/1/name"]
    table = b"What,Name,Date,Value\nown heads,nobody,2027-02-15,6\nown heads,agents,soon,6\n"
    answer = shared.client.put(
        f"/v1/plans/{shared.plan}/actuals", content=table, headers={"Content-Type": CSV}
    )
    assert (answer.status_code, answer.json()["code"]) == (422, "validation_failed")
    assert len(answer.json()["errors"]) == 2
    assert shared.post("scorecard", content=b"x", headers={"Content-Type": "image/png"}).status_code == 415
    assert shared.post("scorecard", content=b"x", headers={"Content-Type": WORKBOOK}).status_code == 415
    assert shared.post("replan", json={"as_of": "2031-01-01"}).status_code == 422
    assert shared.post("replan", json={}).status_code == 422
    assert shared.get("replan").json()["code"] == "not_replanned"
    assert shared.post("replan", json={"as_of": DAY}, headers=shared.viewer).status_code == 403


def test_without_pay_a_replanned_plan_tells_none(shared: Desk) -> None:
    state = shared.replanned(forecast=small.problem(peak=8)["forecast"])
    seen = shared.get("replan", state["id"], headers=shared.blind).json()
    assert (seen["pay_shown"], seen["text"], seen["assumptions"]) == (False, None, [])
    assert seen["difference"]["sentences"]
    # both keep the same own people, so what lies between the sums would be what these few earn
    assert (seen["difference"]["totals"]["cost"], seen["difference"]["headline"]) == (None, None)
    whole = shared.get("replan", state["id"]).json()
    assert whole["text"]
    assert whole["difference"]["totals"]["cost"]["difference"] != 0
    told = shared.client.get(f"/v1/plans/{state['id']}", headers=shared.blind).json()
    assert told["beside"]["text"] is None
    assert "500" not in json.dumps(seen["difference"]["costs"])


@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
def test_a_worker_carries_a_plan_on(client: TestClient, settings: Settings) -> None:
    with worker.working(settings):
        plan = client.post("/v1/plans?wait=60", json=small.question(small.problem())).json()
        again = client.post(f"/v1/plans/{plan['id']}:replan?wait=60", json={"as_of": DAY})
        assert (again.status_code, again.json()["state"]) == (200, "finished"), again.text
        assert again.json()["outcome"] in ("optimal", "feasible")
