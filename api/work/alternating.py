"""Other plans at about the same cost: each character asked of one worker, each find a plan of the series."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Row

from api.parts.explained import about
from api.parts.pay import LEAST
from api.store import derived, plans, studies
from api.store.events import Event, emit
from api.store.plans import State
from api.store.store import Scope
from api.store.studies import Kind
from api.work.fanout import part
from api.work.hands import Hands
from api.work.summary import summary
from scheduler import Plan, Result
from scheduler.engine import gap_between
from scheduler.explain.alternatives import AlternativePlan, characters_of, distinct, one_alternative
from scheduler.explain.difference import own_heads_apart
from scheduler.result import Outcome, StopReason, is_proved

MADE = "id"  # in an answer: the plan that was made of it


def items(with_: Hands, tenant: str, study: Row[Any]) -> list[Any] | None:
    """The characters to look for; None when there is no plan to look for alternatives to."""
    found = about(with_.store, tenant, study.plan)
    if found is None or found.result.plan is None:
        return None
    there = characters_of(found.problem)
    with with_.store.reading(tenant) as scope:
        known = studies.answered(scope, [study.id])
    asked = [name for name in there if name in study.asked["characters"]]
    return [name for name in asked if study.attempt == 1 or known.get(name, "") is None]


@part(Kind.ALTERNATIVES)
def _answers(with_: Hands, tenant: str, identity: str, chunk: list[Any]) -> list[Any]:
    """Whether each character of a chunk has an answer; the answers are in the store."""
    with with_.store.reading(tenant) as scope:
        study = studies.one(scope, identity)
    found = None if study is None else about(with_.store, tenant, study.plan)
    if study is None or found is None:
        return [None] * len(chunk)  # deleted meanwhile
    slack, seconds = study.asked["slack"], study.asked["seconds"]
    for name in chunk:
        answer = one_alternative(name, found, with_.engine, slack=slack, seconds=seconds)
        with with_.store.scope(tenant) as scope:
            if studies.one(scope, identity) is not None:
                studies.answer(scope, identity, name, answer.model_dump_json(by_alias=True))
    return [True] * len(chunk)


def made(scope: Scope, study: Row[Any]) -> None:
    """Makes finished plans of the alternatives that differ; those that decide what an earlier one does go."""
    row, result = plans.plan(scope, study.plan), plans.result_of(scope, study.plan)
    if row is None or result is None:
        return
    explained, found = Result.model_validate_json(result), _new(scope, study)
    kept = {each.character for each in distinct(found, study.asked["k"])}
    told_apart = [explained.plan]
    for each in found:
        if each.character not in kept:
            studies.forget(scope, study.id, each.character)
            continue
        told = each.model_dump(mode="json", by_alias=True, exclude={"plan"})
        identity = None
        if each.plan is not None:
            other = _as_result(explained, each)
            values = summary(other) | {"inputs": _inputs(row, each.plan, told_apart)}
            text = other.model_dump_json(by_alias=True)
            identity = derived.add_alternative(scope, row, text, values, told)
            emit(scope, Event.PLAN_FINISHED, plan=identity, state=State.FINISHED.value)
        studies.answer(scope, study.id, each.character, json.dumps({**told, MADE: identity}))


def _inputs(row: Row[Any], plan: Plan, others: list[Plan | None]) -> dict[str, Any]:
    """Where it has nearly the same own people as another, the two sums would say what those few earn."""
    few = any(own_heads_apart(other, plan) < LEAST for other in others if other is not None)
    if not few:
        others.append(plan)
    known = row.inputs.get("workforce", {})
    return {**row.inputs, "workforce": {**known, "few": few or known.get("few", True)}}


def _new(scope: Scope, study: Row[Any]) -> list[AlternativePlan]:
    """Answers of which no plan was made yet, as characters follow each other."""
    bodies = studies.answered(scope, [study.id])
    texts = [bodies[name] for name in study.asked["characters"] if bodies.get(name)]
    return [
        AlternativePlan.model_validate_json(text) for text in texts if text and MADE not in json.loads(text)
    ]


def _as_result(explained: Result, found: AlternativePlan) -> Result:
    """An alternative as an answer: to the same problem, so with the bound of the plan it is one to."""
    plan, bound = found.plan, explained.bound
    assert plan is not None
    proved = is_proved(plan, bound)
    changed: dict[str, Any] = {
        "outcome": Outcome.OPTIMAL if proved else Outcome.FEASIBLE,
        "stop_reason": StopReason.PROVED if proved else StopReason.GAP,
        "plan": plan,
        "cost": plan.cost,
        "cash": plan.cash,
        "penalties": plan.penalties,
        "gap": None if bound is None else gap_between(plan.cost, bound),
        "check": "passed",
    }
    return explained.model_copy(update=changed)
