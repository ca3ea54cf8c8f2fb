"""Documents put, patched and judged. Each kind is written by those who own it."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Path, Query, Request, Response
from fastapi.concurrency import run_in_threadpool

from api.bodies import content, strict_json
from api.deps import Allowed, Parts
from api.documents import writing
from api.documents.patches import keyed_lists, merged, merged_row
from api.documents.sent import Sent, judged, may_write_pay, refuse_pay, require_own_pay, sent
from api.documents.submit import MODELS
from api.documents.writing import Target, Written
from api.errors import ApiError
from api.imports.putting import Exported, exporting, put_export, table_in
from api.pay import pay_of
from api.routes.below import below_v1
from api.routes.document_kinds import OWNERS, PATHS, Key, state
from api.schemas.documents import DocumentJudgement, DocumentWritten, Noted
from api.schemas.imports import ImportSummary
from api.store.documents import Kind
from api.store.keys import Caller
from api.uploads.forms import ARCHIVE, CSV, JSON, MERGE_PATCH, WORKBOOK, require_patch
from scheduler.errors import Notice

IfMatch = Annotated[str | None, Header(max_length=40)]
Row = Annotated[str, Path(min_length=1, max_length=200)]
FILE = {"schema": {"type": "string", "format": "binary"}}
PATCH_BODY = {
    "requestBody": {
        "required": True,
        "content": {kind: {"schema": {"type": "object"}} for kind in (MERGE_PATCH, JSON)},
    }
}


def writers(kind: Kind) -> list[APIRouter]:
    """The routers of a kind that take a body."""
    return [
        _putting(kind),
        _patching(kind),
        *(_patching_rows(kind, items) for items in keyed_lists(MODELS[kind])),
    ]


def _body(kind: Kind, *, exports: bool = False) -> dict[str, Any]:
    schema = {"$ref": f"#/components/schemas/{MODELS[kind].__name__}"}
    forms = {JSON: {"schema": schema}, WORKBOOK: FILE, ARCHIVE: FILE}
    if kind is Kind.WORKFORCE and exports:
        forms[CSV] = FILE
    return {"requestBody": {"required": True, "content": forms}}


def _putting(kind: Kind) -> APIRouter:
    router, path, name = below_v1(PATHS[kind]), f"/{PATHS[kind]}", kind.value
    owner, export = Depends(Allowed(*OWNERS[kind])), Depends(exporting(kind))

    @router.post(f"{path}:validate", operation_id=f"validate_{name}", openapi_extra=_body(kind))
    async def validate(request: Request, parts: Parts, asking: Caller = owner) -> DocumentJudgement:
        """All that is wrong with a document by itself; stores nothing."""
        try:
            given = await sent(request, parts, asking, kind)
            return await run_in_threadpool(_judgement, kind, given, parts.settings.body_mb)
        except ApiError as error:
            if error.status != 422:
                raise
            return DocumentJudgement(valid=False, faults=list(error.errors), warnings=[], assumptions=[])

    @router.put(f"{path}/{{key}}", operation_id=f"put_{name}", openapi_extra=_body(kind, exports=True))
    async def put(
        key: Key,
        request: Request,
        response: Response,
        parts: Parts,
        asking: Caller = owner,
        if_match: IfMatch = None,
        max_change: Annotated[str | None, Query(pattern=r"^\d{1,3}%$", description="such as 20%")] = None,
        exported: Exported | None = export,
    ) -> DocumentWritten:
        """Makes a new version, unless nothing changed; a change says which version it was made on."""
        most = 1.0 if max_change is None else float(max_change.rstrip("%")) / 100
        target = Target(parts, asking, kind, key)
        if exported is not None:
            table = await table_in(request, parts)
            made, told = await run_in_threadpool(put_export, target, table, exported, if_match, most)
            response.status_code = 201 if made.new else 200
            return _written(made, asking, response, told)
        given = await sent(request, parts, asking, kind)
        made = await run_in_threadpool(writing.put, target, given, if_match, most)
        response.status_code = 201 if made.new else 200
        return _written(made, asking, response)

    return router


def _patching(kind: Kind) -> APIRouter:
    router, path, name = below_v1(PATHS[kind]), f"/{PATHS[kind]}", kind.value
    owner = Depends(Allowed(*OWNERS[kind]))

    @router.patch(f"{path}/{{key}}", operation_id=f"patch_{name}", openapi_extra=PATCH_BODY)
    async def patch(
        key: Key,
        request: Request,
        response: Response,
        parts: Parts,
        asking: Caller = owner,
        if_match: IfMatch = None,
    ) -> DocumentWritten:
        """Changes what a merge patch names; a list is replaced as a whole."""
        change = await _patch_of(request, parts.settings.body_mb)
        require_own_pay(kind, asking, change)
        target = Target(parts, asking, kind, key)
        made = await run_in_threadpool(writing.patch, target, lambda old: merged(old, change), if_match)
        return _written(made, asking, response)

    return router


def _patching_rows(kind: Kind, items: str) -> APIRouter:
    router = below_v1(PATHS[kind])
    path = f"/{PATHS[kind]}/{{key}}/{items}/{{row:path}}"
    owner = Depends(Allowed(*OWNERS[kind]))

    @router.patch(path, operation_id=f"patch_{kind.value}_{items}", openapi_extra=PATCH_BODY)
    async def patch_row(
        key: Key,
        row: Row,
        request: Request,
        response: Response,
        parts: Parts,
        asking: Caller = owner,
        if_match: IfMatch = None,
    ) -> DocumentWritten:
        """Changes what a merge patch names of one row, found by its key."""
        change = await _patch_of(request, parts.settings.body_mb)
        if not may_write_pay(kind, asking):
            refuse_pay(f"patch#/{each}" for each in pay_of(items, change))
        target = Target(parts, asking, kind, key)
        rows = partial(merged_row, items=items, row=row, patch=change, kind=kind)
        made = await run_in_threadpool(writing.patch, target, rows, if_match)
        return _written(made, asking, response)

    return router


async def _patch_of(request: Request, most_mb: float) -> Any:
    require_patch(request.headers.get("content-type"))
    return await run_in_threadpool(strict_json, await content(request, most_mb))


def _judgement(kind: Kind, given: Sent, most_mb: float) -> DocumentJudgement:
    _, findings = judged(kind, given.named, most_mb)
    return DocumentJudgement(
        valid=True,
        faults=[],
        warnings=_noted((*given.notes, *findings.warnings)),
        assumptions=_noted(findings.assumptions),
    )


def _written(
    made: Written, asking: Caller, response: Response, imported: ImportSummary | None = None
) -> DocumentWritten:
    response.headers["ETag"] = f'"{made.document.version}"'
    more = {"warnings": _noted(made.warnings), "imported": imported}
    return DocumentWritten.model_validate({**state(made.document, asking), **more})


def _noted(notices: tuple[Notice, ...]) -> list[Noted]:
    return [Noted(code=each.code, place=each.place, text=each.text) for each in notices]
