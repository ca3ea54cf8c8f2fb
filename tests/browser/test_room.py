"""The page in the application: made and closed any number of times, by one that serves it at a time."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from api.store.keys import Role, add_key, add_tenant
from api.store.store import Store

BROWSING = {"Accept": "text/html"}


@pytest.fixture
def served(tmp_path: Path) -> tuple[Settings, str]:
    """Settings of a service with the page, and a key of it."""
    settings = Settings(data=tmp_path, page=True)
    store = Store(settings.store_url)
    store.migrate()
    add_tenant(store, "ours", "Ours")
    with store.scope("ours") as scope:
        secret = add_key(scope, "one", [Role.PLANNER], pay=False)[1]
    store.close()
    return settings, secret


def opened(app: FastAPI, secret: str) -> TestClient:
    return TestClient(app, cookies={"staffmix_key": secret}, headers=BROWSING, follow_redirects=False)


def test_applications_follow_each_other_in_a_process(served: tuple[Settings, str]) -> None:
    settings, secret = served
    for _ in range(2):
        with opened(create_app(settings), secret) as client:
            page = client.get("/")
            assert (page.status_code, "Staffmix" in page.text) == (200, True)
            assert client.get("/_nicegui_ws/socket.io/?EIO=4&transport=polling").status_code == 200


def test_the_api_describes_itself_the_same_with_and_without_the_page(served: tuple[Settings, str]) -> None:
    settings, _ = served
    bare = settings.model_copy(update={"page": None})
    assert create_app(settings).openapi() == create_app(bare).openapi()


def test_without_the_page_its_addresses_are_nothing(served: tuple[Settings, str]) -> None:
    settings, secret = served
    with opened(create_app(settings.model_copy(update={"page": False})), secret) as client:
        assert client.get("/").headers["content-type"] == "application/problem+json"
        assert client.get("/plans").status_code == 404


def test_two_at_once_are_refused(served: tuple[Settings, str]) -> None:
    settings, secret = served
    other = opened(create_app(settings), secret)
    with opened(create_app(settings), secret) as client:
        with pytest.raises(RuntimeError, match="one application at a time"), other:
            pass
        assert client.get("/").status_code == 200


def test_a_proxy_that_speaks_https_gets_a_cookie_for_https_alone(served: tuple[Settings, str]) -> None:
    settings, secret = served
    with TestClient(create_app(settings), base_url="https://plans.example", follow_redirects=False) as client:
        answer = client.post(
            "/sign-in", data={"key": secret, "next": "/plans"}, headers={"Origin": "https://plans.example"}
        )
        assert answer.headers["location"] == "/plans"
        assert "Secure" in answer.headers["set-cookie"]
        elsewhere = client.get("/plans", headers={**BROWSING, "Sec-Fetch-Site": "cross-site", "Cookie": ""})
        assert 'http-equiv="refresh" content="0; url=/plans"' in elsewhere.text
