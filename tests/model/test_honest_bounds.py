"""Bounds on heads and hours never cut off the best plan."""

from __future__ import annotations

from datetime import date

import pytest

from scheduler import Outcome, solve
from scheduler.problem import (
    ByAge,
    Calendar,
    Forecast,
    Offer,
    Problem,
    RateCard,
    Vendor,
    Workstream,
)


def ramping(fixed_cost: float) -> Problem:
    """Terms of two weeks, the first of them without productivity: two teams overlap in every week."""
    hours = (0.0, 400.0, 400.0, 400.0, 400.0, 400.0, 400.0, 400.0)
    offer = Offer(
        key="acme", vendor="Acme", skills={"phone": 1.0}, rate=7.5, min_term="2w", max_term="2w",
        ramp=ByAge(step="week", values=(0.0,)),
    )  # fmt: skip
    return Problem(
        forecast=Forecast(
            calendar=Calendar(start=date(2027, 1, 4), periods=8),
            workstreams=(Workstream(key="calls", skill="phone", hours=hours, shortage_cost=1000.0),),
        ),
        rate_card=RateCard(vendors=(Vendor(key="Acme", fixed_cost=fixed_cost),), offers=(offer,)),
    )


@pytest.mark.parametrize("fixed_cost", [0.0, 1.0])
def test_heads_that_ramp_while_others_work_are_counted(fixed_cost: float) -> None:
    # ten heads start in each of weeks 0 to 6, each paid two weeks of 300
    result = solve(ramping(fixed_cost), gap=0.0)
    assert result.outcome is Outcome.OPTIMAL
    assert result.cost == 7 * 10 * 2 * 300 + fixed_cost
