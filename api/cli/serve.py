"""`staffmix serve` and `staffmix worker`: the service on this machine."""

from __future__ import annotations

import ipaddress
import logging
import os
import signal
import subprocess
import sys

from api.cli.guard import PLANNED, refuse
from api.cli.screen import Screen
from api.settings import Settings
from api.store import keys
from api.store.keys import Role
from api.store.store import Store

TENANT = "main"
WORKER = "from api.worker import main; main()"
ENDS_WITHIN = 15.0  # seconds
LINE = "%(asctime)s %(levelname)s %(name)s %(message)s"


def serve(host: str | None, port: int | None, workers: int) -> int:
    """The API on this process and so many workers beside it, until Ctrl-C."""
    import uvicorn

    from api.app import create_app

    settings = _settings(host, port)
    logging.basicConfig(level=logging.INFO, format=LINE)
    screen = Screen()
    secret = _first_key(settings)
    if secret:
        screen.say(f"First key, shown this once: {secret}")
    screen.say(f"http://{settings.host}:{settings.port}/docs")
    beside = [_start_worker(settings) for _ in range(workers)]
    # uvicorn ends on these, then raises them once more: the workers still have to be told
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: None)
    try:
        uvicorn.run(create_app(settings), host=settings.host, port=settings.port, log_config=None)
    finally:
        for process in beside:
            process.send_signal(signal.SIGTERM)
        for process in beside:
            _end(process)
    return PLANNED


def work() -> int:
    """A worker at the queue, until it is asked to end."""
    from api.worker import main

    logging.basicConfig(level=logging.INFO, format=LINE)
    main()
    return PLANNED


def _settings(host: str | None, port: int | None) -> Settings:
    """Those of the environment, with the address asked for; off this machine only where there are keys."""
    given = {"host": host, "port": port}
    settings = Settings().model_copy(
        update={name: value for name, value in given.items() if value is not None}
    )
    if not _is_loopback(settings.host):
        store = Store(settings.store_url)
        store.migrate()
        guarded = keys.any_key(store)
        store.close()
        if not guarded:
            fix = "Make a key first: staffmix keys add --role admin NAME."
            raise refuse(settings.host, "others could reach the service, and it has no keys yet", fix)
    return settings


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _first_key(settings: Settings) -> str | None:
    """A key that may do everything, when there is none yet."""
    store = Store(settings.store_url)
    store.migrate()
    secret = None
    if not keys.any_key(store):
        keys.add_tenant(store, TENANT, TENANT)
        with store.scope(TENANT) as scope:
            secret = keys.add_key(scope, "first", list(Role), pay=True)[1]
    store.close()
    return secret


def _start_worker(settings: Settings) -> subprocess.Popen[bytes]:
    """A worker with these settings that ends with this process."""
    given = {**os.environ, **settings.environment(), "STAFFMIX_PARENT": str(os.getpid())}
    return subprocess.Popen([sys.executable, "-c", WORKER], env=given)


def _end(worker: subprocess.Popen[bytes]) -> None:
    try:
        worker.wait(ENDS_WITHIN)
    except subprocess.TimeoutExpired:
        worker.kill()
