"""One of everything that a tenant can have, and bodies that the description shows."""

from __future__ import annotations

import json
from typing import Any

from fastapi.testclient import TestClient

import fixtures
from api.openapi.examples import examples
from api.store.store import Store
from api.work import planning

DOCUMENTS = "guarding"  # has rows of every kind
PROBLEM = "van-fleet"  # contracts alone, and solved in no time
PATHS = {"forecast": "forecasts", "workforce": "workforces", "rate_card": "rate-cards", "policy": "policies"}
ROWS = ("workstreams", "pools", "moves", "vendors", "offers", "running")
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


def address(path: str, names: dict[str, str]) -> str:
    """A path with what its parameters stand for; `row` is a row of the list that the path names."""
    for name, value in names.items():
        path = path.replace(f"{{{name}}}", value)
    for rows in ROWS:
        path = path.replace(f"/{rows}/{{row}}", f"/{rows}/{names.get(rows, 'nothing')}")
    return path


def documents(name: str) -> dict[str, Any]:
    """The four documents of a fixture, as JSON."""
    found: dict[str, Any] = json.loads(fixtures.load(name).model_dump_json(by_alias=True))
    return {kind: found[kind] for kind in PATHS}


def things(client: TestClient, store: Store, tenant: str, key: str) -> dict[str, str]:
    """Makes one of everything for a tenant: the name of each by the path parameter that stands for it."""
    client.headers["Authorization"] = f"Bearer {key}"
    found = {"key": mark(tenant), "name": "red-tomato", "document": "forecast"}
    hook = {"url": f"https://{mark(tenant)}.example/told", "events": ["document.changed"]}
    found["webhook"] = ok(client.post("/v1/webhooks", json=hook))["id"]
    for kind, content in documents(DOCUMENTS).items():
        ok(client.put(f"/v1/{PATHS[kind]}/{found['key']}", json=content))
        found |= {rows: content[rows][0]["key"] for rows in ROWS if content.get(rows)}
    ok(client.put(f"/v1/drafts/forecast/{found['key']}", json={"tables": []}))
    deliveries = ok(client.get(f"/v1/webhooks/{found['webhook']}/deliveries"))["deliveries"]
    found["delivery"] = deliveries[0]["id"]
    mapping = next(iter(examples()["put_mapping"].values()))
    ok(client.put(f"/v1/mappings/{found['key']}", json={**mapping, "by_site": False}))
    found["plan"] = found["other"] = planned(client, store, tenant)
    ok(client.post(f"/v1/plans/{found['plan']}:adopt"))
    found["requisition"] = ok(client.get("/v1/requisitions"))["requisitions"][0]["id"]
    del client.headers["Authorization"]
    return found


def planned(client: TestClient, store: Store, tenant: str) -> str:
    """A finished plan, solved here as a worker would."""
    asked = ok(client.post("/v1/plans", json={"series": mark(tenant), **documents(PROBLEM)}))
    planning.carry_out(planning.Job(store, tenant, asked["id"], "worker", 1))
    return str(asked["id"])


def ok(answer: Any) -> Any:
    """The JSON of an answer that is a success."""
    assert answer.is_success, answer.text
    return answer.json()
