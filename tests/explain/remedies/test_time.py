"""Remedies in little time: what is known to be enough is told, and that it may not be the least."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest

from scheduler import Outcome, Result, solve
from scheduler.engine import Engine
from scheduler.explain.asking import Asking, Explained
from scheduler.explain.edits import with_fields
from scheduler.explain.remedies import ROOM, Cell, Remedy, remedies, undone
from scheduler.explain.remedies.least import least_steps
from scheduler.explain.remedies.levers import Lever, levers_of
from scheduler.explain.remedies.tries import Tries
from scheduler.problem import Budget, Policy, Problem
from scheduler.result import StopReason
from tests.explain.remedies.carried_out import carried_out, solved
from tests.fixtures.solved import problem as fixture
from tests.search.apart import engine
from tests.search.small import END, START, problem

BUDGET = problem(offer={}, policy=Policy(budget=(Budget(amount=8000.0, since=START, until=END),)))
ENOUGH = 8400.0
WAITS = 40.0


@dataclass
class Slow(Tries):
    """Where each answer takes its time, and 8,400 are enough."""

    each: float = 0.02
    asked: list[float] = field(default_factory=list)

    def possible(self, cells: Sequence[Cell], until: float = 0.0) -> bool | None:  # noqa: ARG002
        time.sleep(self.each)
        self.asked.append(float(str(cells[0].after)))
        return self.asked[-1] >= ENOUGH


def _budget(given: Problem) -> Lever:
    (limit,) = given.policy.budget
    (lever,) = levers_of(given, ("budget", f"{limit.since} to {limit.until}"))
    return lever


def test_looking_for_the_least_ends_while_there_is_time_to_plan_with_it() -> None:
    # all is a billion steps of ten cents: thirty halvings of 0.02 s each, where 0.3 s are to be had
    lever, tries = _budget(BUDGET), Slow(BUDGET, None, engine(), 1.0, time.monotonic() + 0.3)
    steps, proven = least_steps(tries, [lever], {})
    assert not proven
    assert 2 <= len(tries.asked) <= 10
    assert steps[lever] < lever.most
    assert float(str(lever.steps.value(steps[lever]))) >= ENOUGH
    assert tries.left > 0


def test_with_time_enough_it_is_the_least() -> None:
    lever, tries = _budget(BUDGET), Slow(BUDGET, None, engine(), 1.0, time.monotonic() + 60, each=0.0)
    steps, proven = least_steps(tries, [lever], {})
    assert proven
    assert lever.steps.value(steps[lever]) == ENOUGH


class Hasty(Asking):
    """Nothing is found in time when it is asked what a plan costs."""

    def solve(self, edited: Problem, **_: Any) -> Result:
        late = {"outcome": Outcome.NO_PLAN_IN_TIME, "stop_reason": StopReason.TIME_LIMIT}
        return solved(edited).model_copy(update={**late, "plan": None, "cost": None, "bound": 8000.0})


def test_without_time_for_a_cheap_plan_the_one_that_was_found_is_told() -> None:
    asking = Hasty(Explained(BUDGET, solved(BUDGET)), engine())
    remedy = ROOM.answer("what gives least", asking)
    assert isinstance(remedy, Remedy)
    assert remedy.edits
    assert remedy.cost is not None
    assert remedy.cost.low == 8000.0
    # no plan costs less than the cheapest one
    cheapest = solved(carried_out(BUDGET, remedy.edits)).cost
    assert cheapest is not None
    assert remedy.cost.high is not None
    assert cheapest <= remedy.cost.high <= 2 * cheapest
    assert "then there is a plan for at most" in remedy.text


def test_without_time_for_any_figure_none_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Tries, "modest", lambda *_: None)
    remedy = ROOM.answer("what gives least", Hasty(Explained(BUDGET, solved(BUDGET)), engine()))
    assert isinstance(remedy, Remedy)
    assert remedy.edits
    assert remedy.cost is not None
    assert (remedy.cost.low, remedy.cost.high) == (8000.0, None)
    assert remedy.text.endswith("then there is a plan; what it costs was not found out in time")


@pytest.mark.slow
def test_a_budget_cut_has_a_remedy_while_a_planner_waits() -> None:
    # proofs near the least sum take many seconds each: a sum that is surely enough is told meanwhile
    given = fixture("guarding")
    amount, since, until = 200_000.0, date(2027, 7, 1), date(2027, 9, 30)
    cut = with_fields(given, "policy", budget=(Budget(amount=amount, since=since, until=until),))
    with Engine(nice=0) as alone:
        result = solve(cut, engine=alone)
        assert result.outcome is Outcome.INFEASIBLE
        (remedy,) = remedies(cut, result=result, time_limit=WAITS, most=1, engine=alone)
        again = solve(carried_out(cut, remedy.edits), engine=alone, gap=0.01)
    assert again.check == "passed"
    assert undone(carried_out(cut, remedy.edits), [c for e in remedy.edits for c in e.cells]) == cut
