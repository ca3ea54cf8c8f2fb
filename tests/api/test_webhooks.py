"""Webhooks from an event to a receiver: real receivers on loopback, a real worker, the library verifies."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from api.store import events, webhooks
from api.store.events import Event
from api.store.keys import Role, add_key, add_tenant
from api.store.store import Store, now
from tests.api.receiver import Receiver, receiving
from tests.api.worker import start, working

PATIENCE = 60.0  # seconds


@dataclass
class There:
    """A service with a worker beside it."""

    client: TestClient
    store: Store

    def hook(self, url: str, *wanted: str) -> dict[str, Any]:
        """A new webhook, with its secret."""
        answer = self.client.post("/v1/webhooks", json={"url": url, "events": wanted or ["document.changed"]})
        assert answer.status_code == 201, answer.text
        found: dict[str, Any] = answer.json()
        return found

    def happened(self, event: Event = Event.DOCUMENT_CHANGED, tenant: str = "ours") -> None:
        """Something of which one is told."""
        with self.store.scope(tenant) as scope:
            events.emit(scope, event, kind="policy", key="limits", version=1)

    def deliveries(self, hook: str) -> list[dict[str, Any]]:
        """What was sent to a webhook, newest first."""
        found: list[dict[str, Any]] = self.client.get(f"/v1/webhooks/{hook}/deliveries").json()["deliveries"]
        return found

    def ended(self, hook: str) -> dict[str, Any]:
        """The only delivery to a webhook, once it has ended."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            (only,) = self.deliveries(hook)
            if only["state"] != "waiting":
                return only
            time.sleep(0.05)
        raise AssertionError(f"the delivery to {hook} has not ended")


def serve(settings: Settings) -> Iterator[There]:
    """Without a worker."""
    store = Store(settings.store_url)
    store.migrate()
    for tenant in ("ours", "theirs"):
        add_tenant(store, tenant, tenant)
    with store.scope("ours") as scope:
        secret = add_key(scope, "everything", list(Role), pay=True)[1]
    with TestClient(create_app(settings), headers={"Authorization": f"Bearer {secret}"}) as client:
        yield There(client, store)
    store.close()


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Iterator[There]:
    """On SQLite, with a worker and a schedule for the impatient."""
    data = tmp_path_factory.mktemp("webhooks")
    settings = Settings(data=data, webhook_private=True, webhook_retries="0.1, 0.1")
    for found in serve(settings):
        with working(settings):
            yield found


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as found:
        yield found


def test_a_changed_document_is_told_and_the_library_verifies_it(there: There, receiver: Receiver) -> None:
    made = there.hook(receiver.url)
    assert made["secret"].startswith("whsec_")
    answer = there.client.put("/v1/policies/limits", json={})
    assert answer.status_code == 201, answer.text
    (message,) = receiver.wait_for(1)
    content = message.verified(made["secret"])
    assert content["type"] == "document.changed"
    assert content["data"] == {"kind": "policy", "key": "limits", "version": 1}
    assert message.headers["content-type"] == "application/json"
    ended = there.ended(made["id"])
    assert (ended["id"], ended["state"], ended["attempts"], ended["answer"]) == (
        message.id, "delivered", 1, "204",
    )  # fmt: skip
    assert ended["due"] is None


def test_only_those_who_want_an_event_are_told(there: There, receiver: Receiver) -> None:
    wants, other = there.hook(receiver.url, "plan.adopted"), there.hook(receiver.url, "plan.finished")
    there.happened(Event.PLAN_ADOPTED)
    assert there.ended(wants["id"])["event"] == "plan.adopted"
    assert there.deliveries(other["id"]) == []


def test_a_receiver_in_trouble_is_asked_again_with_the_same_id(there: There, receiver: Receiver) -> None:
    receiver.answers = [500, 302, 204]
    made = there.hook(receiver.url)
    there.client.post(f"/v1/webhooks/{made['id']}:test")
    messages = receiver.wait_for(3)
    assert len({each.id for each in messages}) == 1
    assert {each.verified(made["secret"])["type"] for each in messages} == {"webhook.test"}
    ended = there.ended(made["id"])
    assert (ended["state"], ended["attempts"], ended["answer"]) == ("delivered", 3, "204")


def test_what_was_given_up_is_noted_and_can_be_replayed(there: There, receiver: Receiver) -> None:
    receiver.answers = [503, 503, 503, 503, 204]
    made = there.hook(receiver.url)
    hook = f"/v1/webhooks/{made['id']}"
    there.client.post(f"{hook}:test")
    ended = there.ended(made["id"])
    assert (ended["state"], ended["attempts"], ended["answer"]) == ("failed", 3, "503")
    assert there.client.get(hook).json()["failing"] is not None
    assert there.client.get(hook).json()["disabled"] is None
    again = there.client.post(f"{hook}/deliveries/{ended['id']}:replay")
    assert (again.status_code, again.json()["state"]) == (202, "waiting")
    receiver.wait_for(5)
    ended = there.ended(made["id"])
    assert (ended["state"], ended["attempts"]) == ("delivered", 5)
    assert {each.id for each in receiver.got} == {ended["id"]}
    assert there.client.get(hook).json()["failing"] is None


def test_a_receiver_that_is_gone_is_left_alone(there: There, receiver: Receiver) -> None:
    receiver.answers = [410]
    made = there.hook(receiver.url)
    hook = f"/v1/webhooks/{made['id']}"
    sent = there.client.post(f"{hook}:test").json()
    ended = there.ended(made["id"])
    assert (ended["state"], ended["attempts"], ended["answer"]) == ("failed", 1, "410")
    assert there.client.get(hook).json()["disabled"] is not None
    for path in (f"{hook}:test", f"{hook}/deliveries/{sent['id']}:replay"):
        refused = there.client.post(path)
        assert (refused.status_code, refused.json()["code"]) == (409, "webhook_disabled")
    there.happened()
    assert len(there.deliveries(made["id"])) == 1


def test_after_a_rotation_both_secrets_verify_for_a_day(
    there: There, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = there.hook(receiver.url)
    hook = f"/v1/webhooks/{made['id']}"
    rotated = there.client.post(f"{hook}:rotate").json()
    assert rotated["secret"] != made["secret"]
    sent = there.client.post(f"{hook}:test").json()["id"]
    (message,) = receiver.wait_for(1)
    assert message.verified(rotated["secret"]) == message.verified(made["secret"])
    there.ended(made["id"])
    with there.store.scope("ours") as scope:
        webhooks.replay(scope, made["id"], sent)
        assert webhooks.message(scope, sent, 2).keys == (rotated["secret"], made["secret"])  # type: ignore[union-attr]
        tomorrow = now() + webhooks.OLD_SECRET
        monkeypatch.setattr(webhooks, "now", lambda: tomorrow)
        assert webhooks.message(scope, sent, 2).keys == (rotated["secret"],)  # type: ignore[union-attr]
        webhooks.remove(scope, made["id"])


def test_secrets_are_shown_once_and_webhooks_to_their_owners_alone(there: There, receiver: Receiver) -> None:
    made = there.hook(receiver.url)
    sent = there.client.post(f"/v1/webhooks/{made['id']}:test").json()["id"]
    with there.store.scope("ours") as scope:
        ours = {role: add_key(scope, role, [role], pay=False)[1] for role in Role}
    with there.store.scope("theirs") as scope:
        strange = add_key(scope, "strange", [Role.ADMIN], pay=True)[1]
    paths = [
        ("GET", f"/v1/webhooks/{made['id']}"),
        ("GET", f"/v1/webhooks/{made['id']}/deliveries"),
        ("GET", f"/v1/webhooks/{made['id']}/deliveries/{sent}"),
        ("POST", f"/v1/webhooks/{made['id']}/deliveries/{sent}:replay"),
        ("POST", f"/v1/webhooks/{made['id']}:test"),
        ("POST", f"/v1/webhooks/{made['id']}:rotate"),
        ("DELETE", f"/v1/webhooks/{made['id']}"),
    ]
    for secret, status in ((strange, 404), (ours[Role.HR], 404), (ours[Role.VIEWER], 403)):
        for method, path in paths:
            answer = there.client.request(method, path, headers={"Authorization": f"Bearer {secret}"})
            assert answer.status_code == status, (method, path)
    theirs = {"Authorization": f"Bearer {strange}"}
    assert there.client.get("/v1/webhooks", headers=theirs).json() == {"webhooks": []}
    hr = {"Authorization": f"Bearer {ours[Role.HR]}"}
    body = {"url": receiver.url, "events": ["document.changed"]}
    own = there.client.post("/v1/webhooks", json=body, headers=hr).json()
    assert [each["id"] for each in there.client.get("/v1/webhooks", headers=hr).json()["webhooks"]] == [
        own["id"]
    ]
    admin = {"Authorization": f"Bearer {ours[Role.ADMIN]}"}
    listed = there.client.get("/v1/webhooks", headers=admin)
    assert {made["id"], own["id"]} <= {each["id"] for each in listed.json()["webhooks"]}
    assert made["secret"] not in listed.text
    assert there.client.delete(f"/v1/webhooks/{own['id']}", headers=hr).status_code == 204
    assert there.client.get(f"/v1/webhooks/{own['id']}", headers=hr).status_code == 404
    there.happened(tenant="theirs")  # nobody of ours is told of it
    there.ended(made["id"])


BAD = [
    ({"url": "https://hr.example/", "events": []}, "validation_failed"),
    ({"url": "https://hr.example/", "events": ["plan.begun"]}, "validation_failed"),
    ({"url": "https://hr.example/", "events": ["plan.finished"], "secret": "mine"}, "validation_failed"),
    ({"url": "ftp://hr.example/", "events": ["plan.finished"]}, "validation_failed"),
    ({"url": "https://169.254.169.254/", "events": ["plan.finished"]}, "validation_failed"),
    ({"url": 7, "events": ["plan.finished"]}, "validation_failed"),
]


def test_bad_webhooks(there: There) -> None:
    for body, code in BAD:
        answer = there.client.post("/v1/webhooks", json=body)
        assert (answer.status_code, answer.json()["code"]) == (422, code), body
    answer = there.client.post(
        "/v1/webhooks", json={"url": "https://u:hush@hr.example/", "events": ["plan.adopted"]}
    )
    assert answer.status_code == 422
    assert "hush" not in answer.text


def test_a_receiver_that_does_not_answer_holds_up_nobody_else(there: There, receiver: Receiver) -> None:
    with receiving(200) as stuck:
        stuck.slow = 0.5
        silent = there.hook(stuck.url, "plan.adopted")
        for _ in range(20):  # each would hold a place for 15 s
            there.happened(Event.PLAN_ADOPTED)
        stuck.wait_for(2)
        there.hook(receiver.url, "plan.adopted")
        there.happened(Event.PLAN_ADOPTED)
        receiver.wait_for(1, seconds=12.0)
        assert len(stuck.got) == 2
        there.client.delete(f"/v1/webhooks/{silent['id']}")


def test_lists_of_deliveries_go_on_where_they_stopped(there: There) -> None:
    with there.store.scope("ours") as scope:
        hook = webhooks.add(scope, "https://hr.example/", ["plan.finished"], "whsec_AAAA", "somebody")
        sent = [events.put(scope, hook, "webhook.test", now(), {}) for _ in range(5)]
        for each in sent:
            webhooks.tried(scope, each, 1, "204", None)
    page = there.client.get(f"/v1/webhooks/{hook}/deliveries?limit=3").json()
    rest = there.client.get(f"/v1/webhooks/{hook}/deliveries?limit=3&cursor={page['next']}").json()
    assert len(page["deliveries"]) == 3
    assert {each["id"] for each in page["deliveries"] + rest["deliveries"]} == set(sent)
    assert rest["next"] is None


def test_what_is_taken_and_not_tried_falls_due_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    with store.scope("ours") as scope:
        hook = webhooks.add(scope, "https://hr.example/", ["plan.finished"], "whsec_AAAA", "somebody")
        sent = [events.put(scope, hook, "webhook.test", now(), {}) for _ in range(3)]
    with store.whole() as one, store.reading_whole() as other:
        first = webhooks.take_due(one, 2)
        if (
            store.engine.dialect.name == "postgresql"
        ):  # two workers at once; on SQLite one waits for the other
            first += webhooks.take_due(other, 100)
    with store.whole() as connection:
        first += webhooks.take_due(connection, 100)
        assert sorted(first) == sorted(("ours", hook, each, 1) for each in sent)
        assert webhooks.take_due(connection, 100) == []
    later = now() + webhooks.LEASE
    monkeypatch.setattr(webhooks, "now", lambda: later)
    with store.scope("ours") as scope:
        webhooks.tried(scope, sent[0], 1, "500", 5.0)
        webhooks.tried(scope, sent[0], 1, "204", None)  # the same try by somebody thought dead
        row = webhooks.delivery(scope, hook, sent[0])
        assert row is not None
        assert (row.state, row.attempts, row.answer) == ("waiting", 1, "500")
    with store.whole() as connection:
        assert sorted(webhooks.take_due(connection, 100)) == sorted(
            ("ours", hook, each, 1) for each in sent[1:]
        )
    with store.scope("theirs") as scope:
        assert webhooks.message(scope, sent[1], 1) is None
        assert not webhooks.replay(scope, hook, sent[0])
        assert not webhooks.remove(scope, hook)
    with store.scope("ours") as scope:
        assert webhooks.remove(scope, hook)
        assert webhooks.delivery(scope, hook, sent[0]) is None


@pytest.mark.slow
@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
def test_a_worker_killed_between_two_tries_loses_nothing(settings: Settings, receiver: Receiver) -> None:
    settings = settings.model_copy(update={"webhook_private": True, "webhook_retries": "1.5"})
    receiver.answers = [500, 204]
    for there in serve(settings):
        made = there.hook(receiver.url)
        first = start(settings)
        there.happened()
        receiver.wait_for(1)
        until = time.monotonic() + PATIENCE
        while there.deliveries(made["id"])[0]["attempts"] == 0 and time.monotonic() < until:
            time.sleep(0.02)
        first.kill()
        first.wait()
        with working(settings):
            one, two = receiver.wait_for(2)
            ended = there.ended(made["id"])
        assert one.id == two.id == ended["id"]
        assert two.at - one.at > 1.4
        assert (ended["state"], ended["attempts"]) == ("delivered", 2)
