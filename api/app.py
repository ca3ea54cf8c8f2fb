"""The application: routes, one shape of errors, and the parts that handlers are given."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from sqlalchemy.exc import InterfaceError, OperationalError, TimeoutError
from starlette.exceptions import HTTPException

from api import web
from api.deps import Service
from api.errors import MEDIA_TYPE, ApiError, details, invalid
from api.front.limits import limits
from api.front.metrics import Metrics
from api.front.requests import Front, answered_names
from api.openapi.describe import describe
from api.parameters import parameter_faults
from api.parts.making import Making
from api.routes import docs, routers
from api.settings import Settings
from api.store.store import Store
from api.work.jobs import Queue

CODES = {404: "not_found", 405: "method_not_allowed"}
AWAY_SECONDS = "5"  # to wait before asking again while the database is away
log = logging.getLogger(__name__)


def create_app(settings: Settings | None = None) -> FastAPI:
    """The service with these settings (absent: those of the environment), the page where they say so."""
    given, metrics = settings or Settings(), Metrics()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        store = Store(given.store_url)
        store.migrate()
        queue = Queue(given, store.engine)
        app.state.service = Service(given, store, queue, limits(given.rate, given.burst), metrics)
        app.state.making = making = Making()
        yield
        making.close()
        queue.close()
        store.close()

    app = FastAPI(
        title="Staffmix",
        version=version("staffmix"),
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
    )
    for router in routers():  # first what is asked most: routes are tried in their order
        app.router.routes.extend(router.routes)  # as they are: included, each is built anew and tried twice
    docs.add(app)
    hosts = answered_names(given.allowed_hosts, local=False)
    app.add_middleware(Front, metrics=metrics, hosts=hosts, answer=_answer)
    for kind, handler in HANDLERS.items():
        app.add_exception_handler(kind, handler)
    app.openapi = lambda: describe(app)  # type: ignore[method-assign]
    if given.page:
        web.add(app, given)
    return app


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
    return _answer(request, invalid(parameter_faults(error.errors())))


def _away(request: Request, error: Any) -> JSONResponse:
    log.error("the database is away", extra={"request_id": request.state.id, "kind": type(error).__name__})
    headers = {"Retry-After": AWAY_SECONDS}
    return _answer(request, ApiError(503, "storage_away", "The database cannot be reached.", headers=headers))


HANDLERS: dict[type[Exception], Any] = {
    ApiError: _told,
    HTTPException: _http,
    RequestValidationError: _parameters,
    OperationalError: _away,
    InterfaceError: _away,
    TimeoutError: _away,
}
