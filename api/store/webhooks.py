"""Webhooks and what was sent to them: an outbox that workers empty, and what came of each delivery."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, and_, func, or_, select, update

from api.store.events import WAITING
from api.store.store import Scope, now
from api.store.tables import deliveries, webhooks

LEASE = timedelta(seconds=60)  # whoever takes a delivery up has it queued by then, or it is taken up again
OLD_SECRET = timedelta(hours=24)  # it signs along for so long
GONE = "410"
ANSWER = 64  # characters of an answer that are kept


class State(StrEnum):
    """Where a delivery is."""

    WAITING = WAITING
    DELIVERED = "delivered"
    FAILED = "failed"


@dataclass(frozen=True)
class Message:
    """What a try needs to know: `number` is 1 for the first since it was written or replayed."""

    url: str
    keys: tuple[str, ...]
    body: dict[str, Any]
    number: int


def add(scope: Scope, url: str, events: Sequence[str], secret: str, by: str) -> str:
    """A new webhook: its id."""
    identity = "hook_" + secrets.token_hex(12)
    values = {"url": url, "events": sorted(set(events)), "secret": secret, "by": by, "created": now()}
    scope.add(webhooks, id=identity, **values)
    return identity


def count(scope: Scope) -> int:
    """How many webhooks there are."""
    return int(scope.all(select(func.count()).select_from(webhooks), webhooks)[0][0])


def webhook(scope: Scope, identity: str) -> Row[Any] | None:
    """A webhook, its secret included."""
    return scope.one(webhooks, webhooks.c.id == identity)


def listed(scope: Scope, by: str | None) -> list[Row[Any]]:
    """Webhooks, oldest first; `by`: of this key alone."""
    asked = select(webhooks).order_by(webhooks.c.created, webhooks.c.id)
    return scope.all(asked if by is None else asked.where(webhooks.c.by == by), webhooks)


def remove(scope: Scope, identity: str) -> bool:
    """Deletes a webhook and all that was sent to it; whether there was one."""
    return scope.remove(webhooks, webhooks.c.id == identity) > 0


def rotate(scope: Scope, identity: str, secret: str) -> None:
    """A new secret; the one before signs along for a day."""
    values = {"old_secret": webhooks.c.secret, "secret": secret, "rotated": now()}
    scope.change(webhooks, webhooks.c.id == identity, **values)


def delivery(scope: Scope, hook: str, identity: str) -> Row[Any] | None:
    """A delivery to a webhook."""
    return scope.one(deliveries, deliveries.c.id == identity, deliveries.c.webhook == hook)


def sent(scope: Scope, hook: str, limit: int, after: tuple[datetime, str] | None) -> list[Row[Any]]:
    """Deliveries to a webhook, newest first; `after` the last one of the page before."""
    asked = select(deliveries).where(deliveries.c.webhook == hook)
    if after is not None:
        moment, identity = after
        earlier = and_(deliveries.c.created == moment, deliveries.c.id < identity)
        asked = asked.where(or_(deliveries.c.created < moment, earlier))
    newest = asked.order_by(deliveries.c.created.desc(), deliveries.c.id.desc())
    return scope.all(newest.limit(limit), deliveries)


def replay(scope: Scope, hook: str, identity: str) -> bool:
    """A delivery that has ended is sent again, from the first try on; False while it is under way."""
    mine = deliveries.c.id == identity, deliveries.c.webhook == hook, deliveries.c.state != State.WAITING
    again = {"state": State.WAITING, "base": deliveries.c.attempts, "due": now(), "updated": now()}
    return scope.change(deliveries, *mine, **again) > 0


def take_due(connection: Connection, most: int) -> list[tuple[str, str, str, int]]:
    """(tenant, webhook, id, number of the try) of deliveries that fall due, each given to one worker alone.

    What is taken and not tried falls due again after `LEASE`.
    """
    moment = now()
    ripe = select(deliveries.c.id).where(deliveries.c.state == State.WAITING, deliveries.c.due <= moment)
    some = ripe.order_by(deliveries.c.due).limit(most).with_for_update(skip_locked=True)
    taken = update(deliveries).where(deliveries.c.id.in_(some)).values(due=moment + LEASE)
    told = deliveries.c.tenant, deliveries.c.webhook, deliveries.c.id, deliveries.c.attempts
    found = connection.execute(taken.returning(*told))
    return [(row.tenant, row.webhook, row.id, row.attempts + 1) for row in found]


def message(scope: Scope, identity: str, attempt: int) -> Message | None:
    """What this try sends; None when it was made before, or the delivery or its webhook has ended."""
    row = scope.one(deliveries, deliveries.c.id == identity, deliveries.c.state == State.WAITING)
    if row is None or row.attempts != attempt - 1:
        return None
    hook = webhook(scope, row.webhook)
    if hook is None or hook.disabled is not None:
        return None
    keys = [hook.secret]
    if hook.old_secret is not None and hook.rotated > now() - OLD_SECRET:
        keys.append(hook.old_secret)
    return Message(hook.url, tuple(keys), row.body, attempt - row.base)


def tried(scope: Scope, identity: str, attempt: int, answer: str, again_in: float | None) -> None:
    """Notes what came of a try; `again_in`: seconds to the next, None after the last one.

    A webhook whose receiver is gone for good is disabled; one that missed every try is noted as failing.
    """
    done = answer.startswith("2")
    state = State.DELIVERED if done else State.FAILED if again_in is None else State.WAITING
    moment = now()
    due = moment + timedelta(seconds=again_in) if again_in is not None and not done else None
    mine = deliveries.c.id == identity, deliveries.c.attempts == attempt - 1
    values = {"state": state, "attempts": attempt, "answer": answer[:ANSWER], "due": due, "updated": moment}
    row = scope.one(deliveries, *mine)
    if row is None or not scope.change(deliveries, *mine, **values):
        return
    hook = webhooks.c.id == row.webhook
    if done:
        scope.change(webhooks, hook, webhooks.c.failing.is_not(None), failing=None)
    elif answer == GONE:
        _disable(scope, row.webhook, moment)
    elif state is State.FAILED:
        scope.change(webhooks, hook, webhooks.c.failing.is_(None), failing=moment)


def _disable(scope: Scope, identity: str, moment: datetime) -> None:
    scope.change(webhooks, webhooks.c.id == identity, disabled=moment)
    open_ = deliveries.c.webhook == identity, deliveries.c.state == State.WAITING
    ended = {"state": State.FAILED, "answer": "disabled", "due": None, "updated": moment}
    scope.change(deliveries, *open_, **ended)
