"""Who started lately or is known to come: bound for a time, learning, knowing the work before. By hand."""

from __future__ import annotations

from typing import Any

import pytest

from scheduler.errors import InvalidProblem
from scheduler.plan import Plan
from scheduler.problem import Policy, Pool, Problem
from scheduler.result import Result
from scheduler.solving import solve
from tests.rules.small import amount_of, pool, problem, stream, week

FREE_TO_GO = {"max_of_present": 0}


def one_team(hours: list[float], policy: Policy | None = None, **given: Any) -> Problem:
    team: Pool = pool(2.0, release=FREE_TO_GO, **given)
    return problem(stream(hours), pools=[team], policy=policy)


def best(given: Problem) -> tuple[Result, Plan]:
    result = solve(given, gap=0.0)
    assert result.plan is not None
    return result, result.plan


def starter(**given: Any) -> dict[str, Any]:
    return {"started": week(-1), "heads": 1.0} | given


@pytest.mark.parametrize(("until", "gone"), [(0, 0), (2, 2), (3, 3)])
def test_who_was_hired_for_a_time_goes_after_it(until: int, gone: int) -> None:
    # one of two is needed, and of today's people nobody may go: the other costs 1,000 a week until his day
    one = one_team([40.0] * 4, recent_starters=(starter(bound_until=week(until)),))
    result, plan = best(one)
    assert [(each.kind, each.start) for each in plan.actions] == [("release", week(gone))]
    assert result.cost == 4000.0 + 1000.0 * gone


def test_who_was_hired_for_a_time_ramps_before_he_goes() -> None:
    # half as good for two weeks of which one is over, and bound to the end of that: he goes in week 1
    ramp = {"ramp": {"step": "week", "values": (0.5, 0.5)}}
    one = one_team([40.0] * 3, hire=ramp, recent_starters=(starter(bound_until=week(0)),))
    result, plan = best(one)
    assert plan.pools["team"].heads == (2.0, 1.0, 1.0)
    assert result.cost == 4000.0


def test_who_knows_the_work_does_not_ramp() -> None:
    # 60 hours of one new head half as good and one who knows it; both know it: none are short
    ramp = {"ramp": {"step": "week", "values": (0.5, 0.5)}, "max_total": 0.0}
    new, knowing = ((starter(experienced=knows),) for knows in (False, True))
    assert best(one_team([80.0], hire=ramp, recent_starters=new))[0].cost == 2000.0 + 20 * 100.0
    assert best(one_team([80.0], hire=ramp, recent_starters=knowing))[0].cost == 2000.0


def test_who_arrives_for_a_time_goes_after_it() -> None:
    arriving = ({"date": week(1), "heads": 1.0, "bound_until": week(3)},)
    result, plan = best(one_team([80.0] * 5, arriving=arriving))
    assert plan.pools["team"].heads == (2.0, 3.0, 3.0, 2.0, 2.0)
    assert result.cost == 12_000.0


def test_who_learns_is_paid_and_does_no_work() -> None:
    # of two one learns until week 2, and half of such begin: 40 hours short twice, then 20 twice
    learns = starter(learning_until=week(2), survival=0.5)
    result, plan = best(one_team([80.0] * 4, recent_starters=(learns,)))
    assert plan.pools["team"].heads == (2.0, 2.0, 1.5, 1.5)
    assert plan.pools["team"].experienced == (1.0, 1.0, 1.5, 1.5)
    assert plan.workstreams["calls"].short == (40.0, 40.0, 20.0, 20.0)
    assert result.cost == 7000.0 + 120 * 100.0


def test_who_learns_beyond_the_plan_stays_off_work() -> None:
    learns = starter(learning_until=week(9))
    result, plan = best(one_team([80.0] * 3, recent_starters=(learns,)))
    assert plan.pools["team"].experienced == (1.0, 1.0, 1.0)
    assert result.cost == 6000.0 + 120 * 100.0


@pytest.mark.parametrize("where", ["team", "policy", "total"])
def test_limits_on_heads_hold_from_where_somebody_may_go(where: str) -> None:
    # at most one head: both are bound until week 2, and one is gone then whatever the work
    bound = (starter(heads=2.0, bound_until=week(2)),)
    limit = {"max_headcount": 1.0} if where == "team" else {}
    policy = {"policy": {"max_headcount": 1.0}, "total": {"max_total_heads": 1.0}}.get(where, {})
    one = one_team([80.0] * 4, Policy.model_validate(policy), recent_starters=bound, **limit)
    _, plan = best(one)
    assert plan.pools["team"].heads == (2.0, 2.0, 1.0, 1.0)


def test_who_is_bound_after_the_plan_is_paid_then() -> None:
    # one is needed after two weeks; the other is bound for two weeks more
    one = one_team([80.0, 80.0], recent_starters=(starter(bound_until=week(4)),), needed_after=1.0)
    _, plan = best(one)
    assert amount_of(plan.costs, "tenure_tail") == 2000.0


def test_who_has_learnt_before_the_plan_is_no_learner() -> None:
    one = one_team([80.0], recent_starters=(starter(learning_until=week(-1)),))
    with pytest.raises(InvalidProblem, match="learning until 2025-12-29, before the calendar's start"):
        solve(one)
