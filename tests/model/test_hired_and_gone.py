"""Whoever is hired is there for a period at least, and nobody is hired for others to go on the same day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from scheduler import solve
from scheduler.problem import Hire, Move, Policy, Problem, Release
from tests.rules.small import pool, problem, stream, week


def free(*hours: float, most: int = 3, whole: bool = True, **team: Any) -> Problem:
    """Three people for 1,000 a week each; whoever comes or goes does so at once and for nothing."""
    terms = {"hire": Hire(costs={}), "release": Release(max_of_present=most)}
    policy = Policy(whole_heads=whole)
    return problem(stream(hours), pools=[pool(3.0, **(terms | team))], policy=policy)


def starts(one: Problem) -> tuple[float, list[tuple[str, float, date]]]:
    """What it costs, and who comes and goes when."""
    plan = solve(one, gap=0.0).plan
    assert plan is not None
    return plan.cost, [(each.kind, each.heads, each.start) for each in plan.actions]


@pytest.mark.parametrize("whole", [True, False])
def test_one_too_many_goes_and_nobody_is_hired_to_go(whole: bool) -> None:
    assert starts(free(80, 80, 80, 80, whole=whole)) == (8000.0, [("release", 1.0, week(0))])


def test_who_comes_for_a_week_goes_a_week_later() -> None:
    assert starts(free(80, 120, 80, 40)) == (
        8000.0,
        [
            ("release", 1.0, week(0)),
            ("hire", 1.0, week(1)),
            ("release", 1.0, week(2)),
            ("release", 1.0, week(3)),
        ],
    )


def test_many_who_may_go_are_no_more_than_are_there() -> None:
    assert starts(free(80, 80, 80, 80, most=1_000_000)) == (8000.0, [("release", 1.0, week(0))])


def test_todays_people_are_not_swapped_for_others_on_one_day() -> None:
    # nobody of today's may go: whoever is hired goes a week later at the soonest
    assert starts(free(80, 80, 80, 80, most=0)) == (12000.0, [])


def test_parts_of_heads_are_not_made_of_millions_who_come_and_go() -> None:
    # some of three leave by chance: whole heads come and go, and less than an hour a week is left undone
    one = free(80, 120, 80, 40, attrition=0.3)
    plan = solve(one, gap=0.0).plan
    assert plan is not None
    assert max(each.heads for each in plan.actions) <= 3


def test_who_is_hired_may_move_on_at_once() -> None:
    # clerks are hired for nothing and learn to talk for a week; one is needed from week 1 on
    move = Move.model_validate({"key": "learn", "from": "clerks", "to": "team", "duration": "1w"})
    clerks = pool(0.0, "clerks", skills={"write": 1.0}, hire=Hire(costs={}))
    one = problem(stream([0, 40, 40]), pools=[clerks, pool(0.0)], moves=[move])
    assert starts(one) == (3000.0, [("hire", 1.0, week(0)), ("move", 1.0, week(0))])
