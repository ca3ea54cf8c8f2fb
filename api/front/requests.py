"""What every request passes on its way in and out: its number, the names this service answers to, the headers
of every answer, the line in the log, and an answer even to what nobody expected."""

from __future__ import annotations

import logging
import secrets
import time
from collections.abc import Callable
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import ApiError, ErrorItem, not_found
from api.front.limits import Allowance
from api.front.metrics import Metrics
from api.store.keys import Caller

REQUEST_ID = "X-Request-Id"
LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})
PROBES = frozenset({"/healthz", "/readyz", "/metrics"})  # asked all the time: logged at the level debug
GONE = 499  # for the log: the client left before the answer
SECURE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "frame-ancestors 'none'",
    "Cache-Control": "no-store",
}
log = logging.getLogger(__name__)

Answer = Callable[[Request, ApiError], Response]


class Front:
    """The outermost part of the application. `hosts`: names in `Host` that are answered; None for all."""

    def __init__(self, app: ASGIApp, metrics: Metrics, hosts: frozenset[str] | None, answer: Answer) -> None:
        self._app, self._metrics, self._hosts, self._answer = app, metrics, hosts, answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, or one socket of the page."""
        if scope["type"] not in ("http", "websocket") or (scope["type"] == "websocket" and self._ours(scope)):
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            await self._request(scope, receive, send)

    async def _request(self, scope: Scope, receive: Receive, send: Send) -> None:
        state = scope.setdefault("state", {})
        state["id"] = secrets.token_hex(8)
        begun, status = time.perf_counter(), 0

        async def told(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                _add_headers(MutableHeaders(scope=message), state)
            await send(message)

        try:
            if not self._ours(scope):
                await self._refuse(scope, receive, told)
            elif error := _null(scope):
                await self._answer(Request(scope), error)(scope, receive, told)
            else:
                await self._app(scope, receive, told)
        except ClientDisconnect:
            status = GONE
        except Exception:
            log.exception("fault", extra={"request_id": state["id"]})
            if status:  # the answer is under way: all that is left is to cut it off
                raise
            error = ApiError(500, "internal", "A fault of ours; tell us the request's id.")
            await self._answer(Request(scope), error)(scope, receive, told)
        finally:
            self._note(scope, status or GONE, time.perf_counter() - begun)

    async def _refuse(self, scope: Scope, receive: Receive, send: Send) -> None:
        detail = "This service does not answer to this name; its operator may add it to the allowed hosts."
        await self._answer(Request(scope), ApiError(421, "unknown_host", detail))(scope, receive, send)

    def _ours(self, scope: Scope) -> bool:
        if self._hosts is None:
            return True
        host = Headers(scope=scope).get("host", "")
        name = host if host.endswith("]") else host.rpartition(":")[0] or host
        return name.lower() in self._hosts

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        route, state = template(scope), scope["state"]
        self._metrics.answered(scope["method"], route, status, seconds)
        caller: Caller | None = state.get("caller")
        line = {
            "request_id": state["id"],
            "method": scope["method"],
            "route": route,
            "status": status,
            "ms": round(seconds * 1000, 1),
            "tenant": caller.tenant if caller else None,
            "key": caller.key if caller else None,
        }
        log.log(logging.DEBUG if route in PROBES else logging.INFO, "request", extra=line)


def _null(scope: Scope) -> ApiError | None:
    """No database looks for text with a null character in it, and nothing has one in its name."""
    if "\0" in scope["path"]:
        return not_found()
    if b"%00" in scope["query_string"] or b"\0" in scope["query_string"]:
        item = ErrorItem(code="bad_parameter", place="query", found="a null character", fix="leave it out")
        return ApiError(422, "validation_failed", "A parameter is not valid.", errors=[item])
    return None


def template(scope: Scope) -> str:
    """The path of the route as it was written, without what a client put into it; `none` for no route."""
    path: str = getattr(scope.get("route"), "path", "") or "none"
    below = scope["path"].startswith("/v1/") and path.startswith("/") and not path.startswith("/v1/")
    return f"/v1{path}" if below else path


def answered_names(allowed: str, local: bool) -> frozenset[str] | None:
    """The names in `Host` that are answered: those allowed; else, where only this machine asks, its own."""
    names = frozenset(name.strip().lower() for name in allowed.split(",") if name.strip())
    if "*" in names or not (names or local):
        return None
    return names | LOOPBACK if local else names


def _add_headers(headers: MutableHeaders, state: dict[str, Any]) -> None:
    for name, value in SECURE.items():
        headers.setdefault(name, value)
    headers[REQUEST_ID] = state["id"]
    allowance: Allowance | None = state.get("allowance")
    for name, value in allowance.headers().items() if allowance else ():
        headers[name] = value
