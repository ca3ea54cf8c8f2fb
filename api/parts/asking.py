"""What is asked about a plan, and what there is of the answer, as one reader may see it."""

from __future__ import annotations

import json
from typing import Any

from api.deps import Service
from api.errors import ApiError, invalid, not_found
from api.parts.explained import about
from api.parts.pay import few
from api.parts.pay_of_why import alternative_without_pay, explanation_without_pay
from api.parts.questions import in_order, known, wanted
from api.schemas.why import AlternativeLine, Alternatives, ExplainRequest, Why
from api.store import plans, studies
from api.store.keys import Caller
from api.store.packed import UNREADABLE
from api.store.plans import OPEN
from api.store.store import Scope
from api.store.studies import Kind, State
from scheduler.errors import Fault
from scheduler.explain.asking import Explained
from scheduler.explain.explain import ROOMS, put_together
from scheduler.explain.explanation import Explanation
from scheduler.report.why import PAID_ROOMS


def explanation(parts: Service, asking: Caller, plan: str) -> Why:
    """As far as it is there; 404 for what is not there and what is somebody else's."""
    with parts.store.reading(asking.tenant) as scope:
        row = plans.plan(scope, plan)
        if row is None:
            raise not_found()
        every = studies.of(scope, plan, Kind.EXPLANATION)
        bodies = studies.answered(scope, [each.id for each in every])
    state = studies.state_of(every)
    found = None if state is State.NONE or row.state in OPEN else _about(parts, asking, plan, state)
    whole, left = (None, 0) if found is None else _together(found, every, bodies, state)
    if whole is not None and not asking.pay:
        assert found is not None
        small = few(found.problem.workforce) or row.inputs.get("workforce", {}).get("few", True)
        whole = explanation_without_pay(whole, small)
    hidden = [] if asking.pay or whole is None else list(PAID_ROOMS)
    return Why.model_validate(
        {"plan": plan, "state": state, "error": studies.error_of(every), "pay_shown": asking.pay,
         "open": left, "withheld": hidden, "explanation": whole}
    )  # fmt: skip


def _about(parts: Service, asking: Caller, plan: str, state: State) -> Explained | None:
    """The plan; None where it cannot be read, which is what the questions fail in."""
    try:
        return about(parts.store, asking.tenant, plan)
    except UNREADABLE:
        if state is State.FINISHED:
            raise
        return None


def _together(
    found: Explained, every: list[Any], bodies: dict[str, str | None], state: State
) -> tuple[Explanation, int]:
    """The explanation of all that was asked, and how many questions are still open."""
    asked = in_order(each for row in every for each in wanted(row.asked, found))
    left = {each for each in asked if state is State.WAITING and str(each) not in bodies}
    there = [each for each in asked if each not in left]
    texts = [(each, bodies.get(str(each))) for each in there]
    answers = [
        None if text is None else ROOMS[each.room].shape.model_validate_json(text) for each, text in texts
    ]
    return put_together(found, there, answers), len(left)


def ask_why(parts: Service, asking: Caller, plan: str, request: ExplainRequest) -> dict[str, Any]:
    """What is asked, as it is stored; 422 for questions that there are not, 409 while that is not known."""
    rooms = request.rooms if request.rooms is not None or request.questions else list(ROOMS)
    named = sorted({(each.room, each.name) for each in request.questions})
    if named:
        found = about(parts.store, asking.tenant, plan)
        if found is None:
            raise ApiError(409, "plan_open", "Single questions are asked of a plan that has ended.")
        _require_known(found, request)
    return {"rooms": sorted(set(rooms or ())), "questions": [list(each) for each in named]}


def _require_known(found: Explained, request: ExplainRequest) -> None:
    there = known(found)
    faults = [
        Fault(
            "unknown_question", f"body#/questions/{place}/name", f"no question '{each.name}'", _fix(each.room)
        )
        for place, each in enumerate(request.questions)
        if each.name not in there[each.room]
    ]
    if faults:
        raise invalid(faults)


def _fix(room: str) -> str:
    named = "the id of an action of the plan" if room == "reasons" else "one that the explanation names"
    return f"ask {named}, or for the whole room"


def alternatives(parts: Service, asking: Caller, plan: str) -> Alternatives:
    """What was found so far; 404 for what is not there and what is somebody else's."""
    with parts.store.reading(asking.tenant) as scope:
        if plans.plan(scope, plan) is None:
            raise not_found()
        every = studies.of(scope, plan, Kind.ALTERNATIVES)
        bodies = [studies.answered(scope, [each.id]) for each in every if each.state == State.FINISHED]
        told = [json.loads(text) for some in bodies for text in some.values() if text is not None]
        shown = [_line(scope, asking, each) for each in told]
    return Alternatives(
        plan=plan,
        state=studies.state_of(every).value,
        error=None if (error := studies.error_of(every)) is None else dict(error),
        pay_shown=asking.pay,
        alternatives=sorted(shown, key=lambda each: each.id is None),
        unanswered=sorted({name for some in bodies for name, text in some.items() if text is None}),
    )


def _line(scope: Scope, asking: Caller, told: dict[str, Any]) -> AlternativeLine:
    """Without pay its cost is told only where the plan's own state tells it."""
    if asking.pay:
        return AlternativeLine.model_validate(told)
    row = None if told["id"] is None else plans.plan(scope, told["id"])
    hidden = row is None or row.inputs.get("workforce", {}).get("few", True)
    cost = None if row is None or hidden else row.cost
    return AlternativeLine.model_validate({**alternative_without_pay(told), "cost": cost})
