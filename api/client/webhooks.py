"""Webhooks: who is told of what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import quote

from api.client.wire import Wire
from api.schemas.webhooks import DeliveryPage, DeliveryState, WebhookList, WebhookSecret, WebhookState


class Webhooks:
    """What a client does with webhooks."""

    _wire: Wire

    def webhooks(self) -> list[WebhookState]:
        """Those of this key; an administrator's are the tenant's."""
        return self._wire.read(WebhookList, "GET", "/v1/webhooks").webhooks

    def add_webhook(self, url: str, events: Sequence[str]) -> WebhookSecret:
        """Be told of events from now on; the secret messages are signed with is shown this once."""
        return self._wire.send(WebhookSecret, "POST", "/v1/webhooks", {"url": url, "events": list(events)})

    def webhook(self, webhook: str) -> WebhookState:
        """One of them."""
        return self._wire.read(WebhookState, "GET", _place(webhook))

    def test_webhook(self, webhook: str) -> DeliveryState:
        """Send a message that says nothing, to see whether it arrives."""
        return self._wire.read(DeliveryState, "POST", _place(webhook) + ":test")

    def remove_webhook(self, webhook: str) -> None:
        """Be told of nothing more."""
        self._wire.ask("DELETE", _place(webhook))

    def rotate_webhook(self, webhook: str) -> WebhookSecret:
        """A new secret; the old one signs along for a day."""
        return self._wire.read(WebhookSecret, "POST", _place(webhook) + ":rotate")

    def deliveries(self, webhook: str) -> Iterator[DeliveryState]:
        """What was sent and what came of it, newest first."""
        query: dict[str, str] = {}
        while True:
            page = self._wire.read(DeliveryPage, "GET", _place(webhook) + "/deliveries", query=query)
            yield from page.deliveries
            if page.next is None:
                return
            query["cursor"] = page.next

    def delivery(self, webhook: str, delivery: str) -> DeliveryState:
        """One message and what came of it."""
        return self._wire.read(DeliveryState, "GET", _message(webhook, delivery))

    def replay(self, webhook: str, delivery: str) -> DeliveryState:
        """Send a message once more."""
        return self._wire.read(DeliveryState, "POST", _message(webhook, delivery) + ":replay")


def _message(webhook: str, delivery: str) -> str:
    return f"{_place(webhook)}/deliveries/{quote(delivery, safe='')}"


def _place(webhook: str) -> str:
    return f"/v1/webhooks/{quote(webhook, safe='')}"
