"""What if: a plan's problem with other numbers."""

from __future__ import annotations

from typing import Any

from fastapi import Request, Response
from fastapi.concurrency import run_in_threadpool

from api.bodies import content, read_as
from api.deps import Anybody, Parts, Planner
from api.routes.below import below_v1
from api.routes.plans import Once, Wait, answered
from api.schemas.plans import PlanState
from api.schemas.variants import Changes, PlanProblem, Varied, VaryRequest
from api.variants.varying import preview, problem_seen, vary

router = below_v1("plans")


def _body(name: str) -> dict[str, Any]:
    shape = {"schema": {"$ref": f"#/components/schemas/{name}"}}
    return {"requestBody": {"required": True, "content": {"application/json": shape}}}


@router.get("/plans/{plan}/problem")
def read_problem(plan: str, parts: Parts, asking: Anybody) -> PlanProblem:
    """What a plan was made from, document by document."""
    return problem_seen(parts, asking, plan)


@router.post("/plans/{plan}:preview", openapi_extra=_body("Changes"))
async def preview_changes(plan: str, request: Request, parts: Parts, asking: Anybody) -> Varied:
    """What changes to a plan's problem would come to, in words; nothing is stored or planned."""
    body = await content(request, parts.settings.body_mb)
    wanted = await run_in_threadpool(read_as, Changes, body)
    return await run_in_threadpool(preview, parts, asking, plan, wanted)


@router.post("/plans/{plan}:vary", status_code=202, openapi_extra=_body("VaryRequest"))
async def vary_plan(
    plan: str,
    request: Request,
    response: Response,
    parts: Parts,
    asking: Planner,
    wait: Wait = 0.0,
    idempotency_key: Once = None,
) -> PlanState:
    """Plans the problem of a plan with other numbers, from that plan on, as a plan of the same series.

    The same question is answered by the same plan.
    """
    body = await content(request, parts.settings.body_mb)
    wanted = await run_in_threadpool(read_as, VaryRequest, body)
    identity = await run_in_threadpool(vary, parts, asking, plan, wanted, body, idempotency_key)
    return await answered(response, parts, asking, identity, wait)
