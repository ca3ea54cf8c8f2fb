"""The four documents: read, listed, archived and purged; how they are written is beside this."""

from __future__ import annotations

import json
from functools import cache
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Response

from api.cursors import after, cursor
from api.deps import Allowed, Anybody, Parts, Service
from api.documents.sent import sees_no_pay
from api.errors import not_found
from api.pay import without_pay
from api.routes.below import below_v1
from api.routes.document_kinds import OWNERS, PATHS, Key, state
from api.routes.document_writing import writers
from api.routes.tables import tables_of
from api.schemas.documents import DocumentLine, DocumentPage, DocumentVersion
from api.schemas.moments import Moment
from api.store import audit, documents, keys
from api.store.documents import Document, Kind
from api.store.keys import Caller


@cache
def routers() -> tuple[APIRouter, ...]:
    """A router for each kind, made once."""
    return tuple(
        router
        for kind in Kind
        for router in (_reading(kind), *writers(kind), *tables_of(kind), _ending(kind))
    )


def _reading(kind: Kind) -> APIRouter:
    router, path, name = below_v1(PATHS[kind]), f"/{PATHS[kind]}", kind.value

    @router.get(f"{path}/{{key}}", operation_id=f"read_{name}")
    def read(
        key: Key,
        response: Response,
        parts: Parts,
        asking: Anybody,
        version: Annotated[int | None, Query(ge=1, le=2**31 - 1)] = None,
        as_of: Moment | None = None,
    ) -> DocumentVersion:
        """The document as it is, as one version has it, or as it was at a moment."""
        with parts.store.reading(asking.tenant) as scope:
            if version is not None:
                found = documents.at_version(scope, kind, key, version)
            elif as_of is not None:
                found = documents.as_of(scope, kind, key, as_of)
            else:
                found = documents.newest(scope, kind, key)
            if found is None:
                raise not_found()
            name = keys.names(scope, [found.by]).get(found.by)
        response.headers["ETag"] = f'"{found.version}"'
        return DocumentVersion.model_validate({**state(found, asking, name), "content": _seen(found, asking)})

    @router.get(path, operation_id=f"list_{name}")
    def list_(
        parts: Parts,
        asking: Anybody,
        limit: Annotated[int, Query(ge=1, le=200)] = 50,
        updated_since: Moment | None = None,
        cursor_: Annotated[str | None, Query(alias="cursor", max_length=500)] = None,
    ) -> DocumentPage:
        """Documents that are not archived, oldest change first."""
        with parts.store.reading(asking.tenant) as scope:
            rows = documents.listed(scope, kind, limit + 1, after(cursor_), updated_since)
        last = rows[limit - 1] if len(rows) > limit else None
        lines = [DocumentLine(key=row.key, version=row.version, updated=row.updated) for row in rows[:limit]]
        return DocumentPage(documents=lines, next=None if last is None else cursor(last.updated, last.key))

    return router


def _ending(kind: Kind) -> APIRouter:
    router, path, name = below_v1(PATHS[kind]), f"/{PATHS[kind]}", kind.value
    owner = Depends(Allowed(*OWNERS[kind]))
    ways = {"archive": documents.archive, "purge": documents.purge}

    def end(way: str, key: str, parts: Service, asking: Caller) -> None:
        with parts.store.scope(asking.tenant) as scope:
            if not ways[way](scope, kind, key):
                raise not_found()
            audit.record(scope, asking.key, f"{name}.{way}", key)

    @router.delete(f"{path}/{{key}}", operation_id=f"archive_{name}", status_code=204)
    def archive(key: Key, parts: Parts, asking: Caller = owner) -> None:
        """Takes a document out of lists; its versions stay."""
        end("archive", key, parts, asking)

    @router.post(f"{path}/{{key}}:purge", operation_id=f"purge_{name}", status_code=204)
    def purge(key: Key, parts: Parts, asking: Caller = owner) -> None:
        """Erases the content of all versions; their hashes stay, and plans keep what they were made from."""
        end("purge", key, parts, asking)

    return router


def _seen(found: Document, asking: Caller) -> dict[str, Any] | None:
    if found.body is None:
        return None
    data: dict[str, Any] = json.loads(found.body)
    return without_pay(data) if sees_no_pay(found.kind, asking) else data
