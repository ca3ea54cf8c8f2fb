"""How a search goes, and what it waits for."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import Row, func, select

from api.deps import Anybody, Parts
from api.parts.currencies import currencies
from api.routes.below import below_v1
from api.routes.plans import plan_row, plan_state
from api.schemas.plans import PlanState
from api.schemas.progress import Point, SearchProgress
from api.store import plans, traces
from api.store.keys import Caller
from api.store.store import Store, now
from api.store.tables import heartbeats

router = below_v1("plans")
ALIVE = timedelta(seconds=12)  # without a word a worker counts as gone


@router.get("/plans/{plan}/progress")
def read_progress(plan: str, parts: Parts, asking: Anybody) -> SearchProgress:
    """Cost and bound from the beginning of the search on; while it waits, how many are before it."""
    row = plan_row(parts, asking.tenant, plan)
    waits = row.state == plans.State.QUEUED
    with parts.store.reading(asking.tenant) as scope:
        points = traces.of(scope, plan) if _told(row, asking) else []
        ahead = plans.before(scope, plan) if waits else 0
    shown = plan_state(row, asking)
    return SearchProgress(
        plan=plan,
        state=shown.state,
        stopping=row.stop_requested,
        currency=currencies(parts.store, asking.tenant, [plan])[plan],
        cost=shown.cost,
        bound=shown.bound,
        gap=shown.gap,
        started=shown.started,
        elapsed=_elapsed(row, shown),
        time_limit=shown.effort.time_limit,
        points=[Point(seconds=seconds, cost=cost, bound=bound) for seconds, cost, bound in points],
        ahead=ahead,
        workers=_workers(parts.store),
    )


def _told(row: Row[Any], asking: Caller) -> bool:
    """Whether the figures may be seen, as in a plan's state."""
    return asking.pay or not row.inputs.get("workforce", {}).get("few", True)


def _elapsed(row: Row[Any], shown: PlanState) -> float | None:
    if shown.seconds is not None or row.started is None:
        return shown.seconds
    passed: timedelta = (row.finished or now()) - row.started
    return max(0.0, passed.total_seconds())


def _workers(store: Store) -> int:
    alive = select(func.count()).select_from(heartbeats).where(heartbeats.c.seen > now() - ALIVE)
    with store.reading_whole() as connection:
        return int(connection.execute(alive).scalar_one())
