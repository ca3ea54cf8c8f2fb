"""Plans of a tenant of their own, asked for over HTTP and worked out by the service's own worker."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx2

from api.store.keys import Role
from tests.browser.serving import Service

PATIENCE = 240.0  # seconds


@dataclass(frozen=True)
class Asking:
    """Somebody of a tenant who may do everything."""

    service: Service
    tenant: str
    http: httpx2.Client

    def get(self, path: str, **query: Any) -> Any:
        """What is there, as JSON."""
        answer = self.http.get(f"/v1/{path}", params=query)
        assert answer.is_success, answer.text
        return answer.json()

    def post(self, path: str, body: Any = None) -> Any:
        """The answer, as JSON."""
        answer = self.http.post(f"/v1/{path}", json=body)
        assert answer.is_success, answer.text
        return answer.json()

    def plan(self, body: Any) -> str:
        """A plan that has ended."""
        made: str = self.post("plans", body)["id"]
        self.ended(f"plans/{made}", ("queued", "running"))
        return made

    def explained(self, plan: str, rooms: list[str]) -> Any:
        """Answers to all questions of some rooms."""
        self.post(f"plans/{plan}:explain", {"rooms": rooms, "seconds": 120.0})
        found = self.ended(f"plans/{plan}/explanation", ("waiting",))
        assert found["state"] == "finished", found
        return found["explanation"]

    def ended(self, path: str, waiting: tuple[str, ...]) -> Any:
        """Something once its state is none of these."""
        until = time.monotonic() + PATIENCE
        while (found := self.get(path))["state"] in waiting:
            assert time.monotonic() < until, found
            time.sleep(0.2)
        return found


@contextmanager
def asking(service: Service, tenant: str) -> Iterator[Asking]:
    """A client with a key of this tenant."""
    key = service.key(*Role, tenant=tenant, name="Ada", pay=True)
    headers = {"Authorization": f"Bearer {key}"}
    with httpx2.Client(base_url=service.url, headers=headers, timeout=90) as http:
        yield Asking(service, tenant, http)
