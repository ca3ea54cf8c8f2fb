"""At which rate a vendor enters or leaves, checked by problems solved at that rate and beside it.

Four weeks of 40 hours, one head's work, 50 an hour left undone: at a rate r with 800 of onboarding a head for
all four weeks costs 160 r + 800 and saves 8,000; it pays below 45.
"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.explain.break_even import ROOM
from tests.explain.break_even.tiny import (
    Raw,
    answer,
    asking,
    cost,
    edited,
    offer,
    problem,
    raw,
    starts,
    told,
    without_offers,
)


def weeks(rate: float, onboarding: float = 800, **terms: Any) -> Raw:
    return raw([40] * 4, [offer(rate, onboarding=onboarding, **terms)])


def test_a_vendor_of_the_plan_leaves_it() -> None:
    given = weeks(30)
    found = told(given, "rate: Acme")
    assert (found.low, found.high, found.now) == (44.99, 45.0, 30.0)
    assert found.text == "Acme, quoted 30.00 an hour, leaves the plan between 44.99 and 45.00 an hour."
    # the problem itself at the points named and beside them
    alone = cost(without_offers(given))
    assert alone == 8000
    assert (cost(edited(given, rate=44.99)), starts(edited(given, rate=44.99))) == (7998.4, 1)
    assert (cost(edited(given, rate=45.01)), starts(edited(given, rate=45.01))) == (alone, 0)


def test_a_vendor_outside_enters() -> None:
    given = weeks(48)
    assert starts(given) == 0
    found = told(given, "rate: Acme")
    assert (found.low, found.high) == (44.99, 45.0)
    assert found.text == "Acme, quoted 48.00 an hour, enters the plan between 44.99 and 45.00 an hour."
    assert starts(edited(given, rate=44.99)) == 1
    assert starts(edited(given, rate=45.01)) == 0


def test_another_vendor_sets_the_rate_at_which_one_leaves() -> None:
    # a rival at 40 with 400 of onboarding costs 6,800; Acme costs 160 r + 800: equal at 37.50
    given = raw([40] * 4, [offer(30, onboarding=800), offer(40, "Rival", onboarding=400)])
    found = told(given, "rate: Acme")
    assert (found.low, found.high) == (37.49, 37.5)
    assert starts(edited(given, rate=37.49)) == 1
    assert starts(edited(given, rate=37.51)) == 0


def test_what_is_quoted_alike_moves_together() -> None:
    # without the written offer, chat would be left undone at 50 too: both leave at 50, not only the main one
    given = raw([40] * 4, [offer(30), {**offer(30), "key": "Acme chat", "skills": {"chat": 1.0}}])
    chat = {"key": "chat", "skill": "chat", "hours": [40] * 4, "shortage_cost": 48}
    given["forecast"]["workstreams"].append(chat)
    found = told(given, "rate: Acme")
    assert found.offers == ("Acme phone", "Acme chat")
    assert (found.low, found.high) == (49.99, 50.0)


def test_savings_at_each_point_are_those_of_the_solves() -> None:
    given = weeks(30)
    alone = cost(without_offers(given))
    for point in told(given, "rate: Acme").points:
        saved = alone - cost(edited(given, rate=point.at))
        assert point.saving is not None
        assert point.saving.low - 0.01 <= saved <= (point.saving.high or 0.0) + 0.01


def test_without_the_vendor_there_is_no_plan() -> None:
    given = raw([40] * 4, [offer(30)], must_meet=True)
    found = told(given, "rate: Acme")
    assert (found.low, found.high) == (None, None)
    assert found.text.startswith("Without Acme there is no plan at all")
    assert answer(without_offers(given)).outcome == "infeasible"


def test_a_running_contract_keeps_its_rate() -> None:
    # the running head does the work to the end, so another is of no use at any rate that is asked about
    given = weeks(30)
    old = {"key": "old", "offer": "Acme phone", "heads": 1, "started": "2026-12-07"}
    given["rate_card"]["running"] = [{**old, "earliest_end": "2027-02-01"}]
    found = told(given, "rate: Acme")
    assert found.low is None
    assert all(point.saving is None or point.saving.low == 0 for point in found.points)


def test_hours_on_call_leave_where_they_save_nothing() -> None:
    given = raw([40] * 4, [offer(30, unit="hours")])
    found = told(given, "rate: Acme")
    assert (found.low, found.high) == (49.99, 50.0)


def test_a_wide_gap_gives_a_range_that_still_holds() -> None:
    # the bound is told 400 too low, by 5 %: a saving counts only above that
    given = weeks(30)
    result = answer(given)
    assert result.cost is not None
    wide = result.model_copy(update={"bound": result.cost - 400.0, "outcome": "feasible", "gap": 0.05})
    about = asking(given)
    about.about = type(about.about)(problem(given), wide)
    found = ROOM.answer("rate: Acme", about)
    assert found.low <= 45 <= found.high  # type: ignore[attr-defined]


def test_no_time_no_claim() -> None:
    found = ROOM.answer("rate: Acme", asking(weeks(30), until=0.0))
    assert (found.low, found.high) == (None, None)  # type: ignore[attr-defined]
    assert "not found in time" in found.text  # type: ignore[attr-defined]


@settings(max_examples=5, deadline=None)
@given(onboarding=st.integers(0, 40), quoted=st.integers(10, 60))
def test_the_range_holds_the_point_found_by_hand(onboarding: int, quoted: int) -> None:
    # 160 r + 80 n = 8,000: r = 50 - n / 2
    found = told(weeks(quoted, 80 * onboarding, min_term="4w"), "rate: Acme")
    assert found.low is not None
    assert found.low < 50 - onboarding / 2
    if found.high is not None:
        assert 50 - onboarding / 2 <= found.high <= 50 - onboarding / 2 + 0.01
    else:
        assert quoted > 50 - onboarding / 2 or pytest.fail("an end without a reason")
