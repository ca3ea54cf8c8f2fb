"""Rounding and repair, rule by rule, on problems made to break each: the exact optimum, and a lawful plan."""

from __future__ import annotations

import numpy as np
import pytest

from scheduler.engine import Status
from scheduler.model.arrays import Floats
from scheduler.model.build import build
from scheduler.rules import Rule
from scheduler.search.pieces.mend import broken
from scheduler.search.pieces.rounding import rounded
from scheduler.solving import checked_plan
from tests.search.apart import Apart, by_pieces, engine, exact, keep_apart, rows_of
from tests.search.coupled import COUPLED, Coupled

NAMES = sorted(COUPLED)
LONG = {"supervision", *NAMES[1::2]}  # to proof; mended they are in the default run
COUPLE = {
    Rule.HEADCOUNT_BALANCE, Rule.HIRE_LIMIT, Rule.RELEASE_LIMIT, Rule.HEADCOUNT_LIMITS, Rule.MIN_TENURE,
    Rule.RELEASE_OF_PRESENT, Rule.MOVE_LIMIT, Rule.IDLE_TOTAL, Rule.RUNNING_CONTRACT, Rule.CONTRACT_LIMITS,
    Rule.VENDOR_LIMITS, Rule.VENDOR_USED, Rule.VENDOR_COMMITMENT, Rule.SUPERVISION, Rule.CONTRACTOR_SHARE,
    Rule.VENDOR_SHARE, Rule.INHOUSE_SHARE, Rule.HEADCOUNT_TOTAL, Rule.TOTAL_HEADS, Rule.HIRES_TOTAL,
    Rule.VENDOR_COUNT, Rule.BUDGET, Rule.FROZEN,
}  # fmt: skip


@pytest.fixture(autouse=True)
def _apart(monkeypatch: pytest.MonkeyPatch) -> None:
    keep_apart(monkeypatch)


def test_every_rule_that_couples_has_a_problem_and_most_are_broken() -> None:
    assert {each.rule for each in COUPLED.values()} == COUPLE
    assert sum(each.breaks for each in COUPLED.values()) > 0.7 * len(COUPLED)


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.slow) if name in LONG else name for name in NAMES]
)
def test_the_answer_is_the_exact_optimum(name: str) -> None:
    given = COUPLED[name]
    least = exact(given.problem, given.baseline)
    case = build(given.problem, baseline=given.baseline)
    answer = by_pieces(case)
    assert least.status is answer.status is Status.OPTIMAL
    assert answer.objective == pytest.approx(least.objective, rel=1e-6)
    assert answer.values is not None
    checked_plan(case, answer.values, answer.bound)


@pytest.mark.parametrize("name", NAMES)
def test_what_is_broken_is_mended(name: str) -> None:
    given = COUPLED[name]
    apart = Apart(build(given.problem, baseline=given.baseline))
    joint = apart.joint()
    wishes = [rounded(apart.case, apart.relaxed.values), joint]
    disagree = broken(apart.table, joint, rows_of(apart.case, given.rule)).size > 0
    assert given.breaks is (disagree or any(_breaks(given, apart, each) for each in wishes))
    for each in wishes:
        plan = apart.mender().plan(engine(), each)
        assert plan is not None
        whole = plan[apart.program.whole]
        assert (whole == np.round(whole)).all()
        assert apart.table.cost(plan) >= apart.relaxed.objective * (1 - 1e-9)
        checked_plan(apart.case, plan, apart.relaxed.objective)


def _breaks(given: Coupled, apart: Apart, wish: Floats) -> bool:
    """Whether no plan has these decisions, and without the rule one has."""
    if apart.mender().settle(engine(), wish) is not None:
        return False
    return _apart_from(given, apart).mender().settle(engine(), wish) is not None


def _apart_from(given: Coupled, apart: Apart) -> Apart:
    """The same without the rule: without its rows, or without its bounds where it has none."""
    if rows_of(apart.case, given.rule).size:
        return Apart(apart.case, without=given.rule)
    return Apart(build(given.problem, baseline=given.baseline, omit=frozenset({given.rule})))
