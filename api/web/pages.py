"""NiceGUI made ready, once in a process, and the screens put under their paths."""

from __future__ import annotations

import logging
from functools import cache

from fastapi import FastAPI, Request
from nicegui import Client, core, ui
from nicegui import client as nicegui_client
from starlette.responses import Response

from api.client.problem import ApiProblem
from api.web import assets
from api.web.frame import framed
from api.web.parts.faults import problem
from api.web.parts.node import node
from api.web.policy import Nonced
from api.web.screens import PATHS, SCREENS
from api.web.sign_in import signed_in, to_sign_in
from api.web.steps import Way, find_way

BUILDS_WITHIN = 20.0  # seconds
RECONNECTS_WITHIN = 20.0  # seconds that a page is kept while its browser cannot be reached
LOGGERS = ("engineio.server", "socketio.server")  # hold handlers of their own unless told not to
TITLES = {404: "Nothing here", 403: "Not with this key"}


@cache
def prepared() -> FastAPI:
    """NiceGUI's application with all screens."""
    ui.run_with(
        FastAPI(),  # only to be configured: rooms hand requests on themselves
        title="Staffmix",
        favicon=assets.FOLDER / "mark.svg",
        dark=None,
        language="en-US",
        binding_refresh_interval=None,
        reconnect_timeout=RECONNECTS_WITHIN,
        tailwind=False,
        show_welcome_message=False,
    )
    core.app.config.quasar_config["loadingBar"]["skipHijack"] = True
    core.sio.eio.cors_allowed_origins = []  # the gate lets nobody else in; no answer names another site
    templates = nicegui_client.templates.env
    assert templates.loader is not None
    templates.loader = Nonced(templates.loader)
    ui.add_head_html(assets.head(), shared=True)
    for name in LOGGERS:
        logging.getLogger(name).handlers.clear()
    core.app.on_page_exception(_failed)
    for path in PATHS:
        _put(path)
    return core.app


def _put(path: str) -> None:
    """The screens of a path under it: the first that is for what one is at work on."""

    async def shown(request: Request, client: Client) -> Response | None:
        found = await signed_in(request)
        if found is None:
            client.delete()
            return to_sign_in(request)
        api, me = found
        way, wrong = Way(), None
        try:
            way = await find_way(api, request.path_params)
        except ApiProblem as error:
            wrong = error
        screen = next(each for each in SCREENS if each.path == path and each.when(way))
        client.title = f"{screen.title} · Staffmix"
        visit = framed(me, api, way, screen)
        ui.on_exception(visit.failed)
        try:
            if wrong is not None:
                raise wrong
            await screen.build(visit, **request.path_params)
        except ApiProblem as error:
            client.status_code = error.status
            problem(error, TITLES.get(error.status, "This could not be done"))
        return None

    ui.page(path, response_timeout=BUILDS_WITHIN)(shown)


def _failed() -> None:
    """What is shown when a page could not be made; the log tells why."""
    with node("section", classes="faults", role="alert"):
        node("h1", "A fault of ours")
        node("p", "This page could not be made. Nothing that was saved is lost.")
        node("a", "To the start", href="/")
