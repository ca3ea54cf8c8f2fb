"""What a contract costs that has ended before its minimum term, where the plan is cut after its end."""

from __future__ import annotations

from datetime import date

import pytest

from scheduler.problem import Policy, Problem, Vendor
from scheduler.problem.base import ByAge, Overhead
from scheduler.problem.policy import Budget
from scheduler.replan import replan, rolled
from scheduler.rules import Cost
from tests.replan.desk import planned, week
from tests.rules.small import offer, pool, problem, running, stream


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


def nothing_differs(one: Problem, cut: date) -> None:
    """Asserts that a cut on this day changes no decision and no money."""
    again = replan(one, planned(one), cut, gap=0.0)
    assert not again.changed, again.text
    assert again.result.cost == pytest.approx(again.now.rest, abs=0.01)


@pytest.mark.parametrize("cut", [1, 2, 3, 4])
def test_nobody_leaves_while_the_ramp_binds(cut: int) -> None:
    # needed in week 1 alone, bound by a ramp of two weeks; a tenth of the rest of the term is no bar
    half = ByAge(step="week", values=(0.5, 0.5))
    agents = offer(lead="1w", min_term="4w", early_exit_fee=0.1, ramp=half)
    one = problem(stream([0, 20, 0, 0, 0], shortage_cost=500.0), offers=[agents])
    (action,) = planned(one).actions
    assert (action.start, action.end) == (week(1), week(3))
    nothing_differs(one, week(cut))


@pytest.mark.parametrize("cut", [1, 2])
def test_nobody_signed_is_called_off_who_could_not_be_before(cut: int) -> None:
    # ordered in week 0 for week 2, to stay a week at least: a cut opens no way to call it off
    agents = offer(lead="2w", min_term="4w", early_exit_fee=0.1, onboarding=5.0)
    one = problem(stream([0, 0, 40, 0, 0]), offers=[agents])
    now = replan(one, planned(one), week(cut), gap=0.0)
    (lot,) = now.problem.rate_card.running
    assert (lot.bound_until, lot.earliest_end) == (week(3), week(6))
    nothing_differs(one, week(cut))


@pytest.mark.parametrize("cut", range(7))
def test_a_fee_is_on_the_rate_whatever_the_age(cut: int) -> None:
    # new ones for two weeks of five, those that run until week 4 of 6: half of 1,000 (of 800) a week within
    # the plan, by age after it
    aged = ByAge(step="week", values=(0.5, 0.5, 0.6, 0.7, 0.8, 0.9))
    agents = offer(min_term="8w", early_exit_fee=0.5, rate_by_age=aged)
    lot = running(2, started=week(-1), rate=800.0, earliest_end=week(9))
    one = problem(stream([160, 160, 40, 40, 0, 0, 0]), offers=[agents], lots=[lot])
    nothing_differs(one, week(cut))


@pytest.mark.parametrize("start", [2, 3])
@pytest.mark.parametrize("joins", [False, True])
def test_who_is_called_off_before_the_first_day_costs_what_it_did(start: int, joins: bool) -> None:
    # signed and not needed: called off by week 1, to be brought on board and let go on one day
    agents = offer(
        min_term="4w", notice=f"{start - 1}w", early_exit_fee=0.25, onboarding=70.0, exit=30.0,
        overheads=(Overhead(name="badge", amount=10.0, basis="start"),),
    )  # fmt: skip
    lot = running(2, key="signed", started=week(start), joins=joins)
    one = problem(stream([0] * 5), offers=[agents], lots=[lot])
    plan = planned(one)
    assert [(a.kind, a.start) for a in plan.actions] == [("end_running", week(start))]
    now = rolled(one, plan, week(2))
    assert now.problem.rate_card.running == ()
    once = {(each.kind, each.period): each.amount for each in now.decided}
    assert once[Cost.ONBOARDING, start] == 140.0
    assert once[Cost.CONTRACT_OVERHEAD, start] == 20.0
    assert once.get((Cost.EXIT, start)) == (None if joins else 60.0)
    nothing_differs(one, week(2))


@pytest.mark.parametrize("cut", [1, 2, 3])
def test_fees_past_the_last_day_of_an_offer_are_decided_with_the_start(cut: int) -> None:
    # nobody is there from week 3 on: the fee for the last three of six weeks is due however it goes
    agents = offer(min_term="6w", early_exit_fee=0.5, last_end=week(3))
    one = problem(stream([40, 40, 40, 40, 40]), offers=[agents])
    plan = planned(one)
    assert plan.actions[0].end == week(3)
    nothing_differs(one, week(cut))


@pytest.mark.parametrize("cut", [1, 2])
def test_who_is_to_join_after_the_plan_stays_until_its_end(cut: int) -> None:
    # a conversion binds for three weeks, less than the term; who has agreed to it pays the rest in full
    terms = {"fee": 0.0, "after": "4w", "to_pool": "team", "max": 1}
    agents = offer(min_term="20w", early_exit_fee=0.9, conversion=terms)
    one = problem(stream([0, 40, 20]), pools=[pool(salary=5000.0)], offers=[agents])
    (action,) = planned(one).actions
    assert (action.kind, action.end) == ("conversion", None)
    nothing_differs(one, week(cut))


def test_who_is_to_join_on_a_day_does_not_leave_sooner_for_a_fee() -> None:
    # agreed for week 2, when the offer closes; nothing to do in week 1, and 35 are less than a week at 700
    terms = {"fee": 0.0, "after": "2w", "to_pool": "team", "max": 1}
    agents = offer(rate=700.0, min_term="5w", early_exit_fee=0.05, last_end=week(2), conversion=terms)
    one = problem(stream([40, 0, 40]), pools=[pool(salary=600.0)], offers=[agents])
    assert any(action.kind == "conversion" and action.end == week(2) for action in planned(one).actions)
    nothing_differs(one, week(1))


@pytest.mark.parametrize("cut", [1, 2])
def test_a_budget_pays_once_for_a_vendor_still_to_be_taken_on(cut: int) -> None:
    # 400 to take the agency on, dated in week 0, and 1,000 for week 2: all there is
    span = Budget.model_validate({"from": week(0), "to": week(4), "amount": 1400.0})
    one = problem(
        stream([0, 0, 40, 0]),
        offers=[offer()],
        vendors=[Vendor(key="agency", fixed_cost=400.0)],
        policy=Policy(budget=(span,)),
    )
    nothing_differs(one, week(cut))
