"""A message to a webhook, from the store to the store: each try is a durable piece of work of its own.

Between two tries nothing waits but a row of the outbox: a receiver that is away for a day holds no place that
the messages of others need, and a worker that dies loses nothing.
"""

from __future__ import annotations

import json
import logging

from dbos import DBOS

from api.store import webhooks
from api.store.store import now
from api.store.webhooks import Message
from api.webhooks.signing import headers
from api.work import jobs
from api.work.hands import Hands, hands

log = logging.getLogger(__name__)


@DBOS.workflow(name=jobs.DELIVERY)
def deliver(tenant: str, delivery: str, attempt: int) -> None:
    """One try of a message; whoever finds it due again queues the next."""
    sent(tenant, delivery, attempt)


@jobs.lasting
def sent(tenant: str, delivery: str, attempt: int) -> str | None:
    """What came of this try of a message."""
    return try_once(hands(), tenant, delivery, attempt)


def try_once(with_: Hands, tenant: str, delivery: str, attempt: int) -> str | None:
    """Sends a message and notes what came of it; None when this try was made before. Safe to call twice.

    After as many tries as the settings' schedule has waits, and one more, it is given up. Every try has the
    delivery's id, so that a receiver can tell what it has had.
    """
    with with_.store.reading(tenant) as scope:
        found = webhooks.message(scope, delivery, attempt)
    if found is None:
        return None
    answer, waits = _answer(with_, delivery, found), with_.settings.retries
    last = found.number > len(waits) or answer == webhooks.GONE
    again_in = None if last else waits[found.number - 1]
    with with_.store.scope(tenant) as scope:
        webhooks.tried(scope, delivery, attempt, answer, again_in)
    return answer


def _answer(with_: Hands, delivery: str, found: Message) -> str:
    body = json.dumps(found.body, separators=(",", ":"), ensure_ascii=False).encode()
    try:
        return with_.sender.post(found.url, body, headers(delivery, body.decode(), found.keys, now()))
    except Exception as error:  # what nobody expected is a try in vain
        log.error("message %s: %s", delivery, type(error).__name__)
        return "internal"
