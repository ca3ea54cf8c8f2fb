"""`staffmix keys` and `staffmix serve` as an operator meets them."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2
import pytest

from tests.wire import http

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
STAFFMIX = str(Path(sys.executable).with_name("staffmix"))
PATIENCE = 60.0  # seconds


@dataclass(frozen=True)
class Running:
    """A service of an operator's: its folder, its process and what it says."""

    folder: Path
    process: subprocess.Popen[bytes]
    port: int

    @property
    def said(self) -> str:
        return (self.folder / "out").read_text()

    @property
    def logged(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in (self.folder / "err").read_text().splitlines()]

    def client(self, secret: str) -> httpx2.Client:
        headers = {"Authorization": f"Bearer {secret}"}
        return httpx2.Client(base_url=f"http://127.0.0.1:{self.port}", headers=headers, timeout=PATIENCE)


def environment(folder: Path) -> dict[str, str]:
    return {**os.environ, "STAFFMIX_DATA": str(folder)}


@contextmanager
def serving(folder: Path, *words: str) -> Iterator[Running]:
    """`staffmix serve`, ready to answer; ended by force if it has not ended before."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [STAFFMIX, "serve", "--port", str(port), *words]
    with (folder / "out").open("w") as out, (folder / "err").open("w") as err:
        process = subprocess.Popen(command, env=environment(folder), stdout=out, stderr=err)
    try:
        _wait_for(port)
        yield Running(folder, process, port)
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE)


@pytest.fixture
def typed(inside: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """A command of an operator, inside this process, on a store of its own."""
    monkeypatch.setenv("STAFFMIX_DATA", str(tmp_path))
    return inside


def test_a_key_from_first_to_last(typed: Callable[..., Any]) -> None:
    assert typed("keys", "list").stdout.startswith("No keys yet")
    made = typed("keys", "add", "hr tool", "--role", "hr", "--pay")
    secret, identity = made.stdout.split()[0], made.stdout.rstrip(".\n").split()[-1]
    assert secret.startswith("smx_")
    listed = typed("keys", "list").stdout
    assert "hr tool: hr, sees pay" in listed
    assert secret not in listed
    assert typed("keys", "revoke", identity).exit_code == 0
    assert "revoked" in typed("keys", "list").stdout
    again = typed("keys", "revoke", identity)
    assert (again.exit_code, "no key of this id" in again.stderr) == (2, True)


def test_a_test_key_sees_a_sandbox_beside_the_tenant(typed: Callable[..., Any]) -> None:
    made = typed("keys", "add", "trial", "--role", "planner", "--test")
    assert made.stdout.startswith("smx_test_")
    assert "sandbox main-test" in made.stdout
    # a key of the tenant itself is none of the sandbox, and a sandbox has test keys alone
    assert not typed("keys", "add", "x", "--role", "hr").stdout.startswith("smx_test_")
    other = typed("keys", "add", "y", "--role", "hr", "--tenant", "main-test")
    assert other.stdout.startswith("smx_test_")
    tenants = typed("keys", "tenants").stdout.splitlines()
    assert tenants == ["main: 1 keys", "main-test (sandbox): 2 keys"]


def test_a_role_that_is_none_and_a_door_without_a_lock(typed: Callable[..., Any]) -> None:
    wrong = typed("keys", "add", "x", "--role", "boss")
    assert (wrong.exit_code, "no role 'boss'" in wrong.stderr) == (2, True)
    opened = typed("serve", "--host", "0.0.0.0")  # it must refuse to listen there
    assert (opened.exit_code, "it has no keys yet" in opened.stderr) == (2, True)


def test_a_database_that_is_away_is_said_in_one_line(
    typed: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STAFFMIX_DATABASE_URL", "postgresql://nobody@127.0.0.1:9/none")
    done = typed("serve")
    assert done.exit_code == 2
    assert "the database: does not answer" in done.stderr


def test_the_demo_prints_lines_that_work_and_the_service_ends_as_asked(tmp_path: Path) -> None:
    with serving(tmp_path, "--demo") as service:
        first = re.search(r"First key, shown this once: (\S+)", service.said)
        shown = re.search(r"Bearer (smx_test_\S+)\"", service.said)
        assert first is not None
        assert shown is not None
        with service.client(first[1]) as ours, service.client(shown[1]) as demo:
            me = ours.get("/v1/me").json()
            assert (me["tenant"], me["sandbox"], me["pay"]) == ("main", False, True)
            assert demo.get("/v1/me").json()["sandbox"] is True
            _type_the_lines(service, tmp_path)
            named = demo.get("/v1/forecasts/demo").json()
            assert named["version"] == 1
            assert ours.get("/v1/forecasts/demo").status_code == 404
            assert ours.get("/readyz", headers={"Host": "rebound.example"}).status_code == 421
            assert "staffmix_workers 1.0" in ours.get("/metrics").text
            _ends_while_somebody_waits(service, demo)
    _says_nothing_in_vain(service, first[1], shown[1])


def _type_the_lines(service: Running, folder: Path) -> None:
    """What the demo says, word for word, and what the README goes on with, in one shell."""
    blocks = re.findall(r"```sh\n(.*?)```", README, flags=re.DOTALL)
    tried, own = (block for block in blocks if "curl" in block)
    lines = service.said.partition("Try it")[2].partition("\n")[2]
    assert lines.count("curl") == 4
    assert lines.splitlines()[1:] == tried.splitlines()[1:]  # the first names address and key
    own = f"{STAFFMIX} init mine.xlsx\n{own}"
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", lines + own],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=400,
    )
    assert done.returncode == 0, done.stderr
    for answer in ("plan.json", "mine.json"):
        assert json.loads((folder / answer).read_text())["state"] == "finished"
    assert "decide_by" in done.stdout
    assert (folder / "plan.xlsx").read_bytes().startswith(b"PK")


def _ends_while_somebody_waits(service: Running, demo: httpx2.Client) -> None:
    """SIGTERM while a request waits for its plan: it is answered, and worker and server end."""
    beside = _children(service.process.pid)
    assert beside
    question = demo.get("/v1/examples/six-month-surge").json()
    question["effort"] = {"time_limit": 60.0, "gap": 0.0, "seed": 1}
    answers: list[httpx2.Response] = []
    waits = threading.Thread(
        target=lambda: answers.append(demo.post("/v1/plans", params={"wait": 60}, json=question))
    )
    waits.start()
    until = time.monotonic() + PATIENCE
    while not _asked(demo) and time.monotonic() < until:
        time.sleep(0.1)
    begun = time.monotonic()
    service.process.send_signal(signal.SIGTERM)
    waits.join(PATIENCE)
    assert answers[0].status_code == 202
    assert service.process.wait(PATIENCE) == 0
    assert time.monotonic() - begun < 30.0  # long before the minute is over
    assert not any(Path(f"/proc/{pid}").exists() for pid in beside)
    with pytest.raises(httpx2.ConnectError):
        demo.get("/healthz")


def _asked(demo: httpx2.Client) -> bool:
    return any(plan["effort"]["seed"] == 1 for plan in demo.get("/v1/plans").json()["plans"])


def _says_nothing_in_vain(service: Running, *secrets: str) -> None:
    """The log: JSON lines, one a request, with who asked and without what was said."""
    told = [line for line in service.logged if line["event"] == "request"]
    asked = next(line for line in told if line["route"] == "/v1/plans" and line["method"] == "POST")
    assert (asked["tenant"], asked["status"]) == ("demo", 200)
    assert asked["ms"] > 0
    assert {line["logger"] for line in service.logged} >= {"uvicorn.error", "api.front.requests"}
    text = (service.folder / "err").read_text()
    assert not any(secret in text for secret in secrets)
    assert "wait=" not in text


def _wait_for(port: int) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            if http().get(f"http://127.0.0.1:{port}/readyz").text == "ok":
                return
        except httpx2.HTTPError:
            time.sleep(0.2)
    pytest.fail("the service does not answer")


def _children(pid: int) -> list[int]:
    return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
