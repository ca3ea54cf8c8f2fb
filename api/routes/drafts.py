"""Drafts: kept for one person (a key) until they are stored as a version, or thrown away."""

from __future__ import annotations

import json
from typing import Annotated, Any

from fastapi import Depends, Header, Request, Response
from fastapi.concurrency import run_in_threadpool

from api.bodies import content, read_as
from api.deps import Allowed, Parts
from api.documents.sent import may_write_pay, refuse_pay
from api.documents.tabled_pay import named_pay
from api.errors import ApiError, not_found
from api.routes.below import below_v1
from api.routes.document_kinds import Key
from api.routes.tables import text_of
from api.schemas.drafts import DraftLine, DraftList, DraftRequest, DraftState
from api.store import drafts
from api.store.documents import Kind
from api.store.keys import Caller, Role

MOST_MB = 8.0
IfMatch = Annotated[str | None, Header(max_length=40)]
Author = Annotated[Caller, Depends(Allowed(Role.PLANNER, Role.HR, Role.PROCUREMENT))]
BODY = {"application/json": {"schema": {"$ref": "#/components/schemas/DraftRequest"}}}
router = below_v1("drafts")


@router.get("/drafts", operation_id="list_drafts")
def list_(parts: Parts, asking: Author) -> DraftList:
    """One's own drafts, newest change first."""
    with parts.store.reading(asking.tenant) as scope:
        rows = drafts.listed(scope, asking.key)
    return DraftList(drafts=[DraftLine(**row._mapping) for row in rows])


@router.get("/drafts/{document}/{key}", operation_id="read_draft")
def read(document: Kind, key: Key, response: Response, parts: Parts, asking: Author) -> DraftState:
    """One's own draft of a document."""
    with parts.store.reading(asking.tenant) as scope:
        found = drafts.one(scope, asking.key, document, key)
    if found is None:
        raise not_found()
    return _state(found, response)


@router.put(
    "/drafts/{document}/{key}",
    operation_id="put_draft",
    status_code=201,
    openapi_extra={"requestBody": {"required": True, "content": BODY}},
)
async def put(
    document: Kind,
    key: Key,
    request: Request,
    response: Response,
    parts: Parts,
    asking: Author,
    if_match: IfMatch = None,
) -> DraftState:
    """Keeps a draft, valid or not. `If-Match` says which revision was changed: none is overwritten unseen."""
    given = read_as(DraftRequest, await content(request, min(MOST_MB, parts.settings.body_mb)))
    if document is Kind.WORKFORCE and not may_write_pay(document, asking):
        refuse_pay(named_pay(text_of(given.tables)))
    text = given.model_dump_json(include={"tables"})
    return await run_in_threadpool(
        _kept, parts, asking, (document, key), given.base, text, if_match, response
    )


@router.delete("/drafts/{document}/{key}", operation_id="drop_draft", status_code=204)
def drop(document: Kind, key: Key, parts: Parts, asking: Author, if_match: IfMatch = None) -> None:
    """Throws a draft away. With `If-Match`, only that revision."""
    on = None if if_match in (None, "*") else _revision(str(if_match))
    with parts.store.scope(asking.tenant) as scope:
        try:
            gone = drafts.remove(scope, asking.key, document, key, on)
        except drafts.Stale as error:
            raise _stale(error.revision) from None
    if not gone:
        raise not_found()


def _kept(
    parts: Any,
    asking: Caller,
    place: tuple[Kind, str],
    base: int | None,
    text: str,
    if_match: str | None,
    response: Response,
) -> DraftState:
    on = None if if_match == "*" else 0 if if_match is None else _revision(if_match)
    with parts.store.scope(asking.tenant) as scope:
        try:
            made = drafts.put(scope, asking.key, *place, base, text, on)
        except drafts.Stale as error:
            if if_match is None:
                words = "Say which revision of your draft you changed: If-Match with its ETag, or *."
                raise ApiError(428, "precondition_required", words) from None
            raise _stale(error.revision) from None
        except drafts.TooMany:
            words = f"One may have {drafts.MOST} drafts; store some, or throw them away."
            raise ApiError(409, "too_many_drafts", words) from None
    return _state(made, response)


def _revision(if_match: str) -> int:
    given = if_match.removeprefix("W/").strip('"')
    return int(given) if given.isascii() and given.isdigit() else -1


def _stale(revision: int) -> ApiError:
    words = f"Your draft was changed elsewhere: its revision is {revision}." if revision else "It is gone."
    return ApiError(412, "stale", words)


def _state(found: drafts.Draft, response: Response) -> DraftState:
    response.headers["ETag"] = f'"{found.revision}"'
    line = {"kind": found.kind, "key": found.key, "base": found.base, "revision": found.revision}
    return DraftState.model_validate({**line, "updated": found.updated, **json.loads(found.body)})
