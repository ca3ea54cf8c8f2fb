"""A good plan passes; whatever is done to it is caught and named."""

from __future__ import annotations

import pytest

from scheduler.check import check
from scheduler.plan import Plan
from scheduler.result import Result
from scheduler.solving import solve
from tests.check.damaged import PROBLEM
from tests.check.damages import DAMAGES


@pytest.fixture(scope="module")
def result() -> Result:
    return solve(PROBLEM, gap=0.0)


@pytest.fixture(scope="module")
def plan(result: Result) -> Plan:
    assert result.plan
    return result.plan


def test_the_plan_is_good(result: Result, plan: Plan) -> None:
    assert check(PROBLEM, plan, bound=result.bound) == ()


def test_it_has_something_of_everything(plan: Plan) -> None:
    """Or some damage would damage nothing."""
    kinds = {action.kind for action in plan.actions}
    assert kinds >= {"release", "contract", "conversion", "end_running"}
    assert {line.kind.value for line in plan.costs} >= {"salary", "contract", "release", "depletion_tail"}


@pytest.mark.parametrize("name", DAMAGES)
def test_caught_and_named(plan: Plan, name: str) -> None:
    damage, rule = DAMAGES[name]
    found = check(PROBLEM, damage(plan))
    assert rule in {violation.rule for violation in found}
    for violation in found:
        assert violation.amount > 0
        assert violation.text.endswith(".")


def test_a_bound_above_the_cost(plan: Plan) -> None:
    assert {v.rule for v in check(PROBLEM, plan, bound=plan.cost + 1)} == {"bound"}
    assert {v.rule for v in check(PROBLEM, plan, bound=float("nan"))} == {"bound"}


def test_a_violation_says_where_and_how_much(plan: Plan) -> None:
    damage, _ = DAMAGES["a running contract past its end"]
    found = [v for v in check(PROBLEM, damage(plan)) if v.rule == "running_contract"]
    assert found
    assert found[0].owner == "old"
    assert found[0].period == 6
    assert found[0].amount == pytest.approx(1)
    assert "2026-02-16" in found[0].text
