"""`staffmix worker`: takes plans from the queue, solves them, and takes up those of workers who died."""

from __future__ import annotations

import logging
import os
import secrets
import signal
import socket
import threading
import time
from datetime import timedelta

import structlog
from dbos import DBOS
from sqlalchemy import Connection, delete, select, update

from api.settings import Settings
from api.store import comparisons, plans, studies, webhooks
from api.store.store import Store, now
from api.store.tables import heartbeats
from api.webhooks import sending
from api.webhooks.post import Sender
from api.work import comparing, hands, jobs, planning, studying
from api.work.sweep import Sweep
from scheduler.engine import Engine, shared_crew

BEAT_EVERY = 3.0  # seconds
SILENT = timedelta(seconds=12)  # after which a worker counts as dead
FORGOTTEN = timedelta(seconds=15)  # after which a plan that nobody queued is queued
RETRIES, RETRY_AFTER = (
    8,
    2.0,
)  # while the storage is away; seconds before the first, twice that before the next
GRACE = 5  # seconds for plans under way when a worker is asked to end
MESSAGES_AT_ONCE, STUDIES_AT_ONCE, PARTS_AT_ONCE = 16, 4, 1  # a worker's; parts share one engine
TO_ONE_AT_ONCE = 2  # messages to one webhook: a receiver that does not answer leaves places to others
LOOK_EVERY, LOOK_SELDOM = 0.5, 1.0  # seconds between two looks for parts of jobs; for jobs and messages
MOST_DUE = 200  # messages, comparisons and studies that are queued at once
TIDY_EVERY = 600.0  # seconds between two looks for what can be forgotten
REMEMBERED, MOST_FORGOTTEN = timedelta(days=7), 1000  # of the queue's own notes on work that has ended
POST_WITHIN = 15.0  # seconds for one try of a message
WORKFLOWS = (comparing.compare, studying.study, sending.deliver)  # imported, so that this process knows them
log = logging.getLogger(__name__)


class Worker:
    """One process at the queue. There is one of it in a process: DBOS knows no more."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.name = f"{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(4)}"
        self.store = Store(settings.store_url)
        self.queue = jobs.Queue(settings)
        self._engine = Engine()  # for parts of jobs; its process starts when there is one
        self._prune = Sweep(settings)
        self._ending = threading.Event()
        self._tidied = time.monotonic()

    def run(self, parent: int | None = None) -> None:
        """Work until SIGTERM or SIGINT, or `parent` is gone; plans under way then go to other workers."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self._ending.set())
        self.start()
        while not self._ending.wait(BEAT_EVERY):
            if parent is not None and os.getppid() != parent:
                break
            try:
                self.beat()
            except Exception:  # the storage is away: the next beat finds out whether it is back
                log.exception("no heartbeat")
        self.end()

    def start(self) -> None:
        """Join the queue."""
        global _worker
        self.store.migrate()
        _worker = self
        self.beat()
        shared_crew(self._settings.cores).start()
        DBOS(config=jobs.config(self._settings, self.name))
        sender = Sender(self._settings.webhook_private, POST_WITHIN)
        hands.give(hands.Hands(self._settings, self.store, self.name, sender, self._engine))
        DBOS.listen_queues(list(dict.fromkeys(jobs.QUEUES.values())))
        DBOS.launch()
        self._take_part(jobs.PLANS, self._settings.plans_at_once, jobs.POLL_EVERY)
        self._take_part(jobs.WEBHOOKS, MESSAGES_AT_ONCE, LOOK_SELDOM, TO_ONE_AT_ONCE)
        self._take_part(jobs.STUDIES, STUDIES_AT_ONCE, LOOK_SELDOM)
        self._take_part(jobs.PARTS, PARTS_AT_ONCE, LOOK_EVERY)

    def _take_part(self, queue: str, at_once: int, every: float, of_one: int | None = None) -> None:
        DBOS.register_queue(
            queue,
            worker_concurrency=at_once,
            partition_worker_concurrency=of_one,
            polling_interval_sec=every,
            on_conflict="always_update",
        )

    def end(self) -> None:
        """Leave the queue; what was under way is taken up by others at once."""
        DBOS.destroy(workflow_completion_timeout_sec=GRACE)
        with self.store.whole() as connection:
            long_ago = now() - 2 * SILENT
            connection.execute(
                update(heartbeats).where(heartbeats.c.worker == self.name).values(seen=long_ago)
            )
        self.queue.close()
        self.store.close()

    def beat(self) -> None:
        """Tell the others, and see who is silent and which plans nobody queued."""
        with self.store.whole() as connection:
            self._tell(connection)
            silent = select(heartbeats.c.worker).where(heartbeats.c.seen < now() - SILENT)
            dead = [row.worker for row in connection.execute(silent)]
            lost = plans.forgotten(connection, now() - FORGOTTEN)
        for work in self.queue.taken_by(dead):
            log.warning("%s %s: its worker is silent, another takes it up", work.kind, work.id)
            self.queue.take_over(work)
        if dead:
            with self.store.whole() as connection:
                connection.execute(delete(heartbeats).where(heartbeats.c.worker.in_(dead)))
        for tenant, plan in lost:
            self.queue.put(tenant, plan)
        self.sweep()
        self._prune(self.store, self.queue)

    def sweep(self) -> None:
        """Queue what falls due: messages to webhooks, and questions about plans that are there."""
        with self.store.whole() as connection:
            messages = webhooks.take_due(connection, MOST_DUE)
            asked = comparisons.take_due(connection, MOST_DUE)
            questions = studies.take_due(connection, MOST_DUE)
        for message in messages:
            self.queue.deliver(*message)
        for tenant, plan in asked:
            self.queue.compare(tenant, plan)
        for study in questions:
            self.queue.study(*study)

    def _tell(self, connection: Connection) -> None:
        mine = heartbeats.c.worker == self.name
        if not connection.execute(update(heartbeats).where(mine).values(seen=now())).rowcount:
            connection.execute(heartbeats.insert().values(worker=self.name, seen=now()))

    def carry_out(self, tenant: str, plan: str) -> None:
        """One plan, to its end; who wants to know is told at once."""
        with structlog.contextvars.bound_contextvars(tenant=tenant, plan=plan, worker=self.name):
            job = planning.Job(self.store, tenant, plan, self.name, self._settings.cores)
            ended = planning.carry_out(job)
            log.info("plan %s", ended or "had ended before")
        if ended is not None:
            self.sweep()


def main() -> None:
    """A worker with the environment's settings; `STAFFMIX_PARENT` names the process it ends with."""
    parent = os.environ.get("STAFFMIX_PARENT")
    Worker(Settings()).run(None if parent is None else int(parent))
    logging.shutdown()
    os._exit(0)  # a plan under way would hold the process until it is solved; another worker has it by now


_worker: Worker | None = None


@DBOS.workflow(name=jobs.PLAN)
def _plan(tenant: str, plan: str) -> None:
    _solve(tenant, plan)


@DBOS.step(name="solve", retries_allowed=True, max_attempts=RETRIES, interval_seconds=RETRY_AFTER)
def _solve(tenant: str, plan: str) -> None:
    assert _worker is not None
    _worker.carry_out(tenant, plan)
