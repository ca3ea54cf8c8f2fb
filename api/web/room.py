"""Where the page lives in the application: what it answers, and when it begins and ends."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI
from nicegui import Client, core
from starlette.datastructures import URLPath
from starlette.routing import BaseRoute, Match, Mount, NoMatchFound, Route, Router
from starlette.types import Receive, Scope, Send

from api.settings import Settings
from api.web import assets, download, plain, sign_in
from api.web.gate import Gate
from api.web.one_time import Links
from api.web.pages import prepared
from api.web.take import requisitions

API = ("/v1", "/docs", "/openapi.json", "/healthz", "/readyz", "/metrics")
OURS = (
    "/sign-in",
    "/sign-out",
    "/demo",
    "/take",
    "/assets",
    "/documents",
    "/plans",
    "/what-if",
    "/favicon.ico",
)
"""What the page answers besides `/` and NiceGUI's own paths; below each, too."""


class Room(BaseRoute):
    """The last route of an application: what is no API and asked for by a browser is a page."""

    def __init__(self, app: FastAPI, settings: Settings) -> None:
        self.app, self.settings, self.links = app, settings, Links()
        routes = [
            *sign_in.routes(),
            Route("/take/requisitions", requisitions.taken, methods=["GET"]),
            Route("/take/{path:path}", download.Take(app), methods=["GET"]),
            Mount("/assets", assets.files()),
        ]
        self._inside = Gate(self, Router(routes, redirect_slashes=False, default=self._page))

    def open(self) -> None:
        """Takes its place behind all other routes, and lives as long as the application."""
        self._pages = prepared()
        self.app.state.links = self.links
        self.app.router.routes.append(self)
        before: Any = self.app.router.lifespan_context

        @asynccontextmanager
        async def living(app: Any) -> AsyncIterator[Any]:
            async with before(app) as state, _living():
                yield state

        self.app.router.lifespan_context = living

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Pages by their path; any other path when a browser wants to read it and it is not the API's."""
        if scope["type"] not in ("http", "websocket"):
            return Match.NONE, {}
        path = scope["path"]
        if path == "/" or path.startswith("/_nicegui") or _below(path, OURS):
            return Match.FULL, {"endpoint": self._inside}
        accept = dict(scope["headers"]).get(b"accept", b"")
        if b"text/html" in accept and not _below(path, API):
            return Match.FULL, {"endpoint": self._inside}
        return Match.NONE, {}

    def url_path_for(self, name: str, /, **path_params: Any) -> URLPath:
        """Pages have no names."""
        raise NoMatchFound(name, path_params)

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, or one socket."""
        await self._inside(scope, receive, send)

    async def _page(self, scope: Scope, receive: Receive, send: Send) -> None:
        """What NiceGUI knows; anything else is not there."""
        path = scope["path"]
        known = path == "/" or path.startswith("/_nicegui") or _below(path, OURS)
        answering = self._pages if known else plain.nothing_here
        await answering(scope, receive, send)


@asynccontextmanager
async def _living() -> AsyncIterator[None]:
    """NiceGUI from start to end; afterwards it can start again on another loop."""
    if core.app.is_started:
        raise RuntimeError("a process serves the page of one application at a time")
    async with core.app.router.lifespan_context(core.app):
        yield
        for client in list(Client.instances.values()):
            client.delete()
    core.app._shutdown_handlers.clear()  # each start adds them anew
    if core.sio.eio.service_task_handle is not None:  # it began with the first socket
        await core.sio.shutdown()
    core.sio.eio.start_service_task = True


def _below(path: str, roots: tuple[str, ...]) -> bool:
    return any(path == root or path.startswith(f"{root}/") for root in roots)
