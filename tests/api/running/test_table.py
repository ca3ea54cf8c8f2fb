"""What goes wrong and what is answered: a test for every row of the service's table, named as there."""

from __future__ import annotations

import select
import socket
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response
from sqlalchemy import create_engine, text

from api.app import create_app
from api.settings import Settings
from api.store import plans
from api.store import store as stores
from api.store.keys import Role, add_key, revoke
from api.store.store import Store
from api.work import planning
from scheduler.engine import EngineCrashed
from scheduler.errors import PlanRejected
from tests.api.served import Served
from tests.api.test_documents import PATHS, SURGE, WORKFORCE, raised
from tests.api.test_plans import question
from tests.api.test_raw_bodies import FIELDS, in_one_shape
from tests.api.test_uploads import broken, send

PLACE = "/v1/workforces/emea"
MB, PATIENCE = 1024 * 1024, 60.0  # seconds


def refused(answer: Response, status: int, code: str, *faults: str) -> dict[str, Any]:
    """The answer, which is an error of this kind in the one shape."""
    told: dict[str, Any] = answer.json()
    assert (answer.status_code, told["code"]) == (status, code), answer.text
    if status not in (429, 503):
        in_one_shape(answer)
    assert told.keys() == FIELDS
    assert told["retryable"] is (status in (429, 503))
    assert set(faults) <= {each["code"] for each in told["errors"]}, answer.text
    return told


def shown(store: Store, *roles: Role, tenant: str = "ours") -> dict[str, str]:
    """The header of a new key."""
    with store.scope(tenant) as scope:
        return {"Authorization": f"Bearer {add_key(scope, 'one', roles, pay=True)[1]}"}


def test_body_too_large(served: Served) -> None:
    """Over a real connection: refused as soon as it is known, whatever else would follow."""
    length = b"Content-Length: 1000000000000"
    status, sent = _refused_while_sent(served, length, b"")
    assert (status, sent) == (413, 0)
    chunk = b" " * 65_536
    status, sent = _refused_while_sent(served, b"Transfer-Encoding: chunked", b"10000\r\n%b\r\n" % chunk)
    assert status == 413
    assert 20 * MB < sent < 30 * MB


@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
@pytest.mark.parametrize("name", [name for name, found in broken().items() if found[2] == 413])
def test_archive_that_unpacks_too_large(client: TestClient, name: str) -> None:
    body, form, status, _ = broken()[name]
    refused(send(client, "workforces/emea", body, form), status, "archive_too_large")
    assert client.get(PLACE).status_code == 404


@pytest.mark.parametrize("path", PATHS.values())
@pytest.mark.parametrize(
    ("body", "code"),
    [(b"{", "malformed_json"), (b'{"a": 1, "a": 1}', "duplicate_key"), (b'{"a": NaN}', "not_finite"),
     (b'{"a": -Infinity}', "not_finite")],
)  # fmt: skip
@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
def test_not_json_duplicate_key_nan_or_infinity(
    client: TestClient, path: str, body: bytes, code: str
) -> None:
    refused(client.put(f"/v1/{path}/x", content=body), 400, code, code)


@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
@pytest.mark.parametrize("name", [name for name, found in broken().items() if found[2] == 415])
def test_not_a_workbook_encrypted_macros(client: TestClient, name: str) -> None:
    body, form, status, fault = broken()[name]
    refused(send(client, "workforces/emea", body, form), status, "unsupported_file", fault)
    assert client.get(PLACE).status_code == 404


@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
def test_unknown_field_wrong_type_out_of_range_cross_field_fault(client: TestClient) -> None:
    wrong = raised(1, salery=1.0, headcount="many", shrinkage=30.0)
    told = refused(client.put(PLACE, json=wrong), 422, "validation_failed", "unknown_field", "wrong_type",
                   "out_of_range")  # fmt: skip
    assert len(told["errors"]) == 3
    assert any("did you mean salary?" in each["found"] for each in told["errors"])
    twice = {**WORKFORCE, "pools": WORKFORCE["pools"][:1] * 2}
    refused(client.put(PLACE, json=twice), 422, "validation_failed", "name_twice")
    assert client.get(PLACE).status_code == 404
    asked = question()
    asked["forecast"]["workstreams"][0]["volume"] = [1.0]
    refused(client.post("/v1/plans", json=asked), 422, "validation_failed", "series_length")
    assert client.get("/v1/plans").json()["plans"] == []


def test_unknown_or_foreign_id(client: TestClient, store: Store) -> None:
    client.put(PLACE, json=WORKFORCE)
    plan = client.post("/v1/plans", json=question()).json()["id"]
    theirs = shown(store, *Role, tenant="theirs")
    for method, mine, unknown in (
        ("GET", PLACE, "/v1/workforces/other"),
        ("DELETE", PLACE, "/v1/workforces/other"),
        ("POST", f"{PLACE}:purge", "/v1/workforces/other:purge"),
        ("GET", f"/v1/plans/{plan}", "/v1/plans/plan_0"),
        ("POST", f"/v1/plans/{plan}:stop", "/v1/plans/plan_0:stop"),
        ("POST", f"/v1/plans/{plan}:adopt", "/v1/plans/plan_0:adopt"),
        ("GET", f"/v1/plans/{plan}/actions", "/v1/plans/plan_0/actions"),
    ):
        answers = [client.request(method, path, headers=theirs) for path in (mine, unknown)]
        told = [refused(answer, 404, "not_found") | {"request_id": ""} for answer in answers]
        assert told[0] == told[1]
    assert client.get(PLACE).status_code == client.get(f"/v1/plans/{plan}").status_code == 200
    borrowed = {**question(), "workforce": "emea"}
    refused(client.post("/v1/plans", json=borrowed, headers=theirs), 404, "not_found")


def test_no_key_revoked_key_and_not_allowed(client: TestClient, store: Store) -> None:
    with store.scope("ours") as scope:
        identity, secret = add_key(scope, "gone", list(Role), pay=True)
        assert revoke(scope, identity)
    for header in ("", "Bearer ", "Bearer smx_unknown", f"Bearer {secret}", f"Basic {secret}"):
        answer = client.get("/v1/plans", headers={"Authorization": header})
        refused(answer, 401, "unauthenticated")
        assert answer.headers["www-authenticate"] == "Bearer"
    viewer = shown(store, Role.VIEWER)
    for kind, path in PATHS.items():
        refused(client.put(f"/v1/{path}/x", json=SURGE[kind], headers=viewer), 403, "forbidden")
    refused(client.post("/v1/plans", json=question(), headers=viewer), 403, "forbidden")
    assert client.get("/v1/plans").json()["plans"] == []


def test_same_idempotency_key_another_body(client: TestClient, store: Store) -> None:
    key = {"Idempotency-Key": "night-1"}
    first = client.post("/v1/plans", json=question(), headers=key)
    again = client.post("/v1/plans", json=question(), headers=key)
    assert first.status_code == again.status_code == 202
    assert first.json()["id"] == again.json()["id"]
    refused(client.post("/v1/plans", json=question(seed=1), headers=key), 422, "key_reused")
    theirs = client.post(
        "/v1/plans", json=question(seed=1), headers=key | shown(store, *Role, tenant="theirs")
    )
    assert theirs.status_code == 202
    assert len(client.get("/v1/plans").json()["plans"]) == 1


def test_no_if_match_on_a_change_and_stale(client: TestClient) -> None:
    client.put(PLACE, json=WORKFORCE)
    more = raised(1, headcount=50.0)
    refused(client.put(PLACE, json=more), 428, "precondition_required")
    for stale in ('"0"', '"2"', '"x"'):
        refused(client.put(PLACE, json=more, headers={"If-Match": stale}), 412, "stale")
    assert client.get(PLACE).json()["version"] == 1
    assert client.put(PLACE, json=more, headers={"If-Match": '"1"'}).status_code == 201
    refused(client.put(PLACE, json=WORKFORCE, headers={"If-Match": '"1"'}), 412, "stale")


def test_too_many(settings: Settings, secret: str) -> None:
    few = settings.model_copy(update={"rate_per_minute": 6, "rate_burst": 2})
    with TestClient(create_app(few), headers={"Authorization": f"Bearer {secret}"}) as client:
        answers = [client.get("/v1/me") for _ in range(3)]
    refused(answers[-1], 429, "too_many_requests")
    limits = {"retry-after", "ratelimit-limit", "ratelimit-remaining", "ratelimit-reset"}
    assert limits <= answers[-1].headers.keys()


def test_queue_full(settings: Settings, secret: str) -> None:
    short = settings.model_copy(update={"queue_limit": 2})
    with TestClient(create_app(short), headers={"Authorization": f"Bearer {secret}"}) as client:
        made = [client.post("/v1/plans", json=question(seed=number)) for number in range(3)]
        assert [answer.status_code for answer in made] == [202, 202, 429]
        refused(made[-1], 429, "queue_full")
        assert int(made[-1].headers["retry-after"]) > 0
        assert "ratelimit-remaining" in made[-1].headers
        assert client.post("/v1/plans", json=question(seed=0)).status_code == 202  # what waits is told
        assert len(client.get("/v1/plans").json()["plans"]) == 2


@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
def test_storage_takes_no_writes(settings: Settings, secret: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stores, "BUSY_SECONDS", 1)
    with TestClient(create_app(settings), headers={"Authorization": f"Bearer {secret}"}) as client:
        plan = client.post("/v1/plans", json=question()).json()["id"]
        with _written_by_somebody_else(settings):
            answer = client.put(PLACE, json=WORKFORCE)
            refused(answer, 503, "storage_away")
            assert int(answer.headers["retry-after"]) > 0
            assert client.get(f"/v1/plans/{plan}").json()["state"] == "queued"  # reads go on
        assert client.put(PLACE, json=WORKFORCE).status_code == 201


@pytest.mark.parametrize("settings", ["postgres"], indirect=True)
def test_storage_away(client: TestClient, settings: Settings, postgres: str) -> None:
    plan = client.post("/v1/plans", json=question()).json()["id"]
    with _closed(settings, postgres):
        for answer in (client.get(f"/v1/plans/{plan}"), client.put(PLACE, json=WORKFORCE)):
            refused(answer, 503, "storage_away")
            assert int(answer.headers["retry-after"]) > 0
        assert client.get("/readyz").status_code == 503
        assert client.get("/healthz").status_code == 200
    assert client.get(f"/v1/plans/{plan}").json()["state"] == "queued"


@pytest.mark.parametrize(
    ("error", "code"), [(EngineCrashed("it died"), "solver_crashed"), (PlanRejected("cost"), "plan_rejected")]
)
def test_solver_crash_and_plan_rejected_by_the_checker(
    client: TestClient, store: Store, monkeypatch: pytest.MonkeyPatch, error: Exception, code: str
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(planning, "solve", fails)
    plan = client.post("/v1/plans", json=question()).json()["id"]
    planning.carry_out(planning.Job(store, "ours", plan, "worker", 1))
    state = client.get(f"/v1/plans/{plan}").json()
    assert (state["state"], state["error"]["code"], state["cost"]) == ("failed", code, None)
    refused(client.post(f"/v1/plans/{plan}:adopt"), 409, "no_plan_to_adopt")
    for part in ("actions", "ledger", "costs", "workbook", "calendar", "report"):
        assert 400 <= client.get(f"/v1/plans/{plan}/{part}").status_code < 500
    with store.reading("ours") as scope:
        assert plans.result_of(scope, plan) is None
    again = client.post("/v1/plans", json=question()).json()["id"]  # a fault is no answer
    assert again != plan


def _refused_while_sent(served: Served, head: bytes, chunk: bytes) -> tuple[int, int]:
    """(the status, how many bytes had been sent by then) of a body of this chunk again and again."""
    host, port = served.url.removeprefix("http://").split(":")
    start = f"PUT {PLACE} HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {served.secret}\r\n"
    sent = 0
    with socket.create_connection((host, int(port)), PATIENCE) as line:
        line.sendall(start.encode() + head + b"\r\n\r\n")
        while sent < 64 * MB and not select.select([line], [], [], 0.0 if chunk else PATIENCE)[0]:
            line.sendall(chunk)
            sent += len(chunk)
        return int(line.recv(65_536)[9:12]), sent


@contextmanager
def _written_by_somebody_else(settings: Settings) -> Iterator[None]:
    with closing(sqlite3.connect(settings.data / "store.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@contextmanager
def _closed(settings: Settings, server: str) -> Iterator[None]:
    """The database lets nobody in, and whoever was in is put out."""
    admin = create_engine(Settings(database_url=server).store_url, isolation_level="AUTOCOMMIT")
    name = str(settings.database_url).partition("?")[0].rpartition("/")[2]
    with admin.connect() as connection:
        connection.execute(text(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false"))
        connection.execute(
            text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name"),
            {"name": name},
        )
        yield
        connection.execute(text(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true"))
    admin.dispose()
