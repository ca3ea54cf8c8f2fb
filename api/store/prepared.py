"""Questions that are asked very often: put into the driver's own words once, because that takes far longer
than to answer them."""

from __future__ import annotations

from collections import namedtuple
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, Table, bindparam, select
from sqlalchemy.engine import Dialect
from sqlalchemy.pool import PoolProxiedConnection


class Prepared:
    """A question about the rows of one table, of one tenant alone."""

    TENANT = "of_tenant"

    def __init__(self, table: Table, *wanted: Any, order: Any = None, most: int | None = None) -> None:
        """`wanted`: conditions with `bindparam` for what is not known yet: texts alone, and no `IN`."""
        asked = select(table).where(*wanted, table.c.tenant == bindparam(self.TENANT))
        self.statement = asked.order_by(order).limit(most)

    def rows(self, connection: PoolProxiedConnection, dialect: Dialect, values: dict[str, str]) -> list[Any]:
        """The rows with these values, their columns by their names. Raises the driver's errors."""
        spelled, cursor = self.spelled(dialect), connection.cursor()
        try:
            cursor.execute(*spelled.asked(values))
            return spelled.read(list(cursor.fetchall()), cursor)
        finally:
            cursor.close()

    def spelled(self, dialect: Dialect) -> Spelled:
        """The question in a driver's words."""
        return _spelled(self.statement, dialect)


class Spelled:
    """A statement as a driver takes it, and how what it finds is read."""

    def __init__(self, statement: Select[Any], dialect: Dialect) -> None:
        self._compiled = statement.compile(dialect=dialect)
        self._known, self._dialect = self._compiled.params, dialect
        self._text, self._columns = self._compiled.string, list(statement.selected_columns)
        self._made: Any = namedtuple("Row", [column.name for column in self._columns], rename=True)  # type: ignore[misc]
        self._readers: list[tuple[int, Any]] | None = None

    def asked(self, values: dict[str, str]) -> tuple[str, Any]:
        """The words, and these values as they stand beside them."""
        order, all_values = self._compiled.positiontup, self._known | values
        return self._text, all_values if order is None else tuple(all_values[name] for name in order)

    def read(self, found: list[Any], cursor: Any) -> list[Any]:
        """What was found, as rows."""
        if found and self._readers is None:
            self._readers = self._reading([each[1] for each in cursor.description])
        return [self._row(list(values)) for values in found]

    def _row(self, values: list[Any]) -> Any:
        for place, read in self._readers or ():
            values[place] = read(values[place])
        return self._made._make(values)

    def _reading(self, kinds: list[Any]) -> list[tuple[int, Any]]:
        """Places of columns that come otherwise than they are wanted, and what is made of them."""
        types = [column.type.dialect_impl(self._dialect) for column in self._columns]
        read = [each.result_processor(self._dialect, kind) for each, kind in zip(types, kinds)]
        return [(place, each) for place, each in enumerate(read) if each is not None]


_spelled = lru_cache(maxsize=None)(Spelled)
