"""Mappings: how the exports of HR systems are read."""

from __future__ import annotations

import json
from typing import Annotated, Any

from fastapi import Depends, Header, Path, Request, Response
from fastapi.concurrency import run_in_threadpool
from sqlalchemy import Row

from api.bodies import content, read_as
from api.deps import Allowed, Parts, Service
from api.documents.sent import may_write_pay, refuse_pay
from api.errors import ApiError, not_found
from api.imports.builtin import BUILT_IN
from api.imports.mapping import Mapping, stored
from api.pay import named_pay, without_pay
from api.routes.below import below_v1
from api.schemas.imports import MappingList, MappingState
from api.store import audit, imports
from api.store.documents import Kind
from api.store.keys import Caller, Role

router = below_v1("mappings")
Key = Annotated[str, Path(min_length=1, max_length=200, pattern=r"^[A-Za-z0-9][A-Za-z0-9._@-]*$")]
Owner = Annotated[Caller, Depends(Allowed(Role.HR, Role.PLANNER))]
BODY = {
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Mapping"}}},
    }
}


@router.get("/mappings")
def list_mappings(parts: Parts, asking: Owner) -> MappingList:
    """Which mappings there are."""
    with parts.store.reading(asking.tenant) as scope:
        return MappingList(built_in=sorted(BUILT_IN), own=imports.mapping_keys(scope))


@router.get("/mappings/{key}")
def read_mapping(key: Key, response: Response, parts: Parts, asking: Owner) -> MappingState:
    """A mapping: one's own, or one that comes with the service."""
    if key in BUILT_IN:
        return MappingState(key=key, built_in=True, mapping=stored(BUILT_IN[key]))
    with parts.store.reading(asking.tenant) as scope:
        row = imports.mapping(scope, key)
    if row is None:
        raise not_found()
    response.headers["ETag"] = f'"{row.version}"'
    return _state(row, asking)


@router.put("/mappings/{key}", openapi_extra=BODY)
async def put_mapping(
    key: Key,
    request: Request,
    response: Response,
    parts: Parts,
    asking: Owner,
    if_match: Annotated[str | None, Header(max_length=40)] = None,
) -> MappingState:
    """Makes a mapping or changes it; a change says which version it was made on."""
    body = await content(request, parts.settings.body_mb)
    wanted = await run_in_threadpool(read_as, Mapping, body, "mapping")
    if not may_write_pay(Kind.WORKFORCE, asking):
        templates = {"pools": json.loads(wanted.model_dump_json(exclude_unset=True)).get("templates", [])}
        refuse_pay(f"mapping#/templates{each.removeprefix('pools')}" for each in named_pay(templates))
    row, new = await run_in_threadpool(_put, parts, asking, key, wanted, if_match)
    response.status_code = 201 if new else 200
    response.headers["ETag"] = f'"{row.version}"'
    return _state(row, asking)


@router.delete("/mappings/{key}", status_code=204)
def archive_mapping(key: Key, parts: Parts, asking: Owner) -> None:
    """Takes a mapping out of lists; exports are read by it no more until it is put again."""
    _require_own(key)
    with parts.store.scope(asking.tenant) as scope:
        if not imports.archive_mapping(scope, key):
            raise not_found()
        audit.record(scope, asking.key, "mapping.archive", key)


def _require_own(key: str) -> None:
    if key in BUILT_IN:
        raise ApiError(409, "built_in", "A mapping of this name comes with the service; take another.")


def _put(
    parts: Service, asking: Caller, key: str, wanted: Mapping, if_match: str | None
) -> tuple[Row[Any], bool]:
    _require_own(key)
    with parts.store.scope(asking.tenant) as scope:
        row, body = imports.mapping(scope, key, lock=True), stored(wanted)
        if row is not None and row.body == body and row.archived is None:
            return row, False
        _require(row, if_match)
        if not imports.put_mapping(scope, key, body, 1 if row is None else row.version + 1, asking.key):
            raise ApiError(412, "stale", "Somebody else made it meanwhile: read it, and change that.")
        made = imports.mapping(scope, key)
        assert made is not None
        audit.record(scope, asking.key, "mapping.put", key, version=made.version)
        return made, True


def _require(row: Row[Any] | None, if_match: str | None) -> None:
    if if_match == "*" or (row is None and if_match is None):
        return
    if if_match is None:
        raise ApiError(
            428, "precondition_required", "Say which version you changed: If-Match with its ETag, or *."
        )
    version = 0 if row is None else row.version
    if if_match.removeprefix("W/").strip('"') != str(version):
        raise ApiError(412, "stale", f"The newest version is {version}: read it, and change that.")


def _state(row: Row[Any], asking: Caller) -> MappingState:
    mapping = dict(row.body)
    if not asking.pay and "templates" in mapping:
        mapping["templates"] = without_pay({"pools": mapping["templates"]})["pools"]
    return MappingState(
        key=row.key, built_in=False, version=row.version, updated=row.updated, archived=row.archived,
        mapping=mapping,
    )  # fmt: skip
