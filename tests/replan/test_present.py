"""Who of those there at the cut may still go: of today's people what is left, and hires past their tenure."""

from __future__ import annotations

import pytest

from scheduler.problem import Hire, Problem, Release
from scheduler.replan import replan, rolled
from tests.replan.desk import planned, week
from tests.rules.small import pool, problem, stream


def by_the_week(*hours: float, most: int) -> Problem:
    """People come for 10 and go for nothing, from one week to the next; of today's ten `most` may go."""
    hire, release = Hire(costs={"ad": 10.0}), Release(cost=0.0, max_of_present=most)
    return problem(stream(hours), pools=[pool(10.0, hire=hire, release=release)])


@pytest.mark.parametrize(("cut", "left"), [(0, 1), (1, 0), (2, 2), (3, 0), (4, 1)])
def test_hires_still_to_make_are_none_of_todays_people(cut: int, left: int) -> None:
    # one of today's goes in week 0, two are hired in week 1, and both are gone in week 2
    one = by_the_week(360, 440, 360, 400, 360, most=1)
    plan = planned(one)
    releases = plan.pools["team"].releases
    assert (plan.pools["team"].hires, releases) == ((0, 2, 0, 1, 0), (1, 0, 2, 0, 1))
    team = rolled(one, plan, week(cut)).problem.workforce.pools[0]
    assert team.release is not None
    # in weeks 2 and 4 hires from the week before are among those there
    assert team.release.max_of_present == left
    again = replan(one, plan, week(cut), gap=0.0)
    assert not again.changed
    assert again.result.cost == again.now.rest


def test_who_is_bound_is_none_of_todays_people() -> None:
    # nobody is there today: the two hired in week 0 stay for 20 weeks, whatever may be released of none
    release = Release(cost=0.0, max_of_present=2)
    team = pool(0.0, hire=Hire(costs={"ad": 10.0}, min_tenure="20w"), release=release)
    one = problem(stream([80, 80, 80, 40]), pools=[team])
    plan = planned(one)
    assert plan.pools["team"].hires == (2, 0, 0, 0)
    for cut in (1, 2, 3):
        again = replan(one, plan, week(cut), gap=0.0)
        there = again.problem.workforce.pools[0].release
        assert there is not None
        assert (there.max_of_present, again.changed) == (0, False)
