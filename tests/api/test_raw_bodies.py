"""Raw bodies against the routes that take JSON: each is taken, or refused in one shape with its code."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from api.app import create_app
from api.settings import Settings
from api.store import audit
from api.store.keys import Role, add_key, add_tenant
from api.store.store import Store
from tests.api.raw import cross, names, numbers, odd, parameters, ranges, sizes, syntax, text, types
from tests.api.raw.case import WHERE, Case

REFUSED: list[Case] = [
    case for each in (syntax, numbers, text, names, types, ranges, cross, sizes) for case in each.CASES
]
FIELDS = {"type", "title", "status", "detail", "code", "request_id", "retryable", "errors"}
MOST = 60_000  # bytes of an answer


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(data=tmp_path_factory.mktemp("raw"))


@pytest.fixture(scope="module")
def asking(place: Settings) -> Iterator[TestClient]:
    """One service for all bodies."""
    store = Store(place.store_url)
    store.migrate()
    add_tenant(store, "ours", "Ours")
    with store.scope("ours") as scope:
        secret = add_key(scope, "everything", list(Role), pay=True)[1]
    store.close()
    with TestClient(create_app(place), headers={"Authorization": f"Bearer {secret}"}) as client:
        yield client


def send(client: TestClient, case: Case) -> Response:
    method, path = WHERE[case.route]
    headers = {"Content-Type": "application/json"}
    return client.request(method, path, content=case.body, headers=headers)


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: f"{case.route}: {case.name}")
def test_refused(asking: TestClient, case: Case) -> None:
    answer = send(asking, case)
    told = answer.json()
    assert (answer.status_code, told["code"]) == (case.status, case.code), told
    in_one_shape(answer)
    if case.fault:
        assert told["errors"], told
        found = [
            each for each in told["errors"] if each["code"] == case.fault and case.place in each["place"]
        ]
        assert found, told
        assert any(case.says in f"{each['found']} {each['fix']}" for each in found), told


def in_one_shape(answer: Response) -> None:
    """Problem details with all fields, short enough for a log, without an echo of what was sent."""
    told: dict[str, Any] = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert told.keys() == FIELDS
    assert (told["status"], told["title"]) == (answer.status_code, HTTPStatus(answer.status_code).phrase)
    assert told["type"].endswith(told["code"])
    assert told["request_id"] == answer.headers["x-request-id"]
    assert told["retryable"] is False
    assert 0 < len(told["detail"]) <= 400
    assert len(answer.content) <= MOST
    assert len(told["errors"]) <= 100
    for each in told["errors"]:
        assert each.keys() == {"code", "place", "found", "fix"}
        assert all(isinstance(value, str) and value for value in each.values()), each
        assert len(each["found"]) <= 64
        assert len(each["place"]) <= 300
        assert len(each["fix"]) <= 300


def test_what_was_refused_is_not_stored(asking: TestClient, place: Settings) -> None:
    for case in REFUSED[::7]:
        send(asking, case)
    for path in ("forecasts", "workforces", "rate-cards", "policies"):
        assert asking.get(f"/v1/{path}").json()["documents"] == []
    assert asking.get("/v1/plans").json()["plans"] == []
    store = Store(place.store_url)
    with store.reading("ours") as scope:
        assert audit.read(scope, 10) == []
    store.close()


def test_odd_and_right(client: TestClient) -> None:
    for number, case in enumerate(odd.CASES):
        method, path = WHERE[case.route]
        where = path if method == "POST" else f"{path}{number}"
        answer = client.request(method, where, content=case.body)
        assert answer.status_code == case.status, (case.name, answer.text)
        if method == "PUT":
            content = client.get(where).json()["content"]
            sent = json.loads(case.body.decode(json.detect_encoding(case.body)))
            assert within(sent, content), case.name
            assert client.put(where, content=case.body).status_code == 200, case.name


def test_odd_parameters(client: TestClient) -> None:
    client.put("/v1/policies/p", content=b"{}")
    for case in parameters.CASES:
        body = b'{"strict": true}' if case.method == "PUT" else b""
        answer = client.request(case.method, case.path, headers=list(case.headers), content=body)
        assert answer.status_code == case.status, (case.name, answer.text)
        if case.code:
            assert answer.json()["code"] == case.code, (case.name, answer.text)
            in_one_shape(answer)


def within(sent: Any, stored: Any) -> bool:
    """What was sent is in what is stored; the rest of that are fields that were not said."""
    if isinstance(sent, dict):
        return isinstance(stored, dict) and all(within(value, stored[name]) for name, value in sent.items())
    if isinstance(sent, list):
        return len(sent) == len(stored) and all(within(a, b) for a, b in zip(sent, stored, strict=True))
    return bool(sent == stored)


def test_there_are_three_hundred_and_each_is_one_of_its_kind() -> None:
    assert len(REFUSED) >= 300
    twice = [
        case for case, times in Counter((each.route, each.body) for each in REFUSED).items() if times > 1
    ]
    assert twice == []
    assert {case.route for case in REFUSED} == set(WHERE)
