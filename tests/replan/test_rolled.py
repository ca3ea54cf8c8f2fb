"""What a cut makes of a plan: heads, starters, contracts, orders, backlogs, budgets. By hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from scheduler import InvalidProblem
from scheduler.problem import (
    Arrival,
    Budget,
    Done,
    HeadsOn,
    Hire,
    Policy,
    Problem,
    RecentStarters,
    Release,
    Running,
    ShareLimit,
    Vendor,
    VendorShareLimit,
)
from scheduler.replan import replan, rolled
from tests.replan.desk import HIRING, desk, planned, surge, week
from tests.rules.small import offer, pool, problem, stream


def test_the_surge_is_met_by_two_agents_for_four_weeks() -> None:
    # a head more costs 4,800 for the four weeks by contract; hired: 500, half idle ramp, kept for a year
    (contract,) = planned(surge()).actions
    assert (contract.kind, contract.heads) == ("contract", 2.0)
    assert (contract.start, contract.end) == (week(2), week(6))
    assert (contract.decide_by, contract.end_decide_by) == (week(0), week(5))


def test_before_anything_is_decided_the_problem_is_what_it_was() -> None:
    one = surge()
    now = rolled(one, planned(one), week(0))
    assert now.pinned == ()
    assert now.problem.workforce.pools[0].headcount == 10.0
    assert now.problem.rate_card.running == ()
    assert len(now.baseline.actions) == 1


def test_a_signed_contract_runs_with_its_own_dates() -> None:
    # on Tuesday of the first week the order of Monday is out; the next period begins on week 1
    one = surge()
    now = rolled(one, planned(one), date(2026, 1, 6))
    assert now.problem.forecast.calendar.start == week(1)
    assert now.problem.forecast.calendar.periods == 7
    assert now.problem.forecast.workstreams[0].hours == (400, 480, 480, 480, 480, 400, 400)
    assert [action.heads for action in now.pinned] == [2.0]
    (lot,) = now.problem.rate_card.running
    assert lot == Running(
        key="agents since 19 Jan 2026", offer="agents", heads=2.0, started=week(2), earliest_end=week(5)
    )
    # the end after four weeks is not decided yet: it is an end of the running contract now
    (end,) = now.baseline.actions
    assert (end.kind, end.owner, end.start, end.heads) == ("end_running", lot.key, week(6), 2.0)


def test_an_end_with_notice_given_is_fixed() -> None:
    one = surge()
    now = rolled(one, planned(one), date(2026, 2, 10))  # notice was given on 9 February, for week 6
    assert now.problem.forecast.calendar.start == week(6)
    (lot,) = now.problem.rate_card.running
    assert (lot.earliest_end, lot.latest_end) == (week(6), week(6))
    assert now.baseline.actions == ()


def test_a_contract_signed_at_an_older_rate_keeps_it() -> None:
    one = surge()
    dearer = one.rate_card.offers[0].model_copy(update={"rate": 1500.0})
    card = one.rate_card.model_copy(update={"offers": (dearer,)})
    now = rolled(one.model_copy(update={"rate_card": card}), planned(one), week(2), before=one)
    assert now.problem.rate_card.running[0].rate == 1200.0
    assert now.problem.rate_card.offers[0].rate == 1500.0


def test_an_offer_that_is_gone_keeps_its_contracts_and_sells_no_new_ones() -> None:
    one = surge()
    new = one.model_copy(update={"rate_card": one.rate_card.model_copy(update={"offers": ()})})
    now = rolled(new, planned(one), week(2), before=one)
    (kept,) = now.problem.rate_card.offers
    assert kept.start_until is not None
    assert kept.start_until < week(0)
    assert len(now.problem.rate_card.running) == 1


def hiring(**more: Any) -> Problem:
    """Four more are needed from week 2 on for good; agents are dear. One in ten leaves in a year."""
    dear = {"rate": 9000.0}
    staff = {"needed_after": 14.0, "hire": HIRING, **more}
    return desk(400, 400, 520, 560, 560, 560, pool=staff, offer=dear)


def test_a_contract_with_an_offer_that_nobody_knows_is_refused_at_its_place() -> None:
    one = surge()
    unknown = Running(key="old", offer="agnets", heads=1.0, started=week(0))
    card = one.rate_card.model_copy(update={"running": (unknown,)})
    with pytest.raises(InvalidProblem) as refused:
        rolled(one.model_copy(update={"rate_card": card}), planned(one), week(1), before=one)
    (fault,) = refused.value.faults
    assert fault.place == "rate_card#/running/0/offer"
    assert "agents" in fault.found  # whom it may have meant


def test_hires_under_way_arrive() -> None:
    one = hiring()
    plan = planned(one)
    hires = [action for action in plan.actions if action.kind == "hire"]
    assert hires[0].start == week(2)
    now = rolled(one, plan, date(2026, 1, 6))
    team = now.problem.workforce.pools[0]
    assert team.arriving[0] == Arrival(on=week(2), heads=hires[0].heads, bound_until=week(54))
    assert sum(each.amount for each in now.decided) == 500.0 * sum(each.heads for each in now.pinned)
    assert any("hires under way" in text for text in now.assumptions)


def test_who_ramps_is_a_recent_starter() -> None:
    # hired in week 2, cut before week 3: one week of the two of the ramp is over
    one = hiring()
    plan = planned(one)
    began = plan.pools["team"].hires[2]
    now = rolled(one, plan, week(3))
    team = now.problem.workforce.pools[0]
    assert team.headcount == 10.0 + began
    assert team.recent_starters == (RecentStarters(started=week(2), heads=began, bound_until=week(54)),)
    # and before week 4 the ramp is over, and the year's tenure is not
    later = rolled(one, plan, week(4)).problem.workforce.pools[0]
    assert later.recent_starters == (
        RecentStarters(started=week(2), heads=began, experienced=True, bound_until=week(54)),
    )


def test_people_with_notice_leave() -> None:
    # twelve people, work for ten: two are released as soon as notice allows, at week 2, for 100 each
    release = Release(cost=100.0, notice="2w", max_of_present=2)
    one = problem(stream([400] * 6), pools=[pool(12.0, release=release, needed_after=10.0)])
    plan = planned(one)
    assert [(a.kind, a.heads, a.start) for a in plan.actions] == [("release", 2.0, week(2))]
    now = rolled(one, plan, date(2026, 1, 6))
    team = now.problem.workforce.pools[0]
    assert team.leaving == (HeadsOn(on=week(2), heads=2.0),)
    assert team.release is not None
    assert team.release.max_of_present == 0
    assert [each.amount for each in now.decided] == [200.0]
    assert rolled(one, plan, week(3)).problem.workforce.pools[0].headcount == 10.0


def test_who_was_needed_today_is_needed_still() -> None:
    one = desk(400, 400, 400, pool={"needed_after": "today", "attrition": 0.5})
    now = rolled(one, planned(one), week(1))
    assert now.problem.workforce.pools[0].needed_after == 10.0
    assert now.problem.workforce.pools[0].headcount == pytest.approx(10 * 0.5 ** (1 / 52))


def test_work_that_waits_is_the_opening_backlog() -> None:
    # 400 hours can be done a week: 40 of the first week's 440 wait, and 40 may at the end
    calls = stream([440, 360, 400], max_delay="1w", opening_backlog=0.0)
    one = problem(calls, pools=[pool(10.0)])
    now = rolled(one, planned(one), week(1))
    assert now.problem.forecast.workstreams[0].opening_backlog == pytest.approx(40.0)
    assert now.problem.forecast.workstreams[0].closing_backlog == 0.0


@pytest.mark.parametrize(
    ("cut", "by_age"),
    [(0, (30.0, 20.0)), (1, (50.0, 10.0)), (2, (70.0, 20.0)), (3, (50.0, 50.0)), (4, (10.0, 50.0, 10.0))],
)
def test_work_that_waits_keeps_its_age(cut: int, by_age: tuple[float, ...]) -> None:
    # 40 hours a week are done, always the oldest, and 30 may be left
    calls = stream([50, 70, 50, 10, 0], max_delay="3w", opening_backlog=(30.0, 20.0), closing_backlog=30.0)
    one = problem(calls, pools=[pool(1.0)])
    plan = planned(one)
    assert plan.workstreams["calls"].waiting == (60.0, 90.0, 100.0, 70.0, 30.0)
    again = replan(one, plan, week(cut), gap=0.0)
    assert again.problem.forecast.workstreams[0].opening_by_age == by_age
    assert not again.changed


def test_a_backlog_by_age_may_be_empty() -> None:
    one = problem(stream([40, 40], max_delay="1w", opening_backlog=()), pools=[pool(1.0)])
    assert rolled(one, planned(one), week(0)).problem.forecast.workstreams[0].opening_backlog == 0.0


def test_what_is_spent_is_taken_off_the_budget() -> None:
    # ten people at 1,000 for two of six weeks
    limit = Policy(budget=(Budget(amount=70_000.0, since=week(0), until=week(6)),))
    one = problem(stream([400] * 6), pools=[pool(10.0)], policy=limit)
    now = rolled(one, planned(one), week(2))
    assert now.problem.policy.budget[0].amount == pytest.approx(50_000.0)


def shares(**more: Any) -> Policy:
    """Agents do 320 of 3,520 hours, 9.09 %: 80 a week from week 2 to week 5."""
    limit = {"over": "horizon", **more}
    return Policy(
        max_vendor_share=(VendorShareLimit.model_validate({"share": 0.091} | limit),),
        max_contractor_share=(ShareLimit.model_validate({"share": 0.091} | limit),),
        min_inhouse_share=(ShareLimit.model_validate({"share": 0.909} | limit),),
    )


def test_shares_over_the_horizon_count_what_was_done() -> None:
    one = surge().model_copy(update={"policy": shares()})
    plan = planned(one)
    now = rolled(one, plan, week(3))
    # 1,280 hours are done, 80 of them by agents
    policy = now.problem.policy
    (vendor,), (contractors,), (own,) = (
        policy.max_vendor_share, policy.max_contractor_share, policy.min_inhouse_share
    )  # fmt: skip
    assert (vendor.vendor, vendor.share, own.share) == ("agency", 0.091, 0.909)
    for limit, theirs in ((vendor, 80.0), (contractors, 80.0), (own, 1200.0)):
        assert limit.done is not None
        assert (limit.done.theirs, limit.done.all) == pytest.approx((theirs, 1280.0), abs=1e-5)
    text = (
        "agency: in the share over the horizon 80 of 1,280 hours count that were done before 26 Jan 2026 "
        "as planned"
    )
    assert text in now.assumptions
    again = replan(one, plan, week(3), gap=0.0)
    assert not again.changed
    assert again.result.cost == pytest.approx(now.rest, abs=0.01)


def test_a_share_over_the_horizon_is_one_of_all_its_hours() -> None:
    # 75 of 125 hours by agents are 60 %; with 10 of the rest undone, 75 of 115 would be more
    limit = ShareLimit(share=0.6, over="horizon")
    one = problem(
        stream([75, 50]),
        pools=[pool(0.0, hire=Hire(lead="1w", costs={"ad": 1200.0}))],
        offers=[offer()],
        policy=Policy(max_contractor_share=(limit,)),
    )
    plan = planned(one)
    assert [(a.kind, a.heads) for a in plan.actions] == [("contract", 2.0), ("hire", 2.0)]
    again = replan(one, plan, week(1), gap=0.0)
    assert not again.changed


def test_what_is_done_before_counts_in_a_first_plan_too() -> None:
    # of 100 hours in all 50 may be the agents'; of the 60 before the plan 30 were: 20 of 40 are left to them
    done = Done(theirs=30.0, all=60.0)
    limit = ShareLimit(share=0.5, over="horizon", done=done)
    one = problem(
        stream([40.0]),
        pools=[pool(1.0)],
        offers=[offer(rate=10.0)],
        policy=Policy(max_contractor_share=(limit,)),
    )
    theirs = sum(sum(row.hours) for row in planned(one).allocations if row.supplier == "agents")
    assert theirs <= 20.0 + 1e-6


def test_a_share_of_a_span_that_is_still_to_come_stays() -> None:
    policy = shares(**{"from": week(4)})
    one = surge().model_copy(update={"policy": policy})
    plan = planned(surge())
    assert rolled(one, plan, week(3), before=surge()).problem.policy.max_contractor_share[0].share == 0.091


def test_a_vendor_that_was_taken_on_is_not_paid_for_again() -> None:
    one = surge()
    card = one.rate_card.model_copy(update={"vendors": (Vendor(key="agency", fixed_cost=70.0),)})
    one = one.model_copy(update={"rate_card": card})
    plan = planned(one)
    found = [rolled(one, plan, week(cut)).problem.rate_card.vendors[0] for cut in (0, 1)]
    assert [(vendor.engaged, vendor.fixed_cost) for vendor in found] == [(False, 70.0), (True, 70.0)]


def test_hours_ordered_on_call_may_still_be_used() -> None:
    # 80 hours too few in week 1, to be ordered in week 0
    call = offer("spare", unit="hours", per="hour", rate=20.0, lead="1w")
    one = problem(stream([400, 480, 400]), pools=[pool(10.0)], offers=[call])
    now = rolled(one, planned(one), date(2026, 1, 6))
    ordered = now.problem.rate_card.offers[1]
    assert ordered.lead == "0d"
    assert ordered.max_hours is not None
    assert (ordered.max_hours.hours, ordered.start_from, ordered.last_end) == (80.0, week(1), week(2))


@pytest.mark.parametrize("vendors", [(), (Vendor(key="agency"),)])
def test_hours_ordered_on_call_may_be_used_though_their_offer_is_gone(vendors: tuple[Vendor, ...]) -> None:
    # 80 hours too few in week 1, ordered in week 0 for 1,600; from then on nobody offers any
    call = offer("spare", unit="hours", per="hour", rate=20.0, lead="1w")
    one = problem(stream([400, 480, 400]), pools=[pool(10.0)], offers=[call])
    card = one.rate_card.model_copy(update={"offers": (), "vendors": vendors})
    again = replan(
        one.model_copy(update={"rate_card": card}), planned(one), date(2026, 1, 6), before=one, gap=0.0
    )
    assert [each.key for each in again.problem.rate_card.offers] == ["spare, talk ordered for 12 Jan 2026"]
    assert "spare is on the rate card no more: what is ordered of it may be used" in again.now.assumptions
    assert again.kept.cost == again.now.rest == 2 * 10_000 + 80 * 20


def test_limits_on_hires_in_all_count_those_already_made() -> None:
    one = hiring(hire=HIRING.model_copy(update={"max_total": 4.0}))
    policy = Policy(max_hires=5.0)
    one = one.model_copy(update={"policy": policy})
    plan = planned(one)
    made = sum(action.heads for action in plan.actions if action.start <= week(2))
    now = rolled(one, plan, week(1))
    hire = now.problem.workforce.pools[0].hire
    assert hire is not None
    under_way = sum(each.heads for each in now.pinned)
    assert under_way >= made
    assert hire.max_total == 4.0 - under_way
    assert now.problem.policy.max_hires == 5.0 - under_way


@pytest.mark.parametrize(
    ("as_of", "words"),
    [(date(2026, 1, 4), "before"), (date(2026, 3, 1), "no period"), (date(2025, 1, 1), "before")],
)
def test_days_that_do_not_fit_are_refused(as_of: date, words: str) -> None:
    one = surge()
    with pytest.raises(InvalidProblem, match=words):
        rolled(one, planned(one), as_of)


def test_a_calendar_that_begins_between_periods_is_refused() -> None:
    one = surge()
    calendar = one.forecast.calendar.model_copy(update={"start": date(2026, 1, 7)})
    new = one.model_copy(update={"forecast": one.forecast.model_copy(update={"calendar": calendar})})
    with pytest.raises(InvalidProblem, match="no first day"):
        rolled(new, planned(one), week(0), before=one)


def test_a_plan_of_another_problem_is_refused() -> None:
    with pytest.raises(InvalidProblem, match="periods"):
        rolled(surge(), planned(desk(400, 400)), week(0))


def test_changes_within_the_week_before_the_cut_count_from_its_day_on() -> None:
    # announced for Wednesday 14 January: on Monday 19 January one comes, and one of another team is gone
    on = date(2026, 1, 14)
    coming = pool(1.0, arriving=(Arrival(on=on, heads=1.0),))
    going = pool(2.0, "writers", skills={"write": 1.0}, leaving=(HeadsOn(on=on, heads=1.0),))
    lot = Running(key="old", offer="agents", heads=1.0, started=on)
    one = problem(
        stream([40, 40, 120, 120]),
        stream([40] * 4, "mail", skill="write"),
        pools=[coming, going],
        offers=[offer(onboarding=70.0, min_term="4w")],
        lots=[lot],
    )
    plan = planned(one)
    assert plan.pools["team"].heads == (1.0, 1.0, 2.0, 2.0)
    again = replan(one, plan, week(2), gap=0.0)
    now = again.problem
    talkers, writers = now.workforce.pools
    assert (talkers.arriving, writers.leaving) == (
        (Arrival(on=week(2), heads=1.0),), (HeadsOn(on=week(2), heads=1.0),)
    )  # fmt: skip
    (running,) = now.rate_card.running
    assert (running.started, running.earliest_end) == (week(2), week(6))
    assert not again.changed
    assert again.result.cost == pytest.approx(again.now.rest, abs=0.01)
