"""Merge patches of documents and of their rows: the laws of RFC 7396, versions, and pay nobody loses."""

from __future__ import annotations

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

import fixtures
from api.documents.patches import keyed_lists, merged
from api.documents.submit import MODELS
from api.store import audit
from api.store.keys import Role, add_key
from api.store.store import Store

# RFC 7396, appendix A
EXAMPLES: list[tuple[Any, Any, Any]] = [
    ({"a": "b"}, {"a": "c"}, {"a": "c"}),
    ({"a": "b"}, {"b": "c"}, {"a": "b", "b": "c"}),
    ({"a": "b"}, {"a": None}, {}),
    ({"a": "b", "b": "c"}, {"a": None}, {"b": "c"}),
    ({"a": ["b"]}, {"a": "c"}, {"a": "c"}),
    ({"a": "c"}, {"a": ["b"]}, {"a": ["b"]}),
    ({"a": {"b": "c"}}, {"a": {"b": "d", "c": None}}, {"a": {"b": "d"}}),
    ({"a": [{"b": "c"}]}, {"a": [1]}, {"a": [1]}),
    (["a", "b"], ["c", "d"], ["c", "d"]),
    ({"a": "b"}, ["c"], ["c"]),
    ({"a": "foo"}, None, None),
    ({"a": "foo"}, "bar", "bar"),
    ({"e": None}, {"a": 1}, {"e": None, "a": 1}),
    ([1, 2], {"a": "b", "c": None}, {"a": "b"}),
    ({}, {"a": {"bb": {"ccc": None}}}, {"a": {"bb": {}}}),
]
NAMES = st.sampled_from("abc")
VALUES = st.recursive(
    st.integers(0, 3) | st.booleans() | st.just("x") | st.lists(st.integers(0, 2), max_size=2),
    lambda inner: st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=6,
)
OBJECTS = st.dictionaries(NAMES, VALUES, max_size=3)
PATCHES = st.dictionaries(NAMES, VALUES | st.none(), max_size=3)

SURGE: dict[str, Any] = json.loads(fixtures.load("six-month-surge").model_dump_json(by_alias=True))
WORKFORCE: dict[str, Any] = SURGE["workforce"]
FIRST: dict[str, Any] = WORKFORCE["pools"][0]
PLACE = "/v1/workforces/emea"
ANY = {"If-Match": "*"}


@pytest.mark.parametrize(("target", "patch", "result"), EXAMPLES)
def test_the_examples_of_the_standard(target: Any, patch: Any, result: Any) -> None:
    assert merged(target, patch) == result


@given(OBJECTS, PATCHES)
def test_a_patch_twice_is_a_patch_once(target: Any, patch: Any) -> None:
    once = merged(target, patch)
    assert merged(once, patch) == once
    assert merged(target, {}) == target


@given(OBJECTS, OBJECTS)
def test_there_is_a_patch_from_any_object_to_any_other(before: Any, after: Any) -> None:
    assert _same(merged(before, _between(before, after)), after)


def _between(before: Any, after: Any) -> Any:
    if not isinstance(before, dict) or not isinstance(after, dict):
        return after
    gone = dict.fromkeys(before.keys() - after.keys())
    return gone | {name: _between(before.get(name), value) for name, value in after.items()}


def _same(one: Any, other: Any) -> bool:
    """Equal, with true apart from 1."""
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


def test_every_list_of_keyed_rows_can_be_patched() -> None:
    assert {kind.value: list(keyed_lists(model)) for kind, model in MODELS.items()} == {
        "forecast": ["workstreams"],
        "workforce": ["pools", "moves"],
        "rate_card": ["vendors", "offers", "running"],
        "policy": [],
    }


def key(store: Store, *roles: Role, pay: bool = False) -> dict[str, str]:
    """The header of a new key of ours."""
    with store.scope("ours") as scope:
        return {"Authorization": f"Bearer {add_key(scope, 'one', roles, pay=pay)[1]}"}


def test_a_patch_is_a_version_like_any_other(client: TestClient, store: Store) -> None:
    row = f"{PLACE}/pools/{FIRST['key']}"
    assert client.patch(row, json={}, headers=ANY).status_code == 404
    client.put(PLACE, json=WORKFORCE)
    assert client.patch(row, json={"headcount": 50}).json()["code"] == "precondition_required"
    assert client.patch(row, json={"headcount": 50}, headers={"If-Match": '"7"'}).json()["code"] == "stale"
    made = client.patch(row, json={"headcount": 50, "site": None}, headers={"If-Match": '"1"'})
    assert (made.status_code, made.json()["version"], made.headers["etag"]) == (200, 2, '"2"')
    assert made.json()["changes"] == {"pools": {"added": [], "changed": [FIRST["key"]], "removed": []}}
    wanted = {**WORKFORCE, "pools": [FIRST | {"headcount": 50.0, "site": None}, *WORKFORCE["pools"][1:]]}
    assert client.get(PLACE).json()["content"] == wanted
    same = client.patch(row, json={"headcount": 50}, headers=ANY)
    assert (same.status_code, same.json()["version"]) == (200, 2)
    back = client.patch(
        PLACE,
        json={"pools": WORKFORCE["pools"]},
        headers=ANY | {"Content-Type": "application/merge-patch+json"},
    )
    assert back.json()["version"] == 3
    assert client.get(PLACE).json()["content"] == WORKFORCE
    with store.reading("ours") as scope:
        log = [(line.action, line.details) for line in audit.read(scope, 2)]
    assert log == [("workforce.patch", {"version": 3}), ("workforce.patch", {"version": 2})]


@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
def test_what_a_patch_makes_is_judged_as_a_whole(client: TestClient) -> None:
    client.put(PLACE, json=WORKFORCE)
    row = f"{PLACE}/pools/{FIRST['key']}"
    for place, patch, code, where in (
        (row, {"headcount": "many"}, "wrong_type", "workforce#/pools/0/headcount"),
        (row, {"skills": None}, "missing", "workforce#/pools/0/skills"),
        (row, {"key": "other"}, "key_changed", "workforce#/pools/0/key"),
        (row, [1], "wrong_type", "workforce#/pools/0"),
        (row, {"salry": 1}, "unknown_field", "workforce#/pools/0/salry"),
        (PLACE, {"pools": [FIRST, FIRST]}, "name_twice", "workforce#/pools/1/key"),
        (PLACE, {"pools": {"0": {}}}, "wrong_type", "workforce#/pools"),
        (PLACE, [], "wrong_type", "workforce#"),
    ):
        answer = client.patch(place, json=patch, headers=ANY)
        assert answer.status_code == 422, answer.text
        assert (code, where) in {(each["code"], each["place"]) for each in answer.json()["errors"]}
    assert client.patch(f"{PLACE}/pools/nobody", json={}, headers=ANY).status_code == 404
    assert client.patch(row, content=b'{"a":1,"a":2}', headers=ANY).json()["code"] == "duplicate_key"
    odd = client.patch(row, content=b"{}", headers=ANY | {"Content-Type": "application/json-patch+json"})
    assert odd.json()["code"] == "unsupported_file"
    assert client.get(PLACE).json()["version"] == 1
    client.post(f"{PLACE}:purge")
    assert client.patch(row, json={}, headers=ANY).json()["code"] == "purged"


@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
def test_a_row_may_have_any_key(client: TestClient) -> None:
    pool = FIRST | {"key": "phone/en:1 ü"}
    client.put(PLACE, json={"pools": [pool]})
    row = f"{PLACE}/pools/phone%2Fen%3A1%20%C3%BC"
    assert client.patch(row, json={"headcount": 1}, headers=ANY).json()["version"] == 2


@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
def test_pay_that_is_not_seen_is_kept(client: TestClient, store: Store) -> None:
    """A planner reads a workforce without pay, changes it, and puts it back: all the pay is still there."""
    client.put(PLACE, json=WORKFORCE)
    planner = key(store, Role.PLANNER)
    seen = client.get(PLACE, headers=planner).json()
    assert (seen["hash"], "salary" in seen["content"]["pools"][0]) == (None, False)
    again = client.put(PLACE, json=seen["content"], headers=planner)
    assert (again.status_code, again.json()["version"], again.json()["hash"]) == (200, 1, None)
    changed = seen["content"]
    changed["pools"][0]["headcount"] = 50.0
    assert client.put(PLACE, json=changed, headers=planner | ANY).json()["version"] == 2
    more = FIRST | {"headcount": 50.0}
    assert client.get(PLACE).json()["content"] == {**WORKFORCE, "pools": [more, *WORKFORCE["pools"][1:]]}

    row = f"{PLACE}/pools/{FIRST['key']}"
    client.patch(row, json={"headcount": FIRST["headcount"], "hire": {"lead": "9w"}}, headers=planner | ANY)
    client.patch(row, json={"hire": {"lead": FIRST["hire"]["lead"]}}, headers=planner | ANY)
    client.patch(PLACE, json={"pools": changed["pools"]}, headers=planner | ANY)
    client.patch(row, json={"headcount": FIRST["headcount"]}, headers=planner | ANY)
    assert client.get(PLACE).json()["content"] == WORKFORCE
    assert client.get(PLACE).json()["version"] == 6

    new = {**changed, "pools": [*changed["pools"], {"key": "new", "skills": {"phone": 1}}]}
    made = client.put(PLACE, json=new, headers=planner | ANY).json()
    assert [(each["code"], each["place"]) for each in made["warnings"] if each["code"] == "no_pay"] == [
        ("no_pay", f"workforce#/pools/{len(changed['pools'])}")
    ]


@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
def test_pay_is_written_by_those_who_see_it_and_by_hr(client: TestClient, store: Store) -> None:
    client.put(PLACE, json=WORKFORCE)
    planner, tool = key(store, Role.PLANNER), key(store, Role.HR)
    row = f"{PLACE}/pools/{FIRST['key']}"
    guess = {"pools": [{"key": "a", "skills": {"x": 1}, "salary": 3.5, "hire": {"costs": {"b": 3.5}}}]}
    for method, place, body, where in (
        ("PUT", PLACE, guess, {"workforce#/pools/0/salary", "workforce#/pools/0/hire/costs"}),
        ("POST", "/v1/workforces:validate", guess, None),
        ("PATCH", PLACE, guess, {"workforce#/pools/0/salary", "workforce#/pools/0/hire/costs"}),
        (
            "PATCH",
            row,
            {"salary": None, "overtime": {"rate": 3.5}},
            {"patch#/salary", "patch#/overtime/rate"},
        ),
    ):
        answer = client.request(method, place, json=body, headers=planner | ANY).json()
        if where is None:
            assert not answer["valid"]
        faults = answer["faults"] if where is None else answer["errors"]
        assert {each["code"] for each in faults} == {"pay_not_yours"}
        assert where is None or {each["place"] for each in faults} == where
    assert client.get(PLACE).json()["version"] == 1
    raised = client.patch(row, json={"salary": 1.5}, headers=tool | ANY)
    assert (raised.status_code, raised.json()["hash"]) == (200, None)
    assert client.get(PLACE).json()["content"]["pools"][0] == FIRST | {"salary": 1.5}
