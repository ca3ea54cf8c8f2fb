"""Documents over HTTP: versions, who may write them, and who sees pay."""

from __future__ import annotations

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient

import fixtures
from api.documents.changes import changed_share
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


LIMITS: dict[str, Any] = {
    "min_inhouse_share": [{"share": 0.4}, {"share": 0.5, "skill": "phone"}],
    "max_vendor_share": [{"share": 0.6}, {"share": 0.3, "from": "2027-03-01"}],
}


@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
def test_limits_that_go_are_counted_though_they_have_no_names(client: TestClient) -> None:
    place, any_version = "/v1/policies/mc", {"If-Match": "*"}
    client.put(place, json=LIMITS)

    def put(most: str, **lists: Any) -> tuple[int, str]:
        answer = client.put(place, params={"max_change": most}, json=lists, headers=any_version)
        return answer.status_code, answer.json().get("detail", "")

    assert put("0%") == (422, "100% of the rows would be changed or removed, more than max_change allows.")
    other = {**LIMITS, "max_vendor_share": [{"share": 0.6}, {"share": 0.2, "from": "2027-03-01"}]}
    assert put("24%", **other)[0] == 422  # one of four
    assert put("25%", **other)[0] == 201
    turned = {**other, "min_inhouse_share": [*other["min_inhouse_share"][::-1], {"share": 0.1}]}
    assert put("0%", **turned)[0] == 201  # in another order, and one more
    assert client.put("/v1/policies/new", params={"max_change": "0%"}, json=LIMITS).status_code == 201


@pytest.mark.parametrize(
    ("before", "after", "share"),
    [
        ({"limits": [1, 1, 2]}, {"limits": [1, 2]}, 1 / 3),  # the same twice is two rows
        ({"limits": [{"a": 1}], "pools": [{"key": "p"}]}, {"limits": [{"a": 1}], "pools": []}, 1 / 2),
        ({"heads": [{"value": 3}]}, {"heads": 3}, 1.0),  # a list over time that is one number by now
        ({"heads": 3}, {"heads": [{"value": 3}]}, 0.0),  # nothing had rows
    ],
)
def test_the_share_of_rows_that_change(before: Any, after: Any, share: float) -> None:
    assert changed_share(before, after) == share


@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
def test_who_may_not_is_told_what_it_takes(client: TestClient, store: Store) -> None:
    def told(method: str, path: str) -> str:
        answer = client.request(method, path, headers=key(store, Role.VIEWER))
        assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")
        return str(answer.json()["detail"])

    assert told("GET", "/v1/audit") == "This takes the role admin; ask an administrator for it."
    assert told("POST", "/v1/plans") == "This takes the role planner; ask an administrator for it."
    assert (
        told("GET", "/v1/mappings") == "This takes one of the roles planner, hr; ask an administrator for it."
    )


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


@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
def test_a_first_version_says_what_is_in_it(client: TestClient) -> None:
    made = client.put("/v1/workforces/emea", json=WORKFORCE).json()
    keys = sorted(pool["key"] for pool in WORKFORCE["pools"])
    assert made["changes"] == {"pools": {"added": keys, "changed": [], "removed": []}}
    vendors = {"vendors": [{"key": "idle"}]}
    (warning,) = client.put("/v1/rate-cards/emea", json=vendors).json()["warnings"]
    assert (warning["code"], warning["place"]) == ("vendor_without_offers", "rate_card#/vendors/0")


@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
def test_a_document_is_judged_and_not_stored(client: TestClient) -> None:
    sound = client.post("/v1/workforces:validate", json=WORKFORCE).json()
    assert (sound["valid"], sound["faults"]) == (True, [])
    assert "needed_after" in {each["code"] for each in sound["assumptions"]}
    twice = client.post("/v1/workforces:validate", json={"pools": [WORKFORCE["pools"][0]] * 2})
    assert (twice.status_code, twice.json()["valid"]) == (200, False)
    assert [(each["code"], each["place"]) for each in twice.json()["faults"]] == [
        ("name_twice", "workforce#/pools/1/key")
    ]
    assert client.put("/v1/workforces/x", json={"pools": [WORKFORCE["pools"][0]] * 2}).status_code == 422
    wrong = client.post("/v1/policies:validate", json={"max_hires": -1, "max_vendor": 1}).json()
    assert {each["code"] for each in wrong["faults"]} == {"out_of_range", "unknown_field"}
    assert client.post("/v1/policies:validate", content=b"{").json()["code"] == "malformed_json"
    assert client.get("/v1/workforces").json()["documents"] == []


PAID = 31_417.25


WRONG_PAY: list[dict[str, Any]] = [
    {"salary": -PAID},
    {"salary": [{"from": "2027-01-04", "value": f"{PAID}"}]},
    {"per": f"{PAID}"},
    {"on_cost_share": PAID},
    {"pay_by_age": {"values": [1e-9, PAID]}},
    {"overheads": [{"name": "desk", "amount": -PAID}, PAID]},
    {"idle_cost": f"{PAID}"},
    {"hire": {"costs": {"badge": -PAID}}},
    {"release": {"cost": -PAID, "max_of_present": 1}},
    {"overtime": {"max_share": 0.1, "premium": PAID}},
    {"overtime": {"max_share": 0.1, "rate": -PAID}},
    {"short_time": {"max_heads": 1, "pay_share": PAID, "cost": {"amount": -PAID, "per": "month"}}},
]


@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
def test_no_fault_repeats_pay(client: TestClient) -> None:
    for fields in WRONG_PAY:
        broken = raised(1, **fields)
        plan = {"series": "s", **{kind: SURGE[kind] for kind in PATHS}, "workforce": broken}
        for answer in (
            client.put("/v1/workforces/emea", json=broken),
            client.post("/v1/workforces:validate", json=broken),
            client.post("/v1/plans", json=plan),
        ):
            said = answer.text.replace(answer.headers["x-request-id"], "")
            assert "workforce" in said, fields
            assert "314" not in said, fields


@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
def test_pay_that_is_named_beside_another_amount_is_not_repeated(client: TestClient) -> None:
    card = {**SURGE["rate_card"]}
    card["offers"] = [card["offers"][0] | {"rate": 1e-9}, *card["offers"][1:]]
    paid = raised(len(WORKFORCE["pools"]), salary=PAID * 1e6)
    answer = client.post(
        "/v1/plans",
        json={"series": "s", **{kind: SURGE[kind] for kind in PATHS}, "workforce": paid, "rate_card": card},
    )
    assert [each["code"] for each in answer.json()["errors"]] == ["range_too_wide"]
    assert "3.14" not in answer.text
