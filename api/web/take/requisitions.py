"""`/take/requisitions`: all that a series asks for now, in one file; the API tells it page by page."""

from __future__ import annotations

from collections.abc import AsyncIterator

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from api.client.problem import ApiProblem
from api.requisitions.status import Status
from api.requisitions.table import csv_of
from api.schemas.requisitions import Requisition, RequisitionPage
from api.web.caller import Api, of_request
from api.web.sign_in import to_sign_in
from api.web.take.naming import disposition, named

PAGE = 200
CSV = "text/csv"


async def everything(api: Api, series: str) -> RequisitionPage:
    """What is asked for, and what was opened or filled and is not needed any more."""
    found = [each async for each in _changes(api, series)]
    return RequisitionPage(requisitions=[each for each in found if _matters(each)], cursor="", more=False)


async def taken(request: Request) -> Response:
    """The file: CSV where its name says so, else JSON."""
    api = of_request(request)
    if api is None:
        return to_sign_in(request)
    _, name = named(request.scope["query_string"])
    name = name or "requisitions.json"
    try:
        found = await everything(api, request.query_params.get("series", ""))
    except ApiProblem as error:
        return JSONResponse({"detail": error.detail}, error.status)
    headers = {"Content-Disposition": disposition(name)}
    if name.endswith(".csv"):
        # the mark of UTF-8: spreadsheets take the rest for another alphabet without it
        body = csv_of(found.requisitions).encode("utf-8-sig")
        return Response(body, media_type=f"{CSV}; charset=utf-8", headers=headers)
    lines = [each.model_dump(mode="json") for each in found.requisitions]
    return JSONResponse({"requisitions": lines}, headers=headers)


async def _changes(api: Api, series: str) -> AsyncIterator[Requisition]:
    cursor: str | None = None
    while True:
        path = "/v1/requisitions"
        page = await api.read(RequisitionPage, path, series=series, changed_since=cursor, limit=PAGE)
        for each in page.requisitions:
            yield each
        if not page.more:
            return
        cursor = page.cursor


def _matters(each: Requisition) -> bool:
    """Nobody has to hear of what was withdrawn before anybody had opened it."""
    return each.status != Status.WITHDRAWN or each.status_before in (Status.OPENED, Status.FILLED)
