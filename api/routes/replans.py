"""Plans carried on from a later day, what truly happened, and what vendors' promises came to."""

from __future__ import annotations

from typing import Any

from fastapi import Request, Response
from fastapi.concurrency import run_in_threadpool

from api.bodies import content, read_as
from api.deps import Anybody, Parts, Planner
from api.errors import ApiError
from api.parts.finished import require_plan
from api.parts.replanned import replanned
from api.replans import happened
from api.replans.replanning import replan
from api.routes.below import below_v1
from api.routes.plans import Once, Wait, answered
from api.schemas.plans import PlanState
from api.schemas.replans import ActualsKept, Replanned, ReplanRequest
from api.uploads.forms import CSV, JSON, WORKBOOK
from scheduler.problem.actuals import Actuals
from scheduler.replan.scores.scorecard import Scorecard

router = below_v1("plans")
FILE = {"schema": {"type": "string", "format": "binary"}}


def _table(*, required: bool) -> dict[str, Any]:
    shape = {"schema": {"$ref": "#/components/schemas/Actuals"}}
    return {"requestBody": {"required": required, "content": {JSON: shape, WORKBOOK: FILE, CSV: FILE}}}


def _body() -> dict[str, Any]:
    shape = {"schema": {"$ref": "#/components/schemas/ReplanRequest"}}
    return {"requestBody": {"required": True, "content": {JSON: shape}}}


@router.post("/plans/{plan}:replan", status_code=202, openapi_extra=_body())
async def replan_plan(
    plan: str,
    request: Request,
    response: Response,
    parts: Parts,
    asking: Planner,
    wait: Wait = 0.0,
    idempotency_key: Once = None,
) -> PlanState:
    """Carries a plan on from a later day: what is decided stays, the rest is decided anew.

    The result is a plan of the same series; the same question is answered by the same plan.
    """
    body = await content(request, parts.settings.body_mb)
    wanted = await run_in_threadpool(read_as, ReplanRequest, body)
    identity = await run_in_threadpool(replan, parts, asking, plan, wanted, body, idempotency_key)
    return await answered(response, parts, asking, identity, wait)


@router.get("/plans/{plan}/replan")
def read_replan(plan: str, parts: Parts, asking: Anybody) -> Replanned:
    """What carrying a plan on came to: what is decided already, and what is to be decided otherwise."""
    return replanned(parts, asking, plan)


@router.put("/plans/{plan}/actuals", openapi_extra=_table(required=True))
async def put_actuals(
    plan: str, request: Request, response: Response, parts: Parts, asking: Planner
) -> ActualsKept:
    """What truly happened since the plan was made; replaces what was put before. 201 when it differs."""
    about = await happened.about_plan(parts, asking, plan)
    table = await happened.sent(request, parts, about)
    if table is None:
        raise ApiError(400, "malformed_json", "The body is empty.")
    found = await run_in_threadpool(happened.keep, parts, asking, plan, table)
    response.status_code = 201 if found.changed else 200
    return found


@router.get("/plans/{plan}/actuals")
def read_actuals(plan: str, parts: Parts, asking: Anybody) -> Actuals:
    """What was put at the plan; nothing when nobody put anything."""
    require_plan(parts, asking, plan)
    return happened.kept(parts, asking, plan) or Actuals()


@router.post("/plans/{plan}:scorecard", openapi_extra=_table(required=False))
async def score_plan(plan: str, request: Request, parts: Parts, asking: Anybody) -> Scorecard:
    """What each vendor promised and what it delivered, and what the next plan should count on.

    By the actuals in the body, else by those that were put at the plan.
    """
    about = await happened.about_plan(parts, asking, plan)
    table = await happened.sent(request, parts, about)
    return await run_in_threadpool(happened.scored, parts, asking, about, table)
