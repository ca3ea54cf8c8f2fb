"""The durable queue: DBOS behind a few verbs. What is queued is done once, whatever dies meanwhile.

A plan is queued under its own id, so queueing it twice is queueing it once. Whoever takes it up stores its
result only while it is open, so two workers at one plan (one of them thought dead) still make one result.
"""

from __future__ import annotations

from dbos import DBOS, DBOSClient, DBOSConfig, DBOSPortableJSONSerializer

from api.settings import Settings

PLANS = "plans"
WORKFLOW = "plan"
VERSION = "1"  # of the workflows' shape: a worker takes up what was queued before an upgrade
POLL_EVERY = 0.2  # seconds


class Queue:
    """The queue as those see it who put plans in, and who look after it."""

    def __init__(self, settings: Settings) -> None:
        prepare(settings)
        self._client = DBOSClient(
            system_database_url=settings.jobs_url, serializer=DBOSPortableJSONSerializer()
        )

    def put(self, tenant: str, plan: str) -> None:
        """Queues a plan; once is enough."""
        self._client.enqueue(
            {"workflow_name": WORKFLOW, "queue_name": PLANS, "workflow_id": plan, "app_version": VERSION},
            tenant,
            plan,
        )

    def taken_by(self, workers: list[str]) -> list[str]:
        """Plans that these workers have begun and not ended."""
        if not workers:
            return []
        found = self._client.list_workflows(
            status="PENDING", executor_id=workers, name=WORKFLOW, load_input=False, load_output=False
        )
        return [each.workflow_id for each in found]

    def take_over(self, plan: str) -> None:
        """Puts a plan back into the queue for whoever is free."""
        self._client.resume_workflow(plan, queue_name=PLANS)

    def ready(self) -> None:
        """Raises when the queue cannot be asked."""
        self._client.check_connection()

    def close(self) -> None:
        """Give all connections back."""
        self._client.destroy()


def prepare(settings: Settings) -> None:
    """Makes the queue's own tables; safe to call from several processes."""
    settings.data.mkdir(parents=True, exist_ok=True)
    DBOS.migrate(settings.jobs_url)


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
