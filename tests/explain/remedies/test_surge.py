"""The six-month surge made impossible: a remedy soon enough for a planner who waits."""

from __future__ import annotations

import time

import pytest

from scheduler import Outcome, solve
from scheduler.engine import Engine
from scheduler.explain.edits import with_fields
from scheduler.explain.remedies import remedies
from scheduler.problem import ShareLimit
from tests.explain.remedies.carried_out import carried_out
from tests.fixtures.solved import problem

WAITS = 30.0


@pytest.mark.slow
def test_a_remedy_of_the_surge_made_impossible_within_half_a_minute() -> None:
    # nothing undone and nearly all by own people, who take ten weeks to hire
    impossible = with_fields(
        problem("six-month-surge"),
        "policy",
        strict=True,
        min_inhouse_share=(ShareLimit(share=0.97),),
    )
    with Engine(nice=0) as engine:
        result = solve(impossible, engine=engine)
        assert result.outcome is Outcome.INFEASIBLE
        named = {conflict.rule for conflict in result.conflicts}
        assert {"hire_lead", "inhouse_share", "max_shortage"} <= named
        started = time.monotonic()
        (remedy,) = remedies(impossible, result=result, time_limit=WAITS, most=1, engine=engine)
        assert time.monotonic() - started <= WAITS
        assert remedy.cost is not None
        again = solve(carried_out(impossible, remedy.edits), engine=engine, time_limit=WAITS)
        assert again.plan is not None
        assert again.bound is not None
        assert again.bound <= (remedy.cost.high or 0.0) + 0.01
        for edit in remedy.edits:
            others = [each for each in remedy.edits if each is not edit]
            assert solve(carried_out(impossible, others), engine=engine).outcome is Outcome.INFEASIBLE
