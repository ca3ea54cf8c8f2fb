"""Judged at once, and nothing stored: what is wrong with a request for a plan, and anybody's plan."""

from __future__ import annotations

from fastapi import Request
from fastapi.concurrency import run_in_threadpool

from api.bodies import content, read_as
from api.deps import Anybody, Parts
from api.parts.judged import judge_plan, judge_problem
from api.routes.below import below_v1
from api.schemas.parts import Judgement, Verdict
from api.schemas.plans import CheckRequest, PlanRequest

router = below_v1("plans")


def _body(name: str) -> dict[str, object]:
    schema = {"$ref": f"#/components/schemas/{name}"}
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": schema}}}}


@router.post("/plans:validate", openapi_extra=_body("PlanRequest"))
async def validate_plan(request: Request, parts: Parts, asking: Anybody) -> Judgement:
    """Judges the four documents of a request together: all that is wrong, odd or assumed."""
    body = await content(request, parts.settings.body_mb)
    wanted = await run_in_threadpool(read_as, PlanRequest, body)
    return await run_in_threadpool(judge_problem, parts, asking, wanted)


@router.post("/plans:check", openapi_extra=_body("CheckRequest"))
async def check_plan(request: Request, parts: Parts, asking: Anybody) -> Verdict:
    """Judges anybody's plan by every rule, and recomputes every sum."""
    body = await content(request, parts.settings.body_mb)
    wanted = await run_in_threadpool(read_as, CheckRequest, body)
    return await run_in_threadpool(judge_plan, parts, asking, wanted)
