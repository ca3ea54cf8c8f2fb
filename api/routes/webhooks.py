"""Webhooks: set up by those who plan, run the HR tool or buy; each key sees its own, administrators all."""

from __future__ import annotations

import logging
from typing import Annotated, Any

from fastapi import Depends, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from sqlalchemy import Row

from api.bodies import content, read_as
from api.cursors import after, cursor
from api.deps import Allowed, Parts, Service
from api.errors import ApiError, invalid, not_found
from api.routes.below import below_v1
from api.schemas.webhooks import (
    DeliveryPage,
    DeliveryState,
    WebhookList,
    WebhookRequest,
    WebhookSecret,
    WebhookState,
)
from api.store import audit, events, webhooks
from api.store.keys import Caller, Role
from api.store.store import Scope, now
from api.webhooks.signing import new_secret
from api.webhooks.targets import BadTarget, parsed
from scheduler.errors import Fault

router = below_v1("webhooks")
MOST = 50  # webhooks of a tenant
log = logging.getLogger(__name__)
Owner = Annotated[Caller, Depends(Allowed(Role.PLANNER, Role.HR, Role.PROCUREMENT))]
BODY = {
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/WebhookRequest"}}},
    }
}


@router.post("/webhooks", status_code=201, openapi_extra=BODY)
async def create_webhook(request: Request, response: Response, parts: Parts, asking: Owner) -> WebhookSecret:
    """Be told of events from now on; the secret that messages are signed with is shown this once."""
    body = await content(request, parts.settings.body_mb)
    wanted = await run_in_threadpool(read_as, WebhookRequest, body)
    made = await run_in_threadpool(_create, parts, asking, wanted)
    response.headers["Location"] = f"/v1/webhooks/{made.id}"
    return made


@router.get("/webhooks")
def list_webhooks(parts: Parts, asking: Owner) -> WebhookList:
    """One's own webhooks; an administrator's list is the tenant's."""
    with parts.store.reading(asking.tenant) as scope:
        rows = webhooks.listed(scope, None if Role.ADMIN in asking.roles else asking.key)
    return WebhookList(webhooks=[_state(row) for row in rows])


@router.get("/webhooks/{webhook}")
def read_webhook(webhook: str, parts: Parts, asking: Owner) -> WebhookState:
    """A webhook, without its secret."""
    with parts.store.reading(asking.tenant) as scope:
        return _state(_own(scope, asking, webhook))


@router.delete("/webhooks/{webhook}", status_code=204)
def delete_webhook(webhook: str, parts: Parts, asking: Owner) -> None:
    """Be told of nothing more; what waits to be sent is dropped."""
    with parts.store.scope(asking.tenant) as scope:
        _own(scope, asking, webhook)
        webhooks.remove(scope, webhook)
        audit.record(scope, asking.key, "webhook.delete", webhook)


@router.post("/webhooks/{webhook}:rotate")
def rotate_webhook(webhook: str, parts: Parts, asking: Owner) -> WebhookSecret:
    """A new secret, shown this once; for 24 hours messages are signed with the old one as well."""
    secret = new_secret()
    with parts.store.scope(asking.tenant) as scope:
        _own(scope, asking, webhook)
        webhooks.rotate(scope, webhook, secret)
        audit.record(scope, asking.key, "webhook.rotate", webhook)
        return WebhookSecret(**_state(_own(scope, asking, webhook)).model_dump(), secret=secret)


@router.post("/webhooks/{webhook}:test", status_code=202)
def test_webhook(webhook: str, parts: Parts, asking: Owner) -> DeliveryState:
    """Sends a `webhook.test` event, so that a receiver can be tried out."""
    with parts.store.scope(asking.tenant) as scope:
        _sendable(_own(scope, asking, webhook))
        made = events.put(scope, webhook, events.TEST, now(), {"webhook": webhook})
        audit.record(scope, asking.key, "webhook.test", webhook)
    return _queued(parts, asking, webhook, made)


@router.get("/webhooks/{webhook}/deliveries")
def list_deliveries(
    webhook: str,
    parts: Parts,
    asking: Owner,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    cursor_: Annotated[str | None, Query(alias="cursor", max_length=500)] = None,
) -> DeliveryPage:
    """What was sent to a webhook and what it answered, newest first."""
    with parts.store.reading(asking.tenant) as scope:
        _own(scope, asking, webhook)
        rows = webhooks.sent(scope, webhook, limit + 1, after(cursor_))
    last = rows[limit - 1] if len(rows) > limit else None
    found = [DeliveryState.model_validate(row._asdict()) for row in rows[:limit]]
    return DeliveryPage(deliveries=found, next=None if last is None else cursor(last.created, last.id))


@router.get("/webhooks/{webhook}/deliveries/{delivery}")
def read_delivery(webhook: str, delivery: str, parts: Parts, asking: Owner) -> DeliveryState:
    """Where a message is."""
    with parts.store.reading(asking.tenant) as scope:
        _own(scope, asking, webhook)
        return _delivery(scope, webhook, delivery)


@router.post("/webhooks/{webhook}/deliveries/{delivery}:replay", status_code=202)
def replay_delivery(webhook: str, delivery: str, parts: Parts, asking: Owner) -> DeliveryState:
    """Sends a message that has ended once more, with the same id and from the first try on."""
    with parts.store.scope(asking.tenant) as scope:
        _sendable(_own(scope, asking, webhook))
        _delivery(scope, webhook, delivery)
        if not webhooks.replay(scope, webhook, delivery):
            raise ApiError(409, "under_way", "This message is still being sent.")
        audit.record(scope, asking.key, "webhook.replay", delivery)
    return _queued(parts, asking, webhook, delivery)


def _create(parts: Service, asking: Caller, wanted: WebhookRequest) -> WebhookSecret:
    try:
        parsed(wanted.url, private=parts.settings.webhook_private)
    except BadTarget as error:
        fix = "give an https address that the public internet reaches"
        raise invalid([Fault("bad_target", "body#/url", str(error), fix)]) from None
    secret = new_secret()
    with parts.store.scope(asking.tenant) as scope:
        if webhooks.count(scope) >= MOST:
            raise ApiError(409, "too_many_webhooks", f"There are {MOST} webhooks already; delete one first.")
        made = webhooks.add(scope, wanted.url, wanted.events, secret, asking.key)
        audit.record(scope, asking.key, "webhook.create", made)
        return WebhookSecret(**_state(_own(scope, asking, made)).model_dump(), secret=secret)


def _queued(parts: Service, asking: Caller, webhook: str, delivery: str) -> DeliveryState:
    """Queued at once; if the queue is away, a worker finds the message due and queues it."""
    with parts.store.reading(asking.tenant) as scope:
        found = _delivery(scope, webhook, delivery)
    try:
        parts.queue.deliver(asking.tenant, webhook, delivery, found.attempts + 1)
    except Exception as error:
        log.warning("message %s is stored and not queued yet: %s", delivery, type(error).__name__)
    return found


def _own(scope: Scope, asking: Caller, webhook: str) -> Row[Any]:
    """The webhook, when it is one's own or one may see all; the same 404 otherwise."""
    found = webhooks.webhook(scope, webhook)
    if found is None or (found.by != asking.key and Role.ADMIN not in asking.roles):
        raise not_found()
    return found


def _sendable(hook: Row[Any]) -> None:
    if hook.disabled is not None:
        raise ApiError(
            409, "webhook_disabled", "Its receiver answered 410, so nothing is sent; create another webhook."
        )


def _delivery(scope: Scope, webhook: str, delivery: str) -> DeliveryState:
    found = webhooks.delivery(scope, webhook, delivery)
    if found is None:
        raise not_found()
    return DeliveryState.model_validate(found._asdict())


def _state(row: Row[Any]) -> WebhookState:
    return WebhookState.model_validate(row._asdict())
