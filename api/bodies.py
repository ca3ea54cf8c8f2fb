"""Bodies as they come over the wire: bounded while they are read, and read strictly."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

from fastapi import Request
from pydantic import BaseModel, ValidationError

from api.errors import ApiError, faulty, invalid
from scheduler.errors import Fault, UnreadableFile
from scheduler.files.json_read import read_text, text_of
from scheduler.files.places import Places
from scheduler.files.pydantic_faults import faults_of

BODY = Path("body")
MOST_VALUES = 1_000_000  # in a body: a wrong one takes half a kilobyte to tell of
LISTED, ROWS = 10_000, 100  # faults that are looked at one by one; rows of a list when there are more
MALFORMED = ("duplicate_key", "not_finite")  # codes of their own; every other way to be no JSON is one

Parsed = TypeVar("Parsed", bound=BaseModel)


async def content(request: Request, most_mb: float) -> bytes:
    """The raw body; 413 as soon as it is known to be too large."""
    most = int(most_mb * 1024 * 1024)
    declared = request.headers.get("content-length", "")
    if declared.isdigit() and int(declared) > most:
        raise _too_large(most_mb)
    found = bytearray()
    async for chunk in request.stream():
        found += chunk
        if len(found) > most:
            raise _too_large(most_mb)
    return bytes(found)


def strict_json(body: bytes) -> Any:
    """What the body says, without anything the parser would let pass in silence; 400 with all faults."""
    _require_few(body)
    return _read(body)[0]


def read_as(model: type[Parsed], body: bytes, name: str = "body") -> Parsed:
    """The body as a model; 422 with every fault, each at its place below `name`."""
    _require_few(body)
    data, text = _read(body)
    return _checked(model, data, text, name)


def checked(model: type[Parsed], data: Any, name: str = "body") -> Parsed:
    """JSON values as a model; 422 with every fault, each at its place below `name`."""
    return _checked(model, data, json.dumps(data), name)


def _require_few(body: bytes) -> None:
    if body.count(b",") > MOST_VALUES:
        raise ApiError(413, "body_too_large", f"The body holds more than {MOST_VALUES:,} values.")


def _read(body: bytes) -> tuple[Any, str]:
    """What a body says, and its text."""
    try:
        text = text_of(BODY, body)
        return read_text(BODY, text), text
    except UnreadableFile as error:
        raise _malformed(error.faults) from None


def _checked(model: type[Parsed], data: Any, text: str, name: str) -> Parsed:
    try:
        return model.model_validate_json(text)
    except ValidationError as error:
        raise invalid(_faults(model, data, error, name)) from None


def _faults(model: type[BaseModel], data: Any, error: ValidationError, name: str) -> Iterator[Fault]:
    """The faults of the whole; where there are very many, those of the first rows of every list."""
    if error.error_count() > LISTED:
        data = _first(data)
        try:
            model.model_validate_json(json.dumps(data))
        except ValidationError as fewer:
            error = fewer
    if error.error_count() <= LISTED:
        yield from faults_of(error, data, Places(), model=model, within=(name,))
    else:
        found = f"{error.error_count()} faults"
        yield Fault("too_many_faults", f"{name}#", found, "send a few rows alone to see what is wrong")


def _first(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _first(inner) for name, inner in value.items()}
    return [_first(inner) for inner in value[:ROWS]] if isinstance(value, list) else value


def _malformed(faults: Sequence[Fault]) -> ApiError:
    code = faults[0].code if faults[0].code in MALFORMED else "malformed_json"
    return faulty(400, code, faults)


def _too_large(most_mb: float) -> ApiError:
    return ApiError(413, "body_too_large", f"The body is larger than {most_mb:g} MB.")
