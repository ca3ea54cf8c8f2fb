"""Drafts: documents that a person is still at work on, one for each person, kind and key."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, delete, func, select

from api.store.documents import Kind
from api.store.packed import packed, unpacked
from api.store.store import Scope, now
from api.store.tables import drafts

MOST = 100  # of a person
KEPT = timedelta(days=180)  # since it was last changed


@dataclass(frozen=True)
class Draft:
    """A draft. `body`: JSON text; `base`: the version it began from; `revision`: grows with every change."""

    kind: Kind
    key: str
    base: int | None
    revision: int
    body: str
    updated: datetime


class Stale(Exception):
    """The draft has another revision than the one that was changed."""

    def __init__(self, revision: int) -> None:
        self.revision = revision


class TooMany(Exception):
    """A person has as many drafts as one may have."""


def one(scope: Scope, by: str, kind: Kind, key: str) -> Draft | None:
    """The draft of a person; None when there is none."""
    row = scope.one(drafts, *_mine(by, kind, key))
    return None if row is None else _draft(row)


def listed(scope: Scope, by: str) -> list[Row[Any]]:
    """All of a person's, newest change first, without their bodies."""
    columns = drafts.c.kind, drafts.c.key, drafts.c.base, drafts.c.revision, drafts.c.updated
    asked = select(*columns).where(drafts.c.by == by)
    return scope.all(asked.order_by(drafts.c.updated.desc(), drafts.c.kind, drafts.c.key), drafts)


def put(scope: Scope, by: str, kind: Kind, key: str, base: int | None, text: str, on: int | None) -> Draft:
    """Stores a draft. `on`: the revision that was changed, None for whatever is there, 0 where none may be.

    Raises Stale when it is another, TooMany for one more than a person may have.
    """
    row = scope.one(drafts, *_mine(by, kind, key), lock=True)
    revision, moment = (row.revision if row else 0), now()
    if on is not None and on != revision:
        raise Stale(revision)
    values = {"base": base, "revision": revision + 1, "body": packed(text), "updated": moment}
    if row is not None:
        scope.change(drafts, *_mine(by, kind, key), **values)
    else:
        _require_room(scope, by)
        if not scope.add_once(drafts, by=by, kind=kind, key=key, **values):
            raise Stale(1)  # the same person's other window was first
    return Draft(kind, key, base, revision + 1, text, moment)


def remove(scope: Scope, by: str, kind: Kind, key: str, on: int | None) -> bool:
    """Takes a draft away; whether there was one. Raises Stale when its revision is not `on`."""
    row = scope.one(drafts, *_mine(by, kind, key), lock=True)
    if row is not None and on is not None and on != row.revision:
        raise Stale(row.revision)
    return scope.remove(drafts, *_mine(by, kind, key)) > 0


def drop_old(connection: Connection, before: datetime) -> int:
    """Deletes what nobody has changed since; how many."""
    return connection.execute(delete(drafts).where(drafts.c.updated < before)).rowcount


def _require_room(scope: Scope, by: str) -> None:
    (count,) = scope.all(select(func.count()).select_from(drafts).where(drafts.c.by == by), drafts)
    if count[0] >= MOST:
        raise TooMany


def _mine(by: str, kind: Kind, key: str) -> tuple[Any, ...]:
    return drafts.c.by == by, drafts.c.kind == kind, drafts.c.key == key


def _draft(row: Row[Any]) -> Draft:
    return Draft(Kind(row.kind), row.key, row.base, row.revision, unpacked(row.body), row.updated)
