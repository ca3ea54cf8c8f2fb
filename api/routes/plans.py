"""Plans: asked for, looked at, stopped, adopted."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any

from fastapi import Header, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from sqlalchemy import Row

from api.bodies import content, read_as
from api.cursors import after, cursor
from api.deps import Anybody, Parts, Planner, Service, service
from api.documents.submit import submit
from api.errors import ApiError, not_found
from api.parts.beside import beside
from api.parts.currencies import currencies
from api.parts.pay import state_without_pay
from api.requisitions.adoption import follow
from api.routes.below import below_v1
from api.schemas.moments import Moment
from api.schemas.plans import PlanLine, PlanPage, PlanRequest, PlanState
from api.store import audit, keys, plans
from api.store.events import Event, emit
from api.store.keys import Caller
from api.store.plans import OPEN, State

router = below_v1("plans")
Wait = Annotated[float, Query(ge=0, le=60, description="seconds to wait for its end")]
Once = Annotated[str | None, Header(min_length=1, max_length=200)]
LOOK_EVERY = 0.2  # seconds, while a request waits for its plan
BODY = {
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/PlanRequest"}}},
    }
}


@router.post("/plans", status_code=202, openapi_extra=BODY)
async def create_plan(
    request: Request,
    response: Response,
    parts: Parts,
    asking: Planner,
    wait: Wait = 0.0,
    idempotency_key: Once = None,
) -> PlanState:
    """Ask for a plan; the same question is answered by the same plan."""
    body = await content(request, parts.settings.body_mb)
    identity = await run_in_threadpool(_submitted, parts, asking, body, idempotency_key)
    return await answered(response, parts, asking, identity, wait)


def _submitted(parts: Service, asking: Caller, body: bytes, key: str | None) -> str:
    return submit(parts, asking, read_as(PlanRequest, body), body, key)


@router.get("/plans")
def list_plans(
    parts: Parts,
    asking: Anybody,
    series: Annotated[str | None, Query(max_length=200)] = None,
    state: Annotated[list[State] | None, Query()] = None,
    of: Annotated[str | None, Query(max_length=40, description="plans that stand beside this one")] = None,
    adopted: Annotated[bool, Query(description="the plan of each series that is acted upon")] = False,
    updated_since: Moment | None = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    cursor_: Annotated[str | None, Query(alias="cursor", max_length=500)] = None,
) -> PlanPage:
    """Plans, newest first."""
    with parts.store.reading(asking.tenant) as scope:
        place, wanted = after(cursor_), state or ()
        rows = plans.listed(
            scope,
            limit + 1,
            place,
            series=series,
            states=wanted,
            since=updated_since,
            of=of,
            adopted=adopted,
        )
        names = keys.names(scope, {row.by for row in rows})
    more = len(rows) > limit
    last = rows[limit - 1] if more else None
    money = currencies(parts.store, asking.tenant, [row.id for row in rows[:limit]])
    return PlanPage(
        plans=[_line(row, asking, money[row.id], names.get(row.by)) for row in rows[:limit]],
        next=None if last is None else cursor(last.created, last.id),
    )


@router.get("/plans/{plan}", response_model=PlanState)
async def read_plan(plan: str, request: Request, asking: Anybody) -> Response:
    """Where a plan is."""
    parts = await service(request)
    state = plan_state(_there(await plans.glanced(parts.store, asking.tenant, plan)), asking)
    return Response(state.model_dump_json(), media_type="application/json")  # asked most: no second look


@router.post("/plans/{plan}:stop", status_code=202)
def stop_plan(plan: str, parts: Parts, asking: Planner) -> PlanState:
    """Ends the search soon and keeps its best plan; a plan that still waits is cancelled at once."""
    plan_row(parts, asking.tenant, plan)
    with parts.store.scope(asking.tenant) as scope:
        if plans.ask_to_stop(scope, plan):
            emit(scope, Event.PLAN_FINISHED, plan=plan, state=State.CANCELLED.value)
        audit.record(scope, asking.key, "plan.stop", plan)
    return plan_state(plan_row(parts, asking.tenant, plan), asking)


@router.post("/plans/{plan}:adopt")
def adopt_plan(plan: str, parts: Parts, asking: Planner) -> PlanState:
    """Makes a finished plan the one of its series that is acted upon."""
    row = plan_row(parts, asking.tenant, plan)
    if row.state != State.FINISHED or row.outcome not in ("optimal", "feasible"):
        raise ApiError(409, "no_plan_to_adopt", "Only a finished plan that has actions can be adopted.")
    with parts.store.scope(asking.tenant) as scope:
        plans.adopt(scope, plan, row.series)
        follow(scope, plan)
        emit(scope, Event.PLAN_ADOPTED, plan=plan, series=row.series)
        audit.record(scope, asking.key, "plan.adopt", plan, series=row.series)
    return plan_state(plan_row(parts, asking.tenant, plan), asking)


def plan_row(parts: Service, tenant: str, plan: str) -> Row[Any]:
    """A plan of a tenant; 404 for what is not there and what is somebody else's."""
    return _there(plans.glance(parts.store, tenant, plan))


def _there(found: Row[Any] | None) -> Row[Any]:
    if found is None:
        raise not_found()
    return found


async def answered(
    response: Response, parts: Service, asking: Caller, identity: str, wait: float
) -> PlanState:
    """A plan that was asked for: 202 while it is open, after so many seconds, else 200."""
    found = await _ended(parts, asking.tenant, identity, wait)
    response.headers["Location"] = f"/v1/plans/{identity}"
    if found.state in OPEN:
        response.headers["Retry-After"] = "1"
    else:
        response.status_code = 200
    return plan_state(found, asking)


async def _ended(parts: Service, tenant: str, plan: str, wait: float) -> Row[Any]:
    """The plan once it has ended, or as it is after so many seconds."""
    loop = asyncio.get_running_loop()
    until = loop.time() + wait
    while True:
        found = _there(await plans.glanced(parts.store, tenant, plan))
        if found.state not in OPEN or loop.time() >= until or parts.ending.is_set():
            return found
        await asyncio.sleep(LOOK_EVERY)


def plan_state(row: Row[Any], asking: Caller) -> PlanState:
    """A plan as the caller may see it."""
    values = row._asdict() | {"beside": beside(row, asking.pay)}
    return PlanState.model_validate(values if asking.pay else state_without_pay(values))


def _line(row: Row[Any], asking: Caller, currency: str, name: str | None) -> PlanLine:
    shown = plan_state(row, asking).model_dump()
    return PlanLine.model_validate(shown | {"currency": currency, "asked_by": name})
