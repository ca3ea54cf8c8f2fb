"""The reference optimum and the planner against every plan of a tiny team, person by person."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.problem import ByAge, HeadsPer, Hire, Policy, Problem, Release
from scheduler.result import Outcome
from scheduler.solving import solve
from tests.oracle.brute import Tiny, least_cost
from tests.oracle.features import Drawn, Pick, Seeded
from tests.oracle.optimum import optimum
from tests.rules.small import offer, pool, problem, stream


def draw(source: Pick) -> Tiny:
    pick = source.one
    min_term = pick([0, 2, 3, 6])
    return Tiny(
        hours=tuple(pick([0.0, 40.0, 55.0, 80.0, 100.0]) for _ in range(pick([2, 3, 4]))),
        short=pick([40.0, 70.0, 100.0]),
        present=pick([0, 1, 2]),
        salary=pick([900.0, 1010.0, 1300.0]),
        hire_cost=pick([0.0, 250.0, 900.0]),
        hire_lead=pick([0, 1]),
        tenure=pick([0, 2, 3, 5]),
        ramp=pick([(), (0.5,), (0.25, 0.75)]),
        release_cost=pick([0.0, 200.0, 1500.0]),
        notice=pick([0, 1]),
        max_of_present=pick([0, 1, 2]),
        needed=pick([None, 0, 1, 2, 3]),
        rate=pick([800.0, 1150.0, 1490.0]),
        rate_by_age=pick([(), (0.75,), (0.6, 0.9)]),
        lead=pick([0, 0, 1]),
        min_term=min_term,
        max_term=pick([9, 9, 6]),
        fee=pick([None, None, 0.5]) if min_term else None,
        contract_ramp=pick([(), (0.5,)]),
        onboarding=pick([0.0, 130.0]),
        exit=pick([0.0, 90.0]),
    )


def weekly(values: tuple[float, ...]) -> ByAge | None:
    return ByAge(step="week", values=values) if values else None


def stated(tiny: Tiny) -> Problem:
    """The same in the planner's own terms: at most two hires, at most two contract heads started."""
    team = pool(
        float(tiny.present),
        salary=tiny.salary,
        needed_after="unknown" if tiny.needed is None else float(tiny.needed),
        hire=Hire(
            costs={"all": tiny.hire_cost},
            lead=f"{tiny.hire_lead}w",
            max_total=2.0,
            ramp=weekly(tiny.ramp),
            min_tenure=f"{tiny.tenure}w",
        ),
        release=Release(cost=tiny.release_cost, notice=f"{tiny.notice}w", max_of_present=tiny.max_of_present),
    )
    agents = offer(
        rate=tiny.rate,
        rate_by_age=weekly(tiny.rate_by_age),
        lead=f"{tiny.lead}w",
        min_term=f"{tiny.min_term}w",
        max_term=f"{tiny.max_term}w",
        early_exit_fee=tiny.fee,
        ramp=weekly(tiny.contract_ramp),
        onboarding=tiny.onboarding,
        exit=tiny.exit,
        max_starts=HeadsPer(heads=2, per="year"),
    )
    work = stream(tiny.hours).model_copy(update={"shortage_cost": tiny.short})
    return problem(work, pools=[team], offers=[agents], policy=Policy())


@pytest.mark.parametrize("seed", range(40))
def test_no_plan_of_a_tiny_team_is_cheaper(seed: int) -> None:
    tiny = draw(Seeded(f"tiny {seed}"))
    assert optimum(stated(tiny)) == pytest.approx(least_cost(tiny), rel=1e-9)


def meets_every_plan(tiny: Tiny) -> None:
    result = solve(stated(tiny), gap=0.0)
    assert result.outcome is Outcome.OPTIMAL
    assert result.check == "passed"
    assert result.cost == pytest.approx(least_cost(tiny), rel=1e-6, abs=0.01)


@given(data=st.data())
@settings(max_examples=15, derandomize=True, deadline=None, database=None)
def test_the_planner_finds_the_cheapest_of_all_plans(data: st.DataObject) -> None:
    meets_every_plan(draw(Drawn(data)))


@pytest.mark.slow
@given(data=st.data())
@settings(max_examples=1000, derandomize=True, deadline=None, database=None)
def test_the_planner_finds_the_cheapest_of_many_plans(data: st.DataObject) -> None:
    meets_every_plan(draw(Drawn(data)))
