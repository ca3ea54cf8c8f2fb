"""Webhooks on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from api.schemas.events import Event
from api.schemas.plans import Wire
from api.webhooks.targets import LONGEST


class WebhookRequest(Wire):
    """Who wants to be told what: an address of the public internet, by https."""

    url: Annotated[str, Field(min_length=1, max_length=LONGEST, examples=["https://hr.example/staffmix"])]
    events: Annotated[list[Event], Field(min_length=1, max_length=20, examples=[["plan.finished"]])]


class WebhookState(BaseModel):
    """A webhook without its secret. `failing`: since when every try of a delivery has been in vain;
    `disabled`: since when nothing is sent, because its receiver answered 410."""

    id: str
    url: str
    events: list[str]
    created: datetime
    by: str
    failing: datetime | None = None
    disabled: datetime | None = None


class WebhookSecret(WebhookState):
    """A webhook with its secret, shown this once."""

    secret: str


class WebhookList(BaseModel):
    """Webhooks, oldest first."""

    webhooks: list[WebhookState]


class DeliveryState(BaseModel):
    """A message to a webhook; its id is the `webhook-id` of every try. `answer`: the status of the last
    try, or a word for why there was none; `due`: when the next try falls due."""

    id: str
    event: str
    state: Literal["waiting", "delivered", "failed"]
    attempts: int
    answer: str | None = None
    created: datetime
    updated: datetime
    due: datetime | None = None


class DeliveryPage(BaseModel):
    """Deliveries, newest first; `next` is the cursor of the page after this, absent on the last."""

    deliveries: list[DeliveryState]
    next: str | None = None
