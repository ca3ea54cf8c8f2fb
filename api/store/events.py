"""What happened, for those who want to be told: written in the transaction of what it tells."""

from __future__ import annotations

import secrets
from datetime import datetime

from sqlalchemy import select

from api.schemas.events import Event as Event
from api.store.store import Scope, now
from api.store.tables import deliveries, webhooks

WAITING = "waiting"
TEST = "webhook.test"  # nobody subscribes to it: it is sent to a webhook that is being tried out


def emit(scope: Scope, event: Event, **data: str | int | None) -> None:
    """One delivery for every webhook of the tenant that wants this event.

    `data` is thin: ids, states and versions that a receiver asks about with its own key; never pay, never
    numbers of a plan.
    """
    moment = now()
    for hook in scope.all(select(webhooks), webhooks):
        if event in hook.events and hook.disabled is None:
            put(scope, hook.id, event.value, moment, data)


def put(scope: Scope, webhook: str, event: str, moment: datetime, data: dict[str, str | int | None]) -> str:
    """A delivery to one webhook, due now: its id, which is the same at every try."""
    identity = "msg_" + secrets.token_hex(12)
    body = {"type": event, "timestamp": moment.isoformat(), "data": data}
    scope.add(
        deliveries, id=identity, webhook=webhook, event=event, body=body, state=WAITING, attempts=0, base=0,
        due=moment, created=moment, updated=moment,
    )  # fmt: skip
    return identity
