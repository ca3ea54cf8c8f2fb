"""`staffmix store`: backed up while it is written to, restored, moved to PostgreSQL, thinned out."""

from __future__ import annotations

import json
import threading
import time
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from api.settings import Settings
from api.store import audit, documents, plans
from api.store.documents import Kind
from api.store.keys import Role, add_key, add_tenant, caller
from api.store.plans import State, Wanted
from api.store.store import Store, now
from api.store.tables import heartbeats, metadata
from api.store.tables import plans as plan_table
from api.work.jobs import Queue
from tests.api.conftest import databases, files, postgres, settings

__all__ = ["databases", "files", "postgres", "settings"]  # fixtures: an empty database of each kind

Typed = Callable[..., Any]


@pytest.fixture
def typed(inside: Typed, monkeypatch: pytest.MonkeyPatch) -> Typed:
    """A command of an operator of the service with these settings, inside this process."""

    def run(given: Settings, *words: str | Path) -> Any:
        with monkeypatch.context() as here:
            for name, value in given.environment().items():
                here.setenv(name, value)
            return inside(*words)

    return run


@pytest.fixture
def full(tmp_path: Path) -> tuple[Settings, str]:
    """A store on SQLite with a little of everything, and a key of it."""
    given = Settings(data=tmp_path / "first")
    store = Store(given.store_url)
    store.migrate()
    add_tenant(store, "ours", "Ours — with a dash")
    with store.scope("ours") as scope:
        secret = add_key(scope, "everything", list(Role), pay=True)[1]
        documents.put(scope, Kind.POLICY, "emea", '{"strict": true}', {"strict": True}, {}, "key_x")
        ended, begun = (_asked(scope, number) for number in (1, 2))
        plans.begin(scope, ended, "w")
        plans.finish(scope, ended, '{"cost": 1.5}', {"outcome": "optimal", "cost": 1.5, "gap": 0.1})
        plans.adopt(scope, ended, "s")
        plans.begin(scope, begun, "w")
        audit.record(scope, "key_x", "plan.submit", ended, note="first")
    store.close()
    return given, secret


def _asked(scope: Any, number: int) -> str:
    wanted = Wanted("s", {"forecast": {"key": None}}, {"gap": 0.1}, None, f"f{number}", '{"n": 1}')
    return plans.submit(scope, wanted, "key_x", f"once {number}", "hash")[0]


def rows(store: Store) -> dict[str, list[Any]]:
    """All that is in a store, but who is at work."""
    with store.reading_whole() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(select(table).order_by(*table.columns[:2]))]
            for table in metadata.sorted_tables
            if table is not heartbeats
        }


def test_what_was_backed_up_is_there_again_on_either_database(
    typed: Typed, full: tuple[Settings, str], settings: Settings, tmp_path: Path
) -> None:
    (given, secret), file = full, tmp_path / "backup.zip"
    made = typed(given, "store", "backup", file)
    assert made.exit_code == 0, made.stderr
    assert file.stat().st_mode & 0o077 == 0  # it holds pay
    Queue(settings).close()  # a queue that knows of other work
    done = typed(settings, "store", "restore", file)
    assert done.exit_code == 0, done.stderr
    first, second = Store(given.store_url), Store(settings.store_url)
    before, after = rows(first), rows(second)
    began = before.pop("plans"), after.pop("plans")
    assert after == before
    assert len(began[0]) == len(began[1]) == 2
    assert caller(second, secret) is not None
    with second.scope("ours") as scope:
        states = {row.fingerprint: (row.state, row.worker) for row in plans.listed(scope, 10, None)}
        assert states == {"f1": ("finished", "w"), "f2": ("queued", None)}  # who was at it is not here
        adopted = plans.adopted(scope, "s")
        assert adopted is not None
        assert plans.result_of(scope, adopted) == '{"cost": 1.5}'
        audit.record(scope, "key_x", "test", "goes on")  # numbers go on after the highest
        assert audit.read(scope, 1)[0].subject == "goes on"
    with second.whole() as connection:  # what a worker's sweep asks: it is queued again
        lost = plans.forgotten(connection, now() + timedelta(seconds=1))
    queue = Queue(settings)
    for tenant, plan in lost:
        queue.put(tenant, plan)
    queue.close()
    assert len(lost) == 1
    first.close()
    second.close()


def test_a_backup_holds_one_moment_while_writes_go_on(
    typed: Typed, full: tuple[Settings, str], tmp_path: Path
) -> None:
    (given, _), file, copy = full, tmp_path / "backup.zip", Settings(data=tmp_path / "copy")
    store, ending, written = Store(given.store_url), threading.Event(), threading.Event()

    def write() -> None:
        number = 10
        while not ending.is_set():
            with store.scope("ours") as scope:  # a plan and its line, together or not at all
                audit.record(scope, "key_x", "plan.submit", _asked(scope, number))
            number += 1
            written.set()

    writer = threading.Thread(target=write)
    writer.start()
    written.wait(30.0)
    assert typed(given, "store", "backup", file).exit_code == 0
    until = time.monotonic() + 30.0
    ending.set()
    writer.join(until - time.monotonic())
    store.close()
    assert typed(copy, "store", "restore", file).exit_code == 0
    restored = Store(copy.store_url)
    found = rows(restored)
    assert len(found["plans"]) > 2
    assert len(found["plans"]) == len(found["contents"]) == len(found["submissions"])
    asked = {line[5] for line in found["audit"] if line[5] != "goes on"}
    assert len(asked) == len(found["plans"]) - 1  # the fixture's second plan has no line
    restored.close()


def test_a_store_that_holds_something_is_not_overwritten_unless_told(
    typed: Typed, full: tuple[Settings, str], tmp_path: Path
) -> None:
    (given, _), file = full, tmp_path / "backup.zip"
    assert typed(given, "store", "backup", file).exit_code == 0
    again = typed(given, "store", "backup", file)
    assert (again.exit_code, "is there already" in again.stderr) == (2, True)
    store = Store(given.store_url)
    add_tenant(store, "later", "Later")
    refused = typed(given, "store", "restore", file)
    assert (refused.exit_code, "--replace" in refused.stderr) == (2, True)
    with store.whole() as connection:
        connection.execute(heartbeats.insert().values(worker="w1", seen=now()))
    busy = typed(given, "store", "restore", file, "--replace")
    assert (busy.exit_code, "w1" in busy.stderr) == (2, True)
    with store.whole() as connection:
        connection.execute(heartbeats.delete())
    assert typed(given, "store", "restore", file, "--replace").exit_code == 0
    assert [row[0] for row in rows(store)["tenants"]] == ["ours"]
    store.close()


def test_what_is_no_backup_changes_nothing(typed: Typed, full: tuple[Settings, str], tmp_path: Path) -> None:
    (given, _), copy = full, Settings(data=tmp_path / "copy")
    file, broken = tmp_path / "backup.zip", tmp_path / "broken.zip"
    typed(given, "store", "backup", file)
    whole = file.read_bytes()
    for content in (b"", b"no archive", whole[: len(whole) // 2]):
        broken.write_bytes(content)
        refused = typed(copy, "store", "restore", broken)
        assert (refused.exit_code, "no backup" in refused.stderr) == (2, True)
    for change, word in (
        ({"schema": "9999"}, "9999"),
        ({"version": 2}, "form 2"),
        ({"rows": {}}, "manifest"),
    ):
        _rewritten(file, broken, change)
        refused = typed(copy, "store", "restore", broken)
        assert (refused.exit_code, word in refused.stderr) == (2, True)
    store = Store(copy.store_url)
    assert not any(rows(store).values())
    store.close()
    nothing = typed(Settings(data=tmp_path / "none"), "store", "backup", tmp_path / "x.zip")
    assert (nothing.exit_code, "holds no store" in nothing.stderr) == (2, True)


def _rewritten(file: Path, to: Path, change: dict[str, Any]) -> None:
    with zipfile.ZipFile(file) as before, zipfile.ZipFile(to, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            if name == "manifest.json":
                content = json.dumps(json.loads(content) | change).encode()
            after.writestr(name, content)


def test_prune_says_what_went(typed: Typed, full: tuple[Settings, str]) -> None:
    given, _ = full
    store = Store(given.store_url)
    with store.scope("ours") as scope:
        third = _asked(scope, 3)
        scope.change(
            plan_table, plan_table.c.id == third, state=State.FINISHED, finished=now() - timedelta(days=9)
        )
    assert typed(given, "store", "prune").stdout.startswith("Dropped 0 plans, 0 deliveries")
    assert "Dropped 1 plans" in typed(given, "store", "prune", "--days", "8").stdout
    with store.reading_whole() as connection:
        assert connection.execute(select(func.count()).select_from(plan_table)).scalar() == 2
    store.close()
