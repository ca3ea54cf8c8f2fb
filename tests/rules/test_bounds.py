"""Bounds that the search adds to the model never cut off a best plan."""

from __future__ import annotations

import numpy as np
import pytest

from scheduler.engine import Answer
from scheduler.model.build import build
from scheduler.plan import Plan
from scheduler.problem import Budget, Commitment, Hire, HoursPer, Policy, Problem, Vendor
from scheduler.search.most import bounded
from scheduler.solving import solve
from tests.rules.small import nothing, offer, pool, problem, stream, week
from tests.search.apart import SECONDS, engine, exact
from tests.search.mixed import mixed

IDLES_WITH_CONTRACTORS = 58  # see `test_heads_that_only_keep_people_busy`


def within_bounds(given: Problem, baseline: Plan | None = None) -> Answer:
    """The best plan within the bounds that the search adds."""
    program = bounded(build(given, baseline=baseline))
    return engine().minimise(program, time_limit=SECONDS, gap=0.0)


@pytest.mark.parametrize("seed", sorted({*range(30, 52)} - {IDLES_WITH_CONTRACTORS}))
def test_no_random_optimum_is_cut(seed: int) -> None:
    given, has_baseline = mixed(seed)
    baseline = nothing(given) if has_baseline else None
    least, found = exact(given, baseline), within_bounds(given, baseline)
    assert found.status is least.status
    if least.objective is not None:
        assert found.objective == pytest.approx(least.objective, rel=1e-6, abs=0.01)


def test_every_whole_head_that_work_or_input_limits_is_bounded() -> None:
    given = problem(
        stream([40, 80]), pools=[pool(hire=Hire(max_total=3.0))], offers=[offer(max_heads=4.0), offer("more")]
    )
    case = build(given)
    upper, v = bounded(case).upper, case.variables
    assert (upper[v.hires[0]] == 3.0).all()
    assert (upper[v.starts[0]] <= 4.0).all()
    # two heads do all the work of a week, and one more for a batch of one
    assert (upper[v.starts[1]] == 3.0).all()
    assert (upper[v.active[1]] == 3.0).all()


def test_a_vendor_that_insists_on_five_heads_for_the_work_of_one() -> None:
    # nobody else can do it and it must be done: 5 heads × 2 weeks × 1,000
    given = problem(
        stream([40, 40], must_meet=True),
        offers=[offer()],
        vendors=[Vendor(key="agency", min_heads_if_used=5)],
    )
    found = within_bounds(given)
    assert found.objective == pytest.approx(10_000)
    assert found.values is not None
    assert found.values[build(given).variables.active[0]].tolist() == [5.0, 5.0]


def test_an_earlier_plan_may_hold_more_than_the_work_could_take() -> None:
    # nine heads of a plan for more work stay, because each that differs costs 100,000
    earlier = solve(problem(stream([360, 360]), offers=[offer()]), gap=0.0).plan
    assert earlier is not None
    given = problem(stream([40, 40]), offers=[offer()], policy=Policy(change_cost=100_000.0))
    found = within_bounds(given, earlier)
    assert found.objective == pytest.approx(18_000)
    assert found.values is not None
    assert found.values[build(given).variables.starts[0]].tolist() == [9.0, 0.0]


def test_heads_that_only_keep_people_busy() -> None:
    # nobody of two may go or idle more than 40 hours; each contractor takes 4 hours of them: ten are there
    given = problem(
        stream([0, 0]),
        pools=[pool(2.0, max_idle=HoursPer(hours=40.0))],
        offers=[offer(rate=100.0, supervision={"talk": 4.0})],
    )
    assert exact(given).objective == pytest.approx(2 * 2 * 1_000 + 2 * 10 * 100)
    assert within_bounds(given).objective == pytest.approx(6_000)


def test_hires_of_a_month_are_bounded_in_each_of_its_weeks() -> None:
    given = problem(
        stream([80] * 5),
        pools=[pool(hire=Hire.model_validate({"max": {"heads": 2.0, "per": "month"}}))],
        policy=Policy(frozen_until=week(0)),
    )
    case = build(given)
    assert np.array_equal(bounded(case).upper[case.variables.hires[0]], [2.0] * 5)


def test_heads_that_only_spend_what_was_promised() -> None:
    # 5,000 are promised for two weeks; what is left at the end would break the second week's budget, so
    # four heads come for nothing beside the one there is work for
    given = problem(
        stream([40, 0]),
        offers=[offer()],
        vendors=[Vendor(key="agency", commitment=Commitment(amount=5000.0, since=week(0), until=week(2)))],
        policy=Policy(budget=(Budget(amount=0.0, since=week(1), until=week(2)),)),
    )
    found = within_bounds(given)
    assert found.objective == pytest.approx(5_000)
    assert found.values is not None
    assert found.values[build(given).variables.active[0]].tolist() == [5.0, 0.0]
