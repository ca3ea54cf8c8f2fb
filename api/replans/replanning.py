"""From a plan and a later day to a queued plan of the same series."""

from __future__ import annotations

from typing import Any

from api.deps import Service
from api.documents.submit import MODELS, asked_before, document_of, hashed, queued, require_limit
from api.errors import ApiError, invalid
from api.parts.finished import whole
from api.parts.pay import few
from api.replans.given import Given
from api.replans.happened import kept
from api.schemas.replans import ReplanRequest
from api.store.derived import Relation
from api.store.documents import Kind
from api.store.keys import Caller
from api.store.packed import fingerprint
from api.store.plans import Wanted
from api.store.store import Scope
from scheduler.errors import InvalidProblem
from scheduler.problem import Problem
from scheduler.replan import rolled
from scheduler.replan.blame import checked_pins


def replan(
    parts: Service, asking: Caller, plan: str, request: ReplanRequest, body: bytes, key: str | None
) -> str:
    """The id of a queued plan that carries another on, or of the one that was asked for with the same before.

    404 for unknown plans and documents, 409 for a plan without actions, 422 with every fault: documents,
    actuals and decisions that do not belong together, and a key used with another body.
    """
    sent = hashed(body, plan)
    return asked_before(parts, asking, key, sent) or _asked(parts, asking, plan, request, key, sent)


def _asked(
    parts: Service, asking: Caller, plan: str, request: ReplanRequest, key: str | None, sent: str
) -> str:
    row, before, result = whole(parts, asking, plan)
    assert result.plan is not None
    require_limit(parts, request.effort)
    with parts.store.reading(asking.tenant) as scope:
        problem, inputs = _documents(scope, request, before, row.inputs)
    actuals = request.actuals if request.actuals is not None else kept(parts, asking, plan)
    try:
        now = rolled(problem, result.plan, request.as_of, before=before, actuals=actuals)
        checked_pins(now)
    except InvalidProblem as error:
        raise invalid(error.faults) from None
    except ValueError as error:
        raise ApiError(409, "not_replannable", f"This plan cannot be carried on: {error}.") from None
    given = Given(
        problem=problem, before=before, plan=result.plan, as_of=request.as_of, actuals=actuals,
        baseline=now.baseline, pinned=now.pinned, assumed=now.assumptions,
    )  # fmt: skip
    inputs["workforce"] = {**inputs["workforce"], "few": _few(row.inputs, now.problem)}
    effort = request.effort.model_dump()
    text = given.model_dump_json(by_alias=True)
    wanted = Wanted(
        series=row.series,
        inputs=inputs,
        effort=effort,
        baseline=plan,
        fingerprint=fingerprint({"replan": plan, "given": text, "effort": effort}),
        problem=now.problem.model_dump_json(by_alias=True),
        of=plan,
        relation=Relation.REPLAN,
        told={"as_of": request.as_of.isoformat()},
        given=text,
    )
    return queued(parts, asking, wanted, key, sent)


def _documents(
    scope: Scope, request: ReplanRequest, before: Problem, inputs: dict[str, Any]
) -> tuple[Problem, dict[str, Any]]:
    """What is to come: documents that are named, else those of the plan that is carried on."""
    found: dict[str, Any] = {}
    used = dict(inputs)
    for kind in MODELS:
        named = getattr(request, kind)
        if named is None:
            found[kind] = getattr(before, kind)
        else:
            found[kind], used[Kind(kind)] = document_of(scope, kind, named)
    return Problem(**found), used


def _few(inputs: dict[str, Any], now: Problem) -> bool:
    """People hired since do not uncover the few who were there before."""
    return bool(inputs.get("workforce", {}).get("few", True)) or few(now.workforce)
