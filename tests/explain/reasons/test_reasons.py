"""Reasons of small plans, each held against a solve of an input edited here."""

from __future__ import annotations

import json

import pytest

from scheduler.explain.reasons import ROOM
from scheduler.problem import Problem
from scheduler.report.decisions import action_cost
from scheduler.report.view import PlanView
from scheduler.result import Outcome
from scheduler.solving import solve
from tests.explain.reasons.stories import STORIES, ask, ended, explained, must_meet, told
from tests.rules import small
from tests.rules.small import week

KINDS = sorted(STORIES)


@pytest.mark.parametrize("kind", KINDS)
def test_what_it_costs_to_do_without_is_what_a_solve_of_the_edited_input_says(kind: str) -> None:
    story, about = told(kind)
    found = ask(about, story.name)
    data = json.loads(story.problem.model_dump_json(by_alias=True))
    story.edit(data)
    other = solve(Problem.model_validate_json(json.dumps(data)), gap=0.0)
    assert other.cost is not None
    assert about.result.cost is not None
    assert other.cost - about.result.cost == pytest.approx(story.dearer)
    assert found.found == "plan"
    assert found.other_cost == pytest.approx(other.cost)
    assert found.dearer is not None
    assert (found.dearer.low, found.dearer.high) == pytest.approx((story.dearer, story.dearer), abs=0.02)
    assert f"{story.dearer:,.0f} more" in found.text
    assert " more;" not in found.text_without_pay


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_among_the_questions(kind: str) -> None:
    story, about = told(kind)
    assert story.name in ROOM.questions(about)


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"overtime", "hours"}))
def test_its_cost_is_the_one_of_the_report(kind: str) -> None:
    story, about = told(kind)
    action = next(each for each in about.plan.actions if each.id == story.name)
    view = PlanView(story.problem, about.plan)
    assert ask(about, story.name, until=ended()).cost == pytest.approx(action_cost(view, action))


# by hand: 500 + 3 × 1,000; 4 × 1,000; 100; 50; 2 × 1,200 + 100; 150; 4 × 37.50; 10 × 60
COSTS = {
    "hire": 3500.0, "contract": 4000.0, "release": 100.0, "move": 50.0,
    "conversion": 2500.0, "end_running": 150.0, "overtime": 150.0, "hours": 600.0,
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_its_cost_and_the_work_it_is_for(kind: str) -> None:
    story, about = told(kind)
    found = ask(about, story.name, until=ended())
    assert found.cost == pytest.approx(COSTS[kind])
    served = [(each.workstream, each.hours, each.since, each.until) for each in found.serves]
    assert (
        served
        == {
            "hire": [("calls", 120.0, week(1), week(4))],
            "contract": [("calls", 160.0, week(0), week(4))],
            "release": [],
            "move": [("calls", 80.0, week(1), week(3))],
            "conversion": [("calls", 80.0, week(0), week(2))],
            "end_running": [],
            "overtime": [("calls", 4.0, week(0), week(1))],
            "hours": [("calls", 10.0, week(1), week(2))],
        }[kind]
    )


@pytest.mark.parametrize(
    ("kind", "rules"),
    [
        ("hire", {"hire_lead", "hire_limit"}),
        ("contract", {"contract_limits"}),
        ("release", {"release_notice", "release_of_present"}),
        ("move", set()),
        ("conversion", {"conversion"}),
        ("end_running", {"running_contract"}),
        ("overtime", {"overtime_limit"}),
        ("hours", {"contract_lead"}),
    ],
)
def test_the_rules_that_bind(kind: str, rules: set[str]) -> None:
    story, about = told(kind)
    found = ask(about, story.name, until=ended())
    assert {each.rule for each in found.binds} == rules


def test_what_takes_its_place_is_told() -> None:
    story, about = told("contract")
    found = ask(about, story.name)
    assert [(each.owner, each.what, each.amount) for each in found.instead] == [
        ("agents", "contract heads", -4.0),
        ("others", "contract heads", 4.0),
    ]
    assert "the best plan found without has 4 more head-weeks at others" in found.text


@pytest.mark.parametrize("kind", ["release", "end_running"])
def test_who_goes_without_work_left_is_not_needed(kind: str) -> None:
    story, about = told(kind)
    assert "hours that are not needed. With" in ask(about, story.name).text


def test_who_goes_while_work_is_left_undone_is_not_told_as_not_needed() -> None:
    # three or none: 4,500 a week to do what left short costs 4,000, 40 hours in each of the last 5 weeks
    given = small.problem(
        small.stream([160, 160, 120, 80, 80, 80, 80, 80]),
        pools=[small.pool(1.0)],
        offers=[small.offer(rate=1500.0, min_heads=3, notice="1w", exit=50.0)],
        lots=[small.running(3.0)],
    )
    found = ask(explained(given), f"end_running/old/{week(3)}", until=ended())
    gone = "3 heads of old gone on 26 Jan 2026, with 200 hours of such work left undone from then on"
    assert found.text_without_pay.startswith(f"{gone}.")


def test_who_goes_for_others_is_not_told_as_not_needed() -> None:
    # others at half the rate start when the old head ends
    card = small.offer(rate=1000.0), small.offer("cheap", vendor="other", rate=500.0, start_from=week(1))
    given = small.problem(small.stream([40] * 4), offers=card, lots=[small.running(earliest_end=week(1))])
    found = ask(explained(given), f"end_running/old/{week(1)}", until=ended())
    assert found.text.startswith("1 head of old gone on 12 Jan 2026, with others starting from then on.")


def test_who_goes_while_more_waits_is_not_told_as_not_needed() -> None:
    # work may wait for nothing: the last 20 hours of week 2 wait until week 3, when the team has time
    calls = small.stream([40, 60, 20], max_delay="1w")
    lot = small.running(earliest_end=week(1))
    given = small.problem(calls, pools=[small.pool(1.0)], offers=[small.offer()], lots=[lot])
    found = ask(explained(given), f"end_running/old/{week(1)}", until=ended())
    assert found.text.startswith(
        "1 head of old gone on 12 Jan 2026, with more of calls waiting from then on."
    )


def test_needed_is_said_only_where_no_plan_is_possible_and_with_the_rule() -> None:
    given = must_meet()
    name = f"contract/agents/{week(0)}/open"
    found = ask(explained(given), name)
    closed = given.rate_card.offers[0].model_copy(update={"max_heads": 0.0})
    card = given.rate_card.model_copy(update={"offers": (closed,)})
    assert solve(given.model_copy(update={"rate_card": card})).outcome is Outcome.INFEASIBLE
    assert (found.found, found.dearer) == ("impossible", None)
    assert found.against
    assert "there is no plan without it (No more is left undone than may be" in found.text


def test_without_time_nothing_is_claimed() -> None:
    found = ask(explained(must_meet()), f"contract/agents/{week(0)}/open", until=ended())
    assert (found.found, found.dearer, found.instead) == ("late", None, ())
    assert "no time" in found.text


def test_what_the_gap_does_not_carry_is_too_close_to_tell() -> None:
    story, about = told("contract")
    assert about.result.bound is not None
    loose = about.result.model_copy(update={"bound": about.result.bound - 5000.0})
    # the other plan is 2,000 dearer and proved; this one might be 5,000 cheaper than it is: 2,000 to 7,000
    found = ask(type(about)(story.problem, loose), story.name)
    assert found.dearer is not None
    assert (found.dearer.low, found.dearer.high) == pytest.approx((2000.0, 7000.0), abs=0.02)
    tight = about.result.model_copy(update={"cost": about.result.cost + 3000.0})  # type: ignore[operator]
    found = ask(type(about)(story.problem, tight), story.name)
    assert "too close to tell" in found.text


def test_an_end_that_is_no_decision_is_told_as_such() -> None:
    given = small.problem(
        small.stream([40, 0]), offers=[small.offer()], lots=[small.running(latest_end=week(1), rate=900.0)]
    )
    found = ask(explained(given), f"end_running/old/{week(1)}")
    assert found.found == "no choice"
    assert "its term runs out" in found.text


def test_heads_beside_a_running_contract_that_ends_early_are_taken_out_too() -> None:
    # the old head ends after week 1, another comes in week 3 at half the rate: `max_heads` 0 would keep the
    # old one from staying in its place as well; left short the work of week 3 costs 4,000
    lot = small.running(rate=1000.0, earliest_end=week(1))
    given = small.problem(small.stream([40, 0, 40]), offers=[small.offer(rate=500.0)], lots=[lot])
    about = explained(given)
    name = next(each.id for each in about.plan.actions if each.kind == "contract")
    found = ask(about, name)
    assert found.edit == "nothing new from agents"
    # then the old one stays for weeks 2 and 3 at 1,000 each; as it is: 500
    assert found.dearer is not None
    assert found.dearer.low == pytest.approx(1500.0, abs=0.02)


def test_an_end_that_a_limit_asks_for_may_cost_money() -> None:
    # two run, one may be there, and both may end from week 1 on; could nobody end, two would stay on: a head
    # costs 1,000, and 40 hours in each of two weeks are short for 4,000
    lot = small.running(2.0, earliest_end=week(1))
    given = small.problem(small.stream([80] * 3), offers=[small.offer(max_heads=1.0)], lots=[lot])
    found = ask(explained(given), f"end_running/old/{week(1)}")
    assert found.dearer is not None
    assert (found.dearer.low, found.dearer.high) == pytest.approx((-6000.0, -6000.0), abs=0.02)


def test_what_is_not_in_the_plan_cannot_be_asked() -> None:
    about = explained(must_meet())
    with pytest.raises(ValueError, match="no action 'hire/team"):
        ask(about, "hire/team/2026-01-05")


def test_nothing_is_asked_where_there_is_no_plan() -> None:
    given = must_meet()
    none = given.rate_card.model_copy(update={"offers": ()})
    about = explained(given.model_copy(update={"rate_card": none}))
    assert ROOM.questions(about) == ()
