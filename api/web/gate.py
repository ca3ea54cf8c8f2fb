"""What everything of the page passes: no form or socket from another site, one policy on every answer."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.web import plain
from api.web.policy import headers
from api.web.session import secret_of

if TYPE_CHECKING:
    from api.web.room import Room

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
HELD = ("/_nicegui_ws", "/_nicegui/client/")  # sockets and uploads: of those who are signed in
STATIC = "/_nicegui/"
LASTING = "public, max-age=31536000, immutable"
PORTS = {"http": 80, "https": 443}


class Gate:
    """Before everything of the page. `room`: handed on to the pages as `request.state.room`."""

    def __init__(self, room: Room, app: ASGIApp) -> None:
        self._room, self._app = room, app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, or one socket."""
        state = scope.setdefault("state", {})
        state["nonce"], state["room"] = secrets.token_urlsafe(16), self._room
        scope["headers"] = [pair for pair in scope["headers"] if pair[0] != b"x-forwarded-prefix"]
        given, path = Headers(scope=scope), scope["path"]

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start":
                found = MutableHeaders(scope=message)
                for name, value in headers(state["nonce"]).items():
                    found.setdefault(name, value)
                if path.startswith(STATIC) and not path.startswith(HELD) and message["status"] == 200:
                    found["Cache-Control"] = LASTING
            await send(message)

        changes = scope["type"] == "websocket" or scope["method"] not in SAFE
        held = path.startswith(HELD)
        if ((changes or held) and foreign(given, scope["scheme"])) or (held and not secret_of(scope)):
            await plain.refused(scope, receive, told)
        elif scope["type"] == "http" and self._too_large(given):
            await plain.too_large(scope, receive, told)
        else:
            await self._app(scope, receive, told)

    def _too_large(self, given: Headers) -> bool:
        size = given.get("content-length", "0")
        return not size.isdigit() or int(size) > self._room.settings.body_mb * 1e6 + 10_000


def foreign(given: Headers, scheme: str) -> bool:
    """Whether a browser says that another site asks. Who says nothing is no browser, and brings no cookie.

    `Sec-Fetch-Site` is the browser's own word and does not depend on what a proxy makes of `Host`; browsers
    send it over https and to this machine. Else `Origin` has to name the host that was asked.
    """
    site = given.get("sec-fetch-site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = given.get("origin")
    return origin is not None and _place(origin) != _place(f"{_http(scheme)}://{given.get('host', '')}")


def _http(scheme: str) -> str:
    return "https" if scheme in ("https", "wss") else "http"


def _place(address: str) -> tuple[str | None, int | None]:
    """Name and port. A proxy may speak https where this service speaks http: the scheme is left out."""
    try:
        parts = urlsplit(address)
        return parts.hostname, parts.port or (None if parts.scheme in PORTS else 0)
    except ValueError:
        return None, 0
