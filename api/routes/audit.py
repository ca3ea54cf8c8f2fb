"""The audit log, for administrators: who changed which document and who asked for which plan."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Annotated, Any

from fastapi import Depends, Query
from pydantic import BaseModel

from api.cursors import after, cursor
from api.deps import Allowed, Parts
from api.errors import ApiError
from api.routes.below import below_v1
from api.schemas.moments import Moment
from api.store import audit
from api.store.keys import Caller, Role

router = below_v1("audit")
LAST_LINE = 2**31 - 1  # that the database can count to
Admin = Annotated[Caller, Depends(Allowed(Role.ADMIN))]


class AuditLine(BaseModel):
    """What somebody did: `by` is the id of a key."""

    at: datetime
    by: str
    action: str
    subject: str
    details: dict[str, Any]


class AuditPage(BaseModel):
    """Lines, newest first; `next` is the cursor of the page after this, absent on the last."""

    lines: list[AuditLine]
    next: str | None = None


@router.get("/audit")
def read_audit(
    parts: Parts,
    asking: Admin,
    since: Moment | None = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    cursor_: Annotated[str | None, Query(alias="cursor", max_length=500)] = None,
) -> AuditPage:
    """Who changed which document and who asked for which plan, newest first."""
    with parts.store.reading(asking.tenant) as scope:
        rows = audit.read(scope, limit + 1, _line(cursor_), since)
    last = rows[limit - 1] if len(rows) > limit else None
    return AuditPage(
        lines=[AuditLine.model_validate(row._asdict()) for row in rows[:limit]],
        next=None if last is None else cursor(last.at, str(last.id)),
    )


def _line(text: str | None) -> int | None:
    """The line a cursor stands for."""
    place = after(text)
    if place is None:
        return None
    if not re.fullmatch(r"[0-9]{1,18}", place[1]):
        raise ApiError(422, "bad_cursor", "This cursor was not given out by this list; begin without one.")
    return min(int(place[1]), LAST_LINE)
