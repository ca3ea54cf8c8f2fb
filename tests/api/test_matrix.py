"""Tenant × role × route: every route of the description against every kind of key."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from api.store.keys import Role, add_key, add_tenant, revoke
from api.store.store import Store
from tests.api.rows import ENDS, MADE_BY_CALLING, OPEN, OWNERS, ROWS
from tests.api.things import address, body_of, mark, things
from tests.api.whole import whole

OPERATIONS = {
    (method.upper(), path): operation
    for path, methods in whole().get("paths", {}).items()
    for method, operation in methods.items()
}
SHARED = ("name", "document")  # parameters that name what belongs to nobody
UNKNOWN = "nothing-of-that-name"
Row = tuple[str, str]


@dataclass
class Matrix:
    """Both tenants, a sandbox, keys of every kind, and ours' things by the parameter that names them."""

    client: TestClient
    keys: dict[str, str] = field(default_factory=dict)
    things: dict[str, str] = field(default_factory=dict)

    def call(self, row: Row, key: str | None, names: dict[str, str]) -> Any:
        """A route's answer to a key."""
        method, path = row[0], address(row[1], names)
        body, media = body_of(OPERATIONS[row])
        headers = {"If-Match": "*"} | ({} if media is None else {"Content-Type": media})
        if key is not None:
            headers["Authorization"] = f"Bearer {key}"
        query = {"wait": 0} if row == ("POST", "/v1/plans") else {}
        return self.client.request(method, path, content=body, headers=headers, params=query)


@pytest.fixture(scope="module")
def matrix(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Matrix]:
    settings = Settings(data=tmp_path_factory.mktemp("matrix"), rate_per_minute=0)
    store = Store(settings.store_url)
    store.migrate()
    keys: dict[str, str] = {}
    for tenant, sandbox in (("ours", False), ("theirs", False), ("sandbox", True)):
        add_tenant(store, tenant, tenant, sandbox=sandbox)
        with store.scope(tenant) as scope:
            for role in Role:
                secret = add_key(scope, role, [role], pay=False, sandbox=sandbox)[1]
                keys[f"{tenant} {role}"] = secret
    with store.scope("ours") as scope:
        identity, keys["revoked"] = add_key(scope, "revoked", list(Role), pay=True)
        revoke(scope, identity)
    keys["unknown"] = "smx_" + secrets.token_urlsafe(32)
    with TestClient(create_app(settings)) as client:
        made = things(client, store, "ours", keys["ours admin"])
        yield Matrix(client, keys, made)
    store.close()


def of_ours(row: Row) -> list[str]:
    """Parameters of a route that name things of a tenant."""
    names = [name.partition("}")[0] for name in row[1].split("{")[1:]]
    return [name for name in names if name not in SHARED]


def test_every_route_has_a_row_and_every_row_a_route() -> None:
    assert sorted(OPERATIONS) == sorted(ROWS)


def test_the_description_says_who_may() -> None:
    told = {row: each.get("x-roles") for row, each in OPERATIONS.items()}
    assert told == {row: None if may is OPEN else sorted(may) for row, may in ROWS.items()}


@pytest.mark.parametrize("row", ROWS, ids=" ".join)
def test_nobody_without_a_key_that_opens(matrix: Matrix, row: Row) -> None:
    for key in (None, matrix.keys["revoked"], matrix.keys["unknown"]):
        answer = matrix.call(row, key, matrix.things)
        if ROWS[row] is not OPEN:
            assert answer.status_code == 401
            assert answer.json()["code"] == "unauthenticated"
            assert answer.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize("row", [row for row, may in ROWS.items() if may is not OPEN], ids=" ".join)
def test_others_may_not(matrix: Matrix, row: Row) -> None:
    may = ROWS[row]
    assert may is not None
    for role in set(Role) - may:
        answer = matrix.call(row, matrix.keys[f"ours {role}"], matrix.things)
        assert (answer.status_code, answer.json()["code"]) == (403, "forbidden"), role


FOREIGN = [row for row in ROWS if of_ours(row) and row not in MADE_BY_CALLING]


@pytest.mark.parametrize("row", FOREIGN, ids=" ".join)
def test_what_is_foreign_is_answered_as_what_is_not_there(matrix: Matrix, row: Row) -> None:
    for who in ("theirs admin", "sandbox admin"):
        foreign = matrix.call(row, matrix.keys[who], matrix.things)
        unknown = matrix.call(row, matrix.keys[who], matrix.things | dict.fromkeys(of_ours(row), UNKNOWN))
        assert foreign.status_code == unknown.status_code == 404, foreign.text
        assert foreign.json() | {"request_id": ""} == unknown.json() | {"request_id": ""}


LISTS = [row for row in ROWS if row[0] == "GET" and not of_ours(row) and ROWS[row] is not OPEN]


@pytest.mark.parametrize("row", LISTS, ids=" ".join)
def test_what_is_foreign_is_in_no_list(matrix: Matrix, row: Row) -> None:
    names = {"name": "red-tomato", "document": "forecast"}
    mine = matrix.call(row, matrix.keys["ours admin"], names)
    assert mine.status_code == 200, mine.text
    for who in ("theirs admin", "sandbox admin"):
        answer = matrix.call(row, matrix.keys[who], names)
        assert answer.status_code == 200
        assert mark("ours") not in answer.text
        assert not [name for name in matrix.things.values() if len(name) > 20 and name in answer.text]
    if row[1].removeprefix("/v1/") in (*OWNERS, "plans", "webhooks", "requisitions", "audit", "drafts"):
        assert mark("ours") in mine.text  # else the lines above would say nothing


def order(row: Row) -> tuple[bool, bool]:
    """What replaces the rows that others change comes after them, what ends things comes last."""
    return row in ENDS, row[0] in ("PUT", "PATCH") and "{row}" not in row[1]


@pytest.mark.parametrize("row", sorted(ROWS, key=order), ids=" ".join)
def test_who_may_is_let_in(matrix: Matrix, row: Row) -> None:
    may = ROWS[row]
    if may is OPEN:
        assert matrix.call(row, matrix.keys["ours viewer"], {}).status_code in (
            200,
            401,
        )  # metrics: its own key
        return
    for place, role in enumerate(sorted(may)):
        answer = matrix.call(row, matrix.keys[f"ours {role}"], matrix.things)
        assert answer.status_code not in (401, 403, 405, 429), answer.text
        assert answer.status_code < 500, answer.text
        if place == 0 and row not in ENDS:
            assert answer.status_code != 404, answer.text
