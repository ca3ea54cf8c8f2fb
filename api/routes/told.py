"""A plan as its report tells it: in words and figures, and capacity against demand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import Query, Response
from pydantic import BaseModel

from api.deps import Anybody, Parts, Service
from api.parts.capacity import capacity
from api.parts.finished import finished, require_plan
from api.parts.pay import Seen
from api.parts.summary import plan_summary
from api.routes.below import below_v1
from api.schemas.told import Capacity, PlanSummary
from api.store.keys import Caller
from scheduler.report.summary import Summary

router = below_v1("plans")


@router.get("/plans/{plan}/summary", response_model=PlanSummary)
def read_summary(plan: str, parts: Parts, asking: Anybody) -> Response:
    """Headline, coverage, decisions by date, who comes and goes, what makes up the cost."""
    return _told("summary", plan, parts, asking, lambda seen, summary: plan_summary(plan, seen, summary))


@router.get("/plans/{plan}/capacity", response_model=Capacity)
def read_capacity(
    plan: str,
    parts: Parts,
    asking: Anybody,
    skill: Annotated[str | None, Query(max_length=200, description="absent: all together")] = None,
) -> Response:
    """Capacity against demand by period: own people, overtime, each vendor, what is short."""
    kind = "capacity" if skill is None else f"capacity of {skill}"
    return _told(kind, plan, parts, asking, lambda _, summary: capacity(plan, summary, skill))


def _told(
    kind: str, plan: str, parts: Service, asking: Caller, make: Callable[[Seen, Summary], BaseModel]
) -> Response:
    """What was told before, or is worked out now; 404 and 409 as `finished`."""
    require_plan(parts, asking, plan)
    name = asking.tenant, plan, asking.pay
    content = parts.kept.answer(
        kind,
        name,
        lambda: finished(parts, asking, plan)[1],
        lambda seen, summary: make(seen, summary).model_dump_json(by_alias=True).encode(),
    )
    return Response(content, media_type="application/json")
