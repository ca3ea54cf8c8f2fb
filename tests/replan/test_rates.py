"""What contracts cost that were signed at a rate over time, where the rate card says another now."""

from __future__ import annotations

from typing import Any

import pytest

from scheduler.problem import Band, Problem
from scheduler.replan import replan, rolled
from tests.replan.desk import desk, planned, week
from tests.rules.small import offer as agents_at
from tests.rules.small import problem, running, stream

RAISE = ({"value": 1200.0}, {"from": week(4), "value": 1300.0})


def surge_at(rate: Any, **more: Any) -> Problem:
    """Two agents too few from week 2 to week 5 of eight, signed at this rate."""
    return desk(400, 400, 480, 480, 480, 480, 400, 400, offer={"rate": rate, "max_term": "4w", **more})


def rate_of_signed(then: Problem, now: Problem, cut: int = 2) -> Any:
    (lot,) = rolled(now, planned(then), week(cut), before=then).problem.rate_card.running
    return lot.rate


@pytest.mark.parametrize(
    "now",
    [
        RAISE,
        (*RAISE, {"from": week(6), "value": 2000.0}),  # the contract ends with week 5
        ({"value": 900.0}, {"from": week(1), "value": 1200.0}, RAISE[1]),  # it begins in week 2
    ],
)
def test_a_contract_whose_days_cost_the_same_is_at_the_offers_rate(now: Any) -> None:
    assert rate_of_signed(surge_at(RAISE), surge_at(now)) is None


@pytest.mark.parametrize("now", [1500.0, 1200.0, ({"value": 1200.0}, {"from": week(5), "value": 1300.0})])
def test_a_contract_signed_at_steps_keeps_them(now: Any) -> None:
    # two agents: two weeks at 1,200 and two at 1,300 each, whatever new ones cost
    then = surge_at(RAISE)
    again = replan(surge_at(now), planned(then), week(2), before=then, gap=0.0)
    (lot,) = again.problem.rate_card.running
    assert lot.rate == then.rate_card.offers[0].rate
    assert again.kept.cost == 6 * 10_000 + 2 * 2 * (1200 + 1300)


def test_once_the_last_step_is_past_there_is_one_rate() -> None:
    assert rate_of_signed(surge_at(RAISE), surge_at(1500.0), 5) == 1300.0
    assert rate_of_signed(surge_at(RAISE), surge_at(1300.0), 5) is None


def test_a_contract_without_an_end_keeps_steps_to_come() -> None:
    then = problem(stream([40.0] * 4), offers=[agents_at(rate=RAISE)], lots=[running(1.0)])
    now = problem(stream([40.0] * 4), offers=[agents_at(rate=1200.0)], lots=[running(1.0)])
    assert rate_of_signed(then, now, 1) == then.rate_card.offers[0].rate
    assert rate_of_signed(now, now, 1) is None


def test_bands_are_shared_out_at_every_step() -> None:
    # two agents, the second for 600: 900 each, and 950 from week 4 on
    bands = (Band(above=1.0, rate=600.0),)
    then = surge_at(RAISE, bands=bands)
    rate = rate_of_signed(then, surge_at(RAISE))
    assert [(each.since, each.value) for each in rate] == [(None, 900.0), (week(4), 950.0)]
    # with the same bands, a step after the end of the contract changes nothing
    later = surge_at((*RAISE, {"from": week(6), "value": 2000.0}), bands=bands)
    assert rate_of_signed(then, later) is None
