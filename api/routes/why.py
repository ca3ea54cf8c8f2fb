"""Why a plan is as it is, what would change it, and which plans of another character there are."""

from __future__ import annotations

from typing import Any

from fastapi import Request
from fastapi.concurrency import run_in_threadpool

from api.bodies import content, read_as
from api.deps import Anybody, Parts, Planner, Service
from api.errors import ApiError, invalid, not_found
from api.parts.asking import alternatives, ask_why, explanation
from api.routes.below import below_v1
from api.schemas.why import Alternatives, AlternativesRequest, ExplainRequest, Why
from api.store import audit, plans, studies
from api.store.keys import Caller
from api.store.plans import OPEN
from api.store.studies import Kind
from scheduler.errors import Fault
from scheduler.explain.alternatives import CHARACTERS

router = below_v1("plans")


def body(name: str) -> dict[str, Any]:
    """A body of JSON that may be left out."""
    schema = {"$ref": f"#/components/schemas/{name}"}
    return {"requestBody": {"required": False, "content": {"application/json": {"schema": schema}}}}


@router.get("/plans/{plan}/explanation")
def read_explanation(plan: str, parts: Parts, asking: Anybody) -> Why:
    """Reasons, vendors, break-even sentences, prices, what limits are worth; without a plan, remedies."""
    return explanation(parts, asking, plan)


@router.post("/plans/{plan}:explain", status_code=202, openapi_extra=body("ExplainRequest"))
async def explain_plan(plan: str, request: Request, parts: Parts, asking: Planner) -> Why:
    """Has it explained once the plan has ended; what was answered before is not worked out again."""
    raw = await content(request, parts.settings.body_mb)
    return await run_in_threadpool(_explain, parts, asking, plan, raw)


@router.get("/plans/{plan}/alternatives")
def read_alternatives(plan: str, parts: Parts, asking: Anybody) -> Alternatives:
    """Other plans at about the same cost, each of another character, and what each trades."""
    return alternatives(parts, asking, plan)


@router.post("/plans/{plan}:alternatives", status_code=202, openapi_extra=body("AlternativesRequest"))
async def find_alternatives(plan: str, request: Request, parts: Parts, asking: Planner) -> Alternatives:
    """Has other plans looked for; each that is found becomes a finished plan of the series."""
    raw = await content(request, parts.settings.body_mb)
    return await run_in_threadpool(_find, parts, asking, plan, raw)


def _explain(parts: Service, asking: Caller, plan: str, raw: bytes) -> Why:
    _require_plan(parts, asking, plan)
    wanted = read_as(ExplainRequest, raw) if raw else ExplainRequest()
    asked = ask_why(parts, asking, plan, wanted)
    _ask(parts, asking, plan, Kind.EXPLANATION, asked, wanted.seconds)
    return explanation(parts, asking, plan)


def _find(parts: Service, asking: Caller, plan: str, raw: bytes) -> Alternatives:
    _require_plan(parts, asking, plan)
    wanted = read_as(AlternativesRequest, raw) if raw else AlternativesRequest()
    named = set[str](wanted.characters or CHARACTERS)
    asked = {
        "slack": wanted.slack,
        "k": wanted.k,
        "characters": [name for name in CHARACTERS if name in named],
    }
    _ask(parts, asking, plan, Kind.ALTERNATIVES, asked, wanted.seconds)
    return alternatives(parts, asking, plan)


def _ask(
    parts: Service, asking: Caller, plan: str, kind: Kind, asked: dict[str, Any], seconds: float
) -> None:
    most = parts.settings.time_limit
    if seconds > most:
        found = f"'seconds' is {seconds:g}"
        raise invalid([Fault("out_of_range", "body#/seconds", found, f"write at most {most:g}")])
    with parts.store.scope(asking.tenant) as scope:
        if studies.ask(scope, plan, kind, asked, {"seconds": seconds}, asking.key):
            audit.record(scope, asking.key, f"plan.{kind}", plan, **asked)


def _require_plan(parts: Service, asking: Caller, plan: str) -> None:
    """404 for what is not there; 409 for what ended without a result."""
    with parts.store.reading(asking.tenant) as scope:
        row = plans.plan(scope, plan)
    if row is None:
        raise not_found()
    if row.state not in OPEN and row.outcome is None:
        raise ApiError(409, "no_plan", f"The plan {plans.ENDED_AS[row.state]}: there is no result.")
