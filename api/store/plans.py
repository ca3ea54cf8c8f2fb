"""Plans asked for: their state, what they were asked with, and one compressed answer each."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, and_, bindparam, func, or_, select

from api.store.packed import packed, unpacked
from api.store.prepared import Prepared
from api.store.store import Scope, Store, now
from api.store.tables import adoptions, contents, plans, submissions

KEPT = timedelta(hours=24)  # an Idempotency-Key


class State(StrEnum):
    """Where a plan is on its way."""

    QUEUED = "queued"
    RUNNING = "running"
    FINISHED = "finished"
    FAILED = "failed"
    CANCELLED = "cancelled"


OPEN = (State.QUEUED, State.RUNNING)
ENDED_AS = {State.FINISHED: "has finished", State.FAILED: "failed", State.CANCELLED: "was cancelled"}
"""What is said of a plan that has ended."""
_STATE = Prepared(plans, plans.c.id == bindparam("plan"))
_LIKE = Prepared(
    plans,
    plans.c.fingerprint == bindparam("same"),
    plans.c.series == bindparam("series"),
    or_(*(plans.c.state == str(state) for state in (*OPEN, State.FINISHED))),
    plans.c.stop_requested.is_(False),
    order=plans.c.created.desc(),
    most=1,
)
_SUBMITTED = Prepared(submissions, submissions.c.key == bindparam("key"))


@dataclass(frozen=True)
class Wanted:
    """What a plan is asked for with. `inputs`: kind → key, version, hash; `problem`: JSON text.

    `of`, `relation`, `told`: the plan it stands beside, as what, and what is said of that. `given`: JSON text
    of what it is worked out from where that is more than the problem.
    """

    series: str
    inputs: Mapping[str, Any]
    effort: Mapping[str, Any]
    baseline: str | None
    fingerprint: str
    problem: str
    of: str | None = None
    relation: str | None = None
    told: Mapping[str, Any] | None = None
    given: str | None = None


class KeyReused(Exception):
    """The idempotency key was used for another body."""


def submitted(store: Store, tenant: str, key: str, body_hash: str) -> str | None:
    """The plan that an idempotency key stands for; None for a key that is new or past its day.

    Raises KeyReused.
    """
    found = store.glance(tenant, _SUBMITTED, key=key)
    if found is None or found.created < now() - KEPT:
        return None
    return _same_body(found, body_hash)


def submit(
    scope: Scope, wanted: Wanted, by: str, key: str | None, body_hash: str, same: str | None = None
) -> tuple[str, bool]:
    """A queued plan: (its id, whether it is new). The same `key` and body give the same plan for a day.

    `same`: the plan that answers this question already; a `key` that is new then stands for it.
    """
    moment, identity = now(), same or "plan_" + secrets.token_hex(12)
    if key is not None:
        scope.remove(submissions, submissions.c.key == key, submissions.c.created < moment - KEPT)
        taken = not scope.add_once(submissions, key=key, hash=body_hash, plan=identity, created=moment)
        if taken:
            earlier = scope.one(submissions, submissions.c.key == key)
            assert earlier is not None
            return _same_body(earlier, body_hash), False
    if same is not None:
        return same, False
    scope.add(
        plans,
        id=identity,
        series=wanted.series,
        state=State.QUEUED,
        stop_requested=False,
        inputs=dict(wanted.inputs),
        effort=dict(wanted.effort),
        fingerprint=wanted.fingerprint,
        baseline=wanted.baseline,
        attempts=0,
        created=moment,
        updated=moment,
        by=by,
        of=wanted.of,
        relation=wanted.relation,
        told=None if wanted.told is None else dict(wanted.told),
    )
    given = None if wanted.given is None else packed(wanted.given)
    scope.add(contents, plan=identity, problem=packed(wanted.problem), given=given)
    return identity, True


def _same_body(row: Any, body_hash: str) -> str:
    if row.hash != body_hash:
        raise KeyReused
    plan: str = row.plan
    return plan


def plan(scope: Scope, identity: str) -> Row[Any] | None:
    """The state of a plan."""
    found: Row[Any] | None = scope.ask(_STATE, plan=identity)
    return found


def glance(store: Store, tenant: str, identity: str) -> Any:
    """The same, asked alone."""
    return store.glance(tenant, _STATE, plan=identity)


async def glanced(store: Store, tenant: str, identity: str) -> Any:
    """The same from the event loop."""
    return await store.glanced(tenant, _STATE, plan=identity)


def like(scope: Scope, fingerprint: str, series: str) -> Row[Any] | None:
    """The newest plan of a series that was asked for with the same, under way or ended by itself."""
    found: Row[Any] | None = scope.ask(_LIKE, same=fingerprint, series=series)
    return found


def problem_of(scope: Scope, identity: str) -> str | None:
    """The problem a plan was asked for with, as JSON text."""
    row = scope.one(contents, contents.c.plan == identity)
    return None if row is None else unpacked(row.problem)


def result_of(scope: Scope, identity: str) -> str | None:
    """The result of a finished plan, as JSON text."""
    row = scope.one(contents, contents.c.plan == identity)
    return None if row is None or row.result is None else unpacked(row.result)


def waiting(scope: Scope) -> int:
    """How many plans wait for a worker."""
    asked = select(func.count()).select_from(plans).where(plans.c.state == State.QUEUED)
    return int(scope.all(asked, plans)[0][0])


def before(scope: Scope, identity: str) -> int:
    """How many open plans of the tenant were asked for before this one."""
    mine = select(plans.c.created).where(plans.c.id == identity).scalar_subquery()
    asked = select(func.count()).select_from(plans).where(plans.c.state.in_(OPEN), plans.c.created < mine)
    return int(scope.all(asked, plans)[0][0])


def begin(scope: Scope, identity: str, worker: str) -> bool:
    """A worker takes a plan up, perhaps from another who died; False when it has ended already.

    What the other had found died with it: the search begins anew, and so do its figures.
    """
    mine, moment = (plans.c.id == identity, plans.c.state.in_(OPEN)), now()
    figures = dict.fromkeys(("cost", "bound", "gap"))
    values = {"state": State.RUNNING, "worker": worker, "started": moment, "updated": moment, **figures}
    return scope.change(plans, *mine, attempts=plans.c.attempts + 1, **values) > 0


def progress(scope: Scope, identity: str, cost: float | None, bound: float | None, gap: float | None) -> bool:
    """Notes where a search stands; whether somebody asked for its end."""
    mine = plans.c.id == identity, plans.c.state == State.RUNNING
    scope.change(plans, *mine, cost=cost, bound=bound, gap=gap, updated=now())
    found = plan(scope, identity)
    return found is None or bool(found.stop_requested)


def ask_to_stop(scope: Scope, identity: str) -> bool:
    """Whoever solves it ends soon, with the best plan there is; what nobody has begun is cancelled: True."""
    mine, moment = plans.c.id == identity, now()
    ended = {"state": State.CANCELLED, "stop_requested": True, "finished": moment, "updated": moment}
    if scope.change(plans, mine, plans.c.state == State.QUEUED, **ended):
        return True
    scope.change(plans, mine, plans.c.state == State.RUNNING, stop_requested=True)
    return False


def finish(scope: Scope, identity: str, result: str, summary: Mapping[str, Any]) -> bool:
    """Stores the result, once: False when the plan has ended already."""
    return _end(scope, identity, State.FINISHED, summary, result)


def fail(scope: Scope, identity: str, state: State, error: Mapping[str, Any] | None) -> bool:
    """Ends a plan without a result, once: failed, or cancelled when there was no plan yet."""
    return _end(scope, identity, state, {"error": None if error is None else dict(error)}, None)


def adopt(scope: Scope, identity: str, series: str) -> None:
    """Makes a finished plan the one of its series that is acted upon."""
    moment = now()
    scope.set(adoptions, series=series, plan=identity, since=moment)
    scope.change(plans, plans.c.id == identity, adopted=moment)


def adopted(scope: Scope, series: str) -> str | None:
    """The plan of a series that is acted upon."""
    row = scope.one(adoptions, adoptions.c.series == series)
    return None if row is None else row.plan


def listed(
    scope: Scope,
    limit: int,
    after: tuple[datetime, str] | None,
    *,
    series: str | None = None,
    states: Sequence[State] = (),
    since: datetime | None = None,
    of: str | None = None,
    adopted: bool = False,
) -> list[Row[Any]]:
    """Plans, newest first; `after` the last one of the page before, `since` a last change, `of` a plan.

    `adopted`: the one of each series that is acted upon.
    """
    asked = select(plans) if of is None else select(plans).where(plans.c.of == of)
    if adopted:
        asked = asked.where(plans.c.id.in_(select(adoptions.c.plan)))
    if series is not None:
        asked = asked.where(plans.c.series == series)
    if states:
        asked = asked.where(plans.c.state.in_(states))
    if since is not None:
        asked = asked.where(plans.c.updated >= since)
    if after is not None:
        moment, identity = after
        earlier = and_(plans.c.created == moment, plans.c.id < identity)
        asked = asked.where(or_(plans.c.created < moment, earlier))
    return scope.all(asked.order_by(plans.c.created.desc(), plans.c.id.desc()).limit(limit), plans)


def forgotten(connection: Connection, older_than: datetime) -> list[tuple[str, str]]:
    """(tenant, id) of plans that were queued before a moment and have not begun: is there a job for them?"""
    asked = select(plans.c.tenant, plans.c.id).where(
        plans.c.state == State.QUEUED, plans.c.created < older_than
    )
    return [(row.tenant, row.id) for row in connection.execute(asked)]


def drop_old(connection: Connection, before: datetime) -> int:
    """Deletes plans that ended before a moment and that nobody adopted; how many."""
    kept = select(adoptions.c.plan)
    old = plans.c.finished < before, plans.c.adopted.is_(None), plans.c.id.not_in(kept)
    return connection.execute(plans.delete().where(*old)).rowcount


def _end(scope: Scope, identity: str, state: State, values: Mapping[str, Any], result: str | None) -> bool:
    moment = now()
    mine = plans.c.id == identity, plans.c.state.in_(OPEN)
    if not scope.change(plans, *mine, state=state, finished=moment, updated=moment, **values):
        return False
    if result is not None:
        scope.change(contents, contents.c.plan == identity, result=packed(result))
    return True
