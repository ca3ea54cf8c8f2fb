"""What truly happened since a plan was made: one table a plan, replaced as a whole."""

from __future__ import annotations

from api.store.packed import fingerprint, packed, unpacked
from api.store.store import Scope, now
from api.store.tables import actuals


def put(scope: Scope, plan: str, body: str, by: str) -> bool:
    """Keeps a table, JSON text; whether it differs from the one that was there."""
    same, row = fingerprint(body), scope.one(actuals, actuals.c.plan == plan)
    if row is not None and row.hash == same:
        return False
    scope.set(actuals, plan=plan, body=packed(body), hash=same, updated=now(), by=by)
    return True


def of(scope: Scope, plan: str) -> str | None:
    """The table of a plan, JSON text."""
    row = scope.one(actuals, actuals.c.plan == plan)
    return None if row is None else unpacked(row.body)
