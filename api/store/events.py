"""What happened, for those who want to be told: written in the transaction of what it tells."""

from __future__ import annotations

import secrets
from enum import StrEnum

from sqlalchemy import select

from api.store.store import Scope, now
from api.store.tables import deliveries, webhooks

WAITING = "waiting"


class Event(StrEnum):
    """Kinds of events."""

    PLAN_FINISHED = "plan.finished"
    PLAN_ADOPTED = "plan.adopted"
    REQUISITION_CHANGED = "requisition.changed"
    DOCUMENT_CHANGED = "document.changed"


def emit(scope: Scope, event: Event, **data: str | int | None) -> None:
    """One delivery for every webhook of the tenant that wants this event.

    `data` is thin: ids, states and versions that a receiver asks about with its own key; never pay, never
    numbers of a plan.
    """
    moment = now()
    wanted = [row for row in scope.all(select(webhooks), webhooks) if event in row.events]
    for hook in wanted:
        if hook.disabled is None:
            body = {"type": event.value, "timestamp": moment.isoformat(), "data": data}
            scope.add(
                deliveries, id="msg_" + secrets.token_hex(12), webhook=hook.id, event=event.value, body=body,
                state=WAITING, attempts=0, created=moment, updated=moment,
            )  # fmt: skip
