"""The service as it runs: a server that listens, a worker beside it, keys of two tenants."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import uvicorn
from fastapi import FastAPI

from api.app import create_app
from api.settings import Settings
from api.store.keys import Role, add_key, add_tenant
from api.store.store import Store
from tests.api.worker import working

PATIENCE = 60.0  # seconds


@dataclass(frozen=True)
class Served:
    """A running service: where it listens, a key of ours that may do everything, one that only looks."""

    url: str
    app: FastAPI
    settings: Settings
    secret: str
    viewer: str

    def key(self, *roles: Role, tenant: str = "ours", pay: bool = False) -> str:
        """A new key."""
        store = Store(self.settings.store_url)
        with store.scope(tenant) as scope:
            secret = add_key(scope, "one", roles, pay=pay)[1]
        store.close()
        return secret


@contextmanager
def listening(app: FastAPI) -> Iterator[str]:
    """The application behind a port of this machine."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, ws="none"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [door]})
        thread.start()
        until = time.monotonic() + PATIENCE
        while not server.started and time.monotonic() < until:
            time.sleep(0.02)
        try:
            yield f"http://127.0.0.1:{door.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(PATIENCE)


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One for all tests that only need it to run: each takes keys and series of its own."""
    settings = Settings(data=Path(tmp_path_factory.mktemp("served")))
    store = Store(settings.store_url)
    store.migrate()
    for tenant in ("ours", "theirs"):
        add_tenant(store, tenant, tenant.title())
    with store.scope("ours") as scope:
        secret = add_key(scope, "everything", list(Role), pay=True)[1]
        viewer = add_key(scope, "looks", [Role.VIEWER], pay=False)[1]
    store.close()
    app = create_app(settings)
    with listening(app) as url, working(settings):
        yield Served(url, app, settings, secret, viewer)
