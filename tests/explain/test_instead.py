"""Other ways to meet the same demand."""

from typing import Any

import numpy as np
import pytest

from scheduler.explain.instead import instead, without_contractors, without_hires
from scheduler.explain.levels import Stretch, stretches
from scheduler.explain.spreadsheet import spreadsheet_heads
from scheduler.problem import Problem
from scheduler.solving import complete
from tests.report.example import problem


def wanted(*heads: float, **terms: Any) -> list[Stretch]:
    known: dict[str, Any] = {"first": 0, "stay": 1, "longest": None, "batch": 1, "least": 0, "room": 99}
    return stretches(np.array(heads), **(known | terms))


def test_heads_come_and_go_with_the_need() -> None:
    assert wanted(0, 1, 2, 1, 0) == [Stretch(1, 4, 1), Stretch(2, 3, 1)]


def test_nobody_comes_before_the_lead_or_leaves_before_the_minimum_term() -> None:
    assert wanted(1, 1, 1, 0, 0, 0, first=1, stay=4) == [Stretch(1, 5, 1)]


def test_a_pause_shorter_than_the_minimum_term_is_bridged() -> None:
    assert wanted(1, 0, 0, 1, 0, stay=3) == [Stretch(0, 4, 1)]


def test_a_long_need_is_met_by_contracts_one_after_another() -> None:
    # five periods, at most two each: three contracts of two
    assert wanted(1, 1, 1, 1, 1, longest=2) == [Stretch(0, 2, 1), Stretch(2, 4, 1), Stretch(4, 6, 1)]


def test_batches_and_least_heads() -> None:
    assert wanted(1, 4, 1, batch=2, least=3) == [Stretch(0, 3, 4)]
    assert wanted(5, batch=2, least=3, room=5) == [Stretch(0, 1, 4)]
    assert wanted(5, least=3, room=2) == []


def test_a_spreadsheet_takes_the_lowest_quoted_rate_that_can_do_some_of_the_work() -> None:
    # calls and orders need 308/28 = 11 heads, 13, 14, 13 with the surge; ten are there. "late phone" is
    # cheapest at 10 but comes too late to help; what is missing is waited for, so nobody is ordered.
    heads = spreadsheet_heads(problem())
    assert heads["hires", "phone team"] == [0] * 6
    assert not any(any(heads["starts", offer]) for offer in ("prime phone", "budget phone", "late phone"))


def test_a_spreadsheet_fills_the_gap_from_the_lead_on_for_the_minimum_term() -> None:
    # without it "budget phone" at 20 is next: lead one week, gaps 1, 3, 4, 3, 1 heads from week two on
    card = problem().rate_card
    offers = tuple(offer for offer in card.offers if offer.key != "late phone")
    given = problem().model_copy(update={"rate_card": card.model_copy(update={"offers": offers})})
    heads = spreadsheet_heads(given)
    assert heads["starts", "budget phone"] == [0, 1, 2, 1, 0, 0]
    assert heads["ends", "budget phone"] == [0, 0, 0, 0, 0, 2]
    found = complete(given, heads)
    assert found.check == "passed"
    assert found.plan is not None
    assert list(found.plan.offers["budget phone"].active) == [0, 1, 3, 4, 4, 2]


def test_without_contractors_running_ones_go_on() -> None:
    closed = without_contractors(problem())
    assert [offer.key for offer in closed.rate_card.offers] == [o.key for o in problem().rate_card.offers]
    assert all(offer.start_from == problem().forecast.calendar.start.replace(month=5, day=10)
               for offer in closed.rate_card.offers)  # fmt: skip


def test_without_hires_the_terms_of_hiring_stay() -> None:
    pool = without_hires(problem()).workforce.pools[0]
    assert pool.hire is not None
    assert (pool.hire.max_total, pool.hire.costs) == (0.0, {"recruiting": 2000.0})


def test_each_way_says_what_it_costs_and_leaves_undone() -> None:
    # no contractors: two hires from week two on give 336 and overtime 10 % of the 10 or 12: the rest is short
    found = {way.name: way for way in instead(problem(), time_limit=10)}
    assert list(found) == ["no contractors", "contractors only", "as a spreadsheet would"]
    for way in found.values():
        assert way.cost is not None, way.why
        assert way.cost == pytest.approx((way.cash or 0) + (way.penalties or 0), abs=0.01)
        assert (way.hours_short or 0) >= 0


def test_a_way_that_cannot_be_says_why() -> None:
    content = problem().model_dump(mode="json", by_alias=True)
    content["policy"]["strict"] = True
    content["workforce"]["pools"][0]["hire"]["max_total"] = 0
    given = Problem.model_validate(content, strict=False)
    found = {way.name: way for way in instead(given, time_limit=10)}
    assert found["no contractors"].cost is None
    assert found["no contractors"].why.startswith("not possible: ")
    assert "contract window" not in found["no contractors"].why


def test_ways_that_would_be_the_same_are_left_out() -> None:
    alone = problem(rate_card={})
    assert [way.name for way in instead(alone, time_limit=10)] == ["nobody hired"]
