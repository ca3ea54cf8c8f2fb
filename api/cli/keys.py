"""`staffmix keys`: who may ask the service what."""

from __future__ import annotations

from collections.abc import Sequence

from api.cli.guard import PLANNED, refuse
from api.cli.screen import Screen
from api.settings import Settings
from api.store import keys
from api.store.keys import Role
from api.store.store import Store

SANDBOX = "-test"
"""Ends the name of the sandbox beside a tenant: test keys see it, and never the tenant's own data."""


def add(tenant: str, name: str, roles: Sequence[str], pay: bool, test: bool) -> int:
    """Makes a key (and its tenant, if there is none) and prints it this once.

    `test`: a key of the tenant's sandbox, which is a tenant beside it.
    """
    known = [str(role) for role in Role]
    for role in roles:
        if role not in known:
            raise refuse("--role", f"no role '{role}'", f"Write one of {', '.join(known)}.")
    store = _store()
    place = tenant if not test or keys.is_sandbox(store, tenant) else f"{tenant}{SANDBOX}"
    keys.add_tenant(store, place, place, sandbox=test)
    sandbox = bool(keys.is_sandbox(store, place))
    if test and not sandbox:
        store.close()
        raise refuse("--test", f"'{place}' is a tenant and no sandbox", "Name another tenant.")
    with store.scope(place) as scope:
        identity, secret = keys.add_key(scope, name, [Role(role) for role in roles], pay=pay, sandbox=sandbox)
    store.close()
    screen = Screen()
    screen.say(secret)
    beside = f" It sees the sandbox {place}." if sandbox else ""
    screen.say(f"This is the only time it is shown.{beside} Its id is {identity}.")
    return PLANNED


def tenants() -> int:
    """All tenants, and how many keys open each."""
    store = _store()
    found = keys.list_tenants(store)
    store.close()
    screen = Screen()
    for row in found:
        screen.say(f"{row.id}{' (sandbox)' if row.sandbox else ''}: {row.open} keys")
    if not found:
        screen.say("No tenants yet: staffmix keys add --role admin --tenant TENANT NAME")
    return PLANNED


def show(tenant: str) -> int:
    """All keys of a tenant, without the secrets, which nobody knows."""
    store = _store()
    with store.reading(tenant) as scope:
        found = keys.list_keys(scope)
    store.close()
    screen = Screen()
    for row in found:
        state = f"revoked {row.revoked:%Y-%m-%d}" if row.revoked else f"made {row.created:%Y-%m-%d}"
        pay = ", sees pay" if row.pay else ""
        screen.say(f"{row.id}  {state}  {row.name}: {', '.join(row.roles)}{pay}")
    if not found:
        screen.say("No keys yet: staffmix keys add --role planner NAME")
    return PLANNED


def revoke(tenant: str, identity: str) -> int:
    """A key that opens nothing any more."""
    store = _store()
    with store.scope(tenant) as scope:
        done = keys.revoke(scope, identity)
    store.close()
    if not done:
        raise refuse(identity, "no key of this id opens anything", "See `staffmix keys list`.")
    Screen().say(f"{identity} opens nothing any more.")
    return PLANNED


def _store() -> Store:
    store = Store(Settings().store_url)
    store.migrate()
    return store
