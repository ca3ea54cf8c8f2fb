"""`staffmix serve` in a process of its own: what a planner's browser meets."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx2

from api.settings import Settings
from api.store.keys import Role, add_key, add_tenant
from api.store.store import Store
from tests.wire import http

STAFFMIX = str(Path(sys.executable).with_name("staffmix"))
PATIENCE = 120.0  # seconds: other tests may run beside it


@dataclass
class Service:
    """A service in a folder of its own. It can be ended and started again; what is stored stays."""

    folder: Path
    port: int
    words: tuple[str, ...] = ()
    settings: Settings = field(init=False)
    process: subprocess.Popen[bytes] | None = None

    def __post_init__(self) -> None:
        self.settings = Settings(data=self.folder)

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def said(self) -> str:
        """What it printed."""
        return (self.folder / "out").read_text()

    @property
    def demo_link(self) -> str:
        """The link that signs in once; of `--demo`."""
        found = re.search(rf"{self.url}/demo/\S+", self.said)
        assert found is not None, self.said
        return found[0]

    def start(self) -> None:
        """Server and worker, ready to answer."""
        command = [STAFFMIX, "serve", "--port", str(self.port), *self.words]
        environment = {**os.environ, "STAFFMIX_DATA": str(self.folder)}
        with (self.folder / "out").open("a") as out, (self.folder / "err").open("a") as err:
            self.process = subprocess.Popen(command, env=environment, stdout=out, stderr=err)
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and self.process.poll() is None:
            try:
                if http().get(f"{self.url}/readyz").text == "ok":
                    return
            except httpx2.HTTPError:
                time.sleep(0.1)
        raise TimeoutError((self.folder / "err").read_text()[-2000:])

    def end(self) -> None:
        """As an operator ends it."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(PATIENCE)

    def key(self, *roles: Role, tenant: str = "ours", name: str = "someone", pay: bool = False) -> str:
        """A new key of a tenant, which is made where there is none."""
        store = Store(self.settings.store_url)
        add_tenant(store, tenant, tenant.title())
        with store.scope(tenant) as scope:
            secret = add_key(scope, name, roles, pay=pay)[1]
        store.close()
        return secret


@contextmanager
def serving(folder: Path, *words: str) -> Iterator[Service]:
    """A service that listens at a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        service = Service(folder, free.getsockname()[1], words)
    try:
        service.start()
        yield service
    finally:
        service.end()
