"""Movers off work at the cut: from then on they are counted where they arrive, ready, on their day."""

from __future__ import annotations

import pytest

from scheduler.problem import Arrival, Dated, Move, Overhead, Problem
from scheduler.problem.base import Heads
from scheduler.replan import replan, rolled
from scheduler.rules import Cost
from tests.replan.desk import planned, week
from tests.rules.small import pool, problem, stream


def learning() -> Problem:
    """Two of five writers go to the phone, where one is short from week 3 on: half of them learn it."""
    seat = Overhead(name="seat", amount=10.0, basis="head", per="week")
    writers = pool(5.0, key="writers", skills={"write": 1.0}, salary=800.0, needed_after="unknown")
    talkers = pool(
        10.0, salary=1000.0, on_cost_share=0.2, attrition=0.1, overheads=(seat,), needed_after="unknown"
    )
    move = Move.model_validate(
        {"key": "learn", "from": "writers", "to": "team", "cost": 50.0, "duration": "3w", "survival": 0.5}
    )
    calls = stream([0.0, 0.0, 0.0, *[440.0] * 5])
    return problem(calls, stream([120.0] * 8, "mail", skill="write"), pools=[talkers, writers], moves=[move])


@pytest.mark.parametrize("cut", [1, 2, 3])
def test_who_learns_at_the_cut_is_ready_on_the_day_as_planned(cut: int) -> None:
    one = learning()
    plan = planned(one)
    assert [(a.kind, a.heads, a.start) for a in plan.actions] == [("move", 2.0, week(0))]
    now = rolled(one, plan, week(cut))
    team = now.problem.workforce.pools[0]
    assert team.arriving == (Arrival(on=week(3), heads=1.0, experienced=True),)
    assert team.headcount == pytest.approx(plan.pools["team"].heads[cut - 1] - 2.0)
    # two heads until week 3: 1,000 of pay, 200 on top, 10 for the seat
    decided = {(each.kind, each.period): each.amount for each in now.decided}
    assert decided == pytest.approx(
        {
            (kind, t): amount
            for t in range(cut, 3)
            for kind, amount in ((Cost.SALARY, 2000.0), (Cost.ON_COST, 400.0), (Cost.POOL_OVERHEAD, 20.0))
        }
    )
    again = replan(one, plan, week(cut), gap=0.0)
    assert not again.changed
    assert again.result.plan is not None
    assert again.result.plan.pools["team"].experienced == pytest.approx(plan.pools["team"].experienced[cut:])
    assert again.result.cost == pytest.approx(again.now.rest, abs=0.01)


def test_limits_on_heads_leave_room_for_who_learns() -> None:
    # ten talkers and two who learn until week 3 are twelve on the payroll: as many as must be, and may
    one = learning()
    talkers, writers = one.workforce.pools
    limits = {"min_headcount": 8.0, "max_headcount": 12.0}
    workforce = one.workforce.model_copy(update={"pools": (talkers.model_copy(update=limits), writers)})
    policy = one.policy.model_copy(update={"max_total_heads": 15.0})
    one = one.model_copy(update={"workforce": workforce, "policy": policy})
    now = rolled(one, planned(one), week(1)).problem
    team = now.workforce.pools[0]
    for limit, most in (
        (team.min_headcount, 8.0), (team.max_headcount, 12.0), (now.policy.max_total_heads, 15.0)
    ):  # fmt: skip
        assert limit == (
            Dated[Heads](since=None, value=most - 2), Dated[Heads](since=week(3), value=most)
        )  # fmt: skip
