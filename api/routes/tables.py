"""Documents as tables of text and back, for whoever edits them cell by cell. Nothing is stored here."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.concurrency import run_in_threadpool

from api.bodies import content, read_as
from api.deps import Anybody, Parts, Service
from api.documents import tabled
from api.documents.sent import sees_no_pay
from api.documents.submit import MODELS
from api.documents.tabled_pay import without_pay
from api.errors import not_found
from api.routes.below import below_v1
from api.routes.document_kinds import PATHS, Key
from api.schemas.tables import DocumentTables, Table, Tables, TablesJudgement
from api.store import documents
from api.store.documents import Kind
from api.store.keys import Caller
from api.uploads.forms import ARCHIVE, JSON, TABLES, WORKBOOK, Form, form_of
from api.uploads.uploads import read_upload
from scheduler.files.text_tables import TextTable

FILE = {"schema": {"type": "string", "format": "binary"}}


def tables_of(kind: Kind) -> tuple[APIRouter, ...]:
    """The routes of one kind."""
    return _reading(kind), _tabulating(kind), _assembling(kind)


def _reading(kind: Kind) -> APIRouter:
    router, path = below_v1(PATHS[kind]), f"/{PATHS[kind]}"

    @router.get(f"{path}/{{key}}/tables", operation_id=f"read_{kind.value}_tables")
    def read(
        key: Key,
        response: Response,
        parts: Parts,
        asking: Anybody,
        version: Annotated[int | None, Query(ge=1, le=2**31 - 1)] = None,
    ) -> DocumentTables:
        """The document as tables; without `pay`, cells of pay are empty and stay as stored when it is put."""
        with parts.store.reading(asking.tenant) as scope:
            found = (
                documents.newest(scope, kind, key)
                if version is None
                else documents.at_version(scope, kind, key, version)
            )
        if found is None or found.body is None:
            raise not_found()
        response.headers["ETag"] = f'"{found.version}"'
        tables = tabled.of_content(kind, found.body)
        if sees_no_pay(kind, asking):
            return _whole(kind, without_pay(tables), found.body)
        return _whole(kind, tables)

    return router


def _tabulating(kind: Kind) -> APIRouter:
    router, shape = below_v1(PATHS[kind]), f"#/components/schemas/{MODELS[kind].__name__}"
    forms = {JSON: {"schema": {"$ref": shape}}, WORKBOOK: FILE, ARCHIVE: FILE}

    @router.post(
        f"/{PATHS[kind]}:tabulate",
        operation_id=f"tabulate_{kind.value}",
        openapi_extra={"requestBody": {"required": True, "content": forms}},
    )
    async def tabulate(request: Request, parts: Parts, asking: Anybody) -> DocumentTables:
        """What a file says as tables, each fault with its cell: also of one that cannot be put as it is."""
        del asking
        form = form_of(request.headers.get("content-type"))
        body = await content(request, parts.settings.body_mb)
        if form is Form.JSON:
            return await run_in_threadpool(_of_json, kind, body)
        upload = await read_upload(parts.settings, TABLES + kind, form, body)
        return DocumentTables.model_validate(upload.named)

    return router


def _assembling(kind: Kind) -> APIRouter:
    router = below_v1(PATHS[kind])
    typed = {JSON: {"schema": {"$ref": "#/components/schemas/Tables"}}}

    @router.post(
        f"/{PATHS[kind]}:assemble",
        operation_id=f"assemble_{kind.value}",
        openapi_extra={"requestBody": {"required": True, "content": typed}},
    )
    async def assemble(
        request: Request,
        parts: Parts,
        asking: Anybody,
        of: Annotated[str | None, Query(max_length=200)] = None,
    ) -> TablesJudgement:
        """The document that tables say, or everything that is wrong with them, cell by cell.

        `of`: the stored document they change; without `pay`, what is not seen of it is taken from there.
        """
        body = await content(request, parts.settings.body_mb)
        blind = of is not None and sees_no_pay(kind, asking)
        return await run_in_threadpool(_judged, parts, asking, (kind, of if blind else None), body)

    return router


def text_of(tables: list[Table]) -> list[TextTable]:
    """The tables of a body."""
    return [
        TextTable(each.sheet, tuple(each.columns), tuple(tuple(row) for row in each.rows)) for each in tables
    ]


def _judged(parts: Service, asking: Caller, of: tuple[Kind, str | None], body: bytes) -> TablesJudgement:
    tables, (kind, key), stored = text_of(read_as(Tables, body).tables), of, None
    if key is not None:
        with parts.store.reading(asking.tenant) as scope:
            found = documents.newest(scope, kind, key)
        stored = found.body if found else None
    return TablesJudgement.model_validate(tabled.judged(kind, tables, stored, asking.pay))


def _of_json(kind: Kind, body: bytes) -> DocumentTables:
    named = read_as(MODELS[kind], body, kind).model_dump_json(by_alias=True)
    return _whole(kind, tabled.of_content(kind, named))


def _whole(kind: Kind, tables: list[TextTable], stored: str | None = None) -> DocumentTables:
    judgement = tabled.judged(kind, tables, stored)
    return DocumentTables.model_validate({**judgement, "tables": tabled.shown(tables)})
