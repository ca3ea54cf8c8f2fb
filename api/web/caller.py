"""Our own HTTP API, asked inside this process with the key of the person at the page."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

import httpx2
from fastapi import FastAPI
from pydantic import BaseModel
from starlette.requests import Request

from api.client.problem import problem_of
from api.client.wire import JSON, said
from api.web.session import secret_of

Answer = TypeVar("Answer", bound=BaseModel)


@dataclass(frozen=True)
class File:
    """What was downloaded."""

    name: str
    media: str
    content: bytes


class Api:
    """The API as one person sees it; every answer that is an error is raised as `ApiProblem` with its faults.

    Requests pass everything that those of others pass: names of hosts, keys, limits, metrics and the log.
    An answer is there when it is complete, so that streams of events have to be asked for by the browser.
    """

    def __init__(self, app: FastAPI, secret: str, request: Request) -> None:
        address = (request.client.host, request.client.port) if request.client else ("unknown", 0)
        self._http = httpx2.AsyncClient(
            transport=httpx2.ASGITransport(app=app, client=address),
            base_url=f"http://{request.headers.get('host') or 'localhost'}",
            headers={"Authorization": f"Bearer {secret}"},
            timeout=None,
            trust_env=False,
        )

    async def ask(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, Any] | None = None,
        body: bytes | None = None,
        headers: Mapping[str, str | None] | None = None,
    ) -> httpx2.Response:
        """The answer as it is, with its status and headers (`etag`, `location`). What is None is not sent."""
        answer = await self._http.request(
            method, path, params=said(query), content=body, headers=said(headers)
        )
        if not answer.is_success:
            raise problem_of(answer)
        return answer

    async def read(self, model: type[Answer], path: str, **query: Any) -> Answer:
        """What is there, as a model."""
        return model.model_validate_json((await self.ask("GET", path, query=query)).content)

    async def data(self, path: str, **query: Any) -> Any:
        """What is there, as JSON says it."""
        return (await self.ask("GET", path, query=query)).json()

    async def send(
        self,
        method: str,
        path: str,
        data: Any = None,
        *,
        query: Mapping[str, Any] | None = None,
        headers: Mapping[str, str | None] | None = None,
    ) -> httpx2.Response:
        """The answer to a body of JSON; `headers` such as `If-Match`."""
        body = None if data is None else json.dumps(data).encode()
        given = {"Content-Type": JSON if body is not None else None, **(headers or {})}
        return await self.ask(method, path, query=query, body=body, headers=given)

    async def upload(
        self, method: str, path: str, content: bytes, media: str, *, query: Mapping[str, Any] | None = None
    ) -> httpx2.Response:
        """The answer to a file."""
        return await self.ask(method, path, query=query, body=content, headers={"Content-Type": media})

    async def download(self, path: str, **query: Any) -> File:
        """A file, with the name the API gives it."""
        answer = await self.ask("GET", path, query=query)
        _, _, name = answer.headers.get("content-disposition", "").partition("filename=")
        return File(
            name.strip('"') or path.rpartition("/")[2], answer.headers["content-type"], answer.content
        )


def of_request(request: Request) -> Api | None:
    """The API with the key in the request's cookie; None without one."""
    secret = secret_of(request.scope)
    return Api(request.state.room.app, secret, request) if secret and secret.isascii() else None
