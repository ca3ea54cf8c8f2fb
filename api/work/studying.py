"""Questions about a plan, answered one by one by all workers; what a study comes to when all are."""

from __future__ import annotations

import logging
from typing import Any

from dbos import DBOS
from sqlalchemy.exc import SQLAlchemyError

from api.store import studies
from api.store.packed import fault
from api.store.studies import Kind, State
from api.work import alternating, explaining, jobs
from api.work.fanout import fan_out
from api.work.hands import hands
from scheduler.explain.explain import Question

ITEMS = {Kind.EXPLANATION: explaining.items, Kind.ALTERNATIVES: alternating.items}
CHUNK = {Kind.EXPLANATION: 4, Kind.ALTERNATIVES: 1}
"""Questions whose answers share what they need alike stay together; a search for a plan is long."""
log = logging.getLogger(__name__)


@DBOS.workflow(name=jobs.STUDY)
def study(tenant: str, identity: str) -> None:
    """Answers every question of a study and keeps the answers."""
    kind, items = begin_study(tenant, identity)
    if items:
        fan_out(kind, tenant, identity, items, chunk=CHUNK[Kind(kind)])
    end_study(tenant, identity, items)


@jobs.lasting
def begin_study(tenant: str, identity: str) -> tuple[str, list[Any] | None]:
    """What kind it is and what is to be answered; None when there is nothing to ask about, or it failed."""
    kind = Kind.EXPLANATION.value
    try:
        with hands().store.reading(tenant) as scope:
            row = studies.one(scope, identity)
        if row is None:
            return kind, None  # deleted meanwhile
        kind = row.kind
        return kind, ITEMS[Kind(kind)](hands(), tenant, row)
    except SQLAlchemyError:
        raise
    except Exception as error:
        _fail(tenant, identity, error)
        return kind, None


@jobs.lasting
def end_study(tenant: str, identity: str, items: list[Any] | None) -> None:
    """Notes what has no answer, and makes of the answers what there is to be made."""
    try:
        _end(tenant, identity, items)
    except SQLAlchemyError:
        raise
    except Exception as error:
        _fail(tenant, identity, error)


def _end(tenant: str, identity: str, items: list[Any] | None) -> None:
    with hands().store.scope(tenant) as scope:
        row = studies.one(scope, identity)
        if row is None or not studies.end(scope, identity, State.NONE if items is None else State.FINISHED):
            return
        answered = studies.answered(scope, [identity])
        for name in map(_name, items or ()):
            if name not in answered:
                studies.answer(scope, identity, name, None)
        if items is not None and row.kind == Kind.ALTERNATIVES:
            alternating.made(scope, row)


def _fail(tenant: str, identity: str, error: Exception) -> None:
    """What is told is a code: an error's text may tell numbers, pay among them."""
    log.error("%s: cannot be asked: %s", identity, type(error).__name__)
    with hands().store.scope(tenant) as scope:
        studies.fail(scope, identity, fault(error))


def _name(item: Any) -> str:
    """What the answer to an item is kept under."""
    return item if isinstance(item, str) else str(Question(*item))
