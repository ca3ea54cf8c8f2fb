"""From a plan and changes to what would be otherwise, and to a queued plan of the same series."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row

from api.deps import Service
from api.documents.submit import MODELS, asked_before, hashed, queued, require_limit
from api.errors import MOST_FAULTS, ApiError, ErrorItem, cut, invalid, not_found, printable
from api.parts.difference import inputs_apart
from api.parts.pay import few, findings_without_pay, problem_without_pay, same_people
from api.pay import without_pay
from api.schemas.parts import Remark
from api.schemas.plans import Effort
from api.schemas.variants import Changes, PlanProblem, Varied, VaryRequest
from api.store import derived, plans
from api.store.derived import Relation
from api.store.keys import Caller
from api.store.packed import fingerprint
from api.store.plans import OPEN, Wanted
from api.variants.changes import varied
from scheduler.problem import Problem
from scheduler.validate import Findings, validate


def problem_seen(parts: Service, asking: Caller, plan: str) -> PlanProblem:
    """What a plan was made from, as its reader may see it; 404 for what is not there."""
    row, problem, _ = _earlier(parts, asking, plan)
    found = {str(kind): _data(problem, kind) for kind in MODELS}
    if not asking.pay:
        found["workforce"] = without_pay(found["workforce"])
        if row.relation == Relation.REPLAN:
            found["policy"].pop("budget", None)
    return PlanProblem(plan=plan, pay_shown=asking.pay, **found)


def preview(parts: Service, asking: Caller, plan: str, changes: Changes) -> Varied:
    """What changes come to, in words; 404 and 422 where they cannot be carried out at all."""
    row, before, _ = _earlier(parts, asking, plan)
    after = varied(before, changes, asking.pay)
    found = _judged(row, after)
    shown = found if asking.pay else findings_without_pay(found)
    return Varied(
        plan=plan,
        pay_shown=asking.pay,
        valid=not found.faults,
        inputs=inputs_apart(_bare(before, asking.pay), _bare(after, asking.pay), asking.pay),
        faults=[
            ErrorItem(code=f.code, place=printable(f.place), found=cut(f.found), fix=printable(f.fix))
            for f in shown.faults[:MOST_FAULTS]
        ],
        warnings=[Remark(code=each.code, place=each.place, text=each.text) for each in shown.warnings],
    )


def vary(
    parts: Service, asking: Caller, plan: str, request: VaryRequest, body: bytes, key: str | None
) -> str:
    """The id of a queued plan of the changed problem, or of the one that was asked for with the same before.

    404 for an unknown plan, 409 while it is open, 422 with every fault, or when nothing is changed.
    """
    sent = hashed(body, plan)
    return asked_before(parts, asking, key, sent) or _asked(parts, asking, plan, request, key, sent)


def _asked(
    parts: Service, asking: Caller, plan: str, request: VaryRequest, key: str | None, sent: str
) -> str:
    row, before, given = _earlier(parts, asking, plan)
    if row.state in OPEN:
        raise ApiError(409, "plan_open", "The plan has not ended; ask again later.")
    after = varied(before, request.changes, asking.pay)
    if after == before:
        raise ApiError(
            422, "nothing_changed", "The problem is the same with these changes; change something."
        )
    found = _judged(row, after)
    if found.faults:
        raise invalid((found if asking.pay else findings_without_pay(found)).faults)
    effort = request.effort or Effort.model_validate(row.effort)
    require_limit(parts, effort)
    told, text = effort.model_dump(), after.model_dump_json(by_alias=True)
    same = {"vary": plan, "name": request.name, "problem": text, "effort": told}
    wanted = Wanted(
        series=row.series,
        inputs=_inputs(row, before, after),
        effort=told,
        baseline=row.baseline,
        fingerprint=fingerprint(same),
        problem=text,
        of=plan,
        relation=Relation.VARIANT,
        told={"name": request.name, "closed": request.changes.closed},
        given=given,
    )
    return queued(parts, asking, wanted, key, sent)


def _earlier(parts: Service, asking: Caller, plan: str) -> tuple[Row[Any], Problem, str | None]:
    """A plan, what it was made from, and what of an earlier one it carries on."""
    with parts.store.reading(asking.tenant) as scope:
        row, text = plans.plan(scope, plan), plans.problem_of(scope, plan)
        given = derived.given(scope, plan)
    if row is None or text is None:
        raise not_found()
    return row, Problem.model_validate_json(text), given


def _judged(row: Row[Any], problem: Problem) -> Findings:
    return validate(problem, baseline=row.baseline is not None)


def _bare(problem: Problem, pay: bool) -> Problem:
    return problem if pay else problem_without_pay(problem)


def _inputs(row: Row[Any], before: Problem, after: Problem) -> dict[str, Any]:
    """Documents that are as they were keep their names; other people uncover neither few nor one another."""
    used = dict(row.inputs)
    for kind in MODELS:
        if getattr(before, kind) != getattr(after, kind):
            digest = fingerprint(_data(after, kind))
            used[kind] = {**used.get(kind, {}), "key": None, "version": None, "hash": digest}
    small = bool(row.inputs.get("workforce", {}).get("few", True)) or few(after.workforce)
    other = not same_people(before.workforce, after.workforce)
    used["workforce"] = {**used["workforce"], "few": small or other}
    return used


def _data(problem: Problem, kind: str) -> dict[str, Any]:
    found: dict[str, Any] = getattr(problem, kind).model_dump(mode="json", by_alias=True)
    return found
