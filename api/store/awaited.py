"""Questions to PostgreSQL for which the event loop waits itself: to wait in a thread takes longer than the
answer."""

from __future__ import annotations

import asyncio
from typing import Any

from psycopg import AsyncConnection
from sqlalchemy import Engine

from api.store.prepared import Prepared

MOST = 8  # connections; who comes when all are asked waits for the first


class Awaited:
    """Connections of one loop's own. Statements are no part of a transaction."""

    def __init__(self, engine: Engine, patience: int) -> None:
        """`patience`: seconds for a connection to be made."""
        self._dialect = engine.dialect
        _, given = engine.dialect.create_connect_args(engine.url)
        self._given: dict[str, Any] = {**given, "connect_timeout": patience, "autocommit": True}
        self._free: list[AsyncConnection[Any]] = []
        self._turns = asyncio.Semaphore(MOST)

    async def rows(self, prepared: Prepared, values: dict[str, str]) -> list[Any]:
        """The rows that a question finds with these values. Raises the driver's errors."""
        spelled = prepared.spelled(self._dialect)
        async with self._turns:
            connection = self._free.pop() if self._free else await AsyncConnection.connect(**self._given)
            try:
                cursor = await connection.execute(*spelled.asked(values))
                found = spelled.read(await cursor.fetchall(), cursor)
            except BaseException:
                connection.pgconn.finish()
                raise
            self._free.append(connection)
        return found

    def close(self) -> None:
        """Give all connections back."""
        for connection in self._free:
            connection.pgconn.finish()
        self._free.clear()
