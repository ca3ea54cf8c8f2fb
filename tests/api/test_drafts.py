"""Drafts: one person's own, never overwritten unseen, bounded, gone with what they are of."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import update

from api.store import drafts
from api.store.keys import Role, add_key
from api.store.retention import prune
from api.store.store import Store, now
from api.store.tables import drafts as table

PLACE = "/v1/drafts/forecast/emea"


def person(store: Store, *roles: Role, pay: bool = False, tenant: str = "ours") -> dict[str, str]:
    """The header of a new key."""
    with store.scope(tenant) as scope:
        return {"Authorization": f"Bearer {add_key(scope, 'one', roles, pay=pay)[1]}"}


def demand(cell: str) -> dict[str, Any]:
    """A draft of one cell, which need not be valid."""
    return {"base": 3, "tables": [{"sheet": "Demand", "columns": ["2027-01-04"], "rows": [[cell]]}]}


def test_what_is_kept_comes_back_with_its_revision(client: TestClient) -> None:
    assert client.get(PLACE).status_code == 404
    made = client.put(PLACE, json=demand("about 60"))
    assert (made.status_code, made.headers["etag"]) == (201, '"1"')
    found = client.get(PLACE)
    assert found.json() == made.json()
    assert (found.json()["tables"], found.json()["base"]) == (demand("about 60")["tables"], 3)
    (line,) = client.get("/v1/drafts").json()["drafts"]
    assert (line["kind"], line["key"], line["revision"]) == ("forecast", "emea", 1)


def test_another_window_is_not_overwritten(client: TestClient) -> None:
    client.put(PLACE, json=demand("1"))
    assert client.put(PLACE, json=demand("2")).json()["code"] == "precondition_required"
    assert client.put(PLACE, json=demand("2"), headers={"If-Match": '"1"'}).headers["etag"] == '"2"'
    for stale in ('"1"', '"x"'):
        answer = client.put(PLACE, json=demand("3"), headers={"If-Match": stale})
        assert (answer.status_code, answer.json()["code"]) == (412, "stale")
        assert client.delete(PLACE, headers={"If-Match": stale}).status_code == 412
    assert client.get(PLACE).json()["tables"] == demand("2")["tables"]
    assert client.delete(PLACE, headers={"If-Match": '"2"'}).status_code == 204
    assert client.delete(PLACE).status_code == 404
    gone = client.put(PLACE, json=demand("4"), headers={"If-Match": '"2"'})
    assert gone.json()["code"] == "stale"


def test_a_draft_is_its_authors_alone(client: TestClient, store: Store) -> None:
    mine, other = person(store, Role.PLANNER), person(store, Role.PLANNER)
    client.put(PLACE, json=demand("mine"), headers=mine)
    for headers in (other, person(store, Role.ADMIN), person(store, Role.PLANNER, tenant="theirs")):
        assert client.get(PLACE, headers=headers).status_code == 404
        assert client.get("/v1/drafts", headers=headers).json()["drafts"] == []
        assert client.delete(PLACE, headers=headers).status_code == 404
    assert client.put(PLACE, json=demand("other"), headers=other).status_code == 201
    assert client.get(PLACE, headers=mine).json()["tables"] == demand("mine")["tables"]
    assert client.get(PLACE, headers=person(store, Role.VIEWER)).status_code == 403


@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
def test_pay_is_kept_of_those_who_may_write_it(client: TestClient, store: Store) -> None:
    teams = {"sheet": "Teams", "columns": ["Name", "Salary"], "rows": [["Phone", "31417"]]}
    later = {
        "sheet": "Over time",
        "columns": ["Sheet", "Name", "Field", "From", "Value"],
        "rows": [["Teams", "Phone", "Salary", "2027-04-01", "31417"]],
    }
    place = "/v1/drafts/workforce/emea"
    for tables in ([teams], [later]):
        refused = client.put(place, json={"tables": tables}, headers=person(store, Role.PLANNER))
        assert [each["code"] for each in refused.json()["errors"]] == ["pay_not_yours"]
        assert "31417" not in refused.text
        for headers in (person(store, Role.PLANNER, pay=True), person(store, Role.HR)):
            assert client.put(place, json={"tables": tables}, headers=headers).status_code == 201
    blank = {"tables": [{**teams, "rows": [["Phone", ""]]}]}
    assert client.put(place, json=blank, headers=person(store, Role.PLANNER)).status_code == 201


@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
def test_there_is_an_end_to_how_many_and_how_large(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafts, "MOST", 2)
    for name in ("a", "b"):
        assert client.put(f"/v1/drafts/policy/{name}", json={"tables": []}).status_code == 201
    assert client.put("/v1/drafts/policy/c", json={"tables": []}).json()["code"] == "too_many_drafts"
    assert (
        client.put("/v1/drafts/policy/a", json={"tables": []}, headers={"If-Match": "*"}).status_code == 201
    )
    large = b" " * 9_000_000 + b'{"tables": []}'
    answer = client.put("/v1/drafts/policy/a", content=large, headers={"If-Match": "*"})
    assert (answer.status_code, answer.json()["code"]) == (413, "body_too_large")


def test_drafts_go_with_their_document_and_after_half_a_year(client: TestClient, store: Store) -> None:
    client.put("/v1/policies/emea", json={})
    for name in ("emea", "apac"):
        client.put(f"/v1/drafts/policy/{name}", json={"tables": []})
    client.post("/v1/policies/emea:purge")
    assert [each["key"] for each in client.get("/v1/drafts").json()["drafts"]] == ["apac"]
    assert prune(store, None, None).drafts == 0
    with store.whole() as connection:
        connection.execute(update(table).values(updated=now() - timedelta(days=181)))
    assert prune(store, None, None).drafts == 1
    assert client.get("/v1/drafts").json()["drafts"] == []
