"""The public verb: outcomes, stop reasons, proofs, and what it refuses."""

from __future__ import annotations

import sys
import threading
from datetime import date

import pytest

import fixtures
from scheduler import InvalidProblem, Outcome, PlanRejected, StopReason, check, solve
from scheduler.engine import Progress
from scheduler.problem import Calendar, Policy, Running
from scheduler.result import Violation
from scheduler.solving import complete
from tests.benchmarks.generate import generate
from tests.search.small import START, problem


def test_an_optimal_plan_is_proved() -> None:
    # six weeks of 1,000 for the head, and 2 × 40 hours at 30
    result = solve(problem(offer={}))
    assert (result.outcome, result.stop_reason) == (Outcome.OPTIMAL, StopReason.PROVED)
    assert (result.cost, result.cash, result.penalties) == (8400.0, 8400.0, 0.0)
    assert result.bound == pytest.approx(8400.0)
    assert result.gap == pytest.approx(0.0, abs=1e-9)
    assert result.check == "passed"


def test_a_plan_within_the_gap_is_feasible_with_its_gap() -> None:
    result = solve(generate(3, 26, 6), gap=0.02)
    assert result.outcome is Outcome.FEASIBLE
    assert result.stop_reason is StopReason.GAP
    assert result.gap is not None
    assert result.bound is not None
    assert result.cost is not None
    assert 0 < result.gap <= 0.02
    assert result.gap == pytest.approx((result.cost - result.bound) / result.cost)


def test_no_time_is_no_proof_of_anything() -> None:
    result = solve(generate(10, 52, 30), time_limit=0.001)
    assert result.outcome is Outcome.NO_PLAN_IN_TIME
    assert result.stop_reason is StopReason.TIME_LIMIT
    assert result.plan is None
    assert result.conflicts == ()


def test_stopping_keeps_the_best_checked_plan() -> None:
    hard, stop = fixtures.load("six-month-surge"), threading.Event()

    def once_there_is_a_plan(progress: Progress) -> None:
        if progress.incumbent is not None:
            stop.set()

    result = solve(hard, gap=0.0, on_progress=once_there_is_a_plan, stop=stop)
    assert (result.outcome, result.stop_reason) == (Outcome.FEASIBLE, StopReason.STOPPED)
    assert result.plan is not None
    assert check(hard, result.plan, bound=result.bound) == ()


def test_the_cost_is_the_sum_of_its_lines() -> None:
    plan = solve(fixtures.load("van-fleet")).plan
    assert plan is not None
    assert plan.cost == pytest.approx(sum(sum(line.amounts) + line.after for line in plan.costs))


def test_faults_are_raised_all_at_once() -> None:
    wrong = problem(work={"hours": (1.0, 2.0)}, team={"recent_starters": ()}, policy=Policy(max_vendors=1))
    worse = wrong.model_copy(update={"policy": Policy(frozen_until=date(2027, 2, 1))})
    with pytest.raises(InvalidProblem) as caught:
        solve(worse)
    assert len(caught.value.faults) == 2
    assert all(fault.place and fault.found and fault.fix for fault in caught.value.faults)


def test_a_plan_the_check_refuses_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = Violation(rule="coverage", owner="calls", period=0, amount=1.0, text="an hour is missing")
    monkeypatch.setattr(sys.modules["scheduler.solving"], "check", lambda *_, **__: (wrong,))
    with pytest.raises(PlanRejected, match="an hour is missing"):
        solve(problem(offer={}))


def test_completing_fixed_numbers_fills_in_the_rest() -> None:
    # a contractor for four weeks where two are enough: 6,000 + 4 × 40 × 30
    result = complete(
        problem(offer={}), {("starts", "acme"): [0, 0, 1, 0, 0, 0], ("ends", "acme"): [0, 0, 0, 0, 0, 0]}
    )
    assert result.cost == pytest.approx(6000 + 4 * 40 * 30)
    assert result.outcome is Outcome.OPTIMAL


def test_completing_what_cannot_be_says_infeasible() -> None:
    result = complete(problem(offer={}), {})
    assert result.outcome is Outcome.INFEASIBLE


def test_frozen_decisions_follow_the_baseline() -> None:
    first = solve(problem(offer={})).plan
    assert first is not None
    # shortage is cheap now, but what is decided before March stays
    held = problem(
        work={"must_meet": False, "shortage_cost": 1.0},
        offer={},
        policy=Policy(frozen_until=date(2027, 3, 1)),
    )
    again, free = solve(held, baseline=first).plan, solve(held.model_copy(update={"policy": Policy()})).plan
    assert again is not None
    assert free is not None
    assert again.offers["acme"].starts == first.offers["acme"].starts
    assert sum(free.offers["acme"].starts) == 0


def test_what_was_decided_before_today_is_no_decision_any_more() -> None:
    first = solve(problem(offer={"lead": "2w"})).plan
    assert first is not None
    (order,) = first.actions
    # ordered on 4 January for the 18th; a week later it is a signed contract, not a decision
    assert (order.decide_by, order.start) == (date(2027, 1, 4), date(2027, 1, 18))
    later = problem(
        work={"hours": (40.0, 80.0, 80.0, 40.0, 40.0, 0.0)},
        offer={"lead": "2w"},
        policy=Policy(frozen_until=date(2027, 3, 1), change_cost=10.0),
    )
    calendar = Calendar(start=date(2027, 1, 11), periods=6)
    signed = Running(
        key="signed", offer="acme", heads=1.0, started=date(2027, 1, 18), latest_end=date(2027, 2, 1)
    )
    moved = later.model_copy(
        update={
            "forecast": later.forecast.model_copy(update={"calendar": calendar}),
            "rate_card": later.rate_card.model_copy(update={"running": (signed,)}),
        }
    )
    result = solve(moved, baseline=first)
    assert result.outcome is Outcome.OPTIMAL
    assert result.plan is not None
    assert sum(result.plan.offers["acme"].starts) == 0
    assert any("1 actions had to be decided before 2027-01-11" in warning for warning in result.warnings)


def test_a_baseline_of_somebody_who_is_gone_is_told() -> None:
    first = solve(problem(offer={})).plan
    alone = problem(work={"must_meet": False}, policy=Policy(frozen_until=date(2027, 3, 1)))
    result = solve(alone, baseline=first)
    assert any("actions of acme are left out" in warning for warning in result.warnings)


def test_a_contract_that_ends_on_the_first_day_is_no_reason_for_no_plan() -> None:
    # nobody of it is there in any week: the plan without it, and two exits at 10
    ends = Running(key="over", offer="acme", heads=2.0, started=date(2026, 1, 5), latest_end=START)
    one = problem(offer={"exit": 10.0})
    card = one.rate_card.model_copy(update={"running": (ends,)})
    without, result = solve(one), solve(one.model_copy(update={"rate_card": card}))
    assert without.cost is not None
    assert result.cost == pytest.approx(without.cost + 20.0)
