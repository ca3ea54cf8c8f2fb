"""What is to be decided next after replanning: nothing that is decided, nothing that needs no decision."""

from __future__ import annotations

from datetime import date

from scheduler.problem import Problem, Running
from scheduler.replan import replan
from scheduler.report.decisions import next_decisions
from scheduler.report.view import PlanView
from tests.replan.desk import desk, plan_of, planned, surge, week


def told(one: Problem) -> list[str]:
    """What is to be decided in its best plan."""
    return [each.sentence(2026) for each in next_decisions(PlanView(one, planned(one)))]


def with_running(one: Problem, lot: Running) -> Problem:
    """With a contract that runs already."""
    return one.model_copy(update={"rate_card": one.rate_card.model_copy(update={"running": (lot,)})})


def test_a_contract_whose_term_runs_out_ends_by_itself() -> None:
    # two agents are needed for as long as their contract runs
    old = Running(key="old", offer="agents", heads=2.0, started=week(-20), latest_end=week(4))
    one = with_running(desk(480, 480, 480, 480, 400, 400), old)
    assert [action.kind for action in planned(one).actions] == ["end_running"]
    assert told(one) == []


def test_the_longest_term_of_an_offer_runs_out_too() -> None:
    old = Running(key="old", offer="agents", heads=2.0, started=week(-20))
    one = with_running(desk(480, 480, 480, 480, 400, 400, offer={"max_term": "24w"}), old)
    assert [action.kind for action in planned(one).actions] == ["end_running"]
    assert told(one) == []


def test_an_end_before_the_last_day_is_decided() -> None:
    old = Running(key="old", offer="agents", heads=2.0, started=week(-20), latest_end=week(5))
    one = with_running(desk(480, 480, 480, 480, 400, 400), old)
    assert told(one) == ["end 2 old, 2 Feb"]


def test_notice_that_was_given_is_not_to_be_decided_again() -> None:
    # on Tuesday of week 4 notice for week 6 has not been given yet, on Tuesday of week 5 it has
    one = surge()
    for day, wanted in ((date(2026, 2, 3), 1), (date(2026, 2, 10), 0)):
        again = replan(one, planned(one), day, gap=0.0)
        assert len(next_decisions(PlanView(again.problem, plan_of(again.result)))) == wanted


def test_hours_that_are_ordered_are_not_to_be_ordered_again() -> None:
    # with a lead of two weeks, on Tuesday of week 1 the hours of weeks 2 and 3 are ordered
    call = {"unit": "hours", "rate": 30.0, "per": "hour", "lead": "2w", "min_term": "0d", "notice": "0d"}
    one = desk(400, 400, 420, 420, 420, 400, offer=call)
    plan = planned(one)
    assert len(next_decisions(PlanView(one, plan))) == 1
    again = replan(one, plan, date(2026, 1, 13), gap=0.0)
    assert sorted(offer.ordered for offer in again.problem.rate_card.offers) == [False, True, True]
    (left,) = next_decisions(PlanView(again.problem, plan_of(again.result)))
    assert (left.owner, left.start, left.end) == ("agents", week(4), week(5))
