"""Requisitions: a feed of what the adopted plans ask for, and what became of it."""

from __future__ import annotations

import base64
import binascii
from typing import Annotated, Any

from fastapi import Depends, Header, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from sqlalchemy import Row

from api.bodies import content, read_as
from api.deps import Allowed, Anybody, Parts, Service
from api.errors import ApiError, not_found
from api.requisitions.acting import differs, patched
from api.requisitions.adoption import tell
from api.requisitions.status import Status
from api.requisitions.table import csv_of
from api.routes.below import below_v1
from api.schemas.requisitions import Requisition, RequisitionPage, RequisitionPatch
from api.store import audit, requisitions
from api.store.keys import Caller, Role

router = below_v1("requisitions")
CSV, CURSOR = "text/csv", "X-Cursor"
Acting = Annotated[Caller, Depends(Allowed(Role.HR, Role.PLANNER))]
BODY = {
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/RequisitionPatch"}}},
    }
}
FEED: dict[int | str, dict[str, Any]] = {200: {"content": {CSV: {"schema": {"type": "string"}}}}}


@router.get("/requisitions", response_model=RequisitionPage, responses=FEED)
def list_requisitions(
    request: Request,
    response: Response,
    parts: Parts,
    asking: Anybody,
    series: Annotated[str | None, Query(max_length=200)] = None,
    changed_since: Annotated[
        str | None, Query(max_length=100, description="a cursor that the feed gave out")
    ] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> RequisitionPage | Response:
    """What was created, changed or withdrawn since a cursor, in order; CSV with `Accept: text/csv`."""
    with parts.store.reading(asking.tenant) as scope:
        since = _number(changed_since, requisitions.last(scope))
        rows = requisitions.changed(scope, since, limit + 1, series)
    shown = [_shown(row, since) for row in rows[:limit]]
    cursor = _cursor(rows[:limit][-1].change if shown else since)
    response.headers[CURSOR] = cursor
    if CSV in request.headers.get("accept", ""):
        return Response(csv_of(shown), media_type=f"{CSV}; charset=utf-8", headers={CURSOR: cursor})
    return RequisitionPage(requisitions=shown, cursor=cursor, more=len(rows) > limit)


@router.get("/requisitions/{requisition}")
def read_requisition(requisition: str, response: Response, parts: Parts, asking: Anybody) -> Requisition:
    """One requisition as it is."""
    with parts.store.reading(asking.tenant) as scope:
        row = requisitions.requisition(scope, requisition)
    if row is None:
        raise not_found()
    response.headers["ETag"] = f'"{row.version}"'
    return _shown(row, row.change - 1)


@router.patch("/requisitions/{requisition}", openapi_extra=BODY)
async def patch_requisition(
    requisition: str,
    request: Request,
    response: Response,
    parts: Parts,
    asking: Acting,
    if_match: Annotated[str | None, Header(max_length=40)] = None,
) -> Requisition:
    """Gives it one's own id, and says how it goes; whoever is found arrives in the series' next plan."""
    body = await content(request, parts.settings.body_mb)
    said = await run_in_threadpool(read_as, RequisitionPatch, body)
    found = await run_in_threadpool(_patch, parts, asking, requisition, said, if_match)
    response.headers["ETag"] = f'"{found.version}"'
    return found


def _patch(
    parts: Service, asking: Caller, identity: str, said: RequisitionPatch, if_match: str | None
) -> Requisition:
    with parts.store.scope(asking.tenant) as scope:
        requisitions.hold(scope)
        row = requisitions.requisition(scope, identity)
        if row is None:
            raise not_found()
        _require(row, if_match)
        change = patched(row, said)
        if differs(row, change):
            requisitions.set_to(scope, identity, change)
            tell(scope, identity, row.series)
            fields = sorted(said.model_fields_set)
            audit.record(scope, asking.key, "requisition.patch", identity, fields=fields)
        now = requisitions.requisition(scope, identity)
    assert now is not None
    return _shown(now, now.change - 1)


def _require(row: Row[Any], if_match: str | None) -> None:
    if if_match is None:
        raise ApiError(
            428, "precondition_required", "Say which version you changed: If-Match with its ETag, or *."
        )
    if if_match != "*" and if_match.removeprefix("W/").strip('"') != str(row.version):
        raise ApiError(412, "stale", f"The newest version is {row.version}: read it, and change that.")


def _shown(row: Row[Any], since: int) -> Requisition:
    change = "created" if row.first > since else "changed"
    return Requisition.model_validate(
        {
            **row.body,
            **row._asdict(),
            "change": "withdrawn" if row.status == Status.WITHDRAWN else change,
        }
    )


def _cursor(number: int) -> str:
    return base64.urlsafe_b64encode(f"requisitions {number}".encode()).decode().rstrip("=")


def _number(cursor: str | None, last: int) -> int:
    """The change a cursor stands for; 422 when it is none of the feed's."""
    if cursor is None:
        return 0
    try:
        text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
        name, _, digits = text.partition(" ")
        number = int(digits) if len(digits) <= 12 and digits.isascii() else -1
    except (ValueError, binascii.Error):
        name, number = "", -1
    if name != "requisitions" or not 0 <= number <= last:
        raise ApiError(422, "bad_cursor", "This cursor was not given out by this feed; begin without one.")
    return number
