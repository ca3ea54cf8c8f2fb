"""`staffmix keys` and `staffmix serve` as an operator meets them."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx2
import pytest

STAFFMIX = str(Path(sys.executable).with_name("staffmix"))
PATIENCE = 60.0  # seconds


def staffmix(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [STAFFMIX, *words], env=environment(folder), capture_output=True, text=True, timeout=60
    )


def environment(folder: Path) -> dict[str, str]:
    return {**os.environ, "STAFFMIX_DATA": str(folder)}


def test_a_key_from_first_to_last(tmp_path: Path) -> None:
    assert staffmix(tmp_path, "keys", "list").stdout.startswith("No keys yet")
    made = staffmix(tmp_path, "keys", "add", "hr tool", "--role", "hr", "--pay")
    secret, identity = made.stdout.split()[0], made.stdout.rstrip(".\n").split()[-1]
    assert secret.startswith("smx_")
    listed = staffmix(tmp_path, "keys", "list").stdout
    assert "hr tool: hr, sees pay" in listed
    assert secret not in listed
    assert staffmix(tmp_path, "keys", "revoke", identity).returncode == 0
    assert "revoked" in staffmix(tmp_path, "keys", "list").stdout
    again = staffmix(tmp_path, "keys", "revoke", identity)
    assert (again.returncode, "no key of this id" in again.stderr) == (2, True)


def test_a_role_that_is_none_and_a_door_without_a_lock(tmp_path: Path) -> None:
    wrong = staffmix(tmp_path, "keys", "add", "x", "--role", "boss")
    assert (wrong.returncode, "no role 'boss'" in wrong.stderr) == (2, True)
    opened = staffmix(tmp_path, "serve", "--host", "0.0.0.0")  # it must refuse to listen there
    assert (opened.returncode, "it has no keys yet" in opened.stderr) == (2, True)


def test_serve_answers_with_the_key_it_prints_and_ends_with_its_worker(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = (tmp_path / "log").open("w+")
    server = subprocess.Popen(
        [STAFFMIX, "serve", "--port", str(port)],
        env=environment(tmp_path),
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    try:
        _wait_for(port)
        said = (tmp_path / "log").read_text()
        secret = re.search(r"First key, shown this once: (\S+)", said)
        assert secret is not None
        me = httpx2.get(
            f"http://127.0.0.1:{port}/v1/me", headers={"Authorization": f"Bearer {secret[1]}"}
        ).json()
        assert (me["tenant"], me["pay"]) == ("main", True)
        beside = _children(server.pid)
        assert beside
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(PATIENCE)
        log.close()
    assert not any(Path(f"/proc/{pid}").exists() for pid in beside)


def _wait_for(port: int) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            if httpx2.get(f"http://127.0.0.1:{port}/readyz").text == "ok":
                return
        except httpx2.HTTPError:
            time.sleep(0.2)
    pytest.fail("the service does not answer")


def _children(pid: int) -> list[int]:
    return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
