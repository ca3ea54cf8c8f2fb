"""Contract heads who join a team: until then under contract, from then on there, experienced."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from scheduler.plan import Plan
from scheduler.problem import Conversion, HeadsOn, Problem
from scheduler.replan import replan, rolled
from tests.replan.desk import HIRING, desk, planned, week

JOINING = Conversion(fee=100.0, after="4w", to_pool="team", max=1)


def converting(**more: Any) -> Problem:
    """Eleven are needed from week 2 on for good; nobody is hired: an agent joins four weeks later."""
    hire = HIRING.model_copy(update={"max_total": 0.0})
    staff = {"needed_after": 11.0, "hire": hire, "attrition": 0.1, **more}
    return desk(390, 390, *[430] * 8, pool=staff, offer={"conversion": JOINING})


def joins(plan: Plan) -> date:
    """The day on which the one head joins."""
    (action,) = (each for each in plan.actions if each.kind == "conversion")
    assert (action.heads, action.start) == (1.0, week(2))
    assert action.end is not None
    return action.end


def test_who_joins_on_the_day_of_the_cut_is_experienced() -> None:
    one = converting()
    plan = planned(one)
    assert joins(plan) == week(6)
    now = rolled(one, plan, week(6))
    (team,) = now.problem.workforce.pools
    # those of the week before, and one of whom nobody has left when the week is over
    stay = 0.9 ** (1 / 52)
    assert team.headcount == pytest.approx(plan.pools["team"].heads[5] + 1 / stay)
    assert (team.arriving, team.recent_starters) == ((), ())
    again = replan(one, plan, week(6), gap=0.0)
    assert not again.changed
    assert again.result.plan is not None
    assert again.result.plan.pools["team"].heads == pytest.approx(plan.pools["team"].heads[6:])


@pytest.mark.parametrize("cut", [3, 4, 5])
def test_who_joins_a_team_without_a_ramp_joins_as_planned(cut: int) -> None:
    one = converting(hire=None)
    plan = planned(one)
    again = replan(one, plan, week(cut), gap=0.0)
    assert again.result.plan is not None
    assert again.result.plan.pools["team"].heads == pytest.approx(plan.pools["team"].heads[cut:])
    assert again.result.cost == pytest.approx(again.now.rest, abs=0.05)
    assert not any("new starters" in text for text in again.now.assumptions)


def test_who_joins_a_team_that_ramps_is_told_with_the_hours_it_lacks() -> None:
    one = converting()
    now = rolled(one, planned(one), week(4))
    assert now.problem.workforce.pools[0].arriving == (HeadsOn(on=week(6), heads=1.0),)
    # half of 40 hours in each of the two weeks of the ramp
    text = (
        "team: 1 of agents who join on 16 Feb 2026 know the work, but are counted as new starters: "
        "about 40 hours of work too few"
    )
    assert text in now.assumptions


def test_a_contract_that_ends_in_joining_says_so() -> None:
    one = converting()
    now = rolled(one, planned(one), week(2) + timedelta(days=1))
    (lot,) = now.problem.rate_card.running
    assert lot.key == "agents since 19 Jan 2026, joining team on 16 Feb 2026"
    assert (lot.earliest_end, lot.latest_end) == (week(6), week(6))
