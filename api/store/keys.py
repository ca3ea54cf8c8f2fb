"""Keys: 256 random bits that are shown once; what is stored is their hash."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, bindparam, func, select

from api.store.store import Scope, Store, now
from api.store.tables import keys, tenants

PREFIX, SANDBOX_PREFIX = "smx_", "smx_test_"
_WHOSE = (
    select(keys, tenants.c.sandbox)
    .join(tenants, tenants.c.id == keys.c.tenant)
    .where(keys.c.hash == bindparam("secret"))
)


class Role(StrEnum):
    """What a key may do; `routes` says which route asks for which."""

    PLANNER = "planner"
    HR = "hr"
    PROCUREMENT = "procurement"
    VIEWER = "viewer"
    ADMIN = "admin"


@dataclass(frozen=True)
class Caller:
    """Who asks: a key, its tenant, what it may do, and whether it sees pay."""

    key: str
    name: str
    tenant: str
    sandbox: bool
    roles: frozenset[Role]
    pay: bool


def add_tenant(store: Store, tenant: str, name: str, *, sandbox: bool = False) -> None:
    """A new tenant, unless there is one of that id."""
    with store.whole() as connection:
        there = connection.execute(select(tenants).where(tenants.c.id == tenant)).first()
        if there is None:
            values = {"id": tenant, "name": name, "sandbox": sandbox, "created": now()}
            connection.execute(tenants.insert().values(**values))


def is_sandbox(store: Store, tenant: str) -> bool | None:
    """Whether a tenant holds only what is tried out; None when there is no such tenant."""
    with store.reading_whole() as connection:
        return connection.execute(select(tenants.c.sandbox).where(tenants.c.id == tenant)).scalar()


def list_tenants(store: Store) -> list[Row[Any]]:
    """All tenants by id, each with how many keys open something (`open`): for the operator."""
    opened = func.count(keys.c.id).filter(keys.c.revoked.is_(None)).label("open")
    joined = tenants.outerjoin(keys, keys.c.tenant == tenants.c.id)
    asked = select(tenants.c.id, tenants.c.name, tenants.c.sandbox, opened).select_from(joined)
    with store.reading_whole() as connection:
        return list(connection.execute(asked.group_by(*tenants.c).order_by(tenants.c.id)))


def add_key(
    scope: Scope, name: str, roles: Iterable[Role], *, pay: bool, sandbox: bool = False
) -> tuple[str, str]:
    """A new key: (its id, the secret that is shown this once). `sandbox`: of a tenant that is one."""
    secret = (SANDBOX_PREFIX if sandbox else PREFIX) + secrets.token_urlsafe(32)
    identity = "key_" + secrets.token_hex(8)
    scope.add(
        keys,
        id=identity,
        name=name,
        hash=_hash(secret),
        roles=sorted(str(role) for role in roles),
        pay=pay,
        created=now(),
    )
    return identity, secret


def caller(store: Store, secret: str) -> Caller | None:
    """Whose secret this is; None when nobody's or revoked."""
    with store.reading_whole() as connection:
        found = connection.execute(_WHOSE, {"secret": _hash(secret)}).first()
    if found is None or found.revoked is not None:
        return None
    roles = frozenset(Role(role) for role in found.roles)
    return Caller(found.id, found.name, found.tenant, found.sandbox, roles, found.pay)


def list_keys(scope: Scope) -> list[Row[Any]]:
    """All keys of a tenant, oldest first, without secrets: those are not known."""
    return scope.all(select(keys).order_by(keys.c.created, keys.c.id), keys)


def names(scope: Scope, wanted: Iterable[str]) -> dict[str, str]:
    """What keys are called, by their ids; also of those that were revoked."""
    asked = select(keys.c.id, keys.c.name).where(keys.c.id.in_(list(wanted)))
    return {row.id: row.name for row in scope.all(asked, keys)}


def revoke(scope: Scope, identity: str) -> bool:
    """A key that opens nothing any more; whether there was one."""
    return scope.change(keys, keys.c.id == identity, keys.c.revoked.is_(None), revoked=now()) > 0


def any_key(store: Store) -> bool:
    """Whether anybody has a key."""
    with store.reading_whole() as connection:
        return connection.execute(select(keys.c.id).limit(1)).first() is not None


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
