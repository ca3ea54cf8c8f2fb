"""Faults of parameters: each at its place, with what was found and what to write instead."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

A_TIME = "write date, time and zone, such as 2027-01-04T09:00:00Z"
A_DATE = "write a date such as 2027-01-04"
A_KEY = "write letters A-Z or a-z, digits and . _ @ - alone, a letter or digit first"
STATES = "write 'queued', 'running', 'finished', 'failed' or 'cancelled'"
KINDS = "write 'forecast', 'workforce', 'rate_card' or 'policy'"

READ = [
    ("plans?limit=many", "query/limit", "'limit' is 'many'", "write a whole number"),
    ("plans?limit=1.5", "query/limit", "'limit' is '1.5'", "write a whole number"),
    ("plans?limit=201", "query/limit", "'limit' is '201'", "write a number of at most 200"),
    ("plans?limit=0", "query/limit", "'limit' is '0'", "write a number of at least 1"),
    ("requisitions?limit=201", "query/limit", "'limit' is '201'", "write a number of at most 200"),
    ("policies/p?version=2147483648", "query/version", "'version' is '2147483648'",
     "write at most 2147483647"),
    ("policies/p?as_of=2027-13-01", "query/as_of", "'as_of' is '2027-13-01'", A_TIME),
    ("plans?updated_since=yesterday", "query/updated_since", "'updated_since' is 'yesterday'", A_TIME),
    ("plans?updated_since=2027-01-04T00:00:00", "query/updated_since",
     "'updated_since' is '2027-01-04T00:00:00'", A_TIME),
    ("plans?adopted=perhaps", "query/adopted", "'adopted' is 'perhaps'", "write true or false"),
    ("plans?state=finishd", "query/state/0", "'state number 1' is 'finishd'; did you mean finished?", STATES),
    ("plans?state=queued&state=lost", "query/state/1", "'state number 2' is 'lost'", STATES),
    ("plans?of=" + "a" * 41, "query/of", f"'of' is '{'a' * 41}'", "write at most 40 characters"),
    ("drafts/polices/p", "path/document", "'document' is 'polices'; did you mean policy?", KINDS),
]  # fmt: skip


@pytest.mark.parametrize(("path", "place", "found", "fix"), READ, ids=[each[0][:40] for each in READ])
def test_a_parameter_is_told_like_a_field(
    client: TestClient, path: str, place: str, found: str, fix: str
) -> None:
    answer = client.get(f"/v1/{path}")
    told = answer.json()
    assert (answer.status_code, told["code"]) == (422, "validation_failed"), told
    assert told["errors"] == [{"code": "bad_parameter", "place": place, "found": found, "fix": fix}]
    assert told["detail"] == f"{place}: {found}"


def test_parameters_of_writing(client: TestClient) -> None:
    def fault(path: str, **headers: str) -> tuple[str, str, str]:
        (only,) = client.put(f"/v1/{path}", content=b"{}", headers=headers).json()["errors"]
        return only["place"], only["found"], only["fix"]

    wrong = "2027-02-30"
    assert fault(f"workforces/w?mapping=personio&export_date={wrong}") == (
        "query/export_date", f"'export_date' is '{wrong}'", A_DATE,
    )  # fmt: skip
    assert fault("policies/p?max_change=much") == (
        "query/max_change", "'max_change' is 'much'", "write a percentage such as 20%",
    )  # fmt: skip
    assert fault("mappings/a%20b") == ("path/key", "'key' is 'a b'", A_KEY)
    place, _, fix = fault("policies/p", **{"If-Match": "1" * 41})
    assert (place, fix) == ("header/if-match", "write at most 40 characters")


def test_all_parameters_are_told_at_once(client: TestClient) -> None:
    told = client.get("/v1/plans?limit=x&state=lost&updated_since=now").json()
    assert told["detail"] == "3 faults in the input."
    assert {each["place"] for each in told["errors"]} == {
        "query/limit", "query/state/0", "query/updated_since",
    }  # fmt: skip
    waiting = client.post("/v1/plans?wait=soon", content=b"{}", headers={"Idempotency-Key": ""}).json()
    assert [(each["place"], each["fix"]) for each in waiting["errors"]] == [
        ("query/wait", "write a number"), ("header/idempotency-key", "write some text"),
    ]  # fmt: skip
    for number in ("NaN", "inf", "9" * 5000):
        (only,) = client.get("/v1/plans", params={"limit": number}).json()["errors"]
        assert only["fix"].startswith("write a whole number"), only


def test_many_and_long_ones_are_cut(client: TestClient) -> None:
    told = client.get("/v1/plans", params={"state": ["x" * 300] * 150}).json()
    assert len(told["errors"]) == 100
    assert max(len(each["found"]) for each in told["errors"]) <= 64
