"""Examples, schemas and the audit log over HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from jsonschema_rs import validator_for

import fixtures
from api.app import create_app
from api.routes.examples import XLSX
from api.settings import Settings
from api.store import audit
from api.store.keys import Role, add_key, add_tenant
from api.store.store import Store
from scheduler.files import load


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, TestClient]]:
    """A service on SQLite and a client of its administrator."""
    settings = Settings(data=tmp_path_factory.mktemp("examples"))
    store = Store(settings.store_url)
    store.migrate()
    add_tenant(store, "ours", "Ours")
    with store.scope("ours") as scope:
        secret = add_key(scope, "admin", [Role.ADMIN], pay=True)[1]
    with TestClient(create_app(settings), headers={"Authorization": f"Bearer {secret}"}) as client:
        yield store, client
    store.close()


@pytest.fixture
def client(place: tuple[Store, TestClient]) -> TestClient:
    return place[1]


def test_every_example_is_a_request_that_is_taken(client: TestClient) -> None:
    listed = client.get("/v1/examples").json()["examples"]
    assert len(listed) == len(fixtures.names())
    assert {"name": "six-month-surge", "title": "Six-month surge"} in listed
    for each in listed:
        question = client.get(f"/v1/examples/{each['name']}").json()
        question["effort"]["seed"] = 7  # plans of tests before this one are none of these
        asked = client.post("/v1/plans", json=question)
        assert (asked.status_code, asked.json()["state"]) == (202, "queued"), each["name"]


def test_an_example_is_a_workbook_to_whoever_accepts_that(client: TestClient, tmp_path: Path) -> None:
    answer = client.get("/v1/examples/van-fleet", headers={"Accept": XLSX})
    assert answer.headers["content-type"] == XLSX
    assert 'filename="van-fleet.xlsx"' in answer.headers["content-disposition"]
    file = tmp_path / "van-fleet.xlsx"
    file.write_bytes(BytesIO(answer.content).getbuffer())
    assert load([file]).problem == fixtures.load("van-fleet")


def test_what_is_no_example_and_no_document_is_not_found(client: TestClient) -> None:
    for path in ("/v1/examples/none", "/v1/examples/..%2Fvan-fleet", "/v1/schemas/none"):
        assert (client.get(path).status_code, client.get(path).json()["code"]) == (404, "not_found")


def test_every_document_has_a_schema_that_its_examples_meet(client: TestClient) -> None:
    surge = client.get("/v1/examples/six-month-surge").json()
    names = client.get("/v1/schemas").json()["documents"]
    assert {"forecast", "workforce", "rate_card", "policy", "plan_request"} <= set(names)
    for name in names:
        schema = client.get(f"/v1/schemas/{name}").json()
        assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        if name in surge:
            validator_for(schema).validate(surge[name])
    whole = validator_for(client.get("/v1/schemas/plan-request").json())
    whole.validate(surge)
    assert not whole.is_valid({**surge, "forcast": {}})


def test_the_audit_log_is_read_page_by_page_by_administrators(place: tuple[Store, TestClient]) -> None:
    store, client = place
    with store.scope("ours") as scope:
        viewer = add_key(scope, "viewer", [Role.VIEWER, Role.PLANNER, Role.HR], pay=True)[1]
        for number in range(5):
            audit.record(scope, "key_x", "test", f"subject {number}")
    page = client.get("/v1/audit", params={"limit": 2}).json()
    assert [line["subject"] for line in page["lines"]] == ["subject 4", "subject 3"]
    rest = client.get("/v1/audit", params={"limit": 3, "cursor": page["next"]}).json()
    assert [line["subject"] for line in rest["lines"]] == ["subject 2", "subject 1", "subject 0"]
    since = {"since": page["lines"][1]["at"], "limit": 200}
    assert len(client.get("/v1/audit", params=since).json()["lines"]) == 2
    assert client.get("/v1/audit", params={"cursor": "x"}).status_code == 422
    assert client.get("/v1/audit", headers={"Authorization": f"Bearer {viewer}"}).status_code == 403
