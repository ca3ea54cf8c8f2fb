"""`staffmix webhook-echo` as somebody meets it who tries webhooks out."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2
import pytest

from api.cli.echo import run
from api.store.store import now
from api.webhooks.signing import headers, new_secret
from scheduler.errors import InvalidProblem

STAFFMIX = str(Path(sys.executable).with_name("staffmix"))
BODY = (
    '{"type":"plan.finished","timestamp":"2027-01-04T00:00:00Z","data":{"plan":"plan_1","state":"finished"}}'
)


@contextmanager
def echo(*words: str, **more: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The command on a free port: (its address, its process)."""
    environment = {**os.environ, **more}
    process = subprocess.Popen(
        [STAFFMIX, "webhook-echo", "--port", "0", *words], env=environment, stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        yield process.stdout.readline().split()[2], process
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


def ended(process: subprocess.Popen[str]) -> str:
    """What it has printed, after Ctrl-C."""
    process.send_signal(signal.SIGINT)
    assert process.stdout is not None
    said = process.stdout.read()  # not communicate, which forgets what came along with the line read before
    assert process.wait(60) == 0
    return said


def test_what_is_ours_is_told_and_what_is_not_is_refused() -> None:
    secret = new_secret()
    with echo(STAFFMIX_WEBHOOK_SECRET=secret) as (url, process):
        ours = headers("msg_1", BODY, [new_secret(), secret], now())
        assert httpx2.post(url, content=BODY, headers=ours).status_code == 204
        assert httpx2.post(url, content=BODY.replace("plan_1", "plan_2"), headers=ours).status_code == 401
        assert httpx2.post(url, content=BODY, headers={**ours, "webhook-signature": "v1"}).status_code == 401
        assert (
            httpx2.post(url, content=BODY, headers={**ours, "webhook-signature": "v1,%%%"}).status_code == 401
        )
        assert httpx2.post(url, content=b"\xff", headers=ours).status_code == 401
        assert httpx2.post(url, content=BODY).status_code == 401
        assert httpx2.post(url, content=iter([b"{}"]), headers=ours).status_code == 411
        assert httpx2.post(url, content=b"x" * 1_000_001, headers=ours).status_code == 413
        said = ended(process)
    assert 'verified      msg_1  plan.finished  {"plan": "plan_1", "state": "finished"}' in said
    assert said.count("REFUSED") == 5
    assert "plan_2" not in said


def test_without_a_secret_it_says_that_nothing_is_verified() -> None:
    with echo() as (url, process):
        assert httpx2.post(url, content=b"\x1b[2J anything").status_code == 204
        said = ended(process)
    assert "not verified  without an id" in said
    assert "\x1b" not in said
    assert said.startswith("Signatures are not verified")


def test_a_secret_that_is_none_and_a_port_that_is_taken() -> None:
    with pytest.raises(InvalidProblem, match="no secret of a webhook"):
        run(0, "whsec_")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(InvalidProblem, match=f"cannot listen at {port}"):
            run(port, None)
