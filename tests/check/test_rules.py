"""Every rule: a plan that keeps it passes, a plan that breaks it breaks that rule and no other."""

from __future__ import annotations

from typing import Any

import pytest

from scheduler.check import check
from scheduler.rules import Rule
from tests.check.breaches import BREACHES, Breach
from tests.check.maker import plan_of


def _rules(breach: Breach, decided: dict[str, Any]) -> set[str]:
    plan = plan_of(breach.problem, breach.baseline, **decided)
    return {found.rule for found in check(breach.problem, plan, baseline=breach.baseline)}


@pytest.mark.parametrize(("rule", "number"), [(rule, n) for rule in Rule for n in range(len(BREACHES[rule]))])
def test_kept(rule: Rule, number: int) -> None:
    breach = BREACHES[rule][number]
    assert _rules(breach, breach.kept) == set()


@pytest.mark.parametrize(("rule", "number"), [(rule, n) for rule in Rule for n in range(len(BREACHES[rule]))])
def test_broken(rule: Rule, number: int) -> None:
    breach = BREACHES[rule][number]
    assert _rules(breach, breach.broken) == {rule}
