"""Heads over time by hand: leavers by age, newcomers known and hired, moves, paths without action."""

from __future__ import annotations

from typing import Any

import pytest

from scheduler.check.case import Case
from scheduler.problem import Arrival, ByAge, Conversion, HeadsOn, Hire, Move, Pool, RecentStarters
from tests.check.maker import plan_of
from tests.rules.small import offer, pool, problem, stream, week

IDLE = stream([0.0] * 4)
# 1 − 0.9^52 a year leaves a tenth a week.
TENTH = 1 - 0.9**52
RAMP = Hire(ramp=ByAge(step="week", values=(0.5, 0.5)))


def heads_of(team: Pool, **decided: Any) -> tuple[list[float], list[float]]:
    """Experienced heads and heads on the payroll."""
    book = plan_of(problem(IDLE, pools=[team]), **decided).pools["team"]
    return list(book.experienced), list(book.heads)


def close(*values: float) -> Any:
    return pytest.approx(values, abs=1e-9)


def test_leavers_act_in_the_first_week() -> None:
    assert heads_of(pool(10, attrition=TENTH)) == (close(9, 8.1, 7.29, 6.561), close(9, 8.1, 7.29, 6.561))


def test_a_hire_without_ramp_leaves_like_everybody() -> None:
    experienced, heads = heads_of(pool(0, attrition=TENTH, hire=Hire()), hires={"team": {1: 10}})
    assert experienced == heads == close(0, 9, 8.1, 7.29)


def test_a_hire_ramps_for_two_weeks() -> None:
    experienced, heads = heads_of(pool(1, hire=RAMP), hires={"team": {1: 10}})
    assert experienced == close(1, 1, 1, 11)
    assert heads == close(1, 11, 11, 11)


def test_leavers_by_age() -> None:
    """Of ten a fifth leave in the first week, half in the second, a tenth later."""
    by_age = ByAge(step="week", values=(1 - 0.8**52, 1 - 0.5**52))
    team = pool(0, attrition=TENTH, attrition_by_age=by_age, hire=Hire())
    experienced, heads = heads_of(team, hires={"team": {0: 10}})
    assert heads == pytest.approx([8, 4, 3.6, 3.24], abs=1e-6)
    assert experienced == pytest.approx([0, 0, 3.6, 3.24], abs=1e-6)


def test_leavers_by_months_of_age() -> None:
    """A month is 13/3 weeks: in the fifth a third of the week at the young rate, two thirds at the old."""
    by_age = ByAge(step="month", values=(1 - 0.8**52,))
    team = pool(0, attrition=TENTH, attrition_by_age=by_age, hire=Hire())
    case = Case(problem(IDLE, pools=[team]), plan_of(problem(IDLE, pools=[team])))
    stay = [case.teams["team"].stay(age, 0) for age in range(6)]
    assert stay == pytest.approx([0.8] * 4 + [0.8 ** (1 / 3) * 0.9 ** (2 / 3), 0.9], abs=1e-6)


def test_arrivals_ramp_like_hires() -> None:
    """On Tuesday of week 1: from week 2 on. One before the start is part of the headcount."""
    arriving = (Arrival(on=week(1).replace(day=13), heads=2.0), Arrival(on=week(-1), heads=5.0))
    experienced, heads = heads_of(pool(1, arriving=arriving, hire=RAMP))
    assert experienced == close(1, 1, 1, 1)
    assert heads == close(1, 1, 3, 3)


def test_who_arrives_experienced_neither_ramps_nor_leaves_in_the_first_week() -> None:
    arriving = (Arrival(on=week(0), heads=10.0, experienced=True), Arrival(on=week(2), heads=1.0))
    experienced, heads = heads_of(pool(0, arriving=arriving, attrition=TENTH, hire=RAMP))
    assert experienced == close(10, 9, 8.1, 7.29)
    assert heads == close(10, 9, 9, 8.1)


def test_recent_starters() -> None:
    """Started a week before: of age 1 in week 0, experienced in week 1. Started three before: experienced."""
    recent = (RecentStarters(started=week(-1), heads=2.0), RecentStarters(started=week(-3), heads=1.0))
    experienced, heads = heads_of(pool(5, recent_starters=recent, hire=RAMP))
    assert experienced == close(3, 5, 5, 5)
    assert heads == close(5, 5, 5, 5)


def test_announced_leavers() -> None:
    leaving = (HeadsOn(on=week(2), heads=1.0), HeadsOn(on=week(9), heads=1.0))
    assert heads_of(pool(5, leaving=leaving))[1] == close(5, 5, 4, 4)


def test_movers_are_off_work_on_the_target_payroll_and_some_do_not_stay() -> None:
    terms = {"key": "help", "from": "others", "to": "team", "duration": "2w", "survival": 0.75}
    others = pool(8, key="others")
    given = problem(IDLE, pools=[pool(1), others], moves=[Move.model_validate(terms)])
    plan = plan_of(given, moves={"help": {0: 4}})
    assert plan.pools["others"].heads == close(4, 4, 4, 4)
    assert plan.pools["team"].experienced == close(1, 1, 4, 4)
    assert plan.pools["team"].heads == close(5, 5, 4, 4)
    assert plan.pools["team"].leavers == close(0, 0, 1, 0)


def test_converted_heads_arrive_experienced_and_whole() -> None:
    terms = Conversion(after="2w", to_pool="team", max=5)
    given = problem(IDLE, pools=[pool(0, attrition=TENTH, hire=RAMP)], offers=[offer(conversion=terms)])
    plan = plan_of(given, converting={"agents": {0: 2}}, converted={"agents": {2: 2}})
    assert plan.pools["team"].experienced == close(0, 0, 2, 1.8)


def test_path_without_action() -> None:
    team = pool(10, attrition=TENTH, leaving=(HeadsOn(on=week(1), heads=1.0),), hire=RAMP)
    given = problem(IDLE, pools=[team])
    case = Case(given, plan_of(given, hires={"team": {0: 5}}))
    assert case.teams["team"].no_action == close(9, 7.1, 6.39, 5.751)
