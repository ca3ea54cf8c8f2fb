"""Requests and their answers: the key on every one, errors raised, tried again where that is safe."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar

import httpx2
from pydantic import BaseModel

from api.client.problem import Unreachable, problem_of
from api.errors import RETRYABLE

Answer = TypeVar("Answer", bound=BaseModel)

REPEATABLE = frozenset({"GET", "PUT"})  # a PUT of what is stored already changes nothing
FIRST_PAUSE, LONGEST_PAUSE = 0.2, 30.0  # seconds
QUIET = 60.0  # seconds without a word on a stream, on which the service says something four times as often
JSON = "application/json"


class Wire:
    """A connection to a service. `patience`: seconds within which a request is tried again."""

    def __init__(self, url: str, key: str, *, timeout: float, patience: float) -> None:
        self._http = httpx2.Client(
            base_url=url, headers={"Authorization": f"Bearer {key}"}, timeout=timeout, follow_redirects=False
        )
        self._timeout, self._patience = timeout, patience

    def close(self) -> None:
        """Give the connections back."""
        self._http.close()

    def ask(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, Any] | None = None,
        body: bytes | None = None,
        headers: Mapping[str, str | None] | None = None,
        repeatable: bool | None = None,
        longer: float = 0.0,
    ) -> httpx2.Response:
        """The answer; raises ApiProblem when it is an error, Unreachable when there is none.

        What is `repeatable` (absent: by its method) is tried again after any failure that may pass; all
        else only where it cannot have been carried out. `longer`: seconds an answer may take beside.
        """
        given = {"params": said(query), "headers": said(headers)}
        slower = httpx2.Timeout(self._timeout, read=self._timeout + longer)
        request = self._http.build_request(method, path, content=body, timeout=slower, **given)
        again = method in REPEATABLE if repeatable is None else repeatable
        until, pause = time.monotonic() + self._patience, FIRST_PAUSE
        while True:
            answer, failed, may = self._tried(request, again)
            if answer is not None and failed is None:
                return answer
            assert failed is not None
            wait = _wait(answer, pause)
            if not may or time.monotonic() + wait > until:
                raise failed
            time.sleep(wait)
            pause = min(2 * pause, LONGEST_PAUSE)

    def read(self, model: type[Answer], method: str, path: str, **asked: Any) -> Answer:
        """The answer as a model."""
        return model.model_validate_json(self.ask(method, path, **asked).content)

    def send(self, model: type[Answer], method: str, path: str, data: Any, **asked: Any) -> Answer:
        """The answer to a body of JSON, as a model."""
        headers = {"Content-Type": JSON, **asked.pop("headers", {})}
        return self.read(model, method, path, body=json.dumps(data).encode(), headers=headers, **asked)

    @contextmanager
    def events(self, path: str) -> Iterator[Iterator[httpx2.ServerSentEvent]]:
        """What a stream of events tells; raises as `ask` does, and is not tried again."""
        quiet, headers = httpx2.Timeout(self._timeout, read=QUIET), {"Accept": "text/event-stream"}
        try:
            with self._http.stream("GET", path, headers=headers, timeout=quiet) as answer:
                if not answer.is_success:
                    answer.read()
                    raise problem_of(answer)
                yield iter(httpx2.EventSource(answer))
        except httpx2.TransportError as error:
            raise _unreachable(answer_to=f"GET {path}", error=error) from error

    def _tried(
        self, request: httpx2.Request, again: bool
    ) -> tuple[httpx2.Response | None, Exception | None, bool]:
        """(the answer, what went wrong, whether to try again)."""
        try:
            answer = self._http.send(request)
        except httpx2.TransportError as error:
            failed = _unreachable(answer_to=f"{request.method} {request.url.path}", error=error)
            failed.__cause__ = error
            return None, failed, again or isinstance(error, httpx2.ConnectError)
        if answer.is_success:
            return answer, None, False
        may = answer.status_code == 429 or (again and answer.status_code in RETRYABLE)
        return answer, problem_of(answer), may


def _unreachable(*, answer_to: str, error: Exception) -> Unreachable:
    return Unreachable(f"{answer_to}: {error or type(error).__name__}")


def _wait(answer: httpx2.Response | None, pause: float) -> float:
    """Seconds until the next try: what the service says, else the pause."""
    told = "" if answer is None else answer.headers.get("retry-after", "")
    return float(told) if told.isdigit() else pause


def said(values: Mapping[str, Any] | None) -> dict[str, Any]:
    """What is said; what is None is not."""
    return {name: value for name, value in (values or {}).items() if value is not None}
