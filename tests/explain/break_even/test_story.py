"""Break-even sentences of the six-month surge: five at least, none against what solving its edits tells."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

import pytest

from scheduler.engine import shared_engine
from scheduler.explain.asking import Asking, Explained
from scheduler.explain.break_even import ROOM, BreakEven
from scheduler.problem import Problem
from scheduler.result import Result
from scheduler.solving import solve
from tests.fixtures.solved import problem, solved

NAME = "six-month-surge"
Raw = dict[str, Any]


@lru_cache(maxsize=8)
def told(name: str) -> BreakEven:
    about = Explained(problem(NAME), solved(NAME))
    found = ROOM.answer(name, Asking(about, shared_engine(), seconds=30.0, gap=2e-3))
    assert isinstance(found, BreakEven)
    return found


def solved_with(vendor: str, **fields: Any) -> Result:
    """The fixture with other fields of a vendor's offers; without the offers where there are none."""
    document: Raw = json.loads(problem(NAME).model_dump_json(by_alias=True))
    offers = document["rate_card"]["offers"]
    for offer in offers:
        offer.update(fields if offer["vendor"] == vendor else {})
    if not fields:
        document["rate_card"]["offers"] = [offer for offer in offers if offer["vendor"] != vendor]
    edited = Problem.model_validate_json(json.dumps(document))
    return solve(edited, gap=2e-3, time_limit=60.0, engine=shared_engine())


def cost_range(result: Result) -> tuple[float, float]:
    assert result.cost is not None
    assert result.bound is not None
    return result.bound, result.cost


@pytest.mark.slow
def test_there_are_five_sentences_and_more() -> None:
    names = ROOM.questions(Explained(problem(NAME), solved(NAME)))
    assert len(names) >= 5
    assert {name.partition(": ")[0] for name in names[:5]} == {"surge", "rate", "own hour", "lead"}


@pytest.mark.slow
def test_the_rate_at_which_the_largest_vendor_leaves_holds_on_both_sides() -> None:
    found = told("rate: Bright")
    assert found.low is not None
    assert found.low > found.now == 27.5
    without = cost_range(solved_with("Bright"))
    for point in found.points:
        with_it = cost_range(solved_with("Bright", rate=point.at))
        assert point.saving is not None
        assert point.saving.low <= without[1] - with_it[0]
        assert point.saving.high is not None
        assert point.saving.high >= without[0] - with_it[1]


@pytest.mark.slow
def test_the_lowest_quote_would_have_to_be_lower() -> None:
    found = told("rate: Budget")
    assert found.low is not None
    assert found.low < found.now == 17.9
    without, with_it = cost_range(solved_with("Budget")), cost_range(solved_with("Budget", rate=found.low))
    assert with_it[0] < without[1]
    # well below, the plan itself says so
    cheap = solved_with("Budget", rate=found.low - 2).plan
    assert cheap is not None
    assert cheap.vendors["Budget"].used


@pytest.mark.slow
def test_the_surge_must_last_longer_before_more_hires_pay() -> None:
    found = told(ROOM.questions(Explained(problem(NAME), solved(NAME)))[0])
    assert found.now == 26
    assert found.high is None or found.high > 26


@pytest.mark.slow
def test_a_late_vendor_is_of_no_use() -> None:
    found = told("lead: Bright")
    assert found.low is not None
    assert found.high is not None
    assert 3 <= found.low < found.high
    without = cost_range(solved_with("Bright"))
    assert cost_range(solved_with("Bright", lead=f"{int(found.low)}w"))[0] < without[1]
    assert cost_range(solved_with("Bright", lead=f"{int(found.high)}w"))[1] >= without[0]


@pytest.mark.slow
def test_an_hour_of_a_vendor_equals_an_own_one_at_a_rate_below_the_quote() -> None:
    found = told("own hour: Bright")
    assert found.low is not None
    assert found.high == pytest.approx(found.low + 0.01)
    assert found.low < 27.5
