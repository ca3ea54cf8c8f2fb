"""Corners of contracts where the model and the check once read the formulation differently."""

from __future__ import annotations

from datetime import date
from typing import Any

from scheduler import Outcome, Result, solve
from scheduler.problem import (
    ByAge,
    Calendar,
    Conversion,
    Forecast,
    Offer,
    Pool,
    Problem,
    RateCard,
    Running,
    Vendor,
    Workforce,
    Workstream,
)


def plan(*offers: Offer, vendor: Vendor | None = None, **documents: Any) -> Result:
    """Eight weeks of 80 hours at 100 an hour short, from 4 January 2027."""
    work = Workstream(key="calls", skill="phone", hours=80.0, shortage_cost=100.0)
    card = RateCard(
        vendors=(vendor or Vendor(key="Acme"),), offers=offers, running=documents.get("running", ())
    )
    return solve(
        Problem(
            forecast=Forecast(calendar=Calendar(start=date(2027, 1, 4), periods=8), workstreams=(work,)),
            workforce=Workforce(pools=documents.get("pools", ())),
            rate_card=card,
        ),
        gap=0.0,
    )


def offer(key: str, **terms: Any) -> Offer:
    return Offer(key=key, vendor="Acme", skills={"phone": 1.0}, **terms)


def test_a_ramp_longer_than_the_agreed_time_binds_but_is_not_paid_after_the_end() -> None:
    terms = offer(
        "acme",
        rate=30.0,
        ramp=ByAge(step="week", values=(0.5, 0.6, 0.7, 0.8)),
        conversion=Conversion(after="2w", to_pool="team", max=2, fee=10.0),
    )
    team = Pool(key="team", skills={"phone": 1.0}, salary=600.0, per="week", needed_after="unknown")
    assert plan(terms, pools=(team,)).outcome is Outcome.OPTIMAL


def test_the_cost_of_a_vendor_is_dated_by_an_offer_that_can_start() -> None:
    early = offer(
        "early", rate=20.0, lead="2w", start_until=date(2027, 1, 10)
    )  # never: lead ends on the 18th
    late = offer("late", rate=30.0, lead="3w")  # from 25 January, the fourth week
    result = plan(early, late, vendor=Vendor(key="Acme", fixed_cost=50.0))
    assert result.plan is not None
    (fixed,) = [line for line in result.plan.costs if line.kind == "vendor_fixed"]
    assert fixed.amounts == (0.0, 0.0, 0.0, 50.0, 0.0, 0.0, 0.0, 0.0)
    # three weeks of 80 hours short at 100, five weeks of two heads at 30, and 50
    assert result.cost == 3 * 80 * 100 + 5 * 80 * 30 + 50


def test_a_fraction_of_a_head_under_contract_ends_when_its_term_runs_out() -> None:
    ends = date(2027, 2, 1)
    lot = Running(key="signed", offer="acme", heads=2.5, started=date(2026, 11, 2), latest_end=ends)
    result = plan(offer("acme", rate=30.0, start_until=date(2026, 12, 31)), running=(lot,))
    assert result.plan is not None
    # one head fewer would save 1,200 a week and leave 20 hours short at 100
    assert result.plan.running["signed"].active == (2.5, 2.5, 2.5, 2.5, 0.0, 0.0, 0.0, 0.0)
    assert result.cost == 4 * 2.5 * 1200 + 4 * 8000


def test_the_fraction_of_a_head_that_cannot_end_alone_may_go_on_beyond_a_limit() -> None:
    ends = date(2027, 2, 1)
    lot = Running(key="signed", offer="acme", heads=2.5, started=date(2026, 11, 2), latest_end=ends)
    result = plan(offer("acme", rate=30.0, max_heads=0.0), running=(lot,))
    assert result.plan is not None
    # nobody may be there: two end at once, the half head when its term runs out
    assert result.plan.running["signed"].active == (0.5, 0.5, 0.5, 0.5, 0.0, 0.0, 0.0, 0.0)
    assert result.cost == 4 * (0.5 * 1200 + 6000) + 4 * 8000
