"""Pages without a socket: signing in, and what is said when there is no page to show."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from api.web import assets


@cache
def _templates() -> Environment:
    """All values are escaped."""
    return Environment(loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True)


def page(name: str, status: int = 200, **values: Any) -> Response:
    """A page made of a template."""
    made = (
        _templates().get_template(name).render(head=assets.head(), mark=assets.address("mark.svg"), **values)
    )
    return HTMLResponse(made, status, headers={"Cache-Control": "no-store"})


def told(request: Request, status: int, title: str, text: str) -> Response:
    """One sentence and the way back, for who reads pages; the sentence alone for others."""
    if "text/html" in request.headers.get("accept", ""):
        return page("told.html", status, title=title, text=text)
    return PlainTextResponse(text, status)


async def nothing_here(scope: Scope, receive: Receive, send: Send) -> None:
    """404."""
    answer = told(Request(scope), 404, "Nothing here", "There is no page at this address.")
    await answer(scope, receive, send)


async def refused(scope: Scope, receive: Receive, send: Send) -> None:
    """403: a form or a socket of another site, or of nobody."""
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})
        return
    text = "This came from another site, or without signing in. Open the page itself and try there."
    await told(Request(scope), 403, "Not from here", text)(scope, receive, send)


async def too_large(scope: Scope, receive: Receive, send: Send) -> None:
    """413."""
    text = "This file is larger than this service takes; its operator may raise STAFFMIX_BODY_MB."
    await told(Request(scope), 413, "Too large", text)(scope, receive, send)


def from_elsewhere(request: Request) -> bool:
    """Whether a link of another site led here: the browser then keeps the cookie back, once."""
    return Headers(scope=request.scope).get("sec-fetch-site") in ("cross-site", "same-site")
