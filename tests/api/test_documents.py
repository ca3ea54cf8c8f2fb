"""Documents over HTTP: versions, who may write them, and who sees pay."""

from __future__ import annotations

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient

import fixtures
from api.store import audit
from api.store.keys import Role, add_key
from api.store.store import Store

SURGE = json.loads(fixtures.load("six-month-surge").model_dump_json(by_alias=True))
WORKFORCE: dict[str, Any] = SURGE["workforce"]
PATHS = {"forecast": "forecasts", "workforce": "workforces", "rate_card": "rate-cards", "policy": "policies"}


def key(store: Store, *roles: Role, pay: bool = False) -> dict[str, str]:
    """The header of a new key of ours."""
    with store.scope("ours") as scope:
        return {"Authorization": f"Bearer {add_key(scope, 'one', roles, pay=pay)[1]}"}


def raised(pools: int, **fields: Any) -> dict[str, Any]:
    """The workforce with these fields in its first so many pools."""
    changed = [pool | fields for pool in WORKFORCE["pools"][:pools]]
    return {**WORKFORCE, "pools": [*changed, *WORKFORCE["pools"][pools:]]}


@pytest.mark.parametrize("kind", PATHS)
def test_what_is_put_comes_back(client: TestClient, kind: str) -> None:
    place = f"/v1/{PATHS[kind]}/emea"
    made = client.put(place, json=SURGE[kind])
    assert (made.status_code, made.json()["version"], made.headers["etag"]) == (201, 1, '"1"')
    assert client.get(place).json()["content"] == SURGE[kind]
    assert client.put(place, json=SURGE[kind]).status_code == 200  # nothing changed: no If-Match is asked for


def test_a_change_says_what_it_changed_and_on_which_version(client: TestClient) -> None:
    place, first = "/v1/workforces/emea", WORKFORCE["pools"][0]["key"]
    client.put(place, json=WORKFORCE)
    more = raised(1, headcount=50.0)
    assert client.put(place, json=more).json()["code"] == "precondition_required"
    assert client.put(place, json=more, headers={"If-Match": '"7"'}).status_code == 412
    made = client.put(place, json=more, headers={"If-Match": '"1"'})
    assert (made.status_code, made.json()["version"]) == (201, 2)
    assert made.json()["changes"] == {"pools": {"added": [], "changed": [first], "removed": []}}
    fewer = {**more, "pools": more["pools"][1:]}
    third = client.put(place, json=fewer, headers={"If-Match": "*"}).json()
    assert third["changes"]["pools"]["removed"] == [first]
    assert client.get(place, params={"version": 1}).json()["content"] == WORKFORCE
    assert client.get(place, params={"as_of": made.json()["created"]}).json()["version"] == 2
    assert client.get(place, params={"version": 9}).status_code == 404


def test_half_an_export_is_refused(client: TestClient) -> None:
    place = "/v1/workforces/emea"
    client.put(place, json=WORKFORCE)
    half = {**WORKFORCE, "pools": WORKFORCE["pools"][:1]}
    answer = client.put(place, params={"max_change": "20%"}, json=half, headers={"If-Match": "*"})
    assert (answer.status_code, answer.json()["code"]) == (422, "too_much_changed")
    assert client.get(place).json()["version"] == 1


def test_every_fault_at_once_each_with_its_place(client: TestClient) -> None:
    broken = raised(1, salery=1.0, headcount="many")
    answer = client.put("/v1/workforces/emea", json=broken).json()
    assert answer["code"] == "validation_failed"
    found = {(each["code"], each["place"]) for each in answer["errors"]}
    assert found == {
        ("unknown_field", "workforce#/pools/0/salery"),
        ("wrong_type", "workforce#/pools/0/headcount"),
    }
    assert "did you mean salary?" in str(answer["errors"])
    assert client.get("/v1/workforces/emea").status_code == 404


def test_lists_archive_and_purge(client: TestClient) -> None:
    for name in ("a", "b", "c"):
        client.put(f"/v1/policies/{name}", json={})
    page = client.get("/v1/policies", params={"limit": 2}).json()
    rest = client.get("/v1/policies", params={"cursor": page["next"]}).json()
    assert [each["key"] for each in page["documents"] + rest["documents"]] == ["a", "b", "c"]
    assert client.get("/v1/policies", params={"cursor": "nonsense"}).json()["code"] == "bad_cursor"
    assert client.delete("/v1/policies/a").status_code == 204
    assert client.delete("/v1/policies/a").status_code == 404
    assert [each["key"] for each in client.get("/v1/policies").json()["documents"]] == ["b", "c"]
    assert client.post("/v1/policies/b:purge").status_code == 204
    purged = client.get("/v1/policies/b").json()
    assert purged["content"] is None
    assert len(purged["hash"]) == 64


def test_each_document_is_written_by_its_owners(client: TestClient, store: Store) -> None:
    tool, buyer, viewer = key(store, Role.HR), key(store, Role.PROCUREMENT), key(store, Role.VIEWER)
    may = {"workforce": tool, "rate_card": buyer}
    for kind, path in PATHS.items():
        for who in (tool, buyer, viewer):
            wanted = 201 if may.get(kind) is who else 403
            assert client.put(f"/v1/{path}/x", json=SURGE[kind], headers=who).status_code == wanted


def test_pay_is_seen_by_those_who_may(client: TestClient, store: Store) -> None:
    client.put("/v1/workforces/emea", json=WORKFORCE)
    seen = client.get("/v1/workforces/emea", headers=key(store, Role.VIEWER, pay=True)).json()["content"]
    hidden = client.get("/v1/workforces/emea", headers=key(store, Role.VIEWER)).json()["content"]
    assert seen == WORKFORCE
    assert [pool["key"] for pool in hidden["pools"]] == [pool["key"] for pool in WORKFORCE["pools"]]
    text = json.dumps(hidden)
    for pool in WORKFORCE["pools"]:
        assert str(pool["salary"]) not in text
    assert not {"salary", "on_cost_share", "costs", "premium"} & _names(hidden)


def _names(data: Any) -> set[str]:
    if isinstance(data, dict):
        return {*data} | {name for value in data.values() for name in _names(value)}
    return {name for each in data for name in _names(each)} if isinstance(data, list) else set()


def test_a_plan_takes_documents_by_their_keys(client: TestClient, store: Store) -> None:
    for kind, path in PATHS.items():
        client.put(f"/v1/{path}/emea", json=SURGE[kind])
    asked = client.post("/v1/plans", json={"series": "support", **dict.fromkeys(PATHS, "emea")})
    assert asked.status_code == 202
    assert {(each["key"], each["version"]) for each in asked.json()["inputs"].values()} == {("emea", 1)}
    unknown = client.post("/v1/plans", json={"series": "support", "forecast": "none"})
    assert (unknown.status_code, "'none'" in unknown.json()["detail"]) == (404, True)
    with store.reading("ours") as scope:
        log = [(line.action, line.subject) for line in audit.read(scope, 10)]
    assert log[0] == ("plan.submit", asked.json()["id"])
    assert ("workforce.put", "emea") in log
