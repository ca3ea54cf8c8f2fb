"""Plans of a running service, asked for over HTTP as everybody does."""

from __future__ import annotations

import time
from typing import Any

import httpx2

from tests.browser.serving import PATIENCE, Service
from tests.wire import http

ENDED = ("finished", "failed", "cancelled")


class Desk:
    """Somebody at the API with a key. Fails where an answer is an error."""

    def __init__(self, service: Service, secret: str) -> None:
        self.secret, self._url = secret, f"{service.url}/v1"

    def plan(self, asked: dict[str, Any]) -> str:
        """A plan that has ended: its id."""
        plan: str = self.send("POST", "/plans", json=asked).json()["id"]
        self.ended(f"/plans/{plan}")
        return plan

    def ended(self, path: str) -> None:
        """Waits until nothing more is waited for there."""
        until = time.monotonic() + PATIENCE
        while self.send("GET", path).json()["state"] not in ENDED:
            assert time.monotonic() < until, f"{path} does not end"
            time.sleep(0.1)

    def state(self, plan: str) -> dict[str, Any]:
        """Where a plan is."""
        found: dict[str, Any] = self.send("GET", f"/plans/{plan}").json()
        return found

    def send(self, method: str, path: str, **given: Any) -> httpx2.Response:
        """The answer to a request."""
        headers = {"Authorization": f"Bearer {self.secret}"}
        answer = http().request(method, f"{self._url}{path}", headers=headers, **given)
        assert answer.is_success, answer.text
        return answer
