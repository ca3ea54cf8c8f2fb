"""Rows as they are put into a table in the driver's own words: put into words once, because that takes longer
than to store them."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Table, insert
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import DBAPIError


def add(connection: Connection, table: Table, values: dict[str, Any]) -> None:
    """A new row; raises SQLAlchemy's errors."""
    _adding(table, tuple(values), connection.dialect).put(connection, values)


class _Adding:
    """The statement for a row of these columns, and what is made of their values."""

    def __init__(self, table: Table, names: tuple[str, ...], dialect: Dialect) -> None:
        compiled = insert(table).inline().compile(dialect=dialect, column_keys=list(names))
        self._text, self._order = compiled.string, compiled.positiontup
        kinds = {name: table.c[name].type.dialect_impl(dialect) for name in names}
        made = {name: kind.bind_processor(dialect) for name, kind in kinds.items()}
        self._makers = {name: make for name, make in made.items() if make is not None}

    def put(self, connection: Connection, values: dict[str, Any]) -> None:
        given: Any = values | {name: make(values[name]) for name, make in self._makers.items()}
        if self._order is not None:
            given = [given[name] for name in self._order]
        driver = connection.dialect.loaded_dbapi.Error
        cursor = connection.connection.cursor()
        try:
            cursor.execute(self._text, given)
        except driver as error:  # its parameters may hold pay
            raise DBAPIError.instance(
                self._text, None, error, driver, hide_parameters=True, dialect=connection.dialect
            ) from error
        finally:
            cursor.close()


_adding = lru_cache(maxsize=None)(_Adding)
