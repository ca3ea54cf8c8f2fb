"""What other ways than a plan would cost: asked for, worked out by workers once the plan is there, kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, select, update

from api.store.plans import OPEN
from api.store.store import Scope, now
from api.store.tables import comparisons, plans
from scheduler.explain.alternative import Alternative

LEASE = timedelta(seconds=60)  # whoever takes them up has them queued by then, or they are taken up again


class State(StrEnum):
    """Where comparisons are."""

    WAITING = "waiting"
    FINISHED = "finished"
    FAILED = "failed"
    NONE = "none"


def ask(scope: Scope, plan: str) -> bool:
    """Other ways shall be worked out as soon as the plan is there; False when somebody asked before."""
    moment = now()
    values = {"state": State.WAITING, "body": [], "due": moment, "updated": moment}
    return scope.add_once(comparisons, plan=plan, **values)


def asked(scope: Scope, plan: str) -> Row[Any] | None:
    """Where the comparisons of a plan are; None when nobody asked for any."""
    return scope.one(comparisons, comparisons.c.plan == plan)


def of(scope: Scope, plan: str, *, pay: bool) -> tuple[Alternative, ...]:
    """What other ways would cost; nothing while they are worked out, or when nobody asked.

    Without `pay` the cost is told and not what it is made of, for that would be sums of pay; and no cost at
    all where own people are so few that a total says what they earn.
    """
    row = asked(scope, plan)
    found = () if row is None else tuple(Alternative(**each) for each in row.body)
    if pay or not found:
        return found
    about = scope.one(plans, plans.c.id == plan)
    few = about is None or about.inputs.get("workforce", {}).get("few", True)
    told = (replace(each, cash=None, penalties=None) for each in found)
    return tuple(replace(each, cost=None) if few else each for each in told)


def take_due(connection: Connection, most: int) -> list[tuple[str, str]]:
    """(tenant, plan) of comparisons whose plan has ended, each given to one worker alone.

    What is taken and does not end is taken up again after `LEASE`.
    """
    moment, open_ = now(), plans.c.state.in_(OPEN)
    ripe = (
        select(comparisons.c.plan)
        .join(plans, plans.c.id == comparisons.c.plan)
        .where(comparisons.c.state == State.WAITING, comparisons.c.due <= moment, ~open_)
        .limit(most)
        .with_for_update(skip_locked=True, of=comparisons)
    )
    taken = update(comparisons).where(comparisons.c.plan.in_(ripe)).values(due=moment + LEASE)
    found = connection.execute(taken.returning(comparisons.c.tenant, comparisons.c.plan))
    return [(row.tenant, row.plan) for row in found]


def end(scope: Scope, plan: str, found: Sequence[dict[str, Any]] | None) -> bool:
    """Keeps what was worked out (None: there is no plan to compare with), once."""
    return _end(scope, plan, State.NONE if found is None else State.FINISHED, body=list(found or ()))


def fail(scope: Scope, plan: str, error: Mapping[str, Any]) -> bool:
    """They cannot be worked out; False when they had ended before."""
    return _end(scope, plan, State.FAILED, error=dict(error))


def _end(scope: Scope, plan: str, state: State, **values: Any) -> bool:
    mine = comparisons.c.plan == plan, comparisons.c.state == State.WAITING
    return scope.change(comparisons, *mine, state=state, due=None, updated=now(), **values) > 0
