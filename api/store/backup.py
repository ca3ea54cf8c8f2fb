"""The whole store in one file, while it is in use; and back, on SQLite or PostgreSQL alike.

The file is a zip archive: `manifest.json`, and for every table a file of JSON lines, one object a row,
without the columns that hold nothing. Moments and days are ISO 8601, bytes are base64. The queue is not in
it: what a plan needs to be queued again is in the store.
"""

from __future__ import annotations

import base64
import json
import os
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from importlib.metadata import version
from itertools import groupby, islice
from pathlib import Path
from typing import Any

from alembic.runtime.migration import MigrationContext
from sqlalchemy import (
    Column,
    Connection,
    Date,
    DateTime,
    Integer,
    LargeBinary,
    Table,
    func,
    select,
    text,
    update,
)

from api.store.plans import State
from api.store.store import Store, now
from api.store.tables import Moment, heartbeats, metadata, plans, tenants

FORMAT, FORM = "staffmix-store", 1
MANIFEST = "manifest.json"
ROWS = 500  # at once
KEPT = tuple(table for table in metadata.sorted_tables if table is not heartbeats)
"""Tables in an order in which each comes after those it refers to."""


class BackupRefused(Exception):
    """It cannot be done; says why, and what to do."""


def backup(store: Store, file: Path) -> dict[str, int]:
    """Writes all rows as they are at one moment; how many of each table. Nobody waits for it.

    The file is there whole or not at all, for its owner's eyes only: it holds pay. Raises FileExistsError.
    """
    partial = file.with_name(f".{file.name}.{os.getpid()}")
    handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with (
            os.fdopen(handle, "wb") as out,
            zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive,
            _one_moment(store) as connection,
        ):
            rows = {table.name: _write(archive, connection, table) for table in KEPT}
            archive.writestr(MANIFEST, json.dumps(_manifest(_revision(connection), rows), indent=2))
        os.link(partial, file)  # unlike a rename, this overwrites nothing
    finally:
        partial.unlink()
    return rows


def restore(store: Store, file: Path, *, replace: bool) -> dict[str, int]:
    """Puts all rows of a backup into the store; how many of each table. All or nothing.

    `replace`: what is there goes first; without it a store that holds anything is left as it is. Plans that
    were under way wait for a worker again. Raises BackupRefused.
    """
    with _opened(file) as archive, store.whole() as connection:
        manifest = _read_manifest(archive)
        _require_same_schema(manifest, _revision(connection))
        if connection.execute(select(tenants.c.id).limit(1)).first() is not None:
            if not replace:
                raise BackupRefused("The store holds something already; say --replace to delete it first.")
            for table in reversed(metadata.sorted_tables):
                connection.execute(table.delete())
        rows = {table.name: _read(archive, connection, table) for table in KEPT}
        if rows != manifest["rows"]:
            raise BackupRefused("The file does not hold what its manifest says; take another backup.")
        under_way = update(plans).where(plans.c.state == State.RUNNING)
        connection.execute(under_way.values(state=State.QUEUED, worker=None, started=None))
    return rows


@contextmanager
def _one_moment(store: Store) -> Iterator[Connection]:
    """Rows as they are when the first is read, whatever is written meanwhile."""
    options: dict[str, Any] = {"reads": True}
    if store.engine.dialect.name == "postgresql":
        options["isolation_level"] = "REPEATABLE READ"
    with store.engine.execution_options(**options).begin() as connection:
        yield connection


def _manifest(revision: str, rows: dict[str, int]) -> dict[str, Any]:
    made = now().isoformat()
    return {
        "format": FORMAT, "version": FORM, "staffmix": version("staffmix"), "schema": revision, "made": made,
        "rows": rows,
    }  # fmt: skip


def _write(archive: zipfile.ZipFile, connection: Connection, table: Table) -> int:
    number, kept = 0, [(column.name, _writer(column)) for column in table.columns]
    ordered = select(table).order_by(*table.primary_key)
    with archive.open(_name(table), "w", force_zip64=True) as out:
        for row in connection.execution_options(yield_per=ROWS).execute(ordered).mappings():
            told = {name: written(row[name]) for name, written in kept if row[name] is not None}
            out.write(json.dumps(told, ensure_ascii=False, allow_nan=False).encode() + b"\n")
            number += 1
    return number


def _read(archive: zipfile.ZipFile, connection: Connection, table: Table) -> int:
    number, kept = 0, {column.name: _reader(column) for column in table.columns}
    with archive.open(_name(table)) as lines:
        rows = ({name: kept[name](value) for name, value in json.loads(line).items()} for line in lines)
        while some := list(islice(rows, ROWS)):
            # a column that holds nothing is left out, so rows of one statement name the same columns
            for _, alike in groupby(sorted(some, key=lambda row: sorted(row)), key=lambda row: sorted(row)):
                connection.execute(table.insert(), list(alike))
            number += len(some)
    _count_on(connection, table)
    return number


def _count_on(connection: Connection, table: Table) -> None:
    """PostgreSQL numbers new rows by a sequence, which has to go on after the highest."""
    column = table.autoincrement_column
    if connection.dialect.name != "postgresql" or column is None or not isinstance(column.type, Integer):
        return
    highest = connection.execute(select(func.max(column))).scalar()
    if highest is not None:
        sequence = "SELECT setval(pg_get_serial_sequence(:table, :column), :value)"
        connection.execute(text(sequence), {"table": table.name, "column": column.name, "value": highest})


def _same(value: Any) -> Any:
    return value


def _iso(value: date) -> str:
    return value.isoformat()


def _writer(column: Column[Any]) -> Callable[[Any], Any]:
    if isinstance(column.type, LargeBinary):
        return lambda value: base64.b64encode(value).decode()
    return _iso if isinstance(column.type, (Moment, DateTime, Date)) else _same


def _reader(column: Column[Any]) -> Callable[[Any], Any]:
    if isinstance(column.type, LargeBinary):
        return lambda value: base64.b64decode(value, validate=True)
    if isinstance(column.type, Date):
        return date.fromisoformat
    return datetime.fromisoformat if isinstance(column.type, (Moment, DateTime)) else _same


def _name(table: Table) -> str:
    return f"{table.name}.jsonl"


@contextmanager
def _opened(file: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(file) as archive:
            yield archive
    except (zipfile.BadZipFile, EOFError):
        raise BackupRefused("This is no backup, or it is damaged.") from None


def _read_manifest(archive: zipfile.ZipFile) -> dict[str, Any]:
    names: Iterable[str] = archive.namelist()
    found = json.loads(archive.read(MANIFEST)) if MANIFEST in names else None
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise BackupRefused("This is no backup of a store.")
    if found.get("version") != FORM:
        raise BackupRefused(f"This backup has the form {found.get('version')}; this program reads {FORM}.")
    return found


def _require_same_schema(manifest: dict[str, Any], here: str) -> None:
    if manifest["schema"] != here:
        raise BackupRefused(
            f"Its tables are those of {manifest['schema']} (staffmix {manifest['staffmix']}), those here of "
            f"{here}: restore it with that staffmix, then upgrade."
        )


def _revision(connection: Connection) -> str:
    return str(MigrationContext.configure(connection).get_current_revision())
