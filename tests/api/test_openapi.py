"""The description of the API is whole, and what it shows works."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import jsonschema_rs
import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.openapi.examples import KEY, examples
from api.settings import Settings
from api.store.keys import Role, add_key, add_tenant
from api.store.store import Store
from tests.api.things import DOCUMENTS, PATHS, address, documents, ok, things
from tests.api.whole import whole

WHOLE = whole()
OPERATIONS = {
    each["operationId"]: (method.upper(), path, each)
    for path, methods in WHOLE["paths"].items()
    for method, each in methods.items()
}
PROBLEM = "application/problem+json"


def references(data: Any) -> Iterator[str]:
    """Everything that is referred to."""
    if isinstance(data, dict):
        if isinstance(data.get("$ref"), str):
            yield data["$ref"]
        data = list(data.values())
    if isinstance(data, list):
        for each in data:
            yield from references(each)


def found(reference: str) -> Any:
    place: Any = WHOLE
    for step in reference.removeprefix("#/").split("/"):
        place = place[step]
    return place


def test_it_is_openapi_and_nothing_it_refers_to_is_missing() -> None:
    assert re.fullmatch(r"3\.1\.\d", WHOLE["openapi"])
    for reference in set(references(WHOLE)):
        assert found(reference) is not None, reference
    for name, shape in WHOLE["components"]["schemas"].items():
        assert re.fullmatch(r"[A-Za-z0-9]{1,40}", name), name
        assert jsonschema_rs.meta.is_valid(
            {"$schema": "https://json-schema.org/draft/2020-12/schema", **shape}
        )
    assert "HTTPValidationError" not in WHOLE["components"]["schemas"]


def test_ids_are_names() -> None:
    assert len(OPERATIONS) == sum(len(methods) for methods in WHOLE["paths"].values())
    assert all(re.fullmatch(r"[a-z]+(_[a-z]+)*", name) for name in OPERATIONS)
    told = {tag["name"] for tag in WHOLE["tags"] if tag["description"]}
    assert told == {tag for _, _, each in OPERATIONS.values() for tag in each["tags"]}


@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operation_says_all_of_itself(name: str) -> None:
    method, path, each = OPERATIONS[name]
    assert each["summary"]
    assert each["description"]
    assert each["tags"]
    named = {parameter["name"] for parameter in each.get("parameters", []) if parameter["in"] == "path"}
    assert named == set(re.findall(r"{(\w+)}", path))
    assert "requestBody" in each or method not in ("PUT", "PATCH")
    codes = set(each["responses"])
    assert {code for code in codes if code < "300"}
    for code, response in each["responses"].items():
        assert response["description"], code
        assert "X-Request-Id" in response["headers"], code
        for media, told in response.get("content", {}).items():
            assert told.get("schema") or told.get("itemSchema"), (code, media)
        if code >= "400":
            assert list(response["content"]) == [PROBLEM]
            schema = response["content"][PROBLEM]["schema"]
            assert schema == {"$ref": "#/components/schemas/ProblemDetails"}
    if path.startswith("/v1/"):
        assert each["security"] == [{"key": []}]
        assert {"401", "403", "429", "503"} <= codes
    if "{" in path and method != "PUT":
        assert "404" in codes
    if "requestBody" in each:
        assert {"400", "413", "422"} <= codes


@pytest.mark.parametrize("name", [name for name, (*_, each) in OPERATIONS.items() if "requestBody" in each])
def test_every_body_has_examples_of_its_shape(name: str) -> None:
    content = OPERATIONS[name][2]["requestBody"]["content"]
    shown = {media: told["examples"] for media, told in content.items() if "json" in media}
    assert shown
    for media, values in shown.items():
        schema = {**content[media]["schema"], "components": WHOLE["components"]}
        for words, told in values.items():
            faults = [each.message for each in jsonschema_rs.validator_for(schema).iter_errors(told["value"])]
            assert not faults, words


def test_every_example_is_of_an_operation() -> None:
    assert set(examples()) <= set(OPERATIONS)


SENT = [
    (name, words, media)
    for name, (*_, each) in OPERATIONS.items()
    for media, told in each.get("requestBody", {}).get("content", {}).items()
    for words in told.get("examples", {})
]


class Ready:
    """Everything that examples speak of."""

    def __init__(self, client: TestClient, store: Store, names: dict[str, str]) -> None:
        self.client, self.store, self.names = client, store, names

    def stored(self) -> None:
        """The documents as they are before a change."""
        for kind, content in documents(DOCUMENTS).items():
            ok(self.client.put(f"/v1/{PATHS[kind]}/{self.names['key']}", json=content, headers=ANY))


ANY = {"If-Match": "*"}


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ready]:
    settings = Settings(data=tmp_path_factory.mktemp("examples"), rate_per_minute=0)
    store = Store(settings.store_url)
    store.migrate()
    add_tenant(store, "ours", "Ours")
    with store.scope("ours") as scope:
        secret = add_key(scope, "everything", list(Role), pay=True)[1]
    with TestClient(create_app(settings)) as client:
        names = things(client, store, "ours", secret)
        client.headers["Authorization"] = f"Bearer {secret}"
        for kind in ("forecast", "workforce", "rate_card"):
            shown = next(iter(examples()[f"put_{kind}"].values()))
            ok(client.put(f"/v1/{PATHS[kind]}/{KEY}", json=shown))
        yield Ready(client, store, names)
    store.close()


@pytest.mark.parametrize(("name", "words", "media"), SENT)
def test_every_example_works(ready: Ready, name: str, words: str, media: str) -> None:
    method, path, each = OPERATIONS[name]
    if method in ("PATCH", "PUT"):
        ready.stored()
    body = json.dumps(each["requestBody"]["content"][media]["examples"][words]["value"])
    headers = {"Content-Type": media, "If-Match": "*"}
    answer = ready.client.request(method, address(path, ready.names), content=body, headers=headers)
    assert answer.is_success, answer.text
    response = each["responses"][str(answer.status_code)]
    schema = response["content"][answer.headers["content-type"]]["schema"]
    told = {**schema, "components": WHOLE["components"]}
    assert not [fault.message for fault in jsonschema_rs.validator_for(told).iter_errors(answer.json())]
    assert answer.json().get("valid", True), answer.text
    assert answer.json().get("passed", True), answer.text
    if method == "PUT":
        assert answer.status_code == 201  # what it shows differs from what was there


BELOW_A_PLAN = [path for method, path, _ in OPERATIONS.values() if method == "GET" and "/{plan}" in path]


@pytest.mark.parametrize("path", BELOW_A_PLAN)
def test_what_is_read_of_an_open_plan_is_answered_as_described(ready: Ready, path: str) -> None:
    asked = {"series": "never-solved", **documents(DOCUMENTS)}
    plan = ok(ready.client.post("/v1/plans", json=asked))["id"]
    with ready.client.stream("GET", address(path, {**ready.names, "plan": plan})) as answer:
        assert str(answer.status_code) in WHOLE["paths"][path]["get"]["responses"]
        assert answer.status_code in (200, 404, 409)
