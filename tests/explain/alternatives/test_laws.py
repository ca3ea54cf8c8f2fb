"""What is said of a character holds against the input edited and solved anew, whatever the rates."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import fixtures
from scheduler import Outcome, Plan, Problem, check, solve
from scheduler.engine import shared_engine
from scheduler.explain.alternatives import alternatives, one_alternative
from scheduler.explain.asking import Explained
from scheduler.problem import Policy
from tests.explain.alternatives import small

RATES = st.sampled_from([18.0, 20.0, 20.5, 22.0, 30.0])


def with_most_vendors(problem: Problem, most: int) -> Problem:
    policy = Policy.model_validate({**problem.policy.model_dump(), "max_vendors": most})
    return problem.model_copy(update={"policy": policy})


def three_vendors(rates: tuple[float, float, float]) -> Problem:
    both = {"skills": {"phone": 1.0, "chat": 1.0}}
    return small.problem(
        small.offer("alpha", rate=rates[0]),
        small.offer("beta", rate=rates[1], skills={"chat": 1.0}),
        small.offer("gamma", rate=rates[2], **both),
        hours={"phone": (80.0, 80.0, 120.0, 80.0), "chat": (40.0, 80.0, 40.0, 40.0)},
    )


@settings(max_examples=12)
@given(rates=st.tuples(RATES, RATES, RATES), slack=st.sampled_from([0.0, 0.01, 0.1]))
def test_fewest_vendors_against_a_limit_in_the_policy(
    rates: tuple[float, float, float], slack: float
) -> None:
    problem = three_vendors(rates)
    result = solve(problem)
    assert result.cost is not None
    found = one_alternative(
        "fewest vendors", Explained(problem, result), shared_engine(), slack=slack, seconds=10
    )
    assert found.settled
    reached = found.before if found.after is None else found.after
    fewer = solve(with_most_vendors(problem, int(reached) - 1))
    assert fewer.outcome is Outcome.INFEASIBLE or (fewer.bound or 0) > result.cost * (1 + slack)
    if found.after is not None:
        limited = solve(with_most_vendors(problem, int(found.after)))
        assert limited.cost == pytest.approx(found.cost)
        assert (limited.cost or 0) <= result.cost * (1 + slack) + 0.01


@pytest.mark.slow
def test_a_surge_has_other_plans_within_the_slack() -> None:
    problem = fixtures.load("six-month-surge")
    result = solve(problem, gap=2e-3)
    assert result.plan is not None
    found = alternatives(problem, result, slack=0.02, seconds=45)
    told = [each for each in found if each.plan is not None]
    assert len(told) >= 3
    seen = [actions_of(result.plan)]
    for each in told:
        assert each.plan is not None
        assert check(problem, each.plan) == ()
        assert each.plan.cost <= result.plan.cost * 1.02 + 0.01
        assert each.dearer == pytest.approx(each.plan.cost - result.plan.cost)
        assert each.after is not None
        assert (each.least or 0) <= each.after < each.before
        assert actions_of(each.plan) not in seen
        seen.append(actions_of(each.plan))
        assert undone(each.plan) <= undone(result.plan) + 0.01


def actions_of(plan: Plan) -> set[tuple[object, ...]]:
    return {(each.kind, each.owner, each.heads, each.start, each.end) for each in plan.actions}


def undone(plan: Plan) -> float:
    return sum(sum(ledger.short) for ledger in plan.workstreams.values())
