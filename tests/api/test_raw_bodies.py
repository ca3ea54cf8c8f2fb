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
from tests.api.raw.case import WHERE, WORK, Case

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


FORECAST = json.loads(WORK)
KEY_FIX = "write letters A-Z or a-z, digits and . _ : @ - alone, a letter or digit first"
INLINE: list[tuple[dict[str, Any], tuple[str, str, str]]] = [
    (
        {"forecast": {**FORECAST, "curency": "EUR"}},
        ("unknown_field", "forecast/curency", "delete it, or write one of: currency, calendar, workstreams"),
    ),
    ({"forecast": {"workstreams": []}}, ("missing", "forecast/calendar", "fill it in")),
    ({"policy": {"strict": 1}}, ("wrong_type", "policy/strict", "write true or false")),
    (
        {"workforce": {"pools": [{"key": "a", "skills": {"s": 1}, "needed_after": {}}]}},
        ("wrong_type", "workforce/pools/0/needed_after", "write a number of heads, today or unknown"),
    ),
    (
        {"workforce": {"pools": [{"key": "a", "skills": {"s": 1}, "needed_after": -1}]}},
        ("out_of_range", "workforce/pools/0/needed_after", "write a number of at least 0"),
    ),
    ({"workforce": 12}, ("wrong_type", "workforce", "write text or an object")),
    ({"rate_card": ""}, ("wrong_type", "rate_card", "write some text")),
    ({"forecast": "x y"}, ("bad_text", "forecast", KEY_FIX)),
    ({"policy": ".hidden"}, ("bad_text", "policy", KEY_FIX)),
]


@pytest.mark.parametrize(("wrong", "fault"), INLINE, ids=[fault[1] for _, fault in INLINE])
@pytest.mark.parametrize("route", ["plans", "plans:validate", "plans:check"])
def test_one_fault_of_a_document_is_told_once(
    asking: TestClient, route: str, wrong: dict[str, Any], fault: tuple[str, str, str]
) -> None:
    series = {} if route == "plans:check" else {"series": "t"}
    body = {**series, "forecast": FORECAST, **wrong}
    errors = asking.post(f"/v1/{route}", json=body).json()["errors"]
    code, place, fix = fault
    found = [(each["code"], each["place"], each["fix"]) for each in errors if each["place"] != "body#/plan"]
    assert found == [(code, f"body#/{place}", fix)]


def test_a_key_is_told_which_characters_it_may_have(asking: TestClient) -> None:
    for series in ("é", "x y", "../x"):
        (fault,) = asking.post("/v1/plans", json={"series": series, "forecast": "x"}).json()["errors"]
        assert (fault["place"], fault["fix"]) == ("body#/series", KEY_FIX)


def test_words_are_told_as_they_are_to_be_written(asking: TestClient) -> None:
    hook = {"url": "https://hr.example/x", "events": ["plan.adoptd"]}
    (fault,) = asking.post("/v1/webhooks", json=hook).json()["errors"]
    assert (fault["code"], fault["place"]) == ("unknown_word", "body#/events/0")
    assert fault["found"].endswith("did you mean plan.adopted?")
    assert fault["fix"] == (
        "write 'plan.finished', 'plan.adopted', 'requisition.changed' or 'document.changed'"
    )
    (fault,) = asking.post("/v1/webhooks", json={**hook, "events": "plan.finished"}).json()["errors"]
    assert (fault["place"], fault["fix"]) == ("body#/events", "write a list")


def test_a_mapping_is_told_what_does_not_fit_in_it(asking: TestClient) -> None:
    columns = {"employee": "No", "job": "Job", "start": "Start"}
    (fault,) = asking.put("/v1/mappings/ours", json={"columns": columns}).json()["errors"]
    assert fault["found"].endswith("does not fit together")
    assert fault["fix"] == "name either the column of 'fte' or that of 'weekly_hours'"


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
