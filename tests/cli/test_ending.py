"""A service that is asked to end while plans are followed."""

from __future__ import annotations

import re
import signal
import threading
import time
from datetime import datetime
from pathlib import Path

import httpx2

from tests.cli.test_service import PATIENCE, Running, serving

FOLLOWERS = 5
WITHIN = 2.0  # seconds


def seconds_between(service: Running, first: str, last: str) -> float:
    """By the service's own log: how long the interpreter takes to end is not in it."""
    begun, ended = (
        next(datetime.fromisoformat(line["timestamp"]) for line in service.logged if words in line["event"])
        for words in (first, last)
    )
    return (ended - begun).total_seconds()


def test_streams_of_events_end_at_once_and_hold_nobody(tmp_path: Path) -> None:
    ends, texts = list[float](), list[str]()
    open_, lock = threading.Barrier(FOLLOWERS + 1), threading.Lock()

    def follow(client: httpx2.Client, place: str) -> None:
        with client.stream("GET", place) as answer:
            said = answer.iter_text()
            text = next(said)
            open_.wait(PATIENCE)
            text += "".join(said)  # raises where the stream is cut off instead of ended
        with lock:
            ends.append(time.monotonic())
            texts.append(text)

    with serving(tmp_path, "--workers", "0") as service:
        first = re.search(r"First key, shown this once: (\S+)", service.said)
        assert first is not None
        with service.client(first[1]) as client:
            question = client.get("/v1/examples/red-tomato").json()
            plan = client.post("/v1/plans", json={"series": "s", **question}).json()["id"]  # nobody solves it
            place = f"/v1/plans/{plan}/events"
            followers = [threading.Thread(target=follow, args=(client, place)) for _ in range(FOLLOWERS)]
            for each in followers:
                each.start()
            open_.wait(PATIENCE)
            time.sleep(0.7)  # into the middle of the next look
            asked = time.monotonic()
            service.process.send_signal(signal.SIGTERM)
            for each in followers:
                each.join(PATIENCE)
            assert service.process.wait(PATIENCE) == 0
    assert len(ends) == FOLLOWERS
    assert max(ends) - asked <= WITHIN
    assert seconds_between(service, "Shutting down", "Finished server process") <= WITHIN
    assert all("event: ended" not in each for each in texts)  # the plan has not: they come back and go on
    lines = [line for line in service.logged if line.get("route") == "/v1/plans/{plan}/events"]
    assert [line["status"] for line in lines] == [200] * FOLLOWERS
