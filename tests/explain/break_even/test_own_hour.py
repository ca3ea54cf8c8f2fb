"""The rate at which a contract hour costs what an own hour does, all counted.

Four weeks of more work than there are hands. Own: 1,000 a week for 32 productive hours, 31.25 each; one of
them a week goes to supervision. Contract: 40 paid hours, 32 productive; 64 a week for a licence, 160 once. An
hour costs (160 r + 256 + 160 + 4 × 31.25) / 128 = 1.25 r + 4.2265625: 31.25 at r = 21.61875.
"""

from __future__ import annotations

import time

import pytest

from scheduler.explain.break_even import ROOM, BreakEven
from scheduler.plan import Plan
from scheduler.solving import complete
from tests.explain.break_even.tiny import Raw, answer, asking, edited, offer, problem, raw, told


def both(rate: float = 30) -> Raw:
    pool = {"key": "team", "skills": {"phone": 1.0}, "headcount": 1, "salary": 1000, "per": "week"}
    terms = {
        "onboarding": 160,
        "overheads": [{"name": "licence", "amount": 64, "per": "week"}],
        "shrinkage": 0.2,
        "supervision": {"phone": 1},
        "max_heads": 1,
    }
    document = raw([100] * 4, [offer(rate, **terms)], [{**pool, "shrinkage": 0.2, "needed_after": "unknown"}])
    document["forecast"]["workstreams"][0]["shortage_cost"] = 90
    return document


def an_hour(plan: Plan, key: str) -> float:
    """Everything its cost lines say, over what it delivers (supervision apart)."""
    spent = sum(sum(line.amounts) for line in plan.costs if line.owner == key)
    return spent / sum(sum(each.hours) for each in plan.allocations if each.supplier == key)


def test_the_rate_that_equals_an_own_hour() -> None:
    found = told(both(), "own hour: Acme")
    assert (found.low, found.high, found.now) == (21.61, 21.62, 30.0)
    # 1.25 × 30 + 4.2265625 = 41.73 where an own hour is 31.25
    assert found.text == (
        "In this plan an hour of Acme costs 41.73 all counted, an own one 31.25: they are equal at a rate of "
        "21.61 to 21.62 an hour, where 30.00 is quoted."
    )


@pytest.mark.parametrize(("rate", "dearer"), [(21.61, False), (21.62, True)])
def test_solved_at_both_sides_the_plan_says_so(rate: float, dearer: bool) -> None:
    plan = answer(edited(both(), rate=rate)).plan
    assert plan is not None
    assert sum(plan.offers["Acme phone"].starts) == 1
    own = an_hour(plan, "team") * 31 / 32  # its hour of supervision is an hour's work too
    assert own == pytest.approx(31.25)
    watched = 4 * own / 128
    assert (an_hour(plan, "Acme phone") + watched > own) is dearer


def test_every_point_is_the_plan_re_priced() -> None:
    for point in told(both(), "own hour: Acme").points:
        numbers = {("starts", "Acme phone"): (1, 0, 0, 0)}
        plan = complete(problem(edited(both(), rate=point.at)), numbers).plan
        assert plan is not None
        own = an_hour(plan, "team") * 31 / 32
        assert point.saving is not None
        assert point.saving.low == pytest.approx(own - an_hour(plan, "Acme phone") - 4 * own / 128, abs=1e-4)


def test_hidden_costs_above_an_own_hour_leave_no_rate() -> None:
    # 1,200 a week for the licence is 37.50 an hour before anything is paid for work
    dear = both()
    dear["rate_card"]["offers"][0]["overheads"][0]["amount"] = 1200
    dear["forecast"]["workstreams"][0]["shortage_cost"] = 200
    found = told(dear, "own hour: Acme")
    assert (found.low, found.high) == (None, None)
    assert "at no rate above 0" in found.text


def plain(per_week: float = 1000) -> Raw:
    """A head at 25.00 an hour, or as given, beside an offer at 30.00 of the same 40 hours a week."""
    pool = {"key": "team", "skills": {"phone": 1.0}, "headcount": 1, "salary": per_week, "per": "week"}
    return raw([80] * 4, [offer(30, max_heads=1)], [{**pool, "needed_after": "unknown"}])


def test_equal_at_a_whole_cent() -> None:
    found = told(plain(), "own hour: Acme")
    assert (found.low, found.high) == (25.0, 25.0)
    assert found.text.endswith("they are equal at a rate of 25.00 an hour, where 30.00 is quoted.")


def test_equal_at_the_quote() -> None:
    found = told(plain(1200), "own hour: Acme")
    assert (found.low, found.high) == (30.0, 30.0)


def test_without_time_to_look_nothing_is_claimed() -> None:
    found = ROOM.answer("own hour: Acme", asking(plain(), until=time.monotonic() - 1))
    assert isinstance(found, BreakEven)
    assert (found.low, found.high) == (None, None)
    assert found.text.endswith("; at which rate they are equal is too close to tell.")
