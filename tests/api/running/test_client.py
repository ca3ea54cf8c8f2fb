"""The client against a service that runs."""

from __future__ import annotations

import http.server
import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import fixtures
from api.client import ApiProblem, Staffmix, Unreachable
from api.store.keys import Role
from scheduler.problem import Forecast, Workforce
from tests.api.served import Served

PATIENCE = 60.0  # seconds
CARD = fixtures.load("van-fleet")


@pytest.fixture(scope="module")
def staffmix(served: Served) -> Iterator[Staffmix]:
    with Staffmix(served.url, served.key(Role.PLANNER, Role.HR, Role.ADMIN, pay=True)) as found:
        yield found


def test_the_client_needs_nothing_of_the_server() -> None:
    server = {"fastapi", "starlette", "uvicorn", "sqlalchemy", "alembic", "dbos", "ortools", "psycopg"}
    code = f"""
import sys
import api.client
assert not {{name.partition('.')[0] for name in sys.modules}} & {server}, sorted(sys.modules)
"""
    subprocess.run([sys.executable, "-c", code], check=True)


def test_documents(staffmix: Staffmix) -> None:
    problem = fixtures.load("red-tomato")
    made = staffmix.put("workforce", "client", problem.workforce)
    assert (made.version, made.changes["pools"]["added"]) == (1, ["workers"])
    assert staffmix.put("workforce", "client", problem.workforce).version == 1
    pool = staffmix.patch_row("workforce", "client", "pools", "workers", {"headcount": 82.0}, if_match=1)
    assert pool.changes["pools"]["changed"] == ["workers"]
    with pytest.raises(ApiProblem) as refused:
        staffmix.put("workforce", "client", problem.workforce)
    assert (refused.value.status, refused.value.code) == (428, "precondition_required")
    content = staffmix.get("workforce", "client", version=2).content
    assert content is not None
    assert Workforce.model_validate_json(json.dumps(content)).pools[0].headcount == 82.0
    assert staffmix.put("forecast", "client", fixtures.path("red-tomato", ".xlsx")).version == 1
    judged = staffmix.validate("forecast", {"calendar": {"start": "soon"}, "workstreams": []})
    assert not judged.valid
    assert {fault.place for fault in judged.faults} >= {"forecast#/calendar/start"}
    assert "client" in [line.key for line in staffmix.documents("workforce")]
    staffmix.archive("workforce", "client")
    assert "client" not in [line.key for line in staffmix.documents("workforce")]


def test_every_fault_is_told(staffmix: Staffmix) -> None:
    with pytest.raises(ApiProblem) as refused:
        staffmix.put("rate_card", "client", {"vendors": [{"kee": "a"}], "offers": 3})
    assert (refused.value.code, refused.value.retryable) == ("validation_failed", False)
    assert "rate_card#/vendors/0/kee" in str(refused.value)
    assert len(refused.value.errors) >= 2
    assert refused.value.request_id
    with pytest.raises(ValueError, match="write one of"):
        staffmix.put("rate_card", "client", Path("rates.pdf"))


def test_from_a_question_to_what_is_to_be_done(staffmix: Staffmix, tmp_path: Path) -> None:
    documents = {"forecast": CARD.forecast, "rate_card": CARD.rate_card}
    asked = staffmix.plan("vans", **documents, gap=0.0)
    told = list(staffmix.events(asked))
    assert told[-1].state == "finished"
    found = staffmix.plan("vans", **documents, gap=0.0, wait=PATIENCE)  # the same question: the same plan
    assert (found.id, found.state, found.outcome) == (asked.id, "finished", "optimal")
    assert staffmix.wait_for(found) == found
    assert found.id in [each.id for each in staffmix.plans(series="vans")]
    actions = staffmix.actions(found).actions
    assert {each.kind for each in actions} == {"contract", "end_running"}
    assert staffmix.costs(found).cost == pytest.approx(found.cost)
    assert set(staffmix.ledger(found).offers) == {offer.key for offer in CARD.rate_card.offers}
    assert staffmix.check(found).check == "passed"
    assert staffmix.difference(found, found).added == []
    assert openpyxl.load_workbook(staffmix.workbook(found, tmp_path / "plan.xlsx")).sheetnames
    assert b"<html" in staffmix.report(found, tmp_path / "plan.html").read_bytes()
    assert b"BEGIN:VEVENT" in staffmix.calendar(found, tmp_path / "plan.ics").read_bytes()
    assert staffmix.stop(found).state == "finished"
    assert staffmix.adopt(found).adopted is not None

    feed = staffmix.requisitions("vans")
    first = list(feed)
    assert {each.kind for each in first} == {"contract"}
    assert list(staffmix.requisitions("vans", since=feed.cursor)) == []
    one = staffmix.patch_requisition(
        first[0].id, if_match=first[0].version, external_id="REQ-1", status="opened", start=date(2027, 3, 1)
    )
    assert (one.external_id, one.status) == ("REQ-1", "opened")
    assert staffmix.requisition(one.id) == one
    assert [each.id for each in staffmix.requisitions("vans", since=feed.cursor)] == [one.id]


def test_webhooks(staffmix: Staffmix) -> None:
    made = staffmix.add_webhook("https://hr.example/staffmix", ["document.changed"])
    assert made.secret.startswith("whsec_")
    staffmix.put("policy", "told", {"max_total_heads": 9.0}, if_match="*")
    assert [each.event for each in staffmix.deliveries(made.id)] == ["document.changed"]
    assert staffmix.rotate_webhook(made.id).secret != made.secret
    assert made.id in [each.id for each in staffmix.webhooks()]
    staffmix.remove_webhook(made.id)
    assert made.id not in [each.id for each in staffmix.webhooks()]


def test_what_else_is_asked_of_a_plan(staffmix: Staffmix) -> None:
    plan = staffmix.plan("asked", forecast=CARD.forecast, rate_card=CARD.rate_card, wait=PATIENCE)
    assert staffmix.explanation(plan).state == "none"
    assert staffmix.alternatives(plan).state == "none"
    compared = staffmix.compare(plan, wait=PATIENCE)
    assert compared.state == "finished"
    assert compared.ways
    assert staffmix.comparisons(plan) == compared
    told = staffmix.explain(plan, rooms=["vendors"], wait=PATIENCE)
    assert (told.state, told.open) == ("finished", 0)
    assert told.explanation is not None
    assert told.explanation.vendors
    assert staffmix.explanation(plan) == told
    assert staffmix.judge("asked", forecast=CARD.forecast, rate_card=CARD.rate_card).valid
    assert staffmix.actuals(plan).rows == ()
    assert staffmix.put_actuals(plan, {"rows": []}).rows == 0


def test_mappings(staffmix: Staffmix) -> None:
    known = staffmix.mapping("personio").mapping
    assert staffmix.put_mapping("asked", known, if_match="*").mapping == known
    assert "asked" in staffmix.mappings().own
    staffmix.archive_mapping("asked")
    assert "asked" not in staffmix.mappings().own
    assert staffmix.mapping("asked").archived is not None


def test_who_asks(served: Served, staffmix: Staffmix) -> None:
    assert set(staffmix.me().roles) == {"planner", "hr", "admin"}
    with Staffmix(served.url, "smx_wrong") as nobody, pytest.raises(ApiProblem) as refused:
        nobody.me()
    assert refused.value.status == 401
    with Staffmix(served.url, served.viewer) as viewer, pytest.raises(ApiProblem) as refused:
        viewer.plan("vans", forecast=Forecast.model_validate(CARD.forecast))
    assert refused.value.status == 403


class Moody(http.server.BaseHTTPRequestHandler):
    """Answers what it is told to, one after the other; notes what it was asked."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        self.server.asked.append((self.headers["idempotency-key"], body))  # type: ignore[attr-defined]
        status, headers, answer = self.server.answers.pop(0)  # type: ignore[attr-defined]
        if status == 0:  # hangs up
            self.close_connection = True
            return
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(answer))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_: Any) -> None:
        """Nothing."""


@contextmanager
def moody(*answers: tuple[int, dict[str, str], bytes]) -> Iterator[tuple[str, list[tuple[str, bytes]]]]:
    with http.server.HTTPServer(("127.0.0.1", 0), Moody) as server:
        server.answers, server.asked = list(answers), []  # type: ignore[attr-defined]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}", server.asked  # type: ignore[attr-defined]
        server.shutdown()
        thread.join()


DONE = b"""{"id": "plan_1", "series": "a", "state": "queued", "inputs": {}, "created": "2027-01-04T00:00:00Z",
"effort": {"time_limit": 60.0, "gap": 0.001, "seed": 0}}"""


def test_what_may_pass_is_tried_again_with_the_same_key() -> None:
    bad = [(503, {"Retry-After": "0"}, b"<html>away"), (429, {"Retry-After": "0"}, b"{}"), (0, {}, b"")]
    with moody(*bad, (202, {}, DONE)) as (url, asked), Staffmix(url, "smx_x") as client:
        assert client.plan("a", forecast="emea").id == "plan_1"
    assert len(asked) == 4
    assert len(set(asked)) == 1
    assert asked[0][0]


def test_what_will_not_pass_is_told_at_once() -> None:
    with moody((500, {}, b"{}")) as (url, asked), Staffmix(url, "smx_x") as client:
        with pytest.raises(ApiProblem, match="500 http_error"):
            client.plan("a", forecast="emea")
        assert len(asked) == 1


def test_patience_ends() -> None:
    with moody((503, {"Retry-After": "9"}, b"{}")) as (url, asked), Staffmix(url, "k", patience=1) as client:
        with pytest.raises(ApiProblem) as away:
            client.plan("a", forecast="emea")
        assert (away.value.retryable, len(asked)) == (True, 1)
    with Staffmix(url, "smx_x", patience=0.5) as client, pytest.raises(Unreachable):
        client.me()
