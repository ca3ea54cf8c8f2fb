"""Plans of a running service, asked for over HTTP as everybody does, worked out by its own worker."""

from __future__ import annotations

from typing import Any

import httpx2

from tests.browser.polling import until
from tests.browser.serving import Service
from tests.wire import http

WAITING = ("queued", "running", "waiting")


class Desk:
    """Somebody at the API with a key. Fails where an answer is an error."""

    def __init__(self, service: Service, secret: str) -> None:
        self.secret, self._url = secret, f"{service.url}/v1"

    def plan(self, asked: dict[str, Any]) -> str:
        """A plan that has ended: its id."""
        plan: str = self.post("/plans", asked)["id"]
        self.ended(f"/plans/{plan}")
        return plan

    def explained(self, plan: str, rooms: list[str]) -> Any:
        """Answers to all questions of some rooms."""
        self.post(f"/plans/{plan}:explain", {"rooms": rooms, "seconds": 120.0})
        found = self.ended(f"/plans/{plan}/explanation")
        assert found["state"] == "finished", found
        return found["explanation"]

    def ended(self, path: str) -> Any:
        """What is there once nothing more is waited for."""
        return until(lambda: self.get(path), lambda found: found["state"] not in WAITING)

    def state(self, plan: str) -> Any:
        """Where a plan is."""
        return self.get(f"/plans/{plan}")

    def get(self, path: str, **query: Any) -> Any:
        """What is there, as JSON."""
        return self.send("GET", path, params=query or None).json()

    def post(self, path: str, body: Any = None) -> Any:
        """The answer, as JSON."""
        return self.send("POST", path, json=body).json()

    def send(self, method: str, path: str, **given: Any) -> httpx2.Response:
        """The answer to a request."""
        headers = {"Authorization": f"Bearer {self.secret}"}
        answer = http().request(method, f"{self._url}{path}", headers=headers, **given)
        assert answer.is_success, answer.text
        return answer
