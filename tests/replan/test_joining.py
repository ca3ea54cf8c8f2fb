"""Contract heads who join a team: until then under contract, from then on there, experienced."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from scheduler.plan import Plan
from scheduler.problem import Arrival, Conversion, Policy, Problem
from scheduler.replan import replan, rolled
from scheduler.rules import Cost
from tests.replan.desk import HIRING, desk, planned, week
from tests.rules.small import offer, pool, problem, stream

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
    assert team.headcount == pytest.approx(plan.pools["team"].heads[5])
    assert team.arriving == (Arrival(on=week(6), heads=1.0, experienced=True, bound_until=week(58)),)
    assert team.recent_starters == ()
    again = replan(one, plan, week(6), gap=0.0)
    assert not again.changed
    assert again.result.plan is not None
    assert again.result.plan.pools["team"].heads == pytest.approx(plan.pools["team"].heads[6:])


@pytest.mark.parametrize("hire", [HIRING.model_copy(update={"max_total": 0.0}), None], ids=["ramp", "none"])
@pytest.mark.parametrize("cut", [3, 4, 5])
def test_who_joins_later_joins_as_planned(cut: int, hire: Any) -> None:
    one = converting(hire=hire)
    plan = planned(one)
    again = replan(one, plan, week(cut), gap=0.0)
    assert again.result.plan is not None
    assert again.result.plan.pools["team"].heads == pytest.approx(plan.pools["team"].heads[cut:])
    assert again.result.cost == pytest.approx(again.now.rest, abs=0.05)
    assert not again.changed


def test_who_joins_does_not_exit() -> None:
    one = converting()
    offer = one.rate_card.offers[0].model_copy(update={"exit": 30.0})
    one = one.model_copy(update={"rate_card": one.rate_card.model_copy(update={"offers": (offer,)})})
    plan = planned(one)
    joins(plan)
    assert not [line for line in plan.costs if line.kind is Cost.EXIT]
    again = replan(one, plan, week(4), gap=0.0)
    assert again.result.cost == pytest.approx(again.now.rest, abs=0.05)


def test_a_contract_that_ends_in_joining_says_so() -> None:
    one = converting()
    now = rolled(one, planned(one), week(2) + timedelta(days=1))
    (lot,) = now.problem.rate_card.running
    assert lot.joins
    assert lot.key == "agents since 19 Jan 2026, joining team on 16 Feb 2026"
    assert (lot.earliest_end, lot.latest_end) == (week(6), week(6))


def test_parts_of_heads_that_may_still_join_may_do_so() -> None:
    # half a head joins in week 2, the other half of the one that may in week 3: its own hour is cheaper
    terms = {"fee": 0.0, "after": "1w", "to_pool": "team", "max": 1}
    one = problem(
        stream([0, 20, 40, 40, 40]),
        pools=[pool(salary=500.0)],
        offers=[offer(lead="1w", conversion=terms)],
        policy=Policy(whole_heads=False),
    )
    plan = planned(one)
    assert [(a.kind, a.heads) for a in plan.actions] == [("conversion", 0.5)] * 2
    again = replan(one, plan, week(1), gap=0.0)
    (left,) = again.problem.rate_card.offers
    assert left.conversion is not None
    assert left.conversion.max == 0.5
    assert not again.changed
