"""Who asked a moment ago is known; not for long, and nobody who is not."""

from __future__ import annotations

from fastapi.testclient import TestClient

from api.front.callers import MOST, REMEMBERED, Callers
from api.store.keys import Caller, Role, add_key, revoke
from api.store.store import Store


def caller(name: str = "one") -> Caller:
    return Caller(name, name, "ours", False, frozenset({Role.VIEWER}), False)


def test_a_caller_is_known_for_a_moment() -> None:
    moment = 100.0
    kept = Callers(lambda: moment)
    assert kept.known("secret") is None
    kept.remember("secret", caller(), kept.now() - 0.5)  # the look took half a second
    assert kept.known("secret") == caller()
    assert kept.known("Secret") is None
    moment += REMEMBERED - 0.6
    assert kept.known("secret") == caller()
    moment += 0.2
    assert kept.known("secret") is None


def test_no_more_are_remembered_than_fit() -> None:
    kept = Callers(lambda: 0.0)
    for number in range(MOST + 1):
        kept.remember(f"secret {number}", caller(), 0.0)
    assert kept.known("secret 0") is None
    assert kept.known("secret 1") is not None


def test_a_revoked_key_opens_nothing_a_moment_later(client: TestClient, store: Store) -> None:
    moment = 100.0
    client.app.state.service.callers._clock = lambda: moment  # type: ignore[attr-defined]
    with store.scope("ours") as scope:
        identity, secret = add_key(scope, "one", [Role.VIEWER], pay=False)
    shown = {"Authorization": f"Bearer {secret}"}
    assert client.get("/v1/me", headers=shown).status_code == 200
    with store.scope("ours") as scope:
        assert revoke(scope, identity)
    moment += REMEMBERED
    assert client.get("/v1/me", headers=shown).status_code == 401
