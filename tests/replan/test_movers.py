"""Movers off work at the cut are paid and learn on, and begin to work on their day."""

from __future__ import annotations

import pytest

from scheduler.problem import Move, Overhead, Problem, RecentStarters
from scheduler.replan import replan, rolled
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
    learner = {"started": week(0), "heads": 2.0, "learning_until": week(3), "survival": 0.5}
    assert team.recent_starters == (RecentStarters.model_validate(learner),)
    assert team.headcount == pytest.approx(plan.pools["team"].heads[cut - 1])
    assert not now.decided
    again = replan(one, plan, week(cut), gap=0.0)
    assert not again.changed
    assert again.result.plan is not None
    assert again.result.plan.pools["team"].experienced == pytest.approx(plan.pools["team"].experienced[cut:])
    assert again.result.cost == pytest.approx(again.now.rest, abs=0.01)


@pytest.mark.parametrize("limit", ["of the team", "of all"])
def test_who_learns_counts_among_the_heads(limit: str) -> None:
    # ten talkers and two who learn until week 3 are twelve on the payroll: as many as may be
    one = learning()
    talkers, writers = one.workforce.pools
    if limit == "of the team":
        talkers = talkers.model_copy(update={"max_headcount": 12.0})
    policy = one.policy.model_copy(update={"max_total_heads": 15.0} if limit == "of all" else {})
    workforce = one.workforce.model_copy(update={"pools": (talkers, writers)})
    one = one.model_copy(update={"workforce": workforce, "policy": policy})
    plan = planned(one)
    for cut in (1, 2, 3):
        assert not replan(one, plan, week(cut), gap=0.0).changed


def test_as_many_move_as_the_target_bears_with_who_learns() -> None:
    # at most a fifth of those on the payroll of the phone a week: ten and who learns already
    one = learning()
    (move,) = one.workforce.moves
    move = move.model_copy(update={"max_share_of_target": 1 / 6})
    one = one.model_copy(update={"workforce": one.workforce.model_copy(update={"moves": (move,)})})
    plan = planned(one)
    for cut in (1, 2, 3):
        assert not replan(one, plan, week(cut), gap=0.0).changed


def test_who_learns_beyond_the_plan_is_needed_after_it() -> None:
    # who moves in the last week is ready after the plan, in which the phone needs twelve
    one = learning()
    talkers, writers = one.workforce.pools
    talkers = talkers.model_copy(update={"needed_after": 12.0, "attrition": 0.0})
    workforce = one.workforce.model_copy(update={"pools": (talkers, writers)})
    one = one.model_copy(update={"workforce": workforce})
    plan = planned(one)
    for cut in range(1, 8):
        again = replan(one, plan, week(cut), gap=0.0)
        assert not again.changed
        assert again.result.cost == pytest.approx(again.now.rest, abs=0.01)
