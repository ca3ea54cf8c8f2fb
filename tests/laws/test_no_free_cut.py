"""Nobody is hired and then cut for free, in any disguise. Weeks of 40 hours, pay 1,000, short 100 an hour."""

from __future__ import annotations

import pytest

from scheduler.plan import Plan
from scheduler.problem import Arrival, ByAge, Conversion, HeadsOn, Hire, Move, Problem, Release
from scheduler.solving import solve
from tests.rules.small import amount_of, offer, pool, problem, stream, week


def best(given: Problem) -> Plan:
    plan = solve(given, gap=0.0).plan
    assert plan
    return plan


def weekly(*values: float) -> ByAge:
    return ByAge(step="week", values=values)


NOBODY = Release(max_of_present=0)
YEARS = Hire(min_tenure="1y")


def test_a_veteran_is_not_swapped_for_a_cheap_newcomer() -> None:
    # Newcomers earn half for 4 weeks. None of today's people may go, so nobody is hired: 4 × 1,000.
    team = pool(1, hire=Hire(), pay_by_age=weekly(0.5, 0.5, 0.5, 0.5), release=NOBODY)
    assert best(problem(stream([40] * 4), pools=[team])).cost == 4_000


def test_a_veteran_is_not_swapped_for_a_hire_who_still_ramps() -> None:
    # Ramp of 3 weeks, tenure of 1: after a week the hire could go, but not a veteran in its place.
    # Week 0 asks for 60 hours: a hire at half speed would be 1,000 for 20 hours, and 3 weeks of it.
    # Short: 4 × 1,000 + 2,000 = 6,000. Hired and released in week 3: 4,000 + 3,000. Swapped: 5,000.
    team = pool(1, hire=Hire(ramp=weekly(0.5, 0.9, 0.9), min_tenure="1w"), release=NOBODY)
    assert best(problem(stream([60, 36, 36, 36]), pools=[team])).cost == 6_000


def test_an_arrival_who_ramps_does_not_stand_in_for_a_bound_hire() -> None:
    # One present head, work for two in weeks 0 and 1; a second comes in week 1. The hire of week 0 is
    # bound for 4 weeks, the present one may go in week 1: 2 heads for 4 weeks.
    team = pool(
        1,
        hire=Hire(min_tenure="4w", ramp=weekly(1.0, 1.0, 1.0)),
        arriving=(Arrival.model_validate({"date": week(1), "heads": 1.0}),),
        release=Release(max_of_present=9),
    )
    assert best(problem(stream([80, 80, 0, 0]), pools=[team])).cost == 8_000


def test_a_hire_is_not_moved_away_within_its_tenure() -> None:
    # Work in week 0 only. Bound for 4 weeks, 4,000, the same as being short; a move away would be 1,000.
    away = Move.model_validate({"key": "away", "from": "team", "to": "bench"})
    bench = pool(key="bench", skills={"wait": 1.0}, salary=0.0)
    team = pool(hire=Hire(min_tenure="4w"))
    assert best(problem(stream([40, 0, 0, 0]), pools=[team, bench], moves=[away])).cost == 4_000


def test_a_late_hire_pays_the_rest_of_its_tenure() -> None:
    # One head more in the last 2 of 6 weeks. A hire for a year would cost 2,000 here and 50,000 after;
    # a contract at 3,000 a week costs 6,000.
    team = pool(1, hire=YEARS, release=NOBODY, needed_after="today")
    agents = offer(rate=3000.0)
    plan = best(problem(stream([40, 40, 40, 40, 80, 80]), pools=[team], offers=[agents]))
    assert sum(plan.pools["team"].hires) == 0
    assert plan.cost == 6 * 1_000 + 2 * 3_000


def test_a_late_hire_who_is_needed_after_the_plan_owes_nothing() -> None:
    # The same with two heads needed then: hired in week 4, and nothing after: 6,000 + 2,000.
    team = pool(1, hire=YEARS, release=NOBODY, needed_after=2.0)
    plan = best(problem(stream([40, 40, 40, 40, 80, 80]), pools=[team], offers=[offer(rate=3000.0)]))
    assert plan.pools["team"].hires == (0, 0, 0, 0, 1, 0)
    assert plan.cost == 8_000


def test_a_hire_does_not_hide_behind_the_end_of_the_plan() -> None:
    # Without a tenure, who is hired for the last week and not needed after it is released for 5,000:
    # short in that week costs 4,000.
    team = pool(1, hire=Hire(), release=Release(cost=5000.0, max_of_present=0), needed_after="today")
    plan = best(problem(stream([40, 80]), pools=[team]))
    assert plan.cost == 2_000 + 4_000


def test_a_team_does_not_melt() -> None:
    # Ten heads, of whom four announce to leave in week 1. Contract heads cost 900, own ones 1,000: only
    # what replacing them costs, 3,000 each, after the plan or in it, speaks for hiring. Contracts for 3
    # weeks save 4 × 3 × 100 and end 4 short, 12,000; hires cost the same 12,000 and 1,200 more.
    team = pool(
        10,
        leaving=(HeadsOn.model_validate({"date": week(1), "heads": 4.0}),),
        hire=Hire(costs={"recruiting": 3000.0}),
        needed_after="today",
    )
    plan = best(problem(stream([400] * 4), pools=[team], offers=[offer(rate=900.0)]))
    assert amount_of(plan.costs, "depletion_tail") == 12_000
    assert plan.cost == 10_000 + 3 * 6_000 + 3 * 3_600 + 12_000
    # At 1,100 a head hiring is cheaper, and the team is whole again.
    plan = best(problem(stream([400] * 4), pools=[team], offers=[offer(rate=1100.0)]))
    assert plan.pools["team"].heads == (10, 10, 10, 10)
    assert plan.cost == 40_000 + 12_000


def test_a_term_that_passes_the_plan_is_paid() -> None:
    # 12 weeks at 1,000 for one week of work: 12,000; being short costs 4,000.
    plan = best(problem(stream([0, 0, 40]), offers=[offer(min_term="12w")]))
    assert plan.cost == 4_000
    # By the hour of need there is no shorter way: short at 400 an hour costs 16,000.
    plan = best(problem(stream([0, 0, 40], shortage_cost=400.0), offers=[offer(min_term="12w")]))
    assert plan.cost == 12_000


def test_a_converted_head_is_bound_like_a_hire() -> None:
    # Joins after 1 week for 500 a week and may not go for 3 weeks: 1,000 + 3 × 500, or stay short of
    # week 1 for 4,000 after one week of contract; a second week of contract is 1,000: 2,000 in all.
    agents = offer(conversion=Conversion(after="1w", to_pool="team", max=1))
    team = pool(salary=500.0, hire=Hire(min_tenure="3w", max_total=0.0), release=Release(max_of_present=9))
    assert best(problem(stream([40, 40, 0, 0, 0]), pools=[team], offers=[agents])).cost == 2_000


@pytest.mark.parametrize("attrition", [0.0, 0.9])
def test_who_was_lawfully_released_stays_so(attrition: float) -> None:
    # Three are hired for week 0 and all who are left may go in week 1. That some of them would have left
    # by themselves later makes no release of week 1 unlawful: nobody but a fraction is there in week 2.
    team = pool(hire=Hire(max_total=3.0), attrition=attrition, release=NOBODY)
    plan = best(problem(stream([120, 0, 0, 0]), pools=[team]))
    assert plan.pools["team"].hires[0] == 3
    assert plan.pools["team"].heads[2] < 1
