"""An export put in place of a workforce: read in the limited child, and stored as its next version."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated

from fastapi import Query, Request
from fastapi.concurrency import run_in_threadpool

from api.bodies import content, strict_json
from api.deps import Service
from api.documents.sent import may_write_pay
from api.documents.writing import Target, Written, content_of, expected, store_version
from api.errors import ApiError, invalid
from api.imports import cells
from api.imports.importing import Import, finish, prepare
from api.imports.table import Table, is_json, table_of, unpacked
from api.schemas.imports import ImportSummary
from api.store import documents
from api.store.documents import Kind
from api.store.store import now
from api.uploads.forms import EXPORT, Form
from api.uploads.uploads import read_upload
from scheduler.errors import Fault, UnreadableFile

AHEAD = timedelta(days=1)  # somewhere it is tomorrow; a later day would shut out all that are right


@dataclass(frozen=True)
class Exported:
    """That the body is an HR system's export, by which mapping it is read, and of which day it is."""

    mapping: str
    day: date


def exporting(kind: Kind) -> Callable[..., Exported | None]:
    """What the query says of an export; only a workforce can be one."""

    def workforce(
        mapping: Annotated[
            str | None, Query(min_length=1, max_length=200, description="the body is an export, read by this")
        ] = None,
        export_date: Annotated[
            date | None, Query(description="the export's day, at the latest tomorrow; absent: today, UTC")
        ] = None,
    ) -> Exported | None:
        return None if mapping is None else Exported(mapping, _day_of(export_date))

    def other() -> None:
        return None

    return workforce if kind is Kind.WORKFORCE else other


def _day_of(given: date | None) -> date:
    today = now().date()
    latest = today + AHEAD
    if given is not None and not cells.FIRST_DAY <= given <= latest:
        fix = f"write the day the export is of, from {cells.FIRST_DAY} to {latest}"
        raise invalid([Fault("bad_parameter", "query export_date", str(given), fix)])
    return given or today


async def table_in(request: Request, parts: Service) -> Table:
    """The export in a body: CSV, a workbook or a list of rows, whatever its `Content-Type`."""
    body = await content(request, parts.settings.body_mb)
    if not is_json(body):
        return unpacked((await read_upload(parts.settings, EXPORT, Form.EXPORT, body)).named)
    try:
        return await run_in_threadpool(lambda: table_of(strict_json(body)))
    except UnreadableFile as error:
        raise invalid(error.faults) from None


def put_export(
    target: Target, table: Table, exported: Exported, if_match: str | None, most: float
) -> tuple[Written, ImportSummary]:
    """Stores what an export makes of a workforce, unless nothing changed, and who was in it.

    `most`: the share of heads by which pools may grow or shrink; 422 above it.
    """
    key, pay = target.key, may_write_pay(target.kind, target.asking)
    with target.parts.store.scope(target.asking.tenant) as scope:
        before = documents.newest(scope, target.kind, key)
        most_mb = target.parts.settings.body_mb
        done = prepare(scope, key, table, exported.mapping, exported.day, pay=pay, most_mb=most_mb)
        old = content_of(before)
        if old == done.data and before is not None and before.archived is None:
            finish(scope, key, before.version, done)
            return Written(before, False, done.warnings), done.told
        on = expected(before, if_match)
        _require_few(done, most)
        made, new = store_version(scope, target, old, done.data, on, "import")
        finish(scope, key, made.version, done)
    return Written(made, new, done.warnings), done.told


def _require_few(done: Import, most: float) -> None:
    if done.share > most:
        found = f"Pools would grow or shrink by {done.share:.0%} of all heads"
        raise ApiError(422, "too_much_changed", f"{found}, more than max_change allows.")
