"""Documents by key: every change is a new version, and versions never change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import and_, or_, select

from api.store.packed import fingerprint, packed, unpacked
from api.store.store import Scope, now
from api.store.tables import documents, drafts, employees, imports, versions


class Kind(StrEnum):
    """The four documents, named as in a problem."""

    FORECAST = "forecast"
    WORKFORCE = "workforce"
    RATE_CARD = "rate_card"
    POLICY = "policy"


@dataclass(frozen=True)
class Document:
    """One version of a document. `body` is its JSON text; None once purged."""

    kind: Kind
    key: str
    version: int
    hash: str
    body: str | None
    changes: Mapping[str, Any]
    created: datetime
    by: str
    archived: datetime | None


@dataclass(frozen=True)
class Listed:
    """A document in a list."""

    kind: Kind
    key: str
    version: int
    updated: datetime


class Stale(Exception):
    """The document has another version than the one the change was made on."""

    def __init__(self, version: int) -> None:
        self.version = version


def newest(scope: Scope, kind: Kind, key: str) -> Document | None:
    """The document as it is now, archived or not; None when there is none."""
    head = scope.one(documents, documents.c.kind == kind, documents.c.key == key)
    return None if head is None else _version(scope, kind, key, head.version, head.archived)


def at_version(scope: Scope, kind: Kind, key: str, version: int) -> Document | None:
    """One version of a document."""
    head = scope.one(documents, documents.c.kind == kind, documents.c.key == key)
    return None if head is None else _version(scope, kind, key, version, head.archived)


def as_of(scope: Scope, kind: Kind, key: str, moment: datetime) -> Document | None:
    """The version that was the newest at a moment."""
    mine = versions.c.kind == kind, versions.c.key == key, versions.c.created <= moment
    asked = select(versions.c.version).where(*mine).order_by(versions.c.version.desc()).limit(1)
    found = scope.all(asked, versions)
    return at_version(scope, kind, key, found[0].version) if found else None


def put(
    scope: Scope,
    kind: Kind,
    key: str,
    text: str,
    data: Any,
    changes: Mapping[str, Any],
    by: str,
    *,
    on: int | None = None,
) -> tuple[Document, bool]:
    """Makes a version, unless the newest says the same: (the newest, whether it is new).

    `text` is the JSON of `data`. `on`: the version that was changed; raises Stale when it is no longer
    the newest (0: there must be none). An archived document comes back.
    """
    scope.one(documents, documents.c.kind == kind, documents.c.key == key, lock=True)
    head, hash_ = newest(scope, kind, key), fingerprint(data)
    if on is not None and (head.version if head else 0) != on:
        raise Stale(head.version if head else 0)
    if head is not None and head.hash == hash_ and head.body is not None and head.archived is None:
        return head, False
    version, moment = (head.version if head else 0) + 1, now()
    if head is None:
        if not scope.add_once(documents, kind=kind, key=key, version=version, updated=moment):
            raise Stale(version)  # somebody else made the first one meanwhile
    else:
        mine = documents.c.kind == kind, documents.c.key == key
        scope.change(documents, *mine, version=version, updated=moment, archived=None)
    body = packed(text)
    scope.add(
        versions, kind=kind, key=key, version=version, hash=hash_, body=body, changes=dict(changes),
        created=moment, by=by,
    )  # fmt: skip
    return Document(kind, key, version, hash_, text, changes, moment, by, None), True


def archive(scope: Scope, kind: Kind, key: str) -> bool:
    """Takes a document out of lists; whether there was one."""
    mine = documents.c.kind == kind, documents.c.key == key, documents.c.archived.is_(None)
    return scope.change(documents, *mine, archived=now(), updated=now()) > 0


def purge(scope: Scope, kind: Kind, key: str) -> int:
    """Erases the content of every version and keeps the hashes; how many versions there were."""
    archive(scope, kind, key)
    scope.remove(drafts, drafts.c.kind == kind, drafts.c.key == key)  # everybody's: they hold it as well
    if kind is Kind.WORKFORCE:
        scope.remove(employees, employees.c.document == key)  # who was in its last export
        scope.remove(imports, imports.c.document == key)  # so that the next one may be of any day
    return scope.change(versions, versions.c.kind == kind, versions.c.key == key, body=None, changes={})


def listed(
    scope: Scope, kind: Kind, limit: int, after: tuple[datetime, str] | None, since: datetime | None
) -> list[Listed]:
    """Documents that are not archived, oldest change first; `after` the last one of the page before."""
    asked = select(documents).where(documents.c.kind == kind, documents.c.archived.is_(None))
    if since is not None:
        asked = asked.where(documents.c.updated >= since)
    if after is not None:
        moment, key = after
        later = and_(documents.c.updated == moment, documents.c.key > key)
        asked = asked.where(or_(documents.c.updated > moment, later))
    rows = scope.all(asked.order_by(documents.c.updated, documents.c.key).limit(limit), documents)
    return [Listed(kind, row.key, row.version, row.updated) for row in rows]


def _version(scope: Scope, kind: Kind, key: str, version: int, archived: datetime | None) -> Document | None:
    mine = versions.c.kind == kind, versions.c.key == key, versions.c.version == version
    row = scope.one(versions, *mine)
    if row is None:
        return None
    body = None if row.body is None else unpacked(row.body)
    return Document(kind, key, version, row.hash, body, row.changes, row.created, row.by, archived)
