"""One of everything that a tenant can have, and bodies that the description shows."""

from __future__ import annotations

import json
from typing import Any

from fastapi.testclient import TestClient

import fixtures
from api import planning
from api.store.store import Store

PROBLEM = "van-fleet"  # contracts alone, and solved in no time
Operation = dict[str, Any]


def mark(tenant: str) -> str:
    """What stands in the name of everything that a tenant has."""
    return f"only-of-{tenant}"


def body_of(operation: Operation) -> tuple[bytes | None, str | None]:
    """A body that the description shows, and its media type; the last of several examples."""
    shown = operation.get("requestBody", {}).get("content", {})
    for media, told in shown.items():
        if told.get("examples"):
            return json.dumps(list(told["examples"].values())[-1]["value"]).encode(), media
    return None, None


def things(client: TestClient, store: Store, tenant: str, key: str) -> dict[str, str]:
    """Makes one of everything for a tenant: the name of each by the path parameter that stands for it."""
    found = {"key": mark(tenant), "name": PROBLEM, "document": "forecast"}
    client.headers["Authorization"] = f"Bearer {key}"
    address = {"url": f"https://{mark(tenant)}.example/told", "events": ["document.changed"]}
    found["webhook"] = _ok(client.post("/v1/webhooks", json=address))["id"]
    problem = json.loads(fixtures.load(PROBLEM).model_dump_json(by_alias=True))
    del problem["format"]
    for path, kind in (
        ("forecasts", "forecast"),
        ("workforces", "workforce"),
        ("rate-cards", "rate_card"),
        ("policies", "policy"),
    ):
        _ok(client.put(f"/v1/{path}/{found['key']}", json=problem[kind]))
    deliveries = _ok(client.get(f"/v1/webhooks/{found['webhook']}/deliveries"))["deliveries"]
    found["delivery"] = deliveries[0]["id"]
    found["plan"] = _plan(client, store, tenant, problem)
    del client.headers["Authorization"]
    return found


def _plan(client: TestClient, store: Store, tenant: str, problem: Any) -> str:
    """A finished plan, ended as a worker would."""
    asked = _ok(client.post("/v1/plans", json={"series": mark(tenant), **problem}))
    identity: str = asked["id"]
    planning.carry_out(planning.Job(store, tenant, identity, "worker", 1))
    return identity


def _ok(answer: Any) -> Any:
    assert answer.is_success, answer.text
    return answer.json()
