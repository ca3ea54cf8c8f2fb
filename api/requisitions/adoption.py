"""From an adopted plan to the requisitions of its series, in the transaction of the adoption."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Row

from api.replans.given import Given
from api.requisitions.filled import Fill, arrivals, fills_of
from api.requisitions.matching import matched
from api.requisitions.status import Status, over
from api.requisitions.wishes import Wish, wishes
from api.store import derived, plans, requisitions
from api.store.events import Event, emit
from api.store.requisitions import Change
from api.store.store import Scope
from scheduler import Plan, Problem, Result
from scheduler.problem.timeline import Timeline


def follow(scope: Scope, plan: str) -> None:
    """Opens, changes and withdraws requisitions until they say what this finished plan asks for.

    A requisition's heads are those the plan still wants and those it knew to be filled. What nobody had
    filled and the plan asks for no more is withdrawn; cancelled ones stay so, and a plan that asks again
    makes a new one.
    """
    requisitions.hold(scope)
    row, problem, result = plans.plan(scope, plan), plans.problem_of(scope, plan), _result(scope, plan)
    assert row is not None
    assert problem is not None
    if result.plan is None:
        return
    asked = Problem.model_validate_json(problem)
    fills = fills_of(row.inputs)
    known = {fill.requisition: fill.heads for fill in fills}
    today = Timeline(asked.forecast.calendar).as_of
    there = [each for each in requisitions.of_series(scope, row.series) if not over(each, today)]
    wanted = wishes(asked, _with_pinned(scope, plan, result.plan))
    found = matched(wanted, there)
    for wish, same in zip(wanted, found):
        if same is None:
            body = _body(wish, wish.heads) | _first(wish, asked, fills)
            _add(scope, row.series, Change(body, Status.PLANNED, None, 0.0, plan))
        else:
            _change(scope, same, _gone_on(same, wish, known.get(same.id, 0.0), plan))
    left = {each.id for each in found if each is not None}
    for each in there:
        if each.id not in left:
            _change(scope, each, _not_asked(each, known.get(each.id, 0.0), plan))


def tell(scope: Scope, identity: str, series: str) -> None:
    """Tells those who want to know that a requisition changed."""
    emit(scope, Event.REQUISITION_CHANGED, requisition=identity, series=series)


def _result(scope: Scope, plan: str) -> Result:
    text = plans.result_of(scope, plan)
    assert text is not None
    return Result.model_validate_json(text)


def _with_pinned(scope: Scope, identity: str, plan: Plan) -> Plan:
    """What a plan decides; where it carries another on, also what that had decided and is still to come."""
    given = derived.given(scope, identity)
    if given is None:
        return plan
    return plan.model_copy(update={"actions": (*Given.model_validate_json(given).pinned, *plan.actions)})


def _add(scope: Scope, series: str, change: Change) -> None:
    tell(scope, requisitions.add(scope, series, change), series)


def _change(scope: Scope, row: Row[Any], change: Change) -> None:
    """Nothing when only the plan differs: HR need not hear of it."""
    if (change.body, change.status) != (row.body, row.status):
        requisitions.set_to(scope, row.id, change)
        tell(scope, row.id, row.series)


def _body(wish: Wish, heads: float) -> dict[str, Any]:
    return {
        "kind": wish.kind,
        "role": wish.role,
        "skill": wish.skill,
        "site": wish.site,
        "vendor": wish.vendor,
        "heads": heads,
        "start": wish.start.isoformat(),
        "end": None if wish.end is None else wish.end.isoformat(),
        "decide_by": wish.decide_by.isoformat(),
        "cost_centre": None,  # no document has one
        "converts_to": wish.converts_to,
        "tolerance": wish.tolerance,
    }


def _first(wish: Wish, asked: Problem, fills: Iterable[Fill]) -> dict[str, Any]:
    """What is noted once: who came to this pool or by this offer already, without any requisition."""
    before = arrivals(asked, wish.kind, wish.role)
    for fill in fills:
        if (fill.kind, fill.role) == ("hire", wish.role) and wish.kind == "hire":
            on = fill.start.isoformat()
            before[on] = before.get(on, 0.0) - fill.counted
    return {
        "filled_start": None,
        "status_before": None,
        "before": {on: heads for on, heads in before.items() if heads > 0},
    }


def _gone_on(row: Row[Any], wish: Wish, known: float, plan: str) -> Change:
    body = {**row.body, **_body(wish, wish.heads + known), "status_before": None}
    status = row.body["status_before"] if row.status == Status.WITHDRAWN else row.status
    if status == Status.FILLED and row.heads_filled < body["heads"]:
        status = Status.OPENED
    return Change(body, status, row.external_id, row.heads_filled, plan)


def _not_asked(row: Row[Any], known: float, plan: str) -> Change:
    body: Mapping[str, Any] = row.body
    if known > 0:
        body = {**body, "heads": known, "status_before": None}
        status = Status.FILLED
    else:
        status = Status.WITHDRAWN
        if row.status != Status.WITHDRAWN:
            body = {**body, "status_before": row.status}
    return Change(body, status, row.external_id, row.heads_filled, plan)
