"""How often somebody may ask."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.front import limits
from api.front.limits import Buckets
from api.settings import LOCAL_RATE, RATE, Settings
from api.store.keys import Role, add_key, add_tenant
from api.store.store import Store


class Clock:
    """Seconds that pass when told."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_a_bucket_lets_a_burst_in_and_then_what_flows_in(clock: Clock) -> None:
    buckets = Buckets(per_minute=120, burst=3, clock=clock)  # two a second
    assert [buckets.take("a").allowed for _ in range(4)] == [True, True, True, False]
    refused = buckets.take("a")
    assert (refused.left, refused.wait, refused.reset) == (0, pytest.approx(0.5), pytest.approx(1.5))
    clock.seconds += 0.5
    assert [buckets.take("a").allowed for _ in range(2)] == [True, False]
    clock.seconds += 60.0  # no more than the burst is kept
    assert [buckets.take("a").allowed for _ in range(4)] == [True, True, True, False]


def test_everybody_has_a_bucket_of_their_own(clock: Clock) -> None:
    buckets = Buckets(per_minute=60, burst=1, clock=clock)
    assert buckets.take("a").allowed
    assert not buckets.take("a").allowed
    assert buckets.take("b").allowed


def test_no_more_buckets_are_kept_than_memory_is_meant_for(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MOST_BUCKETS", 2)
    buckets = Buckets(per_minute=60, burst=1, clock=clock)
    for who in ("a", "b", "c"):
        buckets.take(who)
    assert not buckets.take("b").allowed
    assert buckets.take("a").allowed  # quiet the longest: forgotten


def test_what_a_key_has_unless_it_is_set() -> None:
    assert (Settings().rate, Settings().burst) == (LOCAL_RATE, LOCAL_RATE // 6)
    assert Settings(host="0.0.0.0").rate == RATE
    assert LOCAL_RATE // 60 >= 100  # submits a second, sustained
    assert Settings(rate_per_minute=0).rate == 0
    assert Settings(rate_per_minute=60, rate_burst=5).burst == 5


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    found = Store(Settings(data=tmp_path).store_url)
    found.migrate()
    add_tenant(found, "ours", "Ours")
    yield found
    found.close()


def header(store: Store, name: str) -> dict[str, str]:
    with store.scope("ours") as scope:
        return {"Authorization": f"Bearer {add_key(scope, name, [Role.VIEWER], pay=False)[1]}"}


def test_a_key_that_asks_too_much_is_told_when_to_ask_again(tmp_path: Path, store: Store) -> None:
    settings = Settings(data=tmp_path, rate_per_minute=6, rate_burst=2)
    first, second = header(store, "first"), header(store, "second")
    with TestClient(create_app(settings), headers=first) as client:
        answers = [client.get("/v1/me") for _ in range(3)]
        assert [answer.status_code for answer in answers] == [200, 200, 429]
        assert [answer.headers["ratelimit-remaining"] for answer in answers] == ["1", "0", "0"]
        assert {answer.headers["ratelimit-limit"] for answer in answers} == {"2"}
        refused = answers[-1]
        assert (refused.json()["code"], refused.json()["retryable"]) == ("too_many_requests", True)
        assert 1 <= int(refused.headers["retry-after"]) <= 10  # one flows in every ten seconds
        assert int(refused.headers["ratelimit-reset"]) <= 20
        assert client.get("/v1/me", headers=second).status_code == 200
        assert client.get("/healthz").status_code == 200


def test_wrong_keys_are_slowed_and_right_ones_are_not(
    tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "WRONG_RATE", 6)
    monkeypatch.setattr(limits, "WRONG_BURST", 3)
    right = header(store, "right")
    with TestClient(create_app(Settings(data=tmp_path))) as client:
        wrong = {"Authorization": "Bearer smx_" + "x" * 43}
        answers = [client.get("/v1/me", headers=wrong) for _ in range(5)]
        assert [answer.status_code for answer in answers] == [401, 401, 401, 429, 429]
        assert int(answers[-1].headers["retry-after"]) >= 1
        assert client.get("/v1/me", headers=right).status_code == 200
        assert client.get("/v1/me").status_code == 401  # no key at all is another bucket


def test_whoever_shows_no_key_is_limited_by_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "OPEN_RATE", 6)
    monkeypatch.setattr(limits, "OPEN_BURST", 2)
    app = create_app(Settings(data=tmp_path))
    with TestClient(app, client=("10.0.0.1", 1)) as client:
        assert [client.get("/readyz").status_code for _ in range(3)] == [200, 200, 429]
        assert client.get("/v1/me").status_code == 429
        assert client.get("/healthz").status_code == 200  # costs nothing
        other = TestClient(app, client=("10.0.0.2", 1))
        assert other.get("/readyz").status_code == 200
