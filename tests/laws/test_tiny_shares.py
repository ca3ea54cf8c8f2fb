"""A share of next to nothing is a lawful input: a plan is found and proven."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.engine import shared_engine
from scheduler.problem import Policy
from scheduler.result import Outcome
from scheduler.solving import solve
from tests.rules import small

TINY = st.floats(5e-324, 1e-3) | st.sampled_from([5e-324, 1e-310, 1e-300, 1e-100])


@settings(max_examples=12, deadline=None)
@given(share=TINY)
def test_a_contractor_share_of_next_to_nothing(share: float) -> None:
    # two people do what there is: two weeks at 2,000
    limit = Policy.model_validate({"max_contractor_share": ({"share": share, "over": "horizon"},)})
    problem = small.problem(small.stream([80, 80]), pools=[small.pool(2.0)], policy=limit)
    result = solve(problem, gap=0.0, time_limit=20.0, engine=shared_engine())
    assert (result.outcome, result.cost) == (Outcome.OPTIMAL, 4000.0)
