"""`staffmix keys`: who may ask the service what."""

from __future__ import annotations

from collections.abc import Sequence

from api.cli.guard import PLANNED, refuse
from api.cli.screen import Screen
from api.settings import Settings
from api.store import keys
from api.store.keys import Role
from api.store.store import Store


def add(tenant: str, name: str, roles: Sequence[str], pay: bool) -> int:
    """Makes a key (and its tenant, if there is none) and prints it this once."""
    known = [str(role) for role in Role]
    for role in roles:
        if role not in known:
            raise refuse("--role", f"no role '{role}'", f"Write one of {', '.join(known)}.")
    store = _store()
    keys.add_tenant(store, tenant, tenant)
    with store.scope(tenant) as scope:
        identity, secret = keys.add_key(scope, name, [Role(role) for role in roles], pay=pay)
    store.close()
    screen = Screen()
    screen.say(secret)
    screen.say(f"This is the only time it is shown. Its id is {identity}.")
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
