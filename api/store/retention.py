"""What is kept for how long: old plans that nobody adopted go, and what was only needed for a while."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete

from api.store import drafts, plans
from api.store.events import WAITING
from api.store.store import Store, now
from api.store.tables import audit, deliveries, submissions


@dataclass(frozen=True)
class Pruned:
    """How many rows went. `submissions`: Idempotency-Keys that are past their day; `drafts`: those that
    nobody has changed for half a year."""

    plans: int
    submissions: int
    deliveries: int
    audit: int
    drafts: int = 0


def prune(store: Store, days: float | None, audit_days: float | None) -> Pruned:
    """Deletes what is older than so many days; None keeps it.

    `days`: plans that ended so long ago and were never adopted, with all that belongs to them, and webhook
    deliveries that have come to an end. `audit_days`: lines of the audit log.
    """
    moment, dropped, sent, lines = now(), 0, 0, 0
    with store.whole() as connection:
        late = delete(submissions).where(submissions.c.created < moment - plans.KEPT)
        keys = connection.execute(late).rowcount
        left = drafts.drop_old(connection, moment - drafts.KEPT)
        if days is not None:
            before = moment - timedelta(days=days)
            dropped = plans.drop_old(connection, before)
            ended = deliveries.c.state != WAITING, deliveries.c.updated < before
            sent = connection.execute(delete(deliveries).where(*ended)).rowcount
        if audit_days is not None:
            old = delete(audit).where(audit.c.at < moment - timedelta(days=audit_days))
            lines = connection.execute(old).rowcount
    return Pruned(dropped, keys, sent, lines, left)
