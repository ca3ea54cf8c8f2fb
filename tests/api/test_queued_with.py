"""Where store and queue are one database, a plan is queued in the transaction that stores it."""

from __future__ import annotations

from contextlib import suppress

import pytest
from sqlalchemy import Connection, text

from api.settings import Settings
from api.store.store import Store
from api.work.jobs import Queue


def test_a_plan_is_queued_with_what_stores_it_or_not_at_all(settings: Settings, store: Store) -> None:
    queue = Queue(settings, store.engine)
    assert queue.joins == (store.engine.dialect.name == "postgresql")
    if not queue.joins:
        queue.close()
        pytest.skip("SQLite's queue is a file of its own")
    for plan, fault in (("plan_undone", RuntimeError), ("plan_stored", None)):

        def put(connection: Connection, plan: str = plan) -> None:
            queue.put_within(connection, "ours", plan)

        with suppress(RuntimeError), store.scope("ours") as scope:
            scope.along(put)
            if fault is not None:
                raise fault
    with store.whole() as connection:
        queued = connection.execute(text("SELECT workflow_uuid FROM dbos.workflow_status")).scalars().all()
    assert queued == ["plan_stored"]
    queue.close()
    store.ready()  # the engine stays the store's
