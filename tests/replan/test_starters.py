"""Who was hired before the cut stays as long as agreed, and of today's people as many may go as are left."""

from __future__ import annotations

from datetime import timedelta

import pytest

from scheduler.problem import ByAge, Hire, Move, Policy, Problem, RecentStarters, Release
from scheduler.replan import replan, rolled
from tests.replan.desk import planned, week
from tests.rules.small import pool, problem, stream


def by_the_week(*hours: float, most: int) -> Problem:
    """People come for 10 and go for nothing, from one week to the next; of today's ten `most` may go."""
    hire, release = Hire(costs={"ad": 10.0}), Release(cost=0.0, max_of_present=most)
    return problem(stream(hours), pools=[pool(10.0, hire=hire, release=release)])


@pytest.mark.parametrize(("cut", "left", "hired"), [(0, 1, 0), (1, 0, 0), (2, 0, 2), (3, 0, 0), (4, 0, 1)])
def test_hires_are_none_of_todays_people(cut: int, left: int, hired: int) -> None:
    # one of today's goes in week 0, two are hired in week 1, and both are gone in week 2
    one = by_the_week(360, 440, 360, 400, 360, most=1)
    plan = planned(one)
    releases = plan.pools["team"].releases
    assert (plan.pools["team"].hires, releases) == ((0, 2, 0, 1, 0), (1, 0, 2, 0, 1))
    team = rolled(one, plan, week(cut)).problem.workforce.pools[0]
    assert team.release is not None
    assert team.release.max_of_present == left
    # in weeks 2 and 4 hires from the week before are among those there, and may go
    wanted = [RecentStarters(started=week(cut - 1), heads=hired, experienced=True, bound_until=week(cut))]
    assert team.recent_starters == tuple(wanted if hired else [])
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
        (row,) = again.problem.workforce.pools[0].recent_starters
        assert (row.heads, row.bound_until, again.changed) == (2.0, week(20), False)


@pytest.mark.parametrize(("cut", "paid"), [(1, 6000.0), (2, 4000.0), (3, 2000.0)])
def test_a_hire_is_bound_as_long_as_before_the_cut(cut: int, paid: float) -> None:
    # one more is needed in week 0 alone and stays for three weeks; of today's one nobody may go
    team = pool(1.0, hire=Hire(min_tenure="3w"), release=Release(max_of_present=0))
    one = problem(stream([80, 40, 40, 40, 40]), pools=[team])
    plan = planned(one)
    assert [(a.kind, a.start) for a in plan.actions] == [("hire", week(0)), ("release", week(3))]
    again = replan(one, plan, week(cut), gap=0.0)
    assert not again.changed
    # 1,000 a week for the one, and for the other until week 3
    assert again.result.cost == again.now.rest == paid


def test_who_is_bound_changes_no_team_either() -> None:
    # two are hired in week 0 for three weeks; the phone is quiet from week 1 on, and mail is late
    phone = pool(0.0, hire=Hire(min_tenure="3w"), release=Release(max_of_present=0))
    mail = pool(1.0, key="mail", skills={"write": 1.0})
    move = Move.model_validate({"key": "help", "from": "team", "to": "mail"})
    letters = stream([40, 40, 40, 80, 80], "letters", skill="write")
    one = problem(stream([80, 0, 0, 0, 0]), letters, pools=[phone, mail], moves=[move])
    plan = planned(one)
    moved = [(a.heads, a.start) for a in plan.actions if a.kind == "move"]
    assert moved == [(1.0, week(3))]
    for cut in (1, 2, 3):
        again = replan(one, plan, week(cut), gap=0.0)
        assert not again.changed
        assert again.result.cost == again.now.rest


def test_who_has_notice_to_go_is_free_for_nobody_else() -> None:
    # hired in week 0, past the tenure in week 2, to go in week 3 with a week's notice; of today's two nobody
    release = Release(notice="1w", max_of_present=0)
    team = pool(2.0, hire=Hire(min_tenure="2w"), release=release)
    one = problem(stream([120, 120, 120, 80, 80, 0]), pools=[team])
    plan = planned(one)
    assert [(a.kind, a.start) for a in plan.actions] == [("hire", week(0)), ("release", week(3))]
    for as_of in (week(2), week(2) + timedelta(days=2), week(3)):
        again = replan(one, plan, as_of, gap=0.0)
        assert not again.changed
        assert again.result.cost == again.now.rest


def test_hires_are_needed_after_the_plan_as_before_the_cut() -> None:
    # two are needed after it: one of today's, and one hire. Half of today's one goes at once, and still hires
    # beyond one are paid as long as they are bound.
    one = problem(
        stream([20, 20, 60, 60]),
        pools=[pool(1.0, hire=Hire(min_tenure="8w"), release=Release(max_of_present=1), needed_after=2.0)],
        policy=Policy(whole_heads=False),
    )
    plan = planned(one)
    assert plan.pools["team"].releases[0] == 0.5
    for cut in (1, 2, 3):
        again = replan(one, plan, week(cut), gap=0.0)
        assert again.problem.workforce.pools[0].hires_needed_after == 1.0
        assert not again.changed
        assert again.result.cost == pytest.approx(again.now.rest, abs=0.01)


def test_who_has_learnt_before_the_cut_does_not_ramp_up_after_it() -> None:
    # one of two learns until week 1, and is as good as the other from then on; hires ramp for weeks
    ramp = ByAge(step="week", values=(0.25, 0.25, 0.5, 0.5))
    learner = RecentStarters.model_validate({"started": week(-1), "heads": 1.0, "learning_until": week(1)})
    team = pool(2.0, hire=Hire(ramp=ramp, max_total=0.0), recent_starters=(learner,))
    one = problem(stream([80, 80, 80, 80]), pools=[team])
    plan = planned(one)
    assert plan.workstreams["calls"].short == (40.0, 0.0, 0.0, 0.0)
    for cut in (1, 2, 3):
        again = replan(one, plan, week(cut), gap=0.0)
        assert not again.changed
        assert again.result.cost == again.now.rest
