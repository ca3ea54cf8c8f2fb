"""The four documents: put, read, listed, archived and purged. Each kind is written by those who own it."""

from __future__ import annotations

import json
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Path, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from pydantic import AwareDatetime

from api.bodies import content, read_as
from api.changes import changed_share, changes
from api.cursors import after, cursor
from api.deps import Anybody, Parts, Service, allowed
from api.errors import ApiError, not_found
from api.pay import without_pay
from api.schemas.documents import DocumentLine, DocumentPage, DocumentState, DocumentVersion
from api.store import audit, documents
from api.store.documents import Document, Kind, Stale
from api.store.events import Event, emit
from api.store.keys import Caller, Role
from api.submit import MODELS

KEY = r"^[A-Za-z0-9][A-Za-z0-9._@-]*$"
Key = Annotated[str, Path(min_length=1, max_length=200, pattern=KEY)]
OWNERS: dict[Kind, tuple[Role, ...]] = {
    Kind.FORECAST: (Role.PLANNER,),
    Kind.WORKFORCE: (Role.HR, Role.PLANNER),
    Kind.RATE_CARD: (Role.PROCUREMENT, Role.PLANNER),
    Kind.POLICY: (Role.PLANNER,),
}
PATHS = {
    Kind.FORECAST: "forecasts",
    Kind.WORKFORCE: "workforces",
    Kind.RATE_CARD: "rate-cards",
    Kind.POLICY: "policies",
}


def routers() -> list[APIRouter]:
    """A router for each kind."""
    return [make(kind) for kind in Kind for make in (_reading, _writing, _ending)]


def _reading(kind: Kind) -> APIRouter:
    router, path, name = APIRouter(tags=[PATHS[kind]]), f"/{PATHS[kind]}", kind.value

    @router.get(f"{path}/{{key}}", operation_id=f"read_{name}")
    def read(
        key: Key,
        response: Response,
        parts: Parts,
        asking: Anybody,
        version: Annotated[int | None, Query(ge=1)] = None,
        as_of: AwareDatetime | None = None,
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
        response.headers["ETag"] = f'"{found.version}"'
        return DocumentVersion(**_state(found).model_dump(), content=_seen(found, asking))

    @router.get(path, operation_id=f"list_{name}")
    def list_(
        parts: Parts,
        asking: Anybody,
        limit: Annotated[int, Query(ge=1, le=200)] = 50,
        updated_since: AwareDatetime | None = None,
        cursor_: Annotated[str | None, Query(alias="cursor", max_length=500)] = None,
    ) -> DocumentPage:
        """Documents that are not archived, oldest change first."""
        with parts.store.reading(asking.tenant) as scope:
            rows = documents.listed(scope, kind, limit + 1, after(cursor_), updated_since)
        last = rows[limit - 1] if len(rows) > limit else None
        lines = [DocumentLine(key=row.key, version=row.version, updated=row.updated) for row in rows[:limit]]
        return DocumentPage(documents=lines, next=None if last is None else cursor(last.updated, last.key))

    return router


def _writing(kind: Kind) -> APIRouter:
    router, path, name = APIRouter(tags=[PATHS[kind]]), f"/{PATHS[kind]}", kind.value
    owner = Depends(allowed(*OWNERS[kind]))
    schema = {"$ref": f"#/components/schemas/{MODELS[kind].__name__}"}
    body = {"requestBody": {"required": True, "content": {"application/json": {"schema": schema}}}}

    @router.put(f"{path}/{{key}}", operation_id=f"put_{name}", openapi_extra=body)
    async def put(
        key: Key,
        request: Request,
        response: Response,
        parts: Parts,
        asking: Caller = owner,
        if_match: Annotated[str | None, Header(max_length=40)] = None,
        max_change: Annotated[str | None, Query(pattern=r"^\d{1,3}%$", description="such as 20%")] = None,
    ) -> DocumentState:
        """Makes a new version, unless nothing changed; a change says which version it was made on."""
        raw = await content(request, parts.settings.body_mb)
        most = 1.0 if max_change is None else float(max_change.rstrip("%")) / 100
        made, new = await run_in_threadpool(_put, parts, asking, kind, key, raw, if_match, most)
        response.status_code = 201 if new else 200
        response.headers["ETag"] = f'"{made.version}"'
        return _state(made)

    return router


def _ending(kind: Kind) -> APIRouter:
    router, path, name = APIRouter(tags=[PATHS[kind]]), f"/{PATHS[kind]}", kind.value
    owner = Depends(allowed(*OWNERS[kind]))
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
        """Erases the content of all versions; their hashes stay."""
        end("purge", key, parts, asking)

    return router


def _put(
    parts: Service, asking: Caller, kind: Kind, key: str, raw: bytes, if_match: str | None, most: float
) -> tuple[Document, bool]:
    data = read_as(MODELS[kind], raw, kind).model_dump(mode="json", by_alias=True)
    with parts.store.scope(asking.tenant) as scope:
        before = documents.newest(scope, kind, key)
        old = None if before is None or before.body is None else json.loads(before.body)
        if old == data and before is not None and before.archived is None:
            return before, False
        on = _expected(before, if_match)
        if changed_share(old, data) > most:
            found = f"{changed_share(old, data):.0%} of the rows would be changed or removed"
            raise ApiError(422, "too_much_changed", f"{found}, more than max_change allows.")
        try:
            made = documents.put(
                scope, kind, key, json.dumps(data), data, changes(old, data), asking.key, on=on
            )
        except Stale as error:
            raise _stale(error.version) from None
        audit.record(scope, asking.key, f"{kind.value}.put", key, version=made[0].version)
        emit(scope, Event.DOCUMENT_CHANGED, kind=kind.value, key=key, version=made[0].version)
        return made


def _expected(before: Document | None, if_match: str | None) -> int | None:
    """The version a change was made on; None where any will do. 428 when a change does not say."""
    if if_match == "*" or (before is None and if_match is None):
        return None
    if if_match is None:
        raise ApiError(
            428, "precondition_required", "Say which version you changed: If-Match with its ETag, or *."
        )
    given = if_match.removeprefix("W/").strip('"')
    if not given.isdigit():
        raise _stale(before.version if before else 0)
    return int(given)


def _stale(version: int) -> ApiError:
    detail = (
        f"The newest version is {version}: read it, and change that."
        if version
        else "There is no such document."
    )
    return ApiError(412, "stale", detail)


def _state(found: Document) -> DocumentState:
    return DocumentState(
        kind=found.kind,
        key=found.key,
        version=found.version,
        hash=found.hash,
        created=found.created,
        by=found.by,
        archived=found.archived,
        changes=dict(found.changes),
    )


def _seen(found: Document, asking: Caller) -> dict[str, Any] | None:
    if found.body is None:
        return None
    data: dict[str, Any] = json.loads(found.body)
    return without_pay(data) if found.kind is Kind.WORKFORCE and not asking.pay else data
