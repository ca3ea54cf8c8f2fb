"""New versions of documents: put whole, or patched; who may not see pay keeps what is stored of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from api.deps import Service
from api.documents.changes import changed_share, changes
from api.documents.sent import Sent, judged, sees_no_pay
from api.errors import ApiError, not_found
from api.pay import keeping_pay, pay_of
from api.store import audit, documents
from api.store.documents import Document, Kind, Stale
from api.store.events import Event, emit
from api.store.keys import Caller
from api.store.store import Scope
from scheduler.errors import Notice
from scheduler.validate.pointer import at


@dataclass(frozen=True)
class Written:
    """A version, whether it is new, and what is odd about it."""

    document: Document
    new: bool
    warnings: tuple[Notice, ...]


@dataclass(frozen=True)
class Target:
    """Which document is written, and by whom."""

    parts: Service
    asking: Caller
    kind: Kind
    key: str


def put(target: Target, given: Sent, if_match: str | None, most: float) -> Written:
    """Stores what was sent as a new version, unless nothing changed.

    A caller who may not see pay reads a workforce without it, so a workforce that comes back without it
    says nothing about pay: every row that names none keeps what is stored under its key. Refusing would
    shut planners out of what they own, and taking absence for 0 would make own people free of charge.
    `most`: the share of the rows that may change or go; 422 above it. 412 and 428 as `If-Match` says.
    """
    kind, blind = target.kind, sees_no_pay(target.kind, target.asking)
    with target.parts.store.scope(target.asking.tenant) as scope:
        before = documents.newest(scope, kind, target.key)
        old = content_of(before)
        named = keeping_pay(given.named, old) if blind and old is not None else given.named
        data, findings = judged(kind, named, target.parts.settings.body_mb)
        warnings = (*given.notes, *findings.warnings, *_without_pay(target, data, old, named))
        if old == data and before is not None and before.archived is None:
            return Written(before, False, warnings)
        on = expected(before, if_match)
        if blind:
            on = before.version if before else 0  # the pay that is kept is that version's
        _require_few(old, data, most)
        made, new = store_version(scope, target, old, data, on, "put")
    return Written(made, new, warnings)


def patch(target: Target, change: Callable[[dict[str, Any]], Any], if_match: str | None) -> Written:
    """Stores the newest version with a change as a new one. 404 without one, 409 once it is purged."""
    kind = target.kind
    with target.parts.store.scope(target.asking.tenant) as scope:
        before = documents.newest(scope, kind, target.key)
        if before is None:
            raise not_found()
        expected(before, if_match)
        old = content_of(before)
        if old is None:
            raise ApiError(409, "purged", "Its content was erased; put a new one.")
        named = change(old)
        if sees_no_pay(kind, target.asking) and isinstance(named, dict):
            named = keeping_pay(named, old)
        data, findings = judged(kind, named, target.parts.settings.body_mb)
        warnings = (*findings.warnings, *_without_pay(target, data, old, named))
        if old == data and before.archived is None:
            return Written(before, False, warnings)
        made, new = store_version(scope, target, old, data, before.version, "patch")
    return Written(made, new, warnings)


def expected(before: Document | None, if_match: str | None) -> int | None:
    """The version a change was made on; None where any will do. 428 when a change does not say, 412 when
    it says another than the newest."""
    if if_match == "*" or (before is None and if_match is None):
        return None
    if if_match is None:
        raise ApiError(
            428, "precondition_required", "Say which version you changed: If-Match with its ETag, or *."
        )
    newest, given = before.version if before else 0, if_match.removeprefix("W/").strip('"')
    if not given.isascii() or not given.isdigit() or int(given) != newest:
        raise stale(newest)
    return newest


def stale(version: int) -> ApiError:
    """412: somebody else was first."""
    detail = (
        f"The newest version is {version}: read it, and change that."
        if version
        else "There is no such document."
    )
    return ApiError(412, "stale", detail)


def content_of(found: Document | None) -> dict[str, Any] | None:
    """What a version says; nothing when there is none, or it was purged."""
    return None if found is None or found.body is None else json.loads(found.body)


def _require_few(old: dict[str, Any] | None, data: dict[str, Any], most: float) -> None:
    share = changed_share(old, data)
    if share > most:
        found = f"{share:.0%} of the rows would be changed or removed"
        raise ApiError(422, "too_much_changed", f"{found}, more than max_change allows.")


def store_version(
    scope: Scope, target: Target, old: dict[str, Any] | None, data: dict[str, Any], on: int | None, way: str
) -> tuple[Document, bool]:
    """The next version, noted and told, unless nothing changed: (the newest, whether it is new). 412 for a
    version that is the newest no more."""
    kind, key, by = target.kind, target.key, target.asking.key
    text, found = json.dumps(data), changes(old, data)
    try:
        made, new = documents.put(scope, kind, key, text, data, found, by, on=on)
    except Stale as error:
        raise stale(error.version) from None
    audit.record(scope, by, f"{kind.value}.{way}", key, version=made.version)
    emit(scope, Event.DOCUMENT_CHANGED, kind=kind.value, key=key, version=made.version)
    return made, new


def _without_pay(
    target: Target, data: dict[str, Any], old: dict[str, Any] | None, named: Any
) -> Sequence[Notice]:
    """New teams of somebody who cannot say what they earn would cost nothing, and a plan would love them."""
    if not sees_no_pay(target.kind, target.asking):
        return ()
    known = {pool["key"] for pool in (old or {}).get("pools", [])}
    text = "no pay is known for it, so it costs nothing: somebody who may see pay must add it"
    return [
        Notice("no_pay", at("workforce", "pools", number), text)
        for number, pool in enumerate(data["pools"])
        if pool["key"] not in known and not pay_of("pools", named["pools"][number])
    ]
