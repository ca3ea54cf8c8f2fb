"""Caps by month or year at a cut in between: what came before it in its span, or is decided, counts."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from scheduler.problem import (
    HeadsOn,
    HeadsPer,
    Hire,
    HoursOn,
    HoursPer,
    Offer,
    Policy,
    Problem,
    Release,
    Vendor,
)
from scheduler.problem.actuals import Actual, Actuals, What
from scheduler.replan import replan, rolled
from tests.replan.desk import planned, week
from tests.rules.small import offer, pool, problem, stream

ONE_A_MONTH = HeadsPer(heads=1.0, per="month")
JANUARY, FEBRUARY = (week(1), 1.0), (week(4), 1.0)  # 12 January and 2 February 2026


def growing(hire: Hire) -> Problem:
    """One head and three needed from the second week of January on: one comes a month."""
    return problem(stream([40, 120, 120, 120, 120, 120]), pools=[pool(1.0, hire=hire)])


def taken(cap: HeadsPer | HoursPer | None) -> list[tuple[date, float]]:
    assert cap is not None
    return list(cap.gone)


@pytest.mark.parametrize(("cut", "gone"), [(1, []), (2, [JANUARY]), (3, [JANUARY]), (4, []), (5, [FEBRUARY])])
def test_hires_of_the_month_count_after_the_cut(cut: int, gone: list[tuple[date, float]]) -> None:
    one = growing(Hire(max=ONE_A_MONTH))
    plan = planned(one)
    assert plan.pools["team"].hires == (0, 1, 0, 0, 1, 0)
    again = replan(one, plan, week(cut), gap=0.0)
    hire = again.problem.workforce.pools[0].hire
    assert hire is not None
    assert taken(hire.max) == gone
    assert not again.changed


def test_hires_under_way_count_in_their_month() -> None:
    one = growing(Hire(max=ONE_A_MONTH, lead="1w"))
    plan = planned(one)
    assert plan.pools["team"].hires == (0, 1, 0, 0, 1, 0)
    # on Tuesday 27 January the hire of 2 February is decided
    again = replan(one, plan, date(2026, 1, 27), gap=0.0)
    hire = again.problem.workforce.pools[0].hire
    assert hire is not None
    assert taken(hire.max) == [FEBRUARY]
    assert again.result.plan is not None
    assert again.result.plan.pools["team"].hires == (0, 0)


def test_releases_of_the_month_count_after_the_cut() -> None:
    release = Release(max=ONE_A_MONTH, max_of_present=5)
    one = problem(stream([160, 120, 40, 40, 40, 40]), pools=[pool(4.0, release=release)])
    plan = planned(one)
    assert plan.pools["team"].releases == (0, 1, 0, 0, 1, 0)
    again = replan(one, plan, week(2), gap=0.0)
    left = again.problem.workforce.pools[0].release
    assert left is not None
    assert taken(left.max) == [JANUARY]
    assert not again.changed


def agents(**given: object) -> Problem:
    """One agent may start a month; two would be needed."""
    return problem(
        stream([0, 80, 80, 80, 80, 80]),
        offers=[offer(**given)],
        vendors=[Vendor(key="agency", max_starts=ONE_A_MONTH)],
    )


def test_starts_of_the_month_count_after_the_cut() -> None:
    one = agents(max_starts=ONE_A_MONTH)
    plan = planned(one)
    assert plan.offers["agents"].starts == (0, 1, 0, 0, 1, 0)
    again = replan(one, plan, week(3), gap=0.0)
    card = again.problem.rate_card
    assert taken(card.offers[0].max_starts) == taken(card.vendors[0].max_starts) == [JANUARY]
    assert not again.changed


def test_hours_bought_in_the_month_count_after_the_cut() -> None:
    call = {"unit": "hours", "rate": 30.0, "per": "hour", "max_hours": HoursPer(hours=50.0, per="month")}
    one = problem(stream([20, 20, 20, 20, 20]), offers=[offer(**call)])
    plan = planned(one)
    bought = plan.offers["agents"].bought_hours["talk"]
    again = replan(one, plan, week(2), gap=0.0)
    found: Offer = again.problem.rate_card.offers[0]
    assert found.max_hours is not None
    assert found.max_hours.taken == tuple(HoursOn(on=week(t), hours=bought[t]) for t in (0, 1) if bought[t])
    assert not again.changed


def test_idle_hours_of_the_month_count_after_the_cut() -> None:
    idle = HoursPer(hours=60.0, per="month")
    one = problem(
        stream([30, 20, 40, 40, 40]),
        pools=[pool(1.0, max_idle=idle)],
        policy=Policy(max_idle=HoursPer(hours=70.0, per="month")),
    )
    now = rolled(one, planned(one), week(2)).problem
    assert taken(now.workforce.pools[0].max_idle) == [(week(0), 10.0), (week(1), 20.0)]
    assert taken(now.policy.max_idle) == [(week(0), 10.0), (week(1), 20.0)]


def test_what_is_taken_within_a_period_counts_in_its_month() -> None:
    # the third head came on Wednesday 28 January: it is January's, and February has one of its own
    taken_then = HeadsOn(on=date(2026, 1, 28), heads=1.0)
    one = growing(Hire(max=HeadsPer(heads=1.0, per="month", taken=(taken_then,)), lead="3w"))
    assert planned(one).pools["team"].hires == (0, 0, 0, 0, 1, 0)


def test_what_was_taken_before_stays_taken() -> None:
    before = HeadsOn(on=date(2026, 1, 2), heads=1.0)
    one = growing(Hire(max=HeadsPer(heads=1.0, per="month", taken=(before,))))
    plan = planned(one)
    assert plan.pools["team"].hires == (0, 0, 0, 0, 1, 0)
    again = replan(one, plan, week(2), gap=0.0)
    hire = again.problem.workforce.pools[0].hire
    assert hire is not None
    assert (taken(hire.max), again.changed) == ([(date(2026, 1, 2), 1.0)], False)


def shrinking(**release: Any) -> Problem:
    """Four people and work for one from the third week on; of those there two fifths may go a month."""
    terms = Release.model_validate({"max_share": 0.4, "max_of_present": 5} | release)
    return problem(stream([160, 120, 40, 40, 40, 40]), pools=[pool(4.0, release=terms)])


def terms_of(one: Problem) -> Release:
    release = one.workforce.pools[0].release
    assert release is not None
    return release


@pytest.mark.parametrize("cut", [1, 2, 3, 4, 5])
def test_releases_of_the_month_count_in_its_share_after_the_cut(cut: int) -> None:
    # of four in January 1.6, of three in February 1.2
    plan = planned(shrinking())
    assert plan.pools["team"].releases == (0, 1, 0, 0, 1, 0)
    again = replan(shrinking(), plan, week(cut), gap=0.0)
    assert not again.changed
    release = terms_of(again.problem)
    gone = {2: [JANUARY], 3: [JANUARY], 5: [FEBRUARY]}.get(cut, [])
    there = {2: 4.0, 3: 4.0, 5: 3.0}.get(cut)
    assert ([(each.on, each.heads) for each in release.share_taken], release.share_of) == (gone, there)


def test_releases_with_notice_given_count_in_the_share_of_their_month() -> None:
    one = shrinking(notice="1w")
    plan = planned(one)
    assert plan.pools["team"].releases == (0, 1, 0, 0, 1, 0)
    # on Tuesday 27 January the release of 2 February is decided
    again = replan(one, plan, date(2026, 1, 27), gap=0.0)
    assert [(each.on, each.heads) for each in terms_of(again.problem).share_taken] == [FEBRUARY]
    assert again.result.plan is not None
    assert again.result.plan.pools["team"].releases == (0, 0)


def test_a_share_counts_what_is_taken_of_the_cap_beside_it() -> None:
    one = shrinking(max=HeadsPer(heads=3.0, per="month"))
    again = replan(one, planned(one), week(2), gap=0.0)
    release = terms_of(again.problem)
    assert (taken(release.max), release.share_taken, release.share_of) == ([JANUARY], (), 4.0)
    assert not again.changed


def test_a_share_that_was_cut_is_cut_again() -> None:
    once = replan(shrinking(), planned(shrinking()), week(2), gap=0.0)
    assert once.result.plan is not None
    twice = replan(once.problem, once.result.plan, week(3), gap=0.0)
    assert terms_of(twice.problem) == terms_of(once.problem)
    assert not twice.changed


def test_a_plan_that_begins_in_mid_month_says_what_went_before() -> None:
    # a quarter of eight in January is two, one of them gone already; of seven in February 1.75
    gone = HeadsOn(on=date(2026, 1, 2), heads=1.0)
    one = shrinking(max_share=0.25, share_taken=(gone,), share_of=8.0)
    eight = problem(stream([0.0] * 6), pools=[pool(7.0, release=terms_of(one))])
    assert planned(eight).pools["team"].releases == (1, 0, 0, 0, 1, 0)


def test_who_goes_anyhow_never_makes_a_share_impossible() -> None:
    # three are known to go where a fifth of eight may: nobody else can, and that is a plan
    gone = HeadsOn(on=date(2026, 1, 20), heads=3.0)
    release = Release(max_share=0.2, share_taken=(gone,), max_of_present=5)
    team = pool(8.0, release=release, leaving=(gone,))
    assert planned(problem(stream([0.0] * 4), pools=[team])).pools["team"].releases == (0, 0, 0, 0)


def test_a_share_is_of_the_heads_that_truly_were_there() -> None:
    # three planned in the week of 12 January, two and a half counted; January's share stays of four
    one = shrinking(max_share=0.5)
    rows = (Actual(what=What.OWN_HEADS, name="team", on=week(1), value=2.5),)
    now = rolled(one, planned(one), week(2), actuals=Actuals(rows=rows)).problem
    assert (now.workforce.pools[0].headcount, terms_of(now).share_of) == (2.5, 4.0)
