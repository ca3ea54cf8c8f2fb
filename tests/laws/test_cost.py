"""What must hold for the least cost of any problem: shown on small random ones, at proof."""

from __future__ import annotations

from itertools import count
from random import Random

import pytest

from scheduler.problem import Problem
from scheduler.result import Outcome
from scheduler.solving import solve
from tests.laws.change import busier, dearer, reversed_rows, with_another
from tests.oracle.all_features import FEATURES
from tests.oracle.features import Seeded, build

NAMES = sorted(set(FEATURES) - {"baseline"})
# With these, more work can cost less: idle hours cost or are limited, shares of the work bind, hours
# already done ahead have nowhere to go.
NOT_MONOTONE = frozenset({"idling", "shares", "second_vendor", "ahead"})
SEEDS = [pytest.param(seed, marks=pytest.mark.slow) if seed > 1 else seed for seed in range(12)]


def least(problem: Problem) -> float:
    result = solve(problem, gap=0.0)
    if result.outcome is Outcome.INFEASIBLE:
        return float("inf")
    assert result.outcome is Outcome.OPTIMAL
    assert result.cost is not None
    return result.cost


def small(seed: int, without: frozenset[str] = frozenset()) -> tuple[Problem, float]:
    """A problem that has a plan, redrawn until it has, and its least cost."""
    names = [name for name in NAMES if name not in without]
    for number in count(seed, 100):
        problem = build(Seeded(f"law {number}"), Random(number).sample(names, 3))
        cost = least(problem)
        if cost != float("inf"):
            break
    return problem, cost


def slack(cost: float) -> float:
    return 0.01 + 1e-6 * abs(cost)


@pytest.mark.parametrize("seed", SEEDS)
def test_more_demand_never_costs_less(seed: int) -> None:
    problem, before = small(seed, NOT_MONOTONE)
    assert least(busier(problem, seed % 3, 30.0)) >= before - slack(before)


@pytest.mark.parametrize("seed", SEEDS)
def test_another_offer_and_vendor_never_cost_more(seed: int) -> None:
    problem, before = small(seed)
    assert least(with_another(problem, 850.0)) <= before + slack(before)


@pytest.mark.parametrize("seed", SEEDS)
def test_prices_times_seven_cost_times_seven(seed: int) -> None:
    problem, before = small(seed)
    assert least(dearer(problem, 7.0)) == pytest.approx(7 * before, rel=1e-6, abs=0.05)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_order_of_rows_changes_no_cost(seed: int) -> None:
    problem, before = small(seed)
    assert least(reversed_rows(problem)) == pytest.approx(before, rel=1e-6, abs=0.01)


@pytest.mark.parametrize("gap", [0.0, 0.05])
@pytest.mark.parametrize("seed", range(1, 4))
def test_the_same_problem_and_seed_give_the_same_plan(seed: int, gap: float) -> None:
    problem, _ = small(seed)
    first, second = (solve(problem, gap=gap, seed=5) for _ in range(2))
    assert first.plan
    assert first.plan == second.plan
    without_times = {"seconds"}
    assert first.model_dump_json(exclude=without_times) == second.model_dump_json(exclude=without_times)
