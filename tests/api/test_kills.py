"""kill −9 of the server during submits and of workers during solves: every 202 ends in exactly one result."""

from __future__ import annotations

import random
import threading
import time
from collections import Counter
from typing import Any

import httpx2
import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Row

from api.app import create_app
from api.settings import Settings
from api.store import plans
from api.store.plans import OPEN, State
from api.store.store import Store
from tests.api.dying import Server, Workers, free_port, server, workers
from tests.api.test_plans import question
from tests.wire import http

PATIENCE = 600.0  # seconds for all plans to end
TAKEN_UP_WITHIN = 30.0  # seconds
SENDERS, EACH = 3, 5  # threads that submit, and how many plans each between two kills
SOME = 8  # answers that come before a kill, at most
SEARCH = 4.0  # seconds of a solve that is to be hit
Answers = dict[str, str]  # Idempotency-Key → plan


@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
def test_the_server_dies(settings: Settings, secret: str, store: Store) -> None:
    server_dies(settings, secret, store, 1)


@pytest.mark.slow
def test_the_server_dies_25_times(settings: Settings, secret: str, store: Store) -> None:
    server_dies(settings, secret, store, 25)


@pytest.mark.parametrize("settings", ["postgres"], indirect=True)
def test_a_worker_dies(settings: Settings, secret: str, store: Store) -> None:
    worker_dies(settings, secret, store, 1, hasty=True)


@pytest.mark.slow
def test_a_worker_dies_25_times(settings: Settings, secret: str, store: Store) -> None:
    worker_dies(settings, secret, store, 25, hasty=False)


def server_dies(settings: Settings, secret: str, store: Store, kills: int) -> None:
    """Clients submit while the server is killed, and ask again with the same keys when it is back."""
    settings = settings.model_copy(update={"port": free_port()})
    known: Answers = {}
    lost = 0
    with workers(settings, 1, hasty=True), server(settings) as victim:
        for number in range(kills):
            answered, unanswered = _killed_while_asked(settings, victim, secret, number)
            victim.come_back()
            replayed = {key: _ask(settings, secret, key) for key in [*answered, *unanswered]}
            assert answered.items() <= replayed.items()  # what was promised holds
            known |= replayed
            lost += len(unanswered)
        rows = _ended(store, list(known.values()))
    assert lost, "no kill hit a request"
    _one_result_each(store, rows)
    assert len(set(known.values())) == len(known)
    with store.reading("ours") as scope:
        assert {row.id for row in plans.listed(scope, 10_000, None)} == set(known.values())
    print(f"{kills} kills of a server: {len(known)} plans, {lost} requests cut off, no plan lost or doubled")


def worker_dies(settings: Settings, secret: str, store: Store, kills: int, *, hasty: bool) -> None:
    """Two workers; whoever solves is killed, and the other takes its plan up."""
    hits, waits = Counter[str](), list[float]()
    with (
        TestClient(create_app(settings), headers={"Authorization": f"Bearer {secret}"}) as client,
        workers(settings, 2, hasty=hasty) as crew,
    ):
        for number in range(kills):
            asked = question("six-month-surge", gap=0.0, time_limit=SEARCH, seed=number)
            plan = client.post("/v1/plans", json=asked).json()["id"]
            client.post("/v1/plans", json=question(seed=number))  # and a small one beside it
            _until(store, plan, lambda row: row.state != State.QUEUED)
            time.sleep(random.uniform(0.0, 0.8 * SEARCH))
            waits += _kill(crew, store, plan, hits)
        with store.reading("ours") as scope:
            known = [row.id for row in plans.listed(scope, 10_000, None)]
        rows = _ended(store, known)
    _one_result_each(store, rows)
    assert len(rows) == 2 * kills
    assert hits, "no kill hit a solve"
    assert all(row.attempts > hits[row.id] for row in rows)
    assert max(waits) <= TAKEN_UP_WITHIN
    print(
        f"{kills} kills of a worker: {sum(hits.values())} hit a solve; taken up after {min(waits):.1f} to "
        f"{max(waits):.1f} s; attempts {sorted(Counter(row.attempts for row in rows).items())}"
    )


def _kill(crew: Workers, store: Store, plan: str, hits: Counter[str]) -> list[float]:
    """Kills the worker of a plan; the seconds until another has it, for every plan it had."""
    # whose it is now: under load, another may have taken it up from a worker that was merely slow
    pid = _pid(_until(store, plan, lambda row: row.worker))
    crew.hold(pid)  # what it has now it has when it dies
    with store.reading("ours") as scope:
        mine = [row for row in plans.listed(scope, 1000, None, states=[State.RUNNING]) if _pid(row) == pid]
    crew.kill(pid)
    killed = time.monotonic()
    hits.update(row.id for row in mine)
    for row in mine:
        _until(store, row.id, lambda found: _pid(found) != pid or found.state not in OPEN)
    return [time.monotonic() - killed] if mine else []


def _pid(row: Row[Any]) -> int:
    return int(row.worker.split("-")[-2])


def _killed_while_asked(
    settings: Settings, victim: Server, secret: str, number: int
) -> tuple[Answers, list[str]]:
    """(what was answered, what was not) by a server that is killed meanwhile."""
    answered: Answers = {}
    unanswered = list[str]()

    def send(sender: int) -> None:
        for each in range(EACH):
            key = f"{number}-{sender}-{each}"
            try:
                answered[key] = _ask(settings, secret, key)
            except httpx2.TransportError:
                unanswered.append(key)
                return

    senders = [threading.Thread(target=send, args=(each,)) for each in range(SENDERS)]
    for thread in senders:
        thread.start()
    until = time.monotonic() + PATIENCE
    while len(answered) < number % SOME and time.monotonic() < until:
        time.sleep(0.001)
    time.sleep(random.uniform(0.0, 0.1))
    victim.kill()
    for thread in senders:
        thread.join()
    return answered, unanswered


def _ask(settings: Settings, secret: str, key: str) -> str:
    """The plan that a key stands for; each asks for another one."""
    number, sender, each = (int(part) for part in key.split("-"))
    answer = http().post(
        f"http://127.0.0.1:{settings.port}/v1/plans",
        json=question(seed=(number * SENDERS + sender) * EACH + each),
        headers={"Authorization": f"Bearer {secret}", "Idempotency-Key": key},
        timeout=PATIENCE,
    )
    assert answer.status_code in (200, 202), answer.text
    return str(answer.json()["id"])


def _until(store: Store, plan: str, holds: Any) -> Row[Any]:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with store.reading("ours") as scope:
            row = plans.plan(scope, plan)
        assert row is not None
        if holds(row):
            return row
        time.sleep(0.1)
    raise AssertionError(f"{plan} stays {row.state}")


def _ended(store: Store, known: list[str]) -> list[Row[Any]]:
    return [_until(store, plan, lambda row: row.state not in OPEN) for plan in known]


def _one_result_each(store: Store, rows: list[Row[Any]]) -> None:
    assert Counter(row.state for row in rows) == {State.FINISHED: len(rows)}
    with store.reading("ours") as scope:
        assert all(plans.result_of(scope, row.id) for row in rows)
        again = [plans.plan(scope, row.id) for row in rows]
    # what ended stays as it ended, whoever was thought dead and still wanted to store a result
    assert [(row.finished, row.cost) for row in again if row] == [(row.finished, row.cost) for row in rows]
