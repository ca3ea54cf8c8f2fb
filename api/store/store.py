"""One database for documents, plans and keys: SQLite in a file, or PostgreSQL; the same queries on both."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from anyio.to_thread import run_sync
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
    create_engine,
    delete,
    event,
    select,
    text,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.pool import ConnectionPoolEntry

from api.store.adding import add
from api.store.prepared import Prepared

if TYPE_CHECKING:
    from api.store.awaited import Awaited

MIGRATIONS = Path(__file__).parent / "migrations"
BUSY_SECONDS, CONNECT_SECONDS = 30, 5
QUIET_SECONDS, LEFT = 2.0, "left"


class Store:
    """The database. `scope` is the only way to what belongs to a tenant."""

    def __init__(self, url: str) -> None:
        """`url`: SQLAlchemy's. A SQLite file's folder is made if need be."""
        self.engine = _engine(url)
        self._here = self.engine.dialect.name == "sqlite"
        self._writing = Lock()
        self._awaited = None if self._here else _awaited(self.engine)
        self._reader = self.engine.execution_options(reads="all")

    def migrate(self) -> None:
        """Bring the tables up to this version; safe to call from several processes."""
        from alembic import command  # nobody else needs it
        from alembic.config import Config

        with self.engine.begin() as connection:
            _one_at_a_time(connection)
            config = Config()
            config.set_main_option("script_location", str(MIGRATIONS))
            config.attributes["connection"] = connection
            command.upgrade(config, "head")

    @contextmanager
    def scope(self, tenant: str) -> Iterator[Scope]:
        """A transaction on one tenant's rows: committed at the end, undone by an error."""
        with self._turn(), self.engine.begin() as connection:
            yield Scope(connection, tenant)

    @contextmanager
    def reading(self, tenant: str) -> Iterator[Scope]:
        """One tenant's rows as they are now; on SQLite nobody waits for it."""
        with self._reader.begin() as connection:
            yield Scope(connection, tenant)

    def glance(self, tenant: str, prepared: Prepared, **values: str) -> Any:
        """The answer to one question about one tenant's rows, without a transaction around it and without
        what SQLAlchemy does for a statement: both take longer than the answer."""
        try:
            return self._quick(prepared, values | {Prepared.TENANT: tenant})
        except self.engine.dialect.loaded_dbapi.Error:  # once more: a new connection, errors that are known
            with self.reading(tenant) as scope:
                return scope.ask(prepared, **values)

    def _quick(self, prepared: Prepared, values: dict[str, str]) -> Any:
        connection = self.engine.raw_connection()
        try:
            with _alone(connection.dbapi_connection, self._here):
                found = prepared.rows(connection, self.engine.dialect, values)
        except BaseException:
            connection.invalidate()
            raise
        connection.close()
        return found[0] if found else None

    async def glanced(self, tenant: str, prepared: Prepared, **values: str) -> Any:
        """The same from the event loop: a page of SQLite is in this machine's memory, so that it takes less
        time than to wait for a thread; PostgreSQL is waited for without one."""
        if self._awaited is None:
            return self.glance(tenant, prepared, **values)
        try:
            found = await self._awaited.rows(prepared, values | {Prepared.TENANT: tenant})
        except self.engine.dialect.loaded_dbapi.Error:
            return await run_sync(partial(self.glance, tenant, prepared, **values))
        return found[0] if found else None

    @contextmanager
    def whole(self) -> Iterator[Connection]:
        """A transaction over all tenants: for workers and the operator."""
        with self._turn(), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def reading_whole(self) -> Iterator[Connection]:
        """All tenants' rows as they are now: for keys that are being looked up, workers and the operator."""
        with self._reader.begin() as connection:
            yield connection

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """SQLite has one writer, and who waits for it sleeps: within this process turns are taken awake."""
        taken = self._here and self._writing.acquire(timeout=BUSY_SECONDS)
        try:
            yield
        finally:
            if taken:
                self._writing.release()

    def ready(self) -> None:
        """Raises what SQLAlchemy raises when the database cannot be asked."""
        with self.engine.connect() as connection:
            connection.execute(text("SELECT 1"))

    def close(self) -> None:
        """Give all connections back."""
        if self._awaited is not None:
            self._awaited.close()
        self.engine.dispose()


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

    def ask(self, prepared: Prepared, **values: str) -> Any:
        """The first row that a prepared question finds with these values; None when there is none."""
        found = self.ask_all(prepared, **values)
        return found[0] if found else None

    def ask_all(self, prepared: Prepared, **values: str) -> list[Any]:
        """All rows that a prepared question finds with these values."""
        given, dialect = values | {Prepared.TENANT: self.tenant}, self._connection.dialect
        try:
            return prepared.rows(self._connection.connection, dialect, given)
        except dialect.loaded_dbapi.Error:  # once more, so that the error is one that is known
            return list(self._connection.execute(prepared.statement, given))

    def add(self, table: Table, **values: Any) -> None:
        """A new row; raises IntegrityError when its key is taken."""
        add(self._connection, table, {"tenant": self.tenant, **values})

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

    def along(self, work: Callable[[Connection], None]) -> None:
        """What is done in this transaction or not at all, in tables that are not the store's."""
        work(self._connection)

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
        engine = create_engine(
            url, pool_size=10, max_overflow=20, hide_parameters=True, connect_args=patience
        )
        event.listen(engine, "checkin", _left)
        event.listen(engine, "checkout", partial(_taken, engine.dialect))
        return engine
    file = url.removeprefix("sqlite:///")
    if file:
        Path(file).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, hide_parameters=True, connect_args={"timeout": BUSY_SECONDS})
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def _awaited(engine: Engine) -> Awaited:
    from api.store.awaited import Awaited  # its driver takes a while to load, and SQLite has no use for it

    return Awaited(engine, CONNECT_SECONDS)


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
    reads = connection.get_execution_options().get("reads")
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


@contextmanager
def _alone(driver: Any, here: bool) -> Iterator[None]:
    """A statement that is no part of a transaction; SQLite's are not, unless one is begun."""
    if here:
        yield
        return
    driver.autocommit = True
    yield
    driver.autocommit = False


def _left(_: Any, record: ConnectionPoolEntry) -> None:
    record.info[LEFT] = time.monotonic()


def _taken(dialect: Dialect, connection: Any, record: ConnectionPoolEntry, _: Any) -> None:
    """A connection nobody has used for a while may have been cut off meanwhile: it is asked first."""
    if time.monotonic() - record.info.get(LEFT, math.inf) > QUIET_SECONDS:
        try:
            dialect.do_ping(connection)
        except dialect.loaded_dbapi.Error as error:
            raise InvalidatePoolError("cut off") from error


def _one_at_a_time(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(7232841)"))
