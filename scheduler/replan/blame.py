"""What stands in the way of any plan: pins and what else is handed on, named by trying without each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import islice

from scheduler.engine import Engine
from scheduler.errors import Fault, InvalidProblem
from scheduler.plan import Action, Plan
from scheduler.problem import Problem
from scheduler.problem.actuals import Actuals
from scheduler.problem.base import Model
from scheduler.replan.inherited import without_each
from scheduler.replan.rolled import Rolled, rolled
from scheduler.result import Result
from scheduler.solving import solve
from scheduler.validate import validate
from scheduler.words import day, number

SECONDS = 3.0
MOST = 12  # tried of each sort, of pins the largest
NOUNS = {
    "hire": "the hire of {heads} for {owner} on {start}",
    "release": "the release of {heads} from {owner} on {start}",
    "move": "the move of {heads} by {owner} on {start}",
    "contract": "the contract of {heads} with {owner} from {start}",
    "conversion": "the conversion of {heads} with {owner} from {start}",
    "end_running": "the end of {heads} of {owner} on {start}",
}


class Blocking(Model):
    """Something without which there would be a plan.

    `action` None: what is frozen by the policy, work that waits or is done ahead, or heads there by actuals.
    """

    action: Action | None
    text: str


def said(action: Action) -> str:
    """An action in a few words."""
    return NOUNS[action.kind].format(heads=number(action.heads), owner=action.owner, start=day(action.start))


def checked_pins(now: Rolled) -> None:
    """Raises InvalidProblem when the problem with its pins is none; releases that cannot be are named."""
    faults = validate(now.problem, baseline=True).faults
    if faults:
        raise InvalidProblem([_named(fault, now) for fault in faults])


def _named(fault: Fault, now: Rolled) -> Fault:
    """A team that cannot lose as many as have notice: the fault says whose release it is."""
    if fault.code != "too_many_leave":
        return fault
    pool = now.problem.workforce.pools[int(fault.place.split("/")[2])].key
    mine = [said(each) for each in now.pinned if (each.kind, each.owner) == ("release", pool)]
    return Fault(fault.code, fault.place, "; ".join([fault.found, *mine]), fault.fix) if mine else fault


def blocking(
    problem: Problem,
    baseline: Plan,
    as_of: date,
    before: Problem | None,
    actuals: Actuals | None,
    now: Rolled,
    engine: Engine | None,
) -> tuple[Blocking, ...]:
    """Whatever stands in the way of any plan all by itself: with it taken out there is one."""
    facts = actuals or Actuals()
    found = list(_frozen(now, engine))
    others = without_each(
        now, facts, lambda rest: rolled(problem, baseline, as_of, before=before, actuals=rest)
    )
    for each in islice(others, MOST):
        if _has_plan(each.problem, each.baseline, engine):
            found.append(Blocking(action=None, text=f"{each.text} there would be a plan."))
    for action in sorted(now.pinned, key=lambda each: -each.heads)[:MOST]:
        fewer = baseline.model_copy(
            update={"actions": tuple(each for each in baseline.actions if each is not action)}
        )
        without = rolled(problem, fewer, as_of, before=before, actuals=facts)
        if _has_plan(without.problem, without.baseline, engine):
            found.append(Blocking(action=action, text=f"Without {said(action)} there would be a plan."))
    return tuple(found)


def _frozen(now: Rolled, engine: Engine | None) -> Iterator[Blocking]:
    until = now.problem.policy.frozen_until
    if until is None:
        return
    policy = now.problem.policy.model_copy(update={"frozen_until": None})
    if _has_plan(now.problem.model_copy(update={"policy": policy}), now.baseline, engine):
        yield Blocking(action=None, text=f"Without what is frozen until {day(until)} there would be a plan.")


def _has_plan(problem: Problem, baseline: Plan, engine: Engine | None) -> bool:
    if validate(problem, baseline=True).faults:
        return False
    answer: Result = solve(problem, time_limit=SECONDS, gap=1.0, baseline=baseline, engine=engine)
    return answer.plan is not None
