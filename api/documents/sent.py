"""What a client sends of a document, in whichever form, and what is wrong with it by itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast

from fastapi import Request
from fastapi.concurrency import run_in_threadpool

from api.bodies import checked, content, read_as
from api.deps import Service
from api.documents.submit import MODELS
from api.errors import ApiError, invalid
from api.pay import named_pay
from api.store.documents import Kind
from api.store.keys import Caller, Role
from api.uploads.forms import Form, form_of
from api.uploads.uploads import read_upload
from scheduler.errors import Fault, Notice
from scheduler.validate import Document, Findings, validate_alone

DEFAULTS = 8  # times the largest body: fields that nobody named are stored with their defaults


@dataclass(frozen=True)
class Sent:
    """The fields that were named, as plain data, and what was noticed while they were read."""

    named: dict[str, Any]
    notes: tuple[Notice, ...] = ()


async def sent(request: Request, parts: Service, asking: Caller, kind: Kind) -> Sent:
    """The document in a body: JSON, workbook or zipped CSV.

    400, 413, 415 and 429 for a body that is none, 422 with every fault for one that cannot be read as this
    document, or names pay the caller has no business with.
    """
    form = form_of(request.headers.get("content-type"))
    body = await content(request, parts.settings.body_mb)
    if form is Form.JSON:
        found = Sent(await run_in_threadpool(_named, kind, body))
    else:
        upload = await read_upload(parts.settings, kind, form, body)
        found = Sent(upload.named, upload.notes)
    require_own_pay(kind, asking, found.named)
    return found


def _named(kind: Kind, body: bytes) -> dict[str, Any]:
    model = read_as(MODELS[kind], body, kind)
    named: dict[str, Any] = model.model_dump(mode="json", by_alias=True, exclude_unset=True)
    return named


def judged(kind: Kind, data: Any, most_mb: float) -> tuple[dict[str, Any], Findings]:
    """The whole document with its defaults, and what is odd about it; 422 with every fault."""
    document = checked(MODELS[kind], data, kind)
    findings = validate_alone(cast(Document, document))
    if findings.faults:
        raise invalid(findings.faults)
    if len(document.model_dump_json(by_alias=True)) > most_mb * 1024 * 1024 * DEFAULTS:
        raise ApiError(413, "body_too_large", f"The document would be larger than {most_mb:g} MB.")
    whole: dict[str, Any] = document.model_dump(mode="json", by_alias=True)
    return whole, findings


def sees_no_pay(kind: Kind, asking: Caller) -> bool:
    """Whether a document has pay in it that this caller may not see."""
    return kind is Kind.WORKFORCE and not asking.pay


def may_write_pay(kind: Kind, asking: Caller) -> bool:
    """Pay is written by those who see it and by HR, whose own it is.

    Somebody else who writes what cannot be read could learn it: from "nothing changed", from `max_change`.
    """
    return not sees_no_pay(kind, asking) or bool(asking.roles & {Role.HR, Role.ADMIN})


def require_own_pay(kind: Kind, asking: Caller, named: Any) -> None:
    """422 when a workforce, or a merge patch of one, names pay that its sender may not write."""
    if not may_write_pay(kind, asking):
        refuse_pay(f"{kind}#/{each}" for each in named_pay(named))


def refuse_pay(places: Iterable[str]) -> None:
    """422 with every place where pay is named, if there is any."""
    fix = "leave it out: what is stored stays; or use a key that may see pay"
    found = "pay, which this key may not see"
    faults = [Fault("pay_not_yours", place, found, fix) for place in places]
    if faults:
        raise invalid(faults)
