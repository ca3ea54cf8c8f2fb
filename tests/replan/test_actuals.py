"""What truly happened replaces what was planned; what nobody says went as planned."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from scheduler import InvalidProblem
from scheduler.files.actuals_template import actuals_template
from scheduler.problem import HeadsOn, HeadsPer, Policy, Problem, RecentStarters
from scheduler.problem.actuals import Actual, Actuals, What
from scheduler.replan import replan, rolled
from tests.replan.desk import HIRING, desk, planned, surge, week
from tests.replan.test_rolled import hiring
from tests.rules.small import offer, pool, problem, stream


def actuals(*rows: tuple[What, str, date, float], **more: Any) -> Actuals:
    """Rows of what, name, day and value."""
    return Actuals(rows=tuple(Actual(what=a, name=b, on=c, value=d, **more) for a, b, c, d in rows))


def test_heads_counted_are_the_heads() -> None:
    one = desk(400, 400, 400, 400)
    now = rolled(one, planned(one), week(2), actuals=actuals((What.OWN_HEADS, "team", week(2), 8.0)))
    assert now.problem.workforce.pools[0].headcount == 8.0
    assert any("do not say" in text for text in now.assumptions)


def test_what_was_planned_after_a_count_is_added_to_it() -> None:
    # one less than planned in week 1; the hires of week 2 came as planned, no one leaves
    one = hiring()
    plan = planned(one)
    began = plan.pools["team"].hires[2]
    assert began > 0
    now = rolled(one, plan, week(3), actuals=actuals((What.OWN_HEADS, "team", week(1), 9.0)))
    assert now.problem.workforce.pools[0].headcount == 9.0 + began


def test_hires_who_did_not_come_are_not_there() -> None:
    one = hiring()
    plan = planned(one)
    assert plan.pools["team"].hires[2] > 1
    now = rolled(one, plan, week(3), actuals=actuals((What.OWN_STARTS, "team", week(2), 1.0)))
    team = now.problem.workforce.pools[0]
    assert team.headcount == 11.0
    assert team.recent_starters == (RecentStarters(started=week(2), heads=1.0, bound_until=week(54)),)


@pytest.mark.parametrize(("came", "left"), [(0.0, 4.0), (1.0, 3.0), (3.0, 1.0), (9.0, 0.0)])
def test_limits_on_hires_in_all_count_who_came(came: float, left: float) -> None:
    # of four who may be hired in all two were, for week 2; who did not come may be hired instead
    hire = HIRING.model_copy(update={"max_total": 4.0})
    one = desk(400, 400, 480, 480, 480, pool={"needed_after": 12.0, "hire": hire}, offer={"rate": 9000.0})
    one = one.model_copy(update={"policy": Policy(max_hires=4.0)})
    plan = planned(one)
    assert plan.pools["team"].hires == (0.0, 0.0, 2.0, 0.0, 0.0)
    now = rolled(one, plan, week(3), actuals=actuals((What.OWN_STARTS, "team", week(2), came))).problem
    assert now.workforce.pools[0].hire is not None
    assert (now.workforce.pools[0].hire.max_total, now.policy.max_hires) == (left, left)


def test_more_leavers_than_planned_are_fewer_heads() -> None:
    one = desk(400, 400, 400)
    now = rolled(one, planned(one), week(2), actuals=actuals((What.OWN_LEAVERS, "team", week(1), 3.0)))
    assert now.problem.workforce.pools[0].headcount == 7.0


def test_a_contract_that_came_late_and_one_short() -> None:
    one = surge()
    row = Actual(what=What.CONTRACT_STARTS, name="agents", on=week(3), value=1.0, planned_for=week(2))
    now = rolled(one, planned(one), week(4), actuals=Actuals(rows=(row,)))
    (lot,) = now.problem.rate_card.running
    assert (lot.heads, lot.started) == (1.0, week(3))
    assert any("1 of 2 heads did not come" in text for text in now.assumptions)
    # its planned end for two heads is kept as far as there are heads
    again = replan(one, planned(one), week(4), actuals=Actuals(rows=(row,)), gap=0.0)
    assert again.kept.plan is not None


def test_contract_people_who_left_are_gone() -> None:
    one = surge()
    facts = actuals((What.CONTRACT_LEAVERS, "agents", week(3), 1.0))
    (lot,) = rolled(one, planned(one), week(4), actuals=facts).problem.rate_card.running
    assert lot.heads == 1.0
    counted = actuals((What.CONTRACT_HEADS, "agents", week(3), 3.0))
    (lot,) = rolled(one, planned(one), week(4), actuals=counted).problem.rate_card.running
    assert lot.heads == 3.0


def groups() -> Problem:
    """Four agents from week 1 on; one ends with week 1, one with week 2, two go on to the end of week 4."""
    return problem(
        stream([400, 560, 520, 480, 480, 400]),
        pools=[pool(10.0)],
        offers=[offer(rate=1200.0, max_starts=HeadsPer(heads=4.0, per="year"))],
    )


@pytest.mark.parametrize("cut", [2, 3, 4])
def test_starts_as_planned_change_nothing_though_some_have_ended(cut: int) -> None:
    one = groups()
    plan = planned(one)
    assert sorted((a.heads, a.end) for a in plan.actions) == [(1.0, week(2)), (1.0, week(3)), (2.0, week(5))]
    as_planned = actuals_template(plan, week(cut))
    assert rolled(one, plan, week(cut), actuals=as_planned).problem == rolled(one, plan, week(cut)).problem


@pytest.mark.parametrize(("came", "left"), [(5.0, 3.0), (3.0, 1.0), (2.0, 0.0), (0.0, 0.0)])
def test_who_did_not_come_is_missing_among_those_who_were_to_stay_longest(came: float, left: float) -> None:
    # of four ordered for week 1 two have gone by week 3
    one = groups()
    facts = actuals((What.CONTRACT_STARTS, "agents", week(1), came))
    now = rolled(one, planned(one), week(4), actuals=facts)
    assert sum(lot.heads for lot in now.problem.rate_card.running) == left
    assert any(f"{4 - came:g} of 4 heads did not come" in text for text in now.assumptions) == (came < 4)


def test_heads_counted_on_contracts_that_have_ended_are_none_of_those_that_run() -> None:
    # two agents in weeks 1 and 2, one more in weeks 4 and 5
    one = problem(stream([400, 480, 480, 400, 440, 440]), pools=[pool(10.0)], offers=[offer(rate=1200.0)])
    plan = planned(one)
    assert [(a.heads, a.start, a.end) for a in plan.actions] == [
        (2.0, week(1), week(3)), (1.0, week(4), None)
    ]  # fmt: skip
    counted_, left, over = What.CONTRACT_HEADS, What.CONTRACT_LEAVERS, "on contracts that have ended since"
    for what, value, words in (
        (counted_, 2.0, []),
        (counted_, 5.0, [f"3 heads more than planned were {over}"]),
        (counted_, 1.0, [f"1 head fewer than planned was {over}"]),
        (left, 3.0, [f"2 heads fewer than planned were {over}",
                     "1 head fewer than planned was on no contract: not counted on"]),
    ):  # fmt: skip
        now = rolled(one, plan, week(5), actuals=actuals((what, "agents", week(1), value)))
        (lot,) = now.problem.rate_card.running
        assert (lot.heads, lot.started) == (1.0, week(4))
        told = [text for text in now.assumptions if "than planned" in text]
        assert told == [f"agents: on 12 Jan 2026 {each}" for each in words]


def test_heads_on_no_contract_are_not_counted_on_and_that_is_said() -> None:
    one = desk(400, 400, 400, 400)
    facts = actuals((What.CONTRACT_HEADS, "agents", week(1), 2.0))
    now = rolled(one, planned(one), week(2), actuals=facts)
    assert now.problem.rate_card.running == ()
    text = "agents: on 12 Jan 2026 2 heads more than planned were on no contract: not counted on"
    assert text in now.assumptions


def test_who_came_for_no_order_is_refused_at_its_row() -> None:
    # two were ordered for week 2 and came in week 3: nobody says that these are the ones
    one = surge()
    facts = actuals(
        (What.CONTRACT_STARTS, "agents", week(2), 0.0), (What.CONTRACT_STARTS, "agents", week(3), 2.0)
    )
    with pytest.raises(InvalidProblem) as caught:
        rolled(one, planned(one), week(4), actuals=facts)
    (fault,) = caught.value.faults
    assert (fault.code, fault.place) == ("no_order", "actuals#/rows/1/date")
    assert fault.found == "no contract of agents was to start in the week of 26 Jan 2026"
    assert "planned_for" in fault.fix
    told = facts.rows[1].model_copy(update={"planned_for": week(2)})
    now = rolled(one, planned(one), week(4), actuals=Actuals(rows=(told,)))
    assert [(lot.heads, lot.started) for lot in now.problem.rate_card.running] == [(2.0, week(3))]


@pytest.mark.parametrize("what", [What.OWN_STARTS, What.OWN_LEAVERS, What.WORK_DONE, What.WORK_ASKED])
def test_what_comes_in_a_week_is_told_when_the_week_has_been(what: What) -> None:
    one = surge()
    name = "team" if what.of == "team" else "calls"
    with pytest.raises(InvalidProblem) as caught:
        rolled(one, planned(one), week(2), actuals=actuals((what, name, week(2), 1.0)))
    (fault,) = caught.value.faults
    assert (fault.code, fault.place) == ("not_in_past", "actuals#/rows/0/date")
    assert fault.found == "19 Jan 2026 is in no week of the earlier plan before 19 Jan 2026"


def test_a_count_from_before_the_plan_is_one_of_its_opening() -> None:
    # on the Thursday before the plan eight of ten were there, and five hours waited more than told
    calls = stream([320, 320, 420], max_delay="1w", closing_backlog=20.0)
    leaving = (HeadsOn(on=week(2), heads=1.0),)
    one = problem(calls, pools=[pool(10.0, leaving=leaving)])
    calendar = one.forecast.calendar.model_copy(update={"as_of": date(2026, 1, 1)})
    one = one.model_copy(update={"forecast": one.forecast.model_copy(update={"calendar": calendar})})
    facts = actuals(
        (What.OWN_HEADS, "team", date(2026, 1, 1), 8.0), (What.BACKLOG, "calls", date(2026, 1, 1), 5.0)
    )
    now = rolled(one, planned(one), week(1), actuals=facts).problem
    assert now.workforce.pools[0].headcount == 8.0
    assert now.forecast.workstreams[0].opening == 5.0


def test_work_that_was_not_done_waits() -> None:
    # as planned nothing waits; 30 hours fewer were done, or 25 more came, or 12 were counted
    one = problem(stream([400, 400, 400], max_delay="1w"), pools=[pool(10.0)])
    plan = planned(one)
    for row, waiting in (
        ((What.WORK_DONE, "calls", week(0), 370.0), 30.0),
        ((What.WORK_ASKED, "calls", week(0), 425.0), 25.0),
        ((What.BACKLOG, "calls", week(0), 12.0), 12.0),
    ):
        now = rolled(one, plan, week(1), actuals=actuals(row))
        assert now.problem.forecast.workstreams[0].opening_backlog == pytest.approx(waiting)


@pytest.mark.parametrize(
    ("counted", "by_age"), [(90.0, (50.0, 40.0)), (140.0, (100.0, 40.0)), (20.0, (20.0,)), (0.0, (0.0,))]
)
def test_more_that_waits_has_just_come_and_less_is_missing_among_the_oldest(
    counted: float, by_age: tuple[float, ...]
) -> None:
    # two weeks of 90 and 50 hours, 25 done a week: 90 wait, 40 of them for longer
    one = problem(stream([90, 50, 0, 0], max_delay="4w", closing_backlog=40.0), pools=[pool(0.625)])
    row = (What.BACKLOG, "calls", week(1), counted)
    now = rolled(one, planned(one), week(2), actuals=actuals(row))
    assert now.problem.forecast.workstreams[0].opening_by_age == by_age
    assert any("50 hours more than planned wait at 19 Jan 2026" in t for t in now.assumptions) == (
        counted > 90
    )


def test_as_planned_is_as_without_actuals() -> None:
    one = surge()
    plan = planned(one)
    facts = actuals(
        (What.OWN_HEADS, "team", week(3), 10.0),
        (What.OWN_LEAVERS, "team", week(1), 0.0),
        (What.CONTRACT_HEADS, "agents", week(3), 2.0),
    )
    assert rolled(one, plan, week(4), actuals=facts).problem == rolled(one, plan, week(4)).problem


def test_every_fault_is_told_at_once() -> None:
    one = surge()
    facts = actuals(
        (What.OWN_HEADS, "tame", week(1), 8.0),
        (What.OWN_HEADS, "team", week(5), 8.0),
        (What.HOURS_WORKED, "team", week(1), 8.0),
    )
    with pytest.raises(InvalidProblem) as caught:
        rolled(one, planned(one), week(2), actuals=facts)
    assert [fault.code for fault in caught.value.faults] == ["unknown_name", "not_in_past", "unknown_name"]
    assert [fault.place[:15] for fault in caught.value.faults] == [f"actuals#/rows/{n}" for n in range(3)]


def test_heads_that_are_missing_are_replaced() -> None:
    # eight of ten people left at the start of week 2 of 12, agents come after two weeks: 80 hours are bought
    one = desk(*[400] * 12)
    plan = planned(one)
    assert plan.actions == ()
    again = replan(one, plan, week(2), actuals=actuals((What.OWN_HEADS, "team", week(2), 8.0)), gap=0.0)
    assert again.changed
    assert again.result.plan is not None
    first = min(action.start for action in again.result.plan.actions)
    assert first == week(4)
    assert again.kept.cost is not None
    # kept as it was: eight people for ten weeks, 80 hours short in each at 100, two to be replaced after it
    # (500 and a week of ramp at 1,000 each)
    assert again.kept.cost == pytest.approx(10 * (8_000 + 8_000) + 2 * (500 + 1_000))
