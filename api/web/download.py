"""`/take/…`: what `/v1/…` gives, with the key of the cookie, so that a plain link can download it."""

from __future__ import annotations

from fastapi import FastAPI
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import Message, Receive, Scope, Send

from api.web.session import secret_of
from api.web.sign_in import to_sign_in
from api.web.take.naming import disposition, named

DROPPED = (b"authorization", b"cookie")
FORMS = {"csv": b"text/csv", "json": b"application/json"}
SEALED = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox; frame-ancestors 'none'"
EVENTS = b"text/event-stream"


class Take:
    """Hands a GET on to the API as it comes and its answer back as it goes: nothing is held in memory.

    The answer is a file, also where the API shows a page: what somebody wrote never runs on this address.
    `?as=name.csv` names the file; what the API has as a table and as JSON comes as the name says.
    """

    def __init__(self, app: FastAPI) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One download, or one stream of events."""
        secret = secret_of(scope)
        if not secret:
            await to_sign_in(Request(scope))(scope, receive, send)
            return

        query, name = named(scope["query_string"])

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] < 300:
                _as_file(MutableHeaders(scope=message), scope["path"], name)
            await send(message)

        await self._app(_asked(scope, secret, query, name), receive, told)


def _asked(scope: Scope, secret: str, query: bytes, name: str | None) -> Scope:
    path = "/v1/" + scope["path"].removeprefix("/take/")
    headers = [pair for pair in scope["headers"] if pair[0] not in DROPPED]
    headers.append((b"authorization", f"Bearer {secret}".encode("ascii", "ignore")))
    form = FORMS.get((name or "").rpartition(".")[2])
    if form:
        headers = [pair for pair in headers if pair[0] != b"accept"] + [(b"accept", form)]
    kept = {name: scope[name] for name in scope if name not in ("router", "route", "endpoint", "path_params")}
    asked = {"path": path, "raw_path": path.encode(), "query_string": query, "headers": headers}
    return {**kept, **asked, "root_path": "", "state": {}}


def _as_file(headers: MutableHeaders, path: str, name: str | None) -> None:
    headers["Content-Security-Policy"] = SEALED
    if name is not None:
        headers["Content-Disposition"] = disposition(name)
    elif not headers.get("content-type", "").encode().startswith(EVENTS):
        headers.setdefault("Content-Disposition", f'attachment; filename="{path.rpartition("/")[2]}"')
        if headers["Content-Disposition"].startswith("inline"):
            headers["Content-Disposition"] = "attachment" + headers["Content-Disposition"][len("inline") :]
