"""The reference optimum agrees with the sums done by hand, with each rule and without it."""

from __future__ import annotations

import pytest

from scheduler.rules import Cost, Rule
from tests.oracle.optimum import answer, optimum
from tests.rules.costs import COSTS
from tests.rules.instances import INSTANCES

STRUCTURAL = {Rule.HEADCOUNT_BALANCE, Rule.CONTRACT_BALANCE, Rule.RUNNING_CONTRACT}


@pytest.mark.parametrize("rule", Rule)
def test_least_cost_by_hand(rule: Rule) -> None:
    instance = INSTANCES[rule]
    assert optimum(instance.problem, instance.baseline) == pytest.approx(instance.cost, rel=1e-9)


@pytest.mark.parametrize("rule", [rule for rule in Rule if rule not in STRUCTURAL])
def test_least_cost_without_the_rule_by_hand(rule: Rule) -> None:
    instance = INSTANCES[rule]
    found = optimum(instance.problem, instance.baseline, frozenset({rule}))
    assert found == pytest.approx(instance.without, abs=1e-6)


@pytest.mark.parametrize("kind", Cost)
def test_cost_line_by_hand(kind: Cost) -> None:
    case = COSTS[kind]
    found = answer(case.problem, case.baseline)
    assert found
    assert found.cost == pytest.approx(case.cost, rel=1e-9)
    assert found.lines.get(kind, 0.0) == pytest.approx(case.line, rel=1e-9)
