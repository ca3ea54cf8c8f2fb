"""What truly happened since a plan was made: sent, judged, kept, and what vendors' promises came to."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import Request
from fastapi.concurrency import run_in_threadpool

from api.bodies import checked, content, read_as
from api.deps import Service
from api.errors import ApiError, invalid
from api.parts.finished import whole
from api.parts.pay import problem_without_pay
from api.schemas.parts import Remark
from api.schemas.replans import ActualsKept
from api.store import actuals, audit
from api.store.keys import Caller
from api.uploads.forms import ACTUALS, PROBLEM, Form, table_form_of
from api.uploads.uploads import read_upload
from scheduler.errors import InvalidProblem, Notice
from scheduler.plan import Plan
from scheduler.problem import Problem
from scheduler.problem.actuals import Actuals
from scheduler.problem.timeline import Timeline
from scheduler.replan.actuals import judged
from scheduler.replan.scores.scorecard import Scorecard, scorecard


@dataclass(frozen=True)
class About:
    """The plan that a table tells of."""

    plan: str
    problem: Problem
    decided: Plan


@dataclass(frozen=True)
class Table:
    """A table as it was sent, and what was noticed while it was read."""

    actuals: Actuals
    notes: tuple[Notice, ...] = ()


async def about_plan(parts: Service, asking: Caller, plan: str) -> About:
    """The plan; 404 for what is not there and what is somebody else's, 409 for what has no actions."""
    _, problem, result = await run_in_threadpool(whole, parts, asking, plan)
    assert result.plan is not None
    return About(plan, problem, result.plan)


async def sent(request: Request, parts: Service, about: About) -> Table | None:
    """The table in a body, JSON, CSV or workbook; None without a body.

    400, 413, 415 and 429 for a body that is none, 422 with every fault: names that the plan does not know,
    days outside of it.
    """
    form = table_form_of(request.headers.get("content-type"))
    body = await content(request, parts.settings.body_mb)
    if not body:
        return None
    if form is Form.JSON:
        found = Table(await run_in_threadpool(read_as, Actuals, body, ACTUALS))
    else:
        beside = {PROBLEM: problem_without_pay(about.problem).model_dump_json(by_alias=True)}
        upload = await read_upload(parts.settings, ACTUALS, form, body, beside)
        found = Table(checked(Actuals, upload.named, ACTUALS), upload.notes)
    timeline = Timeline(about.problem.forecast.calendar)
    since = min(timeline.as_of, timeline.first_day(0))
    if faults := judged(found.actuals, about.problem, since, timeline.end):
        raise invalid(faults)
    return found


def keep(parts: Service, asking: Caller, plan: str, table: Table) -> ActualsKept:
    """Puts a table at a plan, in place of the one that was there."""
    with parts.store.scope(asking.tenant) as scope:
        changed = actuals.put(scope, plan, table.actuals.model_dump_json(by_alias=True), asking.key)
        if changed:
            audit.record(scope, asking.key, "plan.actuals", plan, rows=len(table.actuals.rows))
    notes = [Remark(code=each.code, place=each.place, text=each.text) for each in table.notes]
    return ActualsKept(plan=plan, rows=len(table.actuals.rows), changed=changed, notes=notes)


def kept(parts: Service, asking: Caller, plan: str) -> Actuals | None:
    """The table that was put at a plan."""
    with parts.store.reading(asking.tenant) as scope:
        text = actuals.of(scope, plan)
    return None if text is None else Actuals.model_validate_json(text)


def scored(parts: Service, asking: Caller, about: About, table: Table | None) -> Scorecard:
    """What vendors promised and what they delivered, by a table or by the one that was put at the plan.

    409 when there is none.
    """
    facts = kept(parts, asking, about.plan) if table is None else table.actuals
    if facts is None:
        raise ApiError(409, "no_actuals", "Send actuals, or put some at the plan first.")
    try:
        return scorecard(about.problem, about.decided, facts)
    except InvalidProblem as error:
        raise invalid(error.faults) from None
