"""Requisitions of adopted plans, and the feed of their changes.

Every change of a tenant's requisitions takes the next number of one counter. Its row stays locked until
the change is committed, so numbers are committed in their order: once a reader has seen a number, no
smaller one can appear behind its cursor.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, bindparam, select

from api.store.prepared import Prepared
from api.store.store import Scope, now
from api.store.tables import counters, requisitions

COUNTER = "requisitions"
_OF_SERIES = Prepared(requisitions, requisitions.c.series == bindparam("series"), order=requisitions.c.first)


@dataclass(frozen=True)
class Change:
    """What a requisition is from now on. `body`: what the plan asks for, and what HR said of its start."""

    body: Mapping[str, Any]
    status: str
    external_id: str | None
    heads_filled: float
    plan: str


def hold(scope: Scope) -> None:
    """Waits until nobody else changes requisitions of this tenant, until this transaction ends."""
    scope.add_once(counters, name=COUNTER, last=0)
    scope.one(counters, counters.c.name == COUNTER, lock=True)


def last(scope: Scope) -> int:
    """The number of the newest change; 0 before the first."""
    row = scope.one(counters, counters.c.name == COUNTER)
    return 0 if row is None else row.last


def add(scope: Scope, series: str, change: Change) -> str:
    """A new requisition: its id. Only while held."""
    identity, number = "req_" + secrets.token_hex(12), _next(scope)
    scope.add(
        requisitions, id=identity, series=series, change=number, first=number, version=1, **_values(change)
    )
    return identity


def set_to(scope: Scope, identity: str, change: Change) -> None:
    """A new version of a requisition. Only while held."""
    mine, version = requisitions.c.id == identity, requisitions.c.version + 1
    scope.change(requisitions, mine, change=_next(scope), version=version, **_values(change))


def requisition(scope: Scope, identity: str) -> Row[Any] | None:
    """A requisition as it is now."""
    return scope.one(requisitions, requisitions.c.id == identity)


def of_series(scope: Scope, series: str) -> list[Row[Any]]:
    """All requisitions of a series, oldest first."""
    return scope.ask_all(_OF_SERIES, series=series)


def changed(scope: Scope, since: int, limit: int, series: str | None = None) -> list[Row[Any]]:
    """Requisitions that changed after a number, in the order of their changes."""
    asked = select(requisitions).where(requisitions.c.change > since)
    if series is not None:
        asked = asked.where(requisitions.c.series == series)
    return scope.all(asked.order_by(requisitions.c.change).limit(limit), requisitions)


def _next(scope: Scope) -> int:
    scope.change(counters, counters.c.name == COUNTER, last=counters.c.last + 1)
    return last(scope)


def _values(change: Change) -> dict[str, Any]:
    return {
        "body": dict(change.body),
        "status": change.status,
        "external_id": change.external_id,
        "heads_filled": change.heads_filled,
        "plan": change.plan,
        "updated": now(),
    }
