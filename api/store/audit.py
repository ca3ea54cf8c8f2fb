"""Who changed which document and who asked for which plan."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Row, select

from api.store.store import Scope, now
from api.store.tables import audit


def record(scope: Scope, by: str, action: str, subject: str, **details: Any) -> None:
    """One line of the log, in the transaction of what it tells; details hold no pay."""
    scope.add(audit, at=now(), by=by, action=action, subject=subject, details=details)


def read(
    scope: Scope, limit: int, before: int | None = None, since: datetime | None = None
) -> list[Row[Any]]:
    """Lines, newest first; `before` an earlier line's id."""
    asked = select(audit).order_by(audit.c.id.desc()).limit(limit)
    if before is not None:
        asked = asked.where(audit.c.id < before)
    if since is not None:
        asked = asked.where(audit.c.at >= since)
    return scope.all(asked, audit)
