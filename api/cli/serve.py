"""`staffmix serve` and `staffmix worker`: the service on this machine."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
from types import FrameType

import uvicorn
from fastapi import FastAPI
from sqlalchemy.exc import OperationalError

from api.cli.guard import PLANNED, refuse
from api.cli.screen import Screen
from api.front import logs
from api.front.requests import answered_names
from api.settings import Settings
from api.store import keys
from api.store.keys import Role
from api.store.store import Store

TENANT = "main"
WORKER = "from api.cli.serve import work; work()"
ENDS_WITHIN = 15.0  # seconds
KEEP_ALIVE = 75  # seconds: longer than browsers and proxies keep a connection for the next request


class Server(uvicorn.Server):
    """A server that tells the application when it is asked to end, so that whoever waits is answered."""

    def __init__(self, app: FastAPI, config: uvicorn.Config) -> None:
        super().__init__(config)
        self._app = app

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """SIGTERM or SIGINT: no new requests; those under way end soon."""
        if hasattr(self._app.state, "service"):
            self._app.state.service.ending.set()
        super().handle_exit(sig, frame)


def serve(host: str | None, port: int | None, workers: int, demo: bool) -> int:
    """The API on this process and so many workers beside it, until Ctrl-C."""
    from api.app import create_app

    settings = _settings(host, port)
    logs.set_up(settings)
    app = create_app(settings)
    _greet(app, settings, demo)
    beside = [_start_worker(settings) for _ in range(workers)]
    # uvicorn ends on these, then raises them once more: the workers still have to be told
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: None)
    gc.collect()
    gc.freeze()  # what is there now stays: whoever waits for an answer need not wait for a look through it
    try:
        Server(app, _config(app, settings)).run()
    finally:
        for process in beside:
            process.send_signal(signal.SIGTERM)
        for process in beside:
            _end(process)
    return PLANNED


def work() -> int:
    """A worker at the queue, until it is asked to end."""
    from api.work.worker import main

    logs.set_up(Settings())
    main()
    return PLANNED


def _config(app: FastAPI, settings: Settings) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=settings.trusted_proxies or None,
        timeout_keep_alive=KEEP_ALIVE,
        timeout_graceful_shutdown=max(1, round(settings.stop_seconds)),
    )


def _settings(host: str | None, port: int | None) -> Settings:
    """Those of the environment, with the address asked for; off this machine only where there are keys."""
    settings = Settings()
    given = {"host": host, "port": port, "page": settings.page is not False}
    settings = settings.model_copy(update={name: value for name, value in given.items() if value is not None})
    store = _store(settings)
    guarded = settings.local or keys.any_key(store)
    store.close()
    if not guarded:
        fix = "Make a key first: staffmix keys add --role admin NAME."
        raise refuse(settings.host, "others could reach the service, and it has no keys yet", fix)
    names = answered_names(settings.allowed_hosts, settings.local)
    return settings.model_copy(update={"allowed_hosts": "*" if names is None else ",".join(sorted(names))})


def _store(settings: Settings) -> Store:
    store = Store(settings.store_url)
    try:
        store.migrate()
    except OperationalError as error:
        store.close()
        found = f"does not answer: {str(error.orig).strip().splitlines()[0]}"
        raise refuse("the database", found, "Start it, or see STAFFMIX_DATABASE_URL.") from None
    return store


def _greet(app: FastAPI, settings: Settings, demo: bool) -> None:
    """Says the addresses, and the first key if this is the first time."""
    from api.cli.serve_demo import lines, made

    screen, store = Screen(), _store(settings)
    if not keys.any_key(store):
        screen.say(f"First key, shown this once: {_first_key(store)}")
    address = f"http://{settings.host}:{settings.port}"
    if settings.page:
        screen.say(f"The planner's page: {address}")
    screen.say(f"The API: {address}/docs")
    if demo:
        secret = made(store)
        if settings.page:
            link = f"{address}/demo/{app.state.links.add(secret)}"
            screen.say(f"Open it on the example with one click, once: {link}")
        for line in lines(secret, address):
            screen.say(line)
    store.close()
    sys.stdout.flush()


def _first_key(store: Store) -> str:
    """A key that may do everything."""
    keys.add_tenant(store, TENANT, TENANT)
    with store.scope(TENANT) as scope:
        return keys.add_key(scope, "first", list(Role), pay=True)[1]


def _start_worker(settings: Settings) -> subprocess.Popen[bytes]:
    """A worker with these settings that ends with this process."""
    given = {**os.environ, **settings.environment(), "STAFFMIX_PARENT": str(os.getpid())}
    return subprocess.Popen([sys.executable, "-c", WORKER], env=given)


def _end(worker: subprocess.Popen[bytes]) -> None:
    try:
        worker.wait(ENDS_WITHIN)
    except subprocess.TimeoutExpired:
        worker.kill()
