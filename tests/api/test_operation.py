"""What an operator sees: the log, the figures, the headers, and what is done when the storage is away."""

from __future__ import annotations

import io
import json
import logging
import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import update
from sqlalchemy.engine import make_url
from sqlalchemy.exc import IntegrityError

from api.app import create_app
from api.front import logs, metrics
from api.settings import Settings
from api.store import plans
from api.store.events import WAITING, Event, emit
from api.store.keys import Role, add_key, add_tenant
from api.store.plans import State, Wanted
from api.store.retention import prune
from api.store.store import Store, now
from api.store.tables import audit as audit_table
from api.store.tables import deliveries, heartbeats, submissions, webhooks
from api.store.tables import plans as plan_table
from api.work import worker
from tests.api.test_plans import question

ROOT = Path(__file__).parents[2]
on_sqlite = pytest.mark.parametrize("settings", ["sqlite"], indirect=True)  # where the database is all one


@contextmanager
def logging_to(settings: Settings) -> Iterator[io.StringIO]:
    """All logs of this process, as they would be on stderr; afterwards everything is as before."""
    root, dbos = logging.getLogger(), logging.getLogger("dbos")
    before = root.handlers, root.level, dbos.handlers, dbos.propagate
    stream = io.StringIO()
    try:
        logs.set_up(settings, stream)
        yield stream
    finally:
        root.handlers, level, dbos.handlers, dbos.propagate = before
        root.setLevel(level)
        logging.captureWarnings(False)


def lines(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


@on_sqlite
def test_a_request_is_a_line_without_what_was_said(client: TestClient, settings: Settings) -> None:
    with logging_to(settings) as stream:
        answer = client.post("/v1/plans?wait=0.125", json=question())
        client.get(f"/v1/plans/{answer.json()['id']}")
        client.get("/healthz")
    told = [line for line in lines(stream) if line["event"] == "request"]
    assert [(line["method"], line["route"], line["status"]) for line in told] == [
        ("POST", "/v1/plans", 202),
        ("GET", "/v1/plans/{plan}", 200),
    ]
    assert told[0]["request_id"] == answer.headers["x-request-id"]
    assert told[0]["tenant"] == "ours"
    assert told[0]["key"].startswith("key_")
    assert told[0]["ms"] > 0
    secret = client.headers["authorization"].split()[1]
    for word in (secret, "0.125", "support", answer.json()["id"]):
        assert word not in stream.getvalue()


@on_sqlite
def test_an_error_nobody_expected_is_logged_without_its_words(
    client: TestClient, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = f"salary {12_000 + 345}"

    def breaks(*_: object) -> None:
        raise ValueError(said)

    monkeypatch.setattr(plans, "glanced", breaks)
    with logging_to(settings) as stream:
        answer = client.get("/v1/plans/x")
    assert (answer.status_code, answer.json()["code"]) == (500, "internal")
    fault = next(line for line in lines(stream) if line["event"] == "fault")
    assert fault["request_id"] == answer.json()["request_id"]
    assert "ValueError" in fault["exception"]
    assert "in breaks" in fault["exception"]
    assert "12345" not in stream.getvalue()
    with logging_to(settings.model_copy(update={"log_level": "debug"})) as stream:
        client.get("/v1/plans/x")
    assert "12345" in stream.getvalue()  # asked for


@on_sqlite
def test_lines_of_other_libraries_have_the_same_form(settings: Settings) -> None:
    with logging_to(settings) as stream:
        logging.getLogger("uvicorn.error").info("Started %s", "it", extra={"color_message": "x"})
        logging.getLogger("dbos").warning("slow")
        logging.getLogger("httpx2").info("GET https://hook.example/?token=1")
        logging.getLogger("api").debug("not at this level")
    assert [(line["logger"], line["event"], line["level"]) for line in lines(stream)] == [
        ("uvicorn.error", "Started it", "info"),
        ("dbos", "slow", "warning"),
    ]
    with logging_to(settings.model_copy(update={"log_form": "text"})) as stream:
        logging.getLogger("api").warning("for people")
    assert "for people" in stream.getvalue()
    assert "{" not in stream.getvalue()


def figures(text: str) -> dict[str, float]:
    """Every figure by its name and labels."""
    found = (line.rpartition(" ") for line in text.splitlines() if not line.startswith("#"))
    return {name: float(value) for name, _, value in found}


def test_figures_of_the_system_come_from_the_store(settings: Settings, store: Store) -> None:
    _some_plans(store)
    with TestClient(create_app(settings), client=("127.0.0.1", 1)) as client:
        client.get("/v1/me")
        found = figures(client.get("/metrics").text)
    assert found["staffmix_store_up"] == 1
    assert found["staffmix_queue_length"] == 1
    assert 59 < found["staffmix_queue_oldest_seconds"] < 120
    by_state = {state: found[f'staffmix_plans{{state="{state}"}}'] for state in State}
    assert by_state == {"queued": 1, "running": 0, "finished": 3, "failed": 2, "cancelled": 0}
    assert found['staffmix_faults{code="solver_crashed"}'] == 2
    assert found['staffmix_solve_seconds{quantile="0.5"}'] == 2.0  # of 1, 2 and 3
    assert found['staffmix_gap{quantile="0.9"}'] == pytest.approx(0.028)  # of 0.01, 0.02 and 0.03
    assert found["staffmix_workers"] == 1
    assert found['staffmix_request_seconds_count{method="GET",route="/v1/me",status="401"}'] == 1
    assert metrics.ALIVE == worker.SILENT


def _plan(store: Store, **values: Any) -> str:
    wanted = Wanted("s", {}, {}, None, "f", "{}")
    with store.scope("ours") as scope:
        identity = plans.submit(scope, wanted, "key_x", None, "")[0]
        scope.change(plan_table, plan_table.c.id == identity, **values)
    return identity


def _some_plans(store: Store) -> None:
    _plan(store, created=now() - timedelta(seconds=60))
    for number in (1, 2, 3):
        _plan(store, state=State.FINISHED, seconds=float(number), gap=number / 100, finished=now())
    for _ in range(2):
        _plan(store, state=State.FAILED, error={"code": "solver_crashed"}, finished=now())
    with store.whole() as connection:
        for name, ago in (("alive", 1), ("dead", 60)):
            seen = now() - timedelta(seconds=ago)
            connection.execute(heartbeats.insert().values(worker=name, seen=seen))


def test_figures_are_for_this_machine_and_for_who_has_their_key(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, metrics_key="m" * 32)
    app = create_app(settings)
    with TestClient(app, client=("10.0.0.1", 1)) as far:
        near = TestClient(app, client=("127.0.0.1", 1))
        store = Store(settings.store_url)
        add_tenant(store, "ours", "Ours")
        with store.scope("ours") as scope:
            admin = add_key(scope, "admin", [Role.ADMIN], pay=True)[1]
        store.close()
        assert near.get("/metrics").status_code == 200
        # a proxy on this machine that speaks for somebody else
        assert near.get("/metrics", headers={"X-Forwarded-For": "10.0.0.1"}).status_code == 401
        assert far.get("/metrics").status_code == 401
        assert far.get("/metrics", headers={"Authorization": "Bearer " + "m" * 32}).status_code == 200
        # of all tenants, so that no tenant's administrator opens them
        assert far.get("/metrics", headers={"Authorization": f"Bearer {admin}"}).status_code == 401


@on_sqlite
def test_every_answer_has_the_headers_that_keep_it_safe(client: TestClient) -> None:
    for path in ("/healthz", "/v1/me", "/v1/none", "/docs", "/openapi.json"):
        headers = client.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert re.fullmatch(r"[0-9a-f]{16}", headers["x-request-id"])


def test_docs_load_nothing_from_other_hosts(tmp_path: Path) -> None:
    with TestClient(create_app(Settings(data=tmp_path))) as client:
        page = client.get("/docs")
        assert "default-src 'none'" in page.headers["content-security-policy"]
        loaded = re.findall(r'(?:src|href)="([^"]+)"', page.text)
        assert len(loaded) == 3
        for address in loaded:
            assert address.startswith("/docs/assets/")
            assert client.get(address).status_code == 200
        assert "http" not in page.text.replace("http-equiv", "")
        assert client.get("/docs/assets/..%2Fcore.py").status_code == 404


def test_names_that_are_not_ours_are_not_answered(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, allowed_hosts="plan.example, other.example")
    with TestClient(create_app(settings)) as client:
        for host, status in {
            "plan.example": 200, "Plan.Example:8443": 200, "rebound.example": 421, "": 421, "[::1]:80": 421,
        }.items():  # fmt: skip
            answer = client.get("/healthz", headers={"Host": host})
            assert answer.status_code == status, host
        assert client.get("/v1/me", headers={"Host": "rebound.example"}).json()["code"] == "unknown_host"


def test_what_is_old_goes_and_what_was_adopted_stays(store: Store) -> None:
    long_ago = now() - timedelta(days=40)
    old, new, adopted = (
        _plan(store, state=State.FINISHED, finished=when) for when in (long_ago, now(), long_ago)
    )
    waiting = _plan(store, created=long_ago)
    with store.scope("ours") as scope:
        plans.adopt(scope, adopted, "s")
        scope.add(submissions, key="k", hash="h", plan=old, created=long_ago)
        hook = {"id": "h", "url": "https://x", "secret": "s", "events": ["plan.finished"], "by": "k"}
        scope.add(webhooks, **hook, created=long_ago)
        for _ in range(2):
            emit(scope, Event.PLAN_FINISHED, plan=old)
    with store.whole() as connection:
        first = connection.execute(deliveries.select()).first()
        assert first is not None
        connection.execute(update(deliveries).values(updated=long_ago))
        connection.execute(update(deliveries).where(deliveries.c.id == first.id).values(state="delivered"))
        lines = {"tenant": "ours", "by": "k", "action": "a", "subject": "s", "details": {}}
        connection.execute(audit_table.insert().values(at=long_ago, **lines))
    assert prune(store, None, None).plans == 0
    found = prune(store, 30.0, 30.0)
    assert (found.plans, found.deliveries, found.audit) == (1, 1, 1)
    with store.reading("ours") as scope:
        assert {row.id for row in plans.listed(scope, 10, None)} == {new, adopted, waiting}
        assert plans.problem_of(scope, old) is None
    with store.reading_whole() as connection:
        assert [row.state for row in connection.execute(deliveries.select())] == [WAITING]


def test_errors_of_the_database_do_not_hold_what_was_to_be_stored(store: Store) -> None:
    values = {"url": "https://x", "secret": "whsec_777", "events": [], "by": "k", "created": now()}
    with store.scope("ours") as scope:
        scope.add(webhooks, id="same", **values)
    with store.scope("theirs") as scope, pytest.raises(IntegrityError) as told:
        scope.add(webhooks, id="same", **values)
    assert "whsec_777" not in str(told.value)


class Wire:
    """A way to PostgreSQL that can be cut: a port of this machine before the server's socket."""

    def __init__(self, server: str) -> None:
        url = make_url(server)
        folder = url.query.get("host")
        self._to: Any = f"{folder}/.s.PGSQL.{url.port or 5432}" if folder else (url.host, url.port or 5432)
        self._open: list[socket.socket] = []
        self._whole = threading.Event()
        self._whole.set()
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._door.getsockname()[1]
        self._threads = [threading.Thread(target=self._listen, daemon=True)]
        self._threads[0].start()

    def cut(self) -> None:
        self._whole.clear()
        for each in self._open:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)

    def mend(self) -> None:
        self._whole.set()

    def close(self) -> None:
        self.cut()
        with suppress(OSError):
            self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()
        for thread in self._threads:
            thread.join(10)
        for each in self._open:
            each.close()

    def _listen(self) -> None:
        while True:
            try:
                near, _ = self._door.accept()
            except OSError:
                return
            self._open.append(near)
            if not self._whole.is_set():
                near.shutdown(socket.SHUT_RDWR)
                continue
            far = socket.socket(socket.AF_UNIX if isinstance(self._to, str) else socket.AF_INET)
            far.connect(self._to)
            self._open.append(far)
            for pair in ((near, far), (far, near)):
                self._threads.append(threading.Thread(target=self._carry, args=pair, daemon=True))
                self._threads[-1].start()

    def _carry(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while data := one.recv(65_536):
                other.sendall(data)
        for each in (one, other):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)


@pytest.mark.parametrize("settings", ["postgres"], indirect=True)
def test_storage_that_goes_away_and_comes_back(settings: Settings, secret: str) -> None:
    assert settings.database_url is not None
    wire = Wire(settings.database_url)
    given = make_url(settings.database_url)
    kept = {name: value for name, value in given.query.items() if name not in ("host", "port")}
    cut_off = given.set(host="127.0.0.1", port=wire.port, query=kept)
    through = settings.model_copy(update={"database_url": cut_off.render_as_string(hide_password=False)})
    with TestClient(create_app(through), headers={"Authorization": f"Bearer {secret}"}) as client:
        assert client.get("/readyz").status_code == 200
        before = client.post("/v1/plans", json=question()).json()["id"]
        wire.cut()
        for answer in (
            client.get("/readyz"),
            client.get(f"/v1/plans/{before}"),
            client.post("/v1/plans", json=question(seed=1)),
        ):
            assert (answer.status_code, answer.json()["code"]) == (503, "storage_away")
            assert int(answer.headers["retry-after"]) >= 1
            assert answer.json()["retryable"] is True
        assert client.get("/healthz").text == "ok"
        wire.mend()
        assert client.get("/readyz").status_code == 200
        assert client.get(f"/v1/plans/{before}").json()["state"] == "queued"
    wire.close()


@on_sqlite
def test_a_plan_is_promised_while_the_queue_is_away_and_found_by_a_worker(
    client: TestClient, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue: Any = client.app.state.service.queue  # type: ignore[attr-defined]

    def away(*_: object) -> None:
        raise OSError("no queue")

    monkeypatch.setattr(queue, "put", away)
    asked = client.post("/v1/plans", json=question())
    assert asked.status_code == 202
    assert client.get(f"/v1/plans/{asked.json()['id']}").json()["state"] == "queued"
    with store.whole() as connection:  # what a worker's sweep asks, a while later
        assert plans.forgotten(connection, now()) == [("ours", asked.json()["id"])]


def test_every_setting_is_in_the_table_with_its_default() -> None:
    text = (ROOT / "docs" / "operation.md").read_text(encoding="utf-8")
    table = dict(re.findall(r"^\| `STAFFMIX_([A-Z_]+)` \| ([^|]*?) \|", text, flags=re.MULTILINE))
    wanted = {name.upper(): _shown(field.default) for name, field in Settings.model_fields.items()}
    assert table == wanted
    for field in Settings.model_fields.values():
        assert field.description is not None
        assert field.description in text


def _shown(default: Any) -> str:
    return "" if default in (None, "") else f"`{default:g}`" if isinstance(default, float) else f"`{default}`"
