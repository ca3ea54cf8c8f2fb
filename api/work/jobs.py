"""The durable queue: DBOS behind a few verbs. What is queued is done once, whatever dies meanwhile.

A plan is queued under its own id, so queueing it twice is queueing it once. Whoever takes it up stores its
result only while it is open, so two workers at one plan (one of them thought dead) still make one result.
The same holds for each try of a webhook's message, and for comparisons.

Each kind of work has a queue of its own, so that none waits for places that another holds: messages go out
while a plan is being solved, and a job that waits for its parts (`api.work.fanout`) holds no place of theirs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import ParamSpec, TypeVar

from dbos import DBOS, DBOSClient, DBOSConfig, DBOSPortableJSONSerializer, EnqueueOptions
from sqlalchemy import Connection, Engine, create_engine, text
from sqlalchemy.exc import SQLAlchemyError

from api.settings import Settings

PLAN, DELIVERY, COMPARISON, STUDY, PART = "plan", "delivery", "comparison", "study", "part"
PLANS, WEBHOOKS, STUDIES, PARTS = "plans", "webhooks", "studies", "parts"
QUEUES = {PLAN: PLANS, DELIVERY: WEBHOOKS, COMPARISON: STUDIES, STUDY: STUDIES, PART: PARTS}
"""Every kind of work (the name of its workflow), and where it is queued."""
VERSION = "1"  # of the workflows' shape: a worker takes up what was queued before an upgrade
POLL_EVERY = 0.3  # seconds
RETRY_EVERY, FOR_EVER = 10.0, 1_000_000  # seconds between tries while the storage is away, and how many

Given = ParamSpec("Given")
Found = TypeVar("Found")


@dataclass(frozen=True)
class Taken:
    """A piece of work that somebody has begun."""

    id: str
    kind: str


class Queue:
    """The queue as those see it who put plans in, and who look after it."""

    def __init__(self, settings: Settings, store: Engine | None = None) -> None:
        """`store`: the engine whose transactions may queue plans, where both are in one database."""
        prepare(settings)
        self._here, self._writing = settings.jobs_url.startswith("sqlite"), Lock()
        self.joins = store is not None and not self._here
        self._client = DBOSClient(
            system_database_url=settings.jobs_url,
            system_database_engine=store if self.joins else None,
            serializer=DBOSPortableJSONSerializer(),
            retry_connection_errors=False,  # who asks is told that the queue is away
        )

    def put(self, tenant: str, plan: str) -> None:
        """Queues a plan; once is enough."""
        self._put(PLAN, plan, tenant, plan)

    def put_within(self, connection: Connection, tenant: str, plan: str) -> None:
        """Queues a plan in a transaction of the store, where `joins` says that this can be."""
        self._client.enqueue_in_transaction(connection, _how(PLAN, plan), tenant, plan)

    def deliver(self, tenant: str, webhook: str, delivery: str, attempt: int) -> None:
        """Queues one try of a message to a webhook; once is enough."""
        self._put(DELIVERY, f"{delivery}.{attempt}", tenant, delivery, attempt, share_of=webhook)

    def compare(self, tenant: str, plan: str) -> None:
        """Queues the comparisons of a plan with other ways; once is enough."""
        self._put(COMPARISON, f"{plan}.{COMPARISON}", tenant, plan)

    def study(self, tenant: str, study: str, attempt: int) -> None:
        """Queues questions about a plan; once is enough for each attempt."""
        self._put(STUDY, f"{study}.{attempt}", tenant, study)

    def taken_by(self, workers: list[str]) -> list[Taken]:
        """What these workers have begun and not ended."""
        if not workers:
            return []
        found = self._client.list_workflows(
            status="PENDING", executor_id=workers, name=list(QUEUES), load_input=False, load_output=False
        )
        return [Taken(each.workflow_id, each.name) for each in found]

    def take_over(self, work: Taken) -> None:
        """Puts work back into its queue for whoever is free."""
        self._client.resume_workflow(work.id, queue_name=QUEUES[work.kind])

    def forget(self, before: datetime, most: int) -> int:
        """Forgets work that ended before a moment, at most so much at once; how much it was."""
        found = self._client.list_workflows(
            status=["SUCCESS", "ERROR"], name=list(QUEUES), completed_before=before.isoformat(), limit=most,
            load_input=False, load_output=False,
        )  # fmt: skip
        self._client.delete_workflows([each.workflow_id for each in found])
        return len(found)

    def ready(self) -> None:
        """Raises when the queue cannot be asked."""
        self._client.check_connection()

    def close(self) -> None:
        """Give all connections back."""
        self._client.destroy()

    def _put(self, kind: str, identity: str, *arguments: str | int, share_of: str | None = None) -> None:
        how = _how(kind, identity, share_of)
        if not self._here:
            self._client.enqueue(how, *arguments)
            return
        with self._writing:  # one after the other: SQLite has one writer, and who waits for it sleeps
            self._client.enqueue(how, *arguments)


def _how(kind: str, identity: str, share_of: str | None = None) -> EnqueueOptions:
    how: EnqueueOptions = {
        "workflow_name": kind,
        "queue_name": QUEUES[kind],
        "workflow_id": identity,
        "app_version": VERSION,
    }
    if share_of is not None:
        how["queue_partition_key"] = share_of
    return how


def prepare(settings: Settings) -> None:
    """Makes the queue's own tables; safe to call from several processes."""
    settings.data.mkdir(parents=True, exist_ok=True)
    DBOS.migrate(settings.jobs_url)
    engine = create_engine(settings.jobs_url)
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:  # for good: who writes and who reads do not wait for each other
            connection.execute(text("PRAGMA journal_mode=WAL"))
    engine.dispose()


def lasting(step: Callable[Given, Found]) -> Callable[Given, Found]:
    """A step of a workflow that is tried for as long as the storage is away; other errors end it."""
    return DBOS.step(
        name=step.__name__,
        retries_allowed=True,
        max_attempts=FOR_EVER,
        interval_seconds=RETRY_EVERY,
        backoff_rate=1.0,
        should_retry=lambda error: isinstance(error, SQLAlchemyError),
    )(step)


def config(settings: Settings, worker: str) -> DBOSConfig:
    """How a worker takes part."""
    return {
        "name": "staffmix",
        "system_database_url": settings.jobs_url,
        "executor_id": worker,
        "application_version": VERSION,
        "serializer": DBOSPortableJSONSerializer(),
        "log_level": "WARNING",
    }


def clear(settings: Settings) -> None:
    """Forgets all work, when nobody is at the queue: workers find in the store what is still to be done."""
    engine = create_engine(settings.jobs_url)
    if engine.dialect.name == "postgresql":
        with engine.begin() as connection:
            connection.execute(text("DROP SCHEMA IF EXISTS dbos CASCADE"))
    else:
        for suffix in ("", "-wal", "-shm"):
            Path(f"{engine.url.database}{suffix}").unlink(missing_ok=True)
    engine.dispose()
