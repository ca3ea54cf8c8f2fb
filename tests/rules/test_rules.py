"""Every rule on its own instance: the least cost by hand; without the rule, the check reports it alone."""

from __future__ import annotations

import pytest

from scheduler.check import check
from scheduler.result import Outcome
from scheduler.rules import Cost, Rule
from scheduler.solving import solve, solve_without
from tests.rules.costs import COSTS
from tests.rules.instances import INSTANCES
from tests.rules.small import amount_of


@pytest.mark.parametrize("rule", Rule)
def test_the_plan_costs_what_was_derived_by_hand(rule: Rule) -> None:
    instance = INSTANCES[rule]
    result = solve(instance.problem, gap=0.0, baseline=instance.baseline)
    assert result.outcome is Outcome.OPTIMAL
    assert result.check == "passed"
    assert result.cost == pytest.approx(instance.cost, rel=1e-9)


@pytest.mark.parametrize("rule", Rule)
def test_leaving_the_rule_out_breaks_exactly_it(rule: Rule) -> None:
    instance = INSTANCES[rule]
    plan = solve_without(instance.problem, rule, baseline=instance.baseline)
    found = check(instance.problem, plan, baseline=instance.baseline)
    assert {violation.rule for violation in found} == {rule.value}
    assert plan.cost == pytest.approx(instance.without, abs=1e-6)


@pytest.mark.parametrize("kind", Cost)
def test_the_cost_line_is_what_was_derived_by_hand(kind: Cost) -> None:
    case = COSTS[kind]
    plan = solve(case.problem, gap=0.0, baseline=case.baseline).plan
    assert plan
    assert amount_of(plan.costs, kind) == pytest.approx(case.line, rel=1e-9)
    assert plan.cost == pytest.approx(case.cost, rel=1e-9)
