"""How long a surge must last before hiring pays.

A surge of 40 hours a week and two quiet weeks after it. Contract: 30 an hour, 1,200 a week. A hire costs
1,000 and 800 a week to the end: n weeks cost 1,200 n or 1,000 + 800 (n + 2). Hiring pays from 6.5 weeks on:
at 7 it saves 8,400 - 8,200 = 200.
"""

from __future__ import annotations

from typing import Any

import pytest

from scheduler.explain.break_even.longer import longer, surges
from tests.explain.break_even.tiny import Raw, answer, cost, offer, problem, raw, told, week


def surge(lasts: int = 4, hire: dict[str, Any] | None = None) -> Raw:
    terms = {"costs": {"recruiting": 1000}} if hire is None else hire
    pool = {"key": "team", "skills": {"phone": 1.0}, "salary": 800, "per": "week", "needed_after": "unknown"}
    work = {"surge": {"from": week(0), "to": week(lasts)}}
    return raw([40] * lasts + [0] * 2, [offer(30)], [{**pool, "hire": terms}], **work)


def hires(document: Raw) -> float:
    plan = answer(document).plan
    assert plan is not None
    return sum(plan.pools["team"].hires)


def held(document: Raw) -> Raw:
    return {**document, "policy": {"max_hires": 0}}


def test_hiring_pays_from_some_length_on() -> None:
    assert hires(surge()) == 0
    found = told(surge(), f"surge: {week(0)} to {week(4)}")
    assert (found.now, found.low, found.high, found.unit) == (4, 6, 7, "weeks")
    assert found.text == (
        "The surge of 4 Jan 2027 to 1 Feb 2027 lasts 4 weeks; hiring more, in place of contracting, "
        "pays once it lasts 7 weeks, which then saves 200; 6 are too few."
    )
    # the same with surges written out by hand
    assert (hires(surge(6)), cost(surge(6))) == (0, cost(held(surge(6))))
    assert (hires(surge(7)), cost(held(surge(7))) - cost(surge(7))) == (1, 200)


def test_without_vendors_nobody_is_hired_in_place_of_contracting() -> None:
    # undone, n weeks cost 2,000 n; a hire 9,000 + 800 (n + 2): from 8.8 weeks on, at 9 it saves 200
    alone = surge(hire={"costs": {"recruiting": 9000}})
    alone["rate_card"] = {"vendors": [], "offers": []}
    found = told(alone, f"surge: {week(0)} to {week(4)}")
    assert found.text == (
        "The surge of 4 Jan 2027 to 1 Feb 2027 lasts 4 weeks; hiring more pays once it lasts 9 weeks, "
        "which then saves 200; 8 are too few."
    )


def test_savings_at_each_length_are_those_of_the_solves() -> None:
    for point in told(surge(), f"surge: {week(0)} to {week(4)}").points:
        lasts = surge(round(point.at))
        assert point.saving is not None
        assert point.saving.low == pytest.approx(cost(held(lasts)) - cost(lasts), abs=0.01)


def test_hiring_that_never_pays_is_not_named() -> None:
    found = told(surge(hire={"costs": {"recruiting": 90000}}), f"surge: {week(0)} to {week(4)}")
    assert found.high is None
    assert found.text.endswith("does not pay at up to 56 weeks.")


def test_the_mean_week_is_put_in_where_the_surge_ends() -> None:
    given = surge()
    given["forecast"]["workstreams"][0]["hours"] = [30, 50, 30, 50, 5, 6]
    mail = {"key": "mail", "skill": "mail", "volume": [10, 30, 10, 30, 1, 2]}
    given["forecast"]["workstreams"].append({**mail, "aht_seconds": [60, 120, 60, 120, 9, 9]})
    before = problem(given)
    after = longer(before, surges(before)[0], 2).forecast
    calls, letters = after.workstreams
    assert after.calendar.periods == 8
    assert calls.hours == (30, 50, 30, 50, 40, 40, 5, 6)
    assert letters.volume == (10, 30, 10, 30, 20, 20, 1, 2)
    # 2 × (10 × 60 + 30 × 120) seconds for 80 contacts: 105 each
    assert letters.aht_seconds == (60, 120, 60, 120, 105, 105, 9, 9)
    assert (str(calls.surge.until) if calls.surge else "", letters.surge) == (week(6), None)
    assert longer(before, surges(before)[0], 0) == before


def test_one_number_for_every_period_stays_one() -> None:
    given = surge()
    given["forecast"]["workstreams"][0]["hours"] = 40
    before = problem(given)
    assert longer(before, surges(before)[0], 3).forecast.workstreams[0].hours == 40


def test_a_surge_outside_the_horizon_is_not_made_longer() -> None:
    given = surge()
    given["forecast"]["workstreams"][0]["surge"] = {"from": week(50), "to": week(60)}
    before = problem(given)
    with pytest.raises(ValueError, match="no planned period"):
        longer(before, surges(before)[0], 1)
