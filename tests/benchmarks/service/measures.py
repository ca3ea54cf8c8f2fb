"""What is measured of the service: reads, submits, batches, and what the queue costs."""

from __future__ import annotations

import json
import time
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import httpx2

import fixtures
from api.settings import Settings
from tests.benchmarks.service import running
from tests.benchmarks.service.load import Heard, load, request

READERS, SUBMITTERS = 4, 8  # connections
SMALL, LONG = "red-tomato", "six-month-surge"
SUBMITS_WANTED, READS_WANTED, P99_WANTED, TWO_WORKERS_WANTED = 100.0, 0.25, 50.0, 0.6
SOLVES = 8  # one after the other, so that one is under way for as long as is read
PATIENCE = 1800.0  # seconds for a batch to end
LOOK_EVERY = 0.2  # seconds between two looks at a plan: who looks takes from those who solve
CLIENT = httpx2.Client(timeout=60.0)  # a new one for each request costs more than the request


@dataclass(frozen=True)
class Line:
    """One line of the report. `holds`: None where nothing is asked."""

    what: str
    found: str
    wanted: str = ""
    holds: bool | None = None


def question(name: str, other: int = 0, **effort: Any) -> bytes:
    """A request for a plan that carries its documents; `other` numbers forecasts of their own."""
    problem = json.loads(fixtures.load(name).model_dump_json(by_alias=True))
    del problem["format"]
    if other:
        stream = problem["forecast"]["workstreams"][0]
        first, *rest = stream["volume"]
        stream["volume"] = [first + other / 1000, *rest]
    return json.dumps({"series": "bench", **problem, "effort": effort}).encode()


def reads(settings: Settings, seconds: float) -> list[Line]:
    """Reads of a plan's state beside a bare route, idle and while a solve runs; rates are of one process."""
    key = running.key(settings)
    with running.bare() as port:
        floor = _read(port, "/plans/plan_1", key, seconds)
        with running.service(settings):
            plan = _submit(settings, key, question(SMALL))
            path = f"/v1/plans/{plan}"
            idle = _read(settings.port, path, key, seconds)
            with running.worker(settings):
                _ended(settings, key, [plan])
                solves = [
                    _submit(settings, key, question(LONG, gap=0.0, seed=each)) for each in range(SOLVES)
                ]
                _until(settings, key, solves[0], "running")
                floor_busy = _read(port, "/plans/plan_1", key, seconds)
                busy = _read(settings.port, path, key, seconds)
                state = _state(settings, key, solves[-1])["state"]
    assert state != "finished", "the solves ended before the reads"
    return [
        Line("bare route, idle", _words(floor)),
        Line("reads, idle", _words(idle)),
        _ratio("reads, idle", idle, floor),
        Line("bare route, beside a solve", _words(floor_busy)),
        Line("reads, beside a solve", _words(busy)),
        _ratio("reads, beside a solve", busy, floor_busy),
        Line("p99 beside a solve", f"{busy.percentile(99):.1f} ms", f"≤ {P99_WANTED:g} ms",
             busy.percentile(99) <= P99_WANTED),
    ]  # fmt: skip


def submits(settings: Settings, seconds: float, most: float) -> list[Line]:
    """Accepted submits of small problems at a steady rate: documents asked for again with another seed,
    documents of their own each, and as fast as they go."""
    key = running.key(settings)
    rates = {"documents as before": SUBMITS_WANTED, "documents of their own": SUBMITS_WANTED, "at most": most}
    with running.service(settings):
        return [_submits(settings, key, seconds, what, rate) for what, rate in rates.items()]


def _submits(settings: Settings, key: str, seconds: float, what: str, rate: float) -> Line:
    count, own = int(rate * seconds) + 1, what == "documents of their own"
    base = 0 if own else round(rate) * 1_000_000
    bodies = [question(SMALL, number if own else 0, seed=base + number) for number in range(count)]
    asked = [request("POST", "/v1/plans", key, body) for body in bodies]
    heard = load(settings.port, asked, seconds, connections=SUBMITTERS, clients=1, rate=rate)
    faults = sum(times for status, times in heard.statuses.items() if status >= 500)
    accepted = heard.statuses.get(202, 0) / heard.seconds
    found = f"{accepted:.0f} a second, p99 {heard.percentile(99):.0f} ms, {faults} faults"
    said = f"submits, {what}, {rate:g} a second asked for"
    if rate != SUBMITS_WANTED:
        return Line(said, found)
    return Line(said, found, f"≥ {rate:g}, no 5xx", accepted >= 0.98 * rate and faults == 0)


def batch(settings: Settings, plans: int) -> list[Line]:
    """A batch with one worker of one core, then with two."""
    took = {count: _batch(settings, plans, count) for count in (1, 2)}
    ratio = took[2] / took[1]
    return [
        *(Line(f"{plans} plans, workers: {count}", f"{seconds:.1f} s") for count, seconds in took.items()),
        Line("two workers as a part of one", f"{ratio:.2f}", f"≤ {TWO_WORKERS_WANTED:g}",
             ratio <= TWO_WORKERS_WANTED),
    ]  # fmt: skip


def overhead(settings: Settings, plans: int) -> list[Line]:
    """What a plan costs beside its search: small plans one after the other through one worker."""
    key = running.key(settings)
    with running.service(settings), running.worker(settings):
        _ended(settings, key, [_submit(settings, key, question(SMALL, seed=1))])
        ids = [_submit(settings, key, question(SMALL, seed=100 + number)) for number in range(plans)]
        _ended(settings, key, ids)
        states = [_state(settings, key, plan) for plan in ids]
    moments = sorted(_moment(state["finished"]) for state in states)
    each = (moments[-1] - moments[0]) / (plans - 1)
    search = sum(state["seconds"] for state in states) / plans
    return [
        Line("a small plan, from one end to the next", f"{1000 * each:.0f} ms"),
        Line("of that its search and check", f"{1000 * search:.0f} ms"),
        Line("queue, store and process", f"{1000 * (each - search):.0f} ms"),
    ]


def _batch(settings: Settings, plans: int, count: int) -> float:
    key = running.key(settings)
    with running.service(settings), ExitStack() as stack:
        for _ in range(count):
            stack.enter_context(running.worker(settings))
        warm = [
            _submit(settings, key, question(SMALL, seed=count * 1000 + each)) for each in range(2 * count)
        ]
        _ended(settings, key, warm)
        bodies = [question(LONG, gap=0.01, seed=count * 1_000_000 + each) for each in range(plans)]
        start = time.monotonic()
        _ended(settings, key, [_submit(settings, key, body) for body in bodies])
        return time.monotonic() - start


def _read(port: int, path: str, key: str, seconds: float) -> Heard:
    """Warmed up for a second first."""
    asked = [request("GET", path, key)]
    load(port, asked, 1.0, connections=READERS, clients=1, rate=None)
    heard = load(port, asked, seconds, connections=READERS, clients=1, rate=None)
    assert set(heard.statuses) == {200}, heard.statuses
    return heard


def _words(heard: Heard) -> str:
    middle, last = heard.percentile(50), heard.percentile(99)
    return f"{heard.rate:.0f} a second, p50 {middle:.2f} ms, p99 {last:.2f} ms"


def _ratio(what: str, ours: Heard, floor: Heard) -> Line:
    ratio = ours.rate / floor.rate
    return Line(f"{what}, of the bare route's", f"{ratio:.2f}", f"≥ {READS_WANTED:g}", ratio >= READS_WANTED)


def _submit(settings: Settings, key: str, body: bytes) -> str:
    answer = CLIENT.post(_url(settings, "plans"), content=body, headers=_headers(key))
    answer.raise_for_status()
    return str(answer.json()["id"])


def _state(settings: Settings, key: str, plan: str) -> dict[str, Any]:
    answer = CLIENT.get(_url(settings, f"plans/{plan}"), headers=_headers(key))
    found: dict[str, Any] = answer.raise_for_status().json()
    return found


def _until(settings: Settings, key: str, plan: str, *states: str) -> None:
    until = time.monotonic() + PATIENCE
    while _state(settings, key, plan)["state"] not in states:
        assert time.monotonic() < until, f"{plan} is not {states}"
        time.sleep(LOOK_EVERY)


def _ended(settings: Settings, key: str, plans: list[str]) -> None:
    for plan in plans:
        _until(settings, key, plan, "finished")


def _moment(text: str) -> float:
    return datetime.fromisoformat(text).timestamp()


def _url(settings: Settings, path: str) -> str:
    return f"http://127.0.0.1:{settings.port}/v1/{path}"


def _headers(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
