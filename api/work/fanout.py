"""Many small pieces of one job, worked on by all workers: in chunks, through the durable queue.

A workflow calls `fan_out` and has the results in the order of its items. Chunks have a queue of their own:
a job that waits holds no place that its chunks need. A chunk is what is done again when a worker dies, and a
workflow of its own costs some 40 to 95 ms, so give tiny pieces many to a chunk.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import Any

from dbos import DBOS, SetWorkflowID
from sqlalchemy.exc import SQLAlchemyError

from api.work import jobs
from api.work.hands import Hands, hands

log = logging.getLogger(__name__)

Work = Callable[[Hands, str, str, list[Any]], list[Any]]
"""(hands, tenant, subject, items) → a result for each item; items and results are plain JSON."""
_kinds: dict[str, Work] = {}


def part(kind: str) -> Callable[[Work], Work]:
    """Names what is done with a chunk of this kind; every worker must have imported it."""

    def named(work: Work) -> Work:
        _kinds[kind] = work
        return work

    return named


def fan_out(kind: str, tenant: str, subject: str, items: Sequence[Any], *, chunk: int) -> list[Any]:
    """A result for each item, in their order; None for items of a chunk that failed.

    To be called in a workflow, which may be taken over: chunks that have ended are not done again. `subject`
    says what the items belong to, so that a worker finds the rest in the store.
    """
    parent, waiting = DBOS.workflow_id, list[Any]()
    for start in range(0, len(items), chunk):
        with SetWorkflowID(f"{parent}.{kind}.{start}"):
            some = list(items[start : start + chunk])
            waiting.append(DBOS.enqueue_workflow(jobs.PARTS, _part, kind, tenant, subject, some))
    gathered = list[Any]()
    for each in waiting:
        gathered += each.get_result(polling_interval_sec=jobs.POLL_EVERY)
    return gathered


@DBOS.workflow(name=jobs.PART)
def _part(kind: str, tenant: str, subject: str, items: list[Any]) -> list[Any]:
    return _done(kind, tenant, subject, items)


@jobs.lasting
def _done(kind: str, tenant: str, subject: str, items: list[Any]) -> list[Any]:
    """The results of a chunk; what nobody expected leaves it without, and is in the log."""
    try:
        return _kinds[kind](hands(), tenant, subject, items)
    except SQLAlchemyError:
        raise
    except Exception as error:  # its text may tell numbers, pay among them
        log.error("%s: a chunk of %s failed: %s", subject, kind, type(error).__name__)
        return [None] * len(items)
