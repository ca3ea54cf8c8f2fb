"""What a contract costs that has ended before its minimum term, where the plan is cut after its end."""

from __future__ import annotations

import pytest

from scheduler.problem import Policy
from scheduler.problem.policy import Budget
from scheduler.replan import replan, rolled
from scheduler.rules import Cost
from tests.replan.desk import planned, week
from tests.rules.small import offer, problem, running, stream


def test_fees_of_what_has_ended_are_decided() -> None:
    # a week of work for 1,000; half of five more weeks, two of them after the plan; not done: 4,000
    one = problem(stream([40, 0, 0, 0]), offers=[offer(min_term="6w", early_exit_fee=0.5)])
    plan = planned(one)
    assert plan.cost == 3500
    for cut in (2, 3):
        again = replan(one, plan, week(cut), gap=0.0)
        assert [(each.kind, each.period, each.amount) for each in again.now.decided] == [
            *((Cost.EARLY_EXIT, t, 500.0) for t in range(cut, 4)),
            (Cost.COMMITMENT_TAIL, 4, 1000.0),
        ]
        assert (again.now.rest, again.result.cost, again.changed) == (0.0, 0.0, False)


@pytest.mark.parametrize("cut", [1, 2, 3])
def test_fees_of_running_contracts_that_ended(cut: int) -> None:
    # three run until week 6 at least; one is enough from week 1 on: the others cost a quarter of 900 a week
    one = problem(
        stream([120, 40, 40, 40]),
        offers=[offer(min_term="4w", early_exit_fee=0.25)],
        lots=[running(3, rate=900.0, earliest_end=week(6))],
    )
    plan = planned(one)
    assert [(a.kind, a.heads, a.start) for a in plan.actions] == [("end_running", 2.0, week(1))]
    again = replan(one, plan, week(cut), gap=0.0)
    assert not again.changed
    assert again.result.cost == again.now.rest
    if cut > 1:
        weeks = [450.0] * (4 - cut)
        assert [each.amount for each in again.now.decided] == [*weeks, 900.0]


def test_a_budget_pays_the_fees_that_are_decided() -> None:
    span = Budget.model_validate({"from": week(0), "to": week(4), "amount": 2600.0})
    one = problem(
        stream([40, 0, 0, 0]),
        offers=[offer(min_term="6w", early_exit_fee=0.5)],
        policy=Policy(budget=(span,)),
    )
    # 1,000 and 1,500 within the four weeks: 100 are left
    (left,) = rolled(one, planned(one), week(2)).problem.policy.budget
    assert left.amount == pytest.approx(100.0)
