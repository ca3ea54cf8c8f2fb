"""One database for documents, plans and keys: SQLite in a file, or PostgreSQL; the same queries on both."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import (
    Connection,
    CursorResult,
    Delete,
    Engine,
    Insert,
    Row,
    Select,
    Table,
    Update,
    bindparam,
    create_engine,
    delete,
    event,
    insert,
    select,
    text,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

MIGRATIONS = Path(__file__).parent / "migrations"
BUSY_SECONDS, CONNECT_SECONDS = 30, 5


class Store:
    """The database. `scope` is the only way to what belongs to a tenant."""

    def __init__(self, url: str) -> None:
        """`url`: SQLAlchemy's. A SQLite file's folder is made if need be."""
        self.engine = _engine(url)
        self._reader = self.engine.execution_options(reads=True)

    def migrate(self) -> None:
        """Bring the tables up to this version; safe to call from several processes."""
        with self.engine.begin() as connection:
            _one_at_a_time(connection)
            config = Config()
            config.set_main_option("script_location", str(MIGRATIONS))
            config.attributes["connection"] = connection
            command.upgrade(config, "head")

    @contextmanager
    def scope(self, tenant: str) -> Iterator[Scope]:
        """A transaction on one tenant's rows: committed at the end, undone by an error."""
        with self.engine.begin() as connection:
            yield Scope(connection, tenant)

    @contextmanager
    def reading(self, tenant: str) -> Iterator[Scope]:
        """One tenant's rows as they are now; on SQLite nobody waits for it."""
        with self._reader.begin() as connection:
            yield Scope(connection, tenant)

    @contextmanager
    def whole(self) -> Iterator[Connection]:
        """A transaction over all tenants: for workers and the operator."""
        with self.engine.begin() as connection:
            yield connection

    @contextmanager
    def reading_whole(self) -> Iterator[Connection]:
        """All tenants' rows as they are now: for keys that are being looked up, workers and the operator."""
        with self._reader.begin() as connection:
            yield connection

    def ready(self) -> None:
        """Raises what SQLAlchemy raises when the database cannot be asked."""
        with self.engine.connect() as connection:
            connection.execute(text("SELECT 1"))

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()


class Prepared:
    """A question about one row of a tenant that is asked very often: making it takes longer than asking."""

    TENANT = "of_tenant"

    def __init__(self, table: Table, *wanted: Any) -> None:
        """`wanted`: conditions with `bindparam` for what is not known yet."""
        self.statement = select(table).where(*wanted, table.c.tenant == bindparam(self.TENANT))


class Scope:
    """A tenant's rows within a transaction: no statement made here reaches another tenant's."""

    def __init__(self, connection: Connection, tenant: str) -> None:
        self._connection, self.tenant = connection, tenant

    def all(self, statement: Select[Any], *tables: Table) -> list[Row[Any]]:
        """Rows of a select over these tables, this tenant's alone."""
        for table in tables:
            statement = statement.where(table.c.tenant == self.tenant)
        return list(self._connection.execute(statement))

    def one(self, table: Table, *wanted: Any, lock: bool = False) -> Row[Any] | None:
        """The row of a table that meets all of `wanted`; None when there is none.

        `lock`: nobody else changes it until this transaction ends (on SQLite there is one writer anyhow).
        """
        asked = select(table).where(*wanted)
        found = self.all(asked.with_for_update() if lock else asked, table)
        return found[0] if found else None

    def ask(self, prepared: Prepared, **values: Any) -> Row[Any] | None:
        """The row that a prepared question finds with these values; None when there is none."""
        return self._connection.execute(prepared.statement, values | {prepared.TENANT: self.tenant}).first()

    def add(self, table: Table, **values: Any) -> None:
        """A new row; raises IntegrityError when its key is taken."""
        self._run(insert(table).values(tenant=self.tenant, **values))

    def add_once(self, table: Table, **values: Any) -> bool:
        """A new row unless its key is taken; whether it was added."""
        statement = self._insert(table, values).on_conflict_do_nothing()
        return self._connection.execute(statement.returning(table.c.tenant)).first() is not None

    def set(self, table: Table, **values: Any) -> None:
        """A row by its primary key: new, or with these values in place of what was there."""
        names = [column.name for column in table.primary_key]
        rest = {name: value for name, value in values.items() if name not in names}
        self._run(self._insert(table, values).on_conflict_do_update(index_elements=names, set_=rest))

    def change(self, table: Table, *wanted: Any, **values: Any) -> int:
        """Sets values in the rows that meet all of `wanted`; how many there were."""
        return self._run(
            update(table).where(table.c.tenant == self.tenant, *wanted).values(**values)
        ).rowcount

    def remove(self, table: Table, *wanted: Any) -> int:
        """Deletes the rows that meet all of `wanted`; how many there were."""
        return self._run(delete(table).where(table.c.tenant == self.tenant, *wanted)).rowcount

    def _insert(self, table: Table, values: dict[str, Any]) -> Any:
        dialect = postgresql if self._connection.dialect.name == "postgresql" else sqlite
        return dialect.insert(table).values(tenant=self.tenant, **values)

    def _run(self, statement: Insert | Update | Delete) -> CursorResult[Any]:
        return self._connection.execute(statement)


def now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)


def _engine(url: str) -> Engine:
    if not url.startswith("sqlite"):
        # parameters hold pay: they are in no error's words
        patience = {"connect_timeout": CONNECT_SECONDS}
        return create_engine(
            url,
            pool_pre_ping=True,
            pool_size=10,
            max_overflow=20,
            hide_parameters=True,
            connect_args=patience,
        )
    file = url.removeprefix("sqlite:///")
    if file:
        Path(file).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, hide_parameters=True, connect_args={"timeout": BUSY_SECONDS})
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def _set_up(connection: Any, _: Any) -> None:
    connection.isolation_level = None  # SQLAlchemy's transactions, not the driver's
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        f"busy_timeout={BUSY_SECONDS}000",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    """Who may write waits for its turn at once: a reader that turned into a writer later would fail."""
    reads = connection.get_execution_options().get("reads", False)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


def _one_at_a_time(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(7232841)"))
