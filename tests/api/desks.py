"""What every desk of a planner in these tests begins with: a store with two tenants, and keys."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from api.settings import Settings
from api.store.keys import Role, add_key, add_tenant
from api.store.store import Store


@contextmanager
def two_tenants(folder: Path) -> Iterator[tuple[Settings, Store]]:
    """Settings and store of tenants `ours` and `theirs`, without a limit on requests."""
    settings = Settings(data=folder, rate_per_minute=0)
    store = Store(settings.store_url)
    store.migrate()
    for tenant in ("ours", "theirs"):
        add_tenant(store, tenant, tenant.title())
    yield settings, store
    store.close()


def bearer(store: Store, tenant: str, *roles: Role, pay: bool) -> dict[str, str]:
    """Headers of somebody new."""
    with store.scope(tenant) as scope:
        secret = add_key(scope, f"{', '.join(roles)} {pay}", list(roles), pay=pay)[1]
    return {"Authorization": f"Bearer {secret}"}
