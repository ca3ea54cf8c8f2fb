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
