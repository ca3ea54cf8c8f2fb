"""One shape for every error: RFC 9457 problem+json with a code, the request's id and all faults."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from http import HTTPStatus
from itertools import islice
from typing import Any

from pydantic import BaseModel, Field

from api.pay import hidden
from scheduler.errors import Fault

MEDIA_TYPE = "application/problem+json"
MOST_FAULTS, MOST_FOUND, MOST_PLACE = 100, 64, 300
TYPES = "https://staffmix.invalid/errors/"  # names, not addresses: nothing is fetched from there
RETRYABLE = {429, 502, 503, 504}


class ErrorItem(BaseModel):
    """One fault: where it is, what was found, and how to mend it."""

    code: str = Field(examples=["unknown_field"])
    place: str = Field(examples=["workforce#/pools/3/salary"])
    found: str = Field(examples=["unknown field 'salery'; did you mean salary?"])
    fix: str = Field(examples=["correct the name"])


class ProblemDetails(BaseModel):
    """Every error of this API."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    request_id: str
    retryable: bool
    errors: list[ErrorItem] = []


class ApiError(Exception):
    """An error to be told; `code` is stable, `detail` is for people."""

    def __init__(
        self,
        status: int,
        code: str,
        detail: str,
        *,
        errors: Sequence[ErrorItem] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status, self.code, self.detail = status, code, detail
        self.errors, self.headers = tuple(errors[:MOST_FAULTS]), dict(headers or {})


def not_found() -> ApiError:
    """The same words for what is not there and what is somebody else's."""
    return ApiError(404, "not_found", "There is nothing of that name.")


def invalid(faults: Iterable[Fault]) -> ApiError:
    """All faults of an input at once."""
    return faulty(422, "validation_failed", list(islice(faults, MOST_FAULTS)))


def faulty(status: int, code: str, faults: Sequence[Fault]) -> ApiError:
    """An error that these faults make up; what they found in a field of pay is not told."""
    items = [
        ErrorItem(code=f.code, place=cut(f.place, MOST_PLACE), found=cut(f.found), fix=cut(f.fix, MOST_PLACE))
        for f in map(hidden, faults[:MOST_FAULTS])
    ]
    first = f"{items[0].place}: {items[0].found}"
    return ApiError(
        status, code, first if len(items) == 1 else f"{len(items)} faults in the input.", errors=items
    )


def details(error: ApiError, request_id: str) -> dict[str, Any]:
    """The body of an answer."""
    return ProblemDetails(
        type=TYPES + error.code,
        title=HTTPStatus(error.status).phrase,
        status=error.status,
        detail=error.detail,
        code=error.code,
        request_id=request_id,
        retryable=error.status in RETRYABLE,
        errors=list(error.errors),
    ).model_dump()


def printable(text: str) -> str:
    """Text without half characters, which no answer could carry."""
    return text.encode("utf-8", "backslashreplace").decode()


def cut(text: str, most: int = MOST_FOUND) -> str:
    """Text of the caller's, printable and short enough for a log."""
    clean = printable(text[:most])
    return clean if max(len(text), len(clean)) <= most else clean[: most - 1] + "…"
