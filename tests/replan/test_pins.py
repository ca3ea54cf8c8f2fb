"""What is decided or frozen is in every new plan; what stands in the way of one is named."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from scheduler import InvalidProblem, Outcome, check
from scheduler.problem import Budget, HeadsOn, Policy, Problem, Release
from scheduler.problem.actuals import Actual, Actuals, What
from scheduler.replan import Replanned, replan
from tests.replan.desk import desk, plan_of, planned, surge, week
from tests.rules.small import offer, pool, problem, stream


def with_hours(one: Problem, *hours: float) -> Problem:
    """Other hours of work for every week."""
    calls = one.forecast.workstreams[0].model_copy(update={"hours": tuple(float(each) for each in hours)})
    return one.model_copy(update={"forecast": one.forecast.model_copy(update={"workstreams": (calls,)})})


def with_policy(one: Problem, **fields: Any) -> Problem:
    """Another policy."""
    return one.model_copy(update={"policy": Policy(**fields)})


def test_a_signed_contract_is_kept_though_the_surge_is_off() -> None:
    # two agents are ordered for weeks 2 to 4 at least: 7,200; nobody needs them
    one = surge()
    calm = with_hours(one, *[400] * 8)
    again = replan(calm, planned(one), week(1), before=one, gap=0.0)
    plan = plan_of(again.result)
    (ledger,) = plan.running.values()
    assert ledger.active == (0.0, 2.0, 2.0, 2.0, 0.0, 0.0, 0.0)
    assert again.result.cost == pytest.approx(7 * 10_000 + 2 * 3 * 1200)
    # kept as it was, the end after four weeks: 2,400 more
    assert again.kept.cost == pytest.approx(7 * 10_000 + 2 * 4 * 1200)
    assert again.difference is not None
    assert again.difference.cost.difference == pytest.approx(-2400.0)
    assert "saves 2,400 EUR: the new plan costs 77,200 EUR from 12 Jan 2026 on" in again.text


def test_what_replanning_came_to_is_read_back_as_it_was() -> None:
    one = surge()
    for now in (with_hours(one, *[400] * 8), one):
        again = replan(now, planned(one), week(1), before=one, gap=0.0)
        read = Replanned.model_validate_json(again.model_dump_json(by_alias=True))
        assert read == again
        assert (read.text, read.changed) == (again.text, again.changed)


def test_a_surge_that_grows_is_met_from_when_agents_can_come() -> None:
    # one head more from week 4: ordered on 12 January it comes in week 3 at the earliest, and stays for three
    one = surge()
    more = with_hours(one, 400, 400, 480, 480, 520, 520, 520, 400)
    again = replan(more, planned(one), week(1), before=one, gap=0.0)
    plan = plan_of(again.result)
    new = [action for action in plan.actions if action.kind == "contract"]
    assert [(action.heads, action.start) for action in new] == [(1.0, week(4))]
    assert check(again.problem, plan, baseline=again.now.baseline) == ()


def test_a_changed_plan_costs_its_changes() -> None:
    # the surge is over a week sooner: ending with week 4 saves 2,400, two heads otherwise in two weeks
    one = surge()
    over = with_hours(one, 400, 400, 480, 480, 480, 400, 400, 400)
    free = replan(over, planned(one), week(2), before=one, gap=0.0)
    priced = replan(with_policy(over, change_cost=500.0), planned(one), week(2), before=one, gap=0.0)
    dear = replan(with_policy(over, change_cost=700.0), planned(one), week(2), before=one, gap=0.0)
    assert free.result.cost == pytest.approx(6 * 10_000 + 2 * 3 * 1200)
    # four heads differ (two who end in week 5 and no more in week 6): 4 × 500 < 2,400 < 4 × 700
    assert priced.result.cost == pytest.approx(6 * 10_000 + 2 * 3 * 1200 + 4 * 500)
    assert dear.result.cost == pytest.approx(6 * 10_000 + 2 * 4 * 1200)
    assert not dear.changed


def test_a_contract_whose_term_runs_out_in_the_only_week_left_is_no_change() -> None:
    # a week is left, and in it the term of the agent has run out: nothing about it is to be decided
    one = problem(stream([80, 80]), pools=[pool(1.0)], offers=[offer(max_term="1w")])
    plan = planned(one)
    again = replan(with_policy(one, change_cost=50.0), plan, week(1), before=one, gap=0.0)
    assert not again.changed


def test_what_is_frozen_stays() -> None:
    # the end for week 6 must be decided on 9 February: frozen until the 10th it stays though it costs 2,400
    one = surge()
    over = with_hours(one, 400, 400, 480, 480, 480, 400, 400, 400)
    frozen = with_policy(over, frozen_until=date(2026, 2, 10))
    again = replan(frozen, planned(one), week(2), before=one, gap=0.0)
    assert not again.changed
    thawed = with_policy(over, frozen_until=date(2026, 2, 2))
    assert replan(thawed, planned(one), week(2), before=one, gap=0.0).changed


def test_a_contract_that_breaks_the_budget_is_named() -> None:
    # ten people for seven weeks cost 70,000, the two agents 7,200 on top, and there is no more than 71,000
    one = surge()
    short = with_policy(one, budget=(Budget(amount=81_000.0, since=week(0), until=week(8)),))
    again = replan(short, planned(one), week(1), before=one, gap=0.0)
    assert again.result.outcome is Outcome.INFEASIBLE
    assert again.difference is None
    assert again.text == "From 12 Jan 2026 on there is no plan that keeps to what is decided."
    (named,) = again.blocking
    assert named.action is not None
    assert named.action.owner == "agents"
    assert "the contract of 2 with agents from 19 Jan 2026" in named.text
    # undone, there is a plan: with 82,000 the pin is no obstacle
    enough = with_policy(one, budget=(Budget(amount=90_000.0, since=week(0), until=week(8)),))
    assert replan(enough, planned(one), week(1), before=one, gap=0.0).result.plan is not None


def test_what_is_frozen_against_a_new_rule_is_named() -> None:
    # nobody may be on contract any more, but the order of week 0 is frozen on the day it is due
    one = surge()
    frozen = with_policy(one, frozen_until=week(1), max_vendors=0)
    again = replan(frozen, planned(one), week(0), before=one, gap=0.0)
    assert again.result.outcome is Outcome.INFEASIBLE
    assert [each.action for each in again.blocking] == [None]
    assert "frozen until 12 Jan 2026" in again.blocking[0].text
    assert any(conflict.rule == "frozen" for conflict in again.result.conflicts)


def strict(*hours: float, **work: Any) -> Problem:
    """Ten people, and no hour of work may be left undone."""
    return problem(stream(hours, **work), pools=[pool(10.0)], policy=Policy(strict=True))


def in_the_way(again: Replanned) -> list[str]:
    assert again.result.outcome is Outcome.INFEASIBLE
    assert all(each.action is None for each in again.blocking)
    return [each.text for each in again.blocking]


def test_work_done_ahead_of_what_is_not_asked_any_more_is_named() -> None:
    # 100 hours a week are done ahead of a surge of two weeks; then nothing is asked
    one = strict(300, 300, 300, 500, 500, max_early="3w")
    plan = planned(one)
    ahead = plan.workstreams["calls"].ahead[2]
    assert ahead > 0
    again = replan(with_hours(one, 300, 300, 300, 0, 0), plan, week(3), before=one, gap=0.0)
    words = f"Without the {ahead:g} hours of calls done ahead by 26 Jan 2026 there would be a plan."
    assert in_the_way(again) == [words]


def test_work_that_waits_for_longer_than_it_may_is_named() -> None:
    # 400 hours are asked and done a week: of 120 that wait more than 50 wait on
    one = strict(*[400] * 5, max_delay="1w", max_backlog=50.0)
    facts = Actuals(rows=(Actual(what=What.BACKLOG, name="calls", on=week(1), value=120.0),))
    again = replan(one, planned(one), week(2), actuals=facts, gap=0.0)
    assert in_the_way(again) == [
        "Without the 120 hours of calls that wait on 19 Jan 2026 there would be a plan."
    ]


def test_heads_who_are_not_there_are_named() -> None:
    one = strict(*[400] * 5)
    facts = Actuals(rows=(Actual(what=What.OWN_HEADS, name="team", on=week(1), value=8.0),))
    again = replan(one, planned(one), week(2), actuals=facts, gap=0.0)
    assert in_the_way(again) == ["With own heads of team as planned there would be a plan."]


def test_releases_of_more_people_than_are_left_are_named() -> None:
    # two have notice to go; in the meantime all but one have gone by themselves
    release = Release(cost=100.0, notice="2w", max_of_present=2)
    one = problem(stream([400] * 6), pools=[pool(12.0, release=release, needed_after=10.0)])
    plan = planned(one)
    gone = one.workforce.pools[0].model_copy(update={"leaving": (HeadsOn(on=week(1), heads=11.0),)})
    few = one.model_copy(update={"workforce": one.workforce.model_copy(update={"pools": (gone,)})})
    with pytest.raises(InvalidProblem, match="the release of 2 from team on 19 Jan 2026"):
        replan(few, plan, date(2026, 1, 6), before=one)


def test_a_desk_with_nothing_decided_has_no_pins() -> None:
    one = desk(400, 400, 400)
    assert replan(one, planned(one), week(1)).now.pinned == ()
