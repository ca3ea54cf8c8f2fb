"""Replanning with nothing changed changes nothing and costs nothing, whatever the problem has in it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.model.baseline import open_actions
from scheduler.plan import Plan
from scheduler.problem import (
    HeadsPer,
    Hire,
    Overtime,
    Policy,
    Problem,
    Release,
    ShortTime,
)
from scheduler.problem.base import ByAge
from scheduler.problem.timeline import Timeline
from scheduler.replan import Replanned, replan
from scheduler.solving import solve
from tests.fixtures import solved
from tests.oracle.all_features import FEATURES
from tests.oracle.features import Drawn, build
from tests.replan.desk import plan_of, planned, surge, week
from tests.rules.small import pool, problem, stream

NAMES = sorted(set(FEATURES) - {"baseline"})  # it asks for a plan before the first


def starts(plan: Plan, since: date) -> list[tuple[str, str, float, date]]:
    """What begins on or after a day: kind, owner, heads, day."""
    kinds = ("hire", "release", "move", "contract", "conversion")
    found = [(a.kind, a.owner, a.heads, a.start) for a in plan.actions if a.kind in kinds]
    return sorted(each for each in found if each[3] >= since)


def unchanged(again: Replanned, before: Plan) -> None:
    """Asserts that what is still open is decided as before, and that no money differs."""
    assert again.kept.plan is not None
    assert again.result.plan is again.kept.plan
    assert not again.changed
    assert again.difference is not None
    assert (again.difference.added, again.difference.removed, again.difference.changed) == ((), (), ())
    assert again.difference.cost.difference == 0
    assert again.text.startswith("Nothing is to be decided otherwise")
    open_ = again.now.baseline.actions
    kinds = ("hire", "release", "move", "contract", "conversion")
    wanted = sorted((a.kind, a.owner, a.heads, a.start) for a in open_ if a.kind in kinds)
    assert starts(again.result.plan, again.problem.forecast.calendar.start) == wanted
    pinned = sorted((a.kind, a.owner, a.heads, a.start) for a in again.now.pinned if a.kind in kinds)
    assert sorted(wanted + pinned) == starts(before, again.problem.forecast.calendar.start)


@pytest.mark.parametrize("day", [0, 1, 2, 3, 7, 20, 36, 38, 48])
def test_nothing_changes_on_any_day(day: int) -> None:
    one = surge()
    plan = planned(one)
    again = replan(one, plan, week(0) + timedelta(days=day), gap=0.0)
    unchanged(again, plan)
    assert again.result.cost == pytest.approx(again.now.rest, abs=0.01)
    first = again.problem.forecast.calendar.start
    assert again.result.cost == pytest.approx(
        sum(sum(line.amounts[plan.first_days.index(first) :]) + line.after for line in plan.costs), abs=0.01
    )


@given(data=st.data())
@settings(max_examples=12)
def test_nothing_changes_whatever_the_problem_has(data: st.DataObject) -> None:
    names = data.draw(st.lists(st.sampled_from(NAMES), max_size=3, unique=True))
    one = build(Drawn(data), names)
    result = solve(one, gap=0.0)
    if result.plan is None:
        return
    cut = data.draw(st.integers(0, one.forecast.calendar.periods - 1))
    today = Timeline(one.forecast.calendar).as_of
    early = timedelta(days=data.draw(st.sampled_from([0, 0, 1, 4])))
    as_of = max(today, result.plan.first_days[cut] - early)
    again = replan(one, result.plan, as_of, gap=0.0)
    unchanged(again, result.plan)
    assert again.result.cost == pytest.approx(again.now.rest, rel=1e-6, abs=0.05)


def test_a_calendar_that_begins_later_says_the_same() -> None:
    # the forecast of the rest, given as a document of its own
    one = surge()
    plan = planned(one)
    calendar = one.forecast.calendar.model_copy(update={"start": week(3), "periods": 5})
    calls = one.forecast.workstreams[0].model_copy(update={"hours": (480.0, 480.0, 480.0, 400.0, 400.0)})
    later = one.forecast.model_copy(update={"calendar": calendar, "workstreams": (calls,)})
    again = replan(one.model_copy(update={"forecast": later}), plan, week(3), before=one, gap=0.0)
    unchanged(again, plan)
    # five weeks of ten people at 1,000, and two agents for three weeks at 1,200
    assert again.result.cost == pytest.approx(57_200.0)


def test_a_plan_is_not_changed_for_less_than_the_gap() -> None:
    # a plan that pays 100 too much: two agents stay on; 100 of 68,000 is less than 1 %
    one = surge()
    cheap, plan = planned(one), planned(with_rate(one, 1190.0))
    assert cheap.actions == plan.actions
    again = replan(one, plan, week(1), gap=0.01)
    assert not again.changed


def with_rate(one: Problem, rate: float) -> Problem:
    """Agents at another rate."""
    offer = one.rate_card.offers[0].model_copy(update={"rate": rate})
    return one.model_copy(update={"rate_card": one.rate_card.model_copy(update={"offers": (offer,)})})


def test_twice_is_as_once() -> None:
    # replanning the replanned: the same ends, no lot doubled
    one = surge()
    once = replan(one, planned(one), week(2), gap=0.0)
    twice = replan(once.problem, plan_of(once.result), week(4), gap=0.0)
    unchanged(twice, plan_of(once.result))
    straight = replan(one, planned(one), week(4), gap=0.0)
    assert twice.result.cost == straight.result.cost
    assert [lot.heads for lot in twice.problem.rate_card.running] == [2.0]


@pytest.mark.slow
@pytest.mark.parametrize("name", solved.STORIES)
@pytest.mark.parametrize("share", [0.0, 0.15, 0.5, 0.8])
def test_nothing_changes_in_the_stories(name: str, share: float) -> None:
    one, plan = solved.problem(name), solved.plan_of(name)
    cut = int(share * one.forecast.calendar.periods)
    again = replan(one, plan, plan.first_days[cut], gap=5e-3)
    unchanged(again, plan)
    assert again.result.cost == pytest.approx(again.now.rest, rel=2e-4)


def test_open_actions_are_those_of_the_model() -> None:
    # what replanning leaves open is what the model takes from an earlier plan
    one = surge()
    plan = planned(one)
    line = Timeline(one.forecast.calendar.model_copy(update={"as_of": week(0)}))
    assert len(open_actions(plan, line)) == len(replan(one, plan, week(0)).now.baseline.actions)
    assert one.policy == Policy()


def months_of_calls() -> Problem:
    """A year of calls, answered to the last hour by parts of people: no hour may be left undone."""
    hours = (900, 900, 1000, 1300, 1400, 1400, 1300, 1000, 700, 600, 600, 700)
    mail = stream([200.0] * 12, "mail", skill="write", max_delay="1m", shortage_cost=70.0)
    team = pool(
        9.0, skills={"talk": 1.0, "write": 0.9}, salary=5500.0, per="month", shrinkage=0.15, attrition=0.15,
        min_headcount=7.0, max_headcount=12.0, needed_after="today",
        overtime=Overtime(max_share=0.1, premium=1.5),
        release=Release(cost=8000.0, notice="1m", max_of_present=2),
        short_time=ShortTime(max_heads=3, hours_share=0.5, pay_share=0.7),
        hire=Hire(costs={"ad": 4000.0}, lead="2m", max=HeadsPer(heads=1, per="month"), min_tenure="6m",
                  ramp=ByAge(step="month", values=(0.3, 0.7))),
    )  # fmt: skip
    one = problem(
        stream(hours), mail, pools=[team], unit="month", policy=Policy(whole_heads=False, strict=True)
    )
    dates = {"start": date(2027, 3, 1), "as_of": date(2027, 2, 1)}
    calendar = one.forecast.calendar.model_copy(update=dates)
    return one.model_copy(update={"forecast": one.forecast.model_copy(update={"calendar": calendar})})


@pytest.mark.parametrize("month", [4, 5, 6])
def test_parts_of_heads_are_kept_as_they_were(month: int) -> None:
    one = months_of_calls()
    plan = planned(one)
    assert any(action.heads % 1 for action in plan.actions)
    again = replan(one, plan, date(2027, month, 1), gap=0.0)
    assert again.text.startswith("Nothing is to be decided otherwise")
    assert again.kept.cost == pytest.approx(again.now.rest, rel=1e-6)


def test_parts_of_heads_that_go_may_go() -> None:
    # 400 hours of work, 416 of 10.4 people: 0.4 are released after two weeks' notice
    release = Release(cost=100.0, notice="2w", max_of_present=1)
    one = problem(
        stream([400.0] * 6),
        pools=[pool(10.4, release=release, needed_after=10.0)],
        policy=Policy(whole_heads=False),
    )
    plan = planned(one)
    assert [(a.kind, a.heads) for a in plan.actions] == [("release", 0.4)]
    for cut, left in ((0, 1.0), (1, 0.6), (2, 0.6), (3, 0.6)):
        again = replan(one, plan, week(cut), gap=0.0)
        there = again.problem.workforce.pools[0].release
        assert there is not None
        assert (there.max_of_present, again.changed) == (left, False)
