"""The application: routes, one shape of errors, and a number for every request."""

from __future__ import annotations

import logging
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from importlib.metadata import version
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from sqlalchemy.exc import OperationalError
from starlette.exceptions import HTTPException

from api.deps import Service
from api.errors import MEDIA_TYPE, ApiError, ErrorItem, cut, details
from api.jobs import Queue
from api.openapi import describe
from api.routes import health, routers
from api.settings import Settings
from api.store.store import Store

REQUEST_ID = "X-Request-Id"
CODES = {404: "not_found", 405: "method_not_allowed"}
log = logging.getLogger(__name__)


def create_app(settings: Settings | None = None) -> FastAPI:
    """The service with these settings (absent: those of the environment)."""
    given = settings or Settings()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        store = Store(given.store_url)
        store.migrate()
        queue = Queue(given)
        app.state.service = Service(given, store, queue)
        yield
        queue.close()
        store.close()

    app = FastAPI(title="Staffmix", version=version("staffmix"), lifespan=lifespan)
    app.include_router(health.open_router)
    for router in routers():
        app.include_router(router, prefix="/v1")
    app.middleware("http")(_numbered)
    for kind, handler in HANDLERS.items():
        app.add_exception_handler(kind, handler)
    app.openapi = lambda: describe(app)  # type: ignore[method-assign]
    return app


async def _numbered(request: Request, call: Callable[[Request], Awaitable[Response]]) -> Response:
    """Gives a request its id, and an answer even to what nobody expected."""
    request.state.id = secrets.token_hex(8)
    try:
        response = await call(request)
    except Exception:
        log.exception("request %s: %s %s", request.state.id, request.method, request.url.path)
        response = _answer(request, ApiError(500, "internal", "A fault of ours; tell us the request's id."))
    response.headers[REQUEST_ID] = request.state.id
    return response


def _answer(request: Request, error: ApiError) -> JSONResponse:
    body = details(error, request.state.id)
    return JSONResponse(body, error.status, headers=error.headers, media_type=MEDIA_TYPE)


def _told(request: Request, error: Any) -> JSONResponse:
    return _answer(request, error)


def _http(request: Request, error: Any) -> JSONResponse:
    code = CODES.get(error.status_code, "http_error")
    return _answer(request, ApiError(error.status_code, code, str(error.detail), headers=error.headers))


def _parameters(request: Request, error: Any) -> JSONResponse:
    """Faults of the path, the query and the headers; bodies are read elsewhere."""
    items = [
        ErrorItem(
            code="bad_parameter",
            place=" ".join(str(step) for step in each["loc"]),
            found=cut(str(each.get("input"))),
            fix=each["msg"],
        )
        for each in error.errors()
    ]
    return _answer(request, ApiError(422, "validation_failed", "A parameter is not valid.", errors=items))


def _away(request: Request, error: Any) -> JSONResponse:
    log.error("request %s: the database is away: %s", request.state.id, error.orig)
    away = ApiError(503, "storage_away", "The database cannot be reached.", headers={"Retry-After": "5"})
    return _answer(request, away)


HANDLERS: dict[type[Exception], Any] = {
    ApiError: _told,
    HTTPException: _http,
    RequestValidationError: _parameters,
    OperationalError: _away,
}
