"""What one more hour costs: by hand on small problems, and against solves of edited forecasts."""

from __future__ import annotations

import time
from typing import Any

import pytest

from scheduler.engine import shared_engine
from scheduler.explain.interval import Interval
from scheduler.explain.prices import HOURS
from scheduler.explain.prices.hours import HourPrices
from scheduler.plan import Plan
from scheduler.problem import Problem
from scheduler.result import Outcome
from scheduler.solve import complete
from tests.explain.prices.asked import (
    Content,
    asking,
    bought_only,
    content_of,
    cost,
    edited,
    own_only,
    read,
    solved,
)
from tests.report.example import problem as example


def prices(problem: Problem, skill: str = "phone", **limits: Any) -> HourPrices:
    """The answer on one skill, as it comes back from JSON."""
    found = HOURS.answer(skill, asking(problem, **limits))
    assert isinstance(found, HourPrices)
    assert HourPrices.model_validate_json(found.model_dump_json()) == found
    return found


def rows(found: HourPrices) -> tuple[tuple[float | None, ...], tuple[float | None, ...]]:
    """Amounts with heads as planned, and in the relaxation."""
    assert found.heads_as_planned is not None
    assert found.lp_relaxation is not None
    return found.heads_as_planned.amounts, found.lp_relaxation.amounts


def hour_more(content: Content, period: int, work: int = 0) -> Content:
    """One hour more asked for in a period, in a copy."""
    hours = content["forecast"]["workstreams"][work]["hours"]
    series = hours if isinstance(hours, list) else [hours] * content["forecast"]["calendar"]["periods"]
    raised = [each + (place == period) for place, each in enumerate(series)]
    return edited(content, "forecast", "workstreams", work, "hours", to=raised)


def test_an_hour_is_idle_then_overtime_then_left_undone() -> None:
    # 280 hours a week and 28 of overtime: 270 leave people idle, 290 take overtime, 308 all there is.
    # 40 more a week: 28·22.5 + 2·90 = 810; 18·22.5 + 22·90 = 2,385; 40·90 = 3,600: 6,795 for 120 hours
    found = prices(read(own_only([270, 290, 308])))
    assert rows(found) == ((0.0, 22.5, 90.0), (0.0, 22.5, 90.0))
    through = found.throughout
    assert through is not None
    assert (through.fte, through.hours, through.in_relaxation) == (1, 120.0, 56.625)
    assert through.per_hour is not None
    assert through.per_hour.low == pytest.approx(56.625)
    assert through.per_hour.high == pytest.approx(56.625)
    assert through.relaxation == "agrees"
    assert found.text.startswith(
        "One more hour of phone: 0.00 to 90.00 by period with heads as planned; 0.00 to 90.00 where heads "
        "may adapt (LP relaxation); 56.6"
    )
    assert found.text.endswith(
        "all the time (1 FTE more throughout, re-solve): the relaxation can be trusted."
    )


def test_an_hour_can_pay_where_people_idle() -> None:
    found = prices(read(own_only([270, 290], idle_cost=3)))
    assert rows(found)[0] == (-3.0, 22.5)


def test_an_hour_that_nobody_can_work_is_not_possible() -> None:
    content = own_only([290, 308], {"must_meet": True, "shortage_cost": None})
    found = prices(read(content))
    assert rows(found) == ((22.5, None), (22.5, None))
    assert found.throughout is not None
    assert (found.throughout.possible, found.throughout.per_hour) == (False, None)
    assert "not possible all the time" in found.text
    assert solved(read(hour_more(content, 1))).outcome is Outcome.INFEASIBLE


def test_whole_heads_make_an_hour_free_that_the_relaxation_prices() -> None:
    # 55 hours need two heads of 40 a week: 25 are to spare. In fractions every hour is 1,000 / 40 = 25.
    # 20 more a week (an FTE of 20) still fit: nothing, where the relaxation says 25
    content = edited(bought_only([55, 55]), "forecast", "calendar", "fte_hours_per_week", to=20)
    found = prices(read(content))
    assert rows(found) == ((0.0, 0.0), (25.0, 25.0))
    assert found.throughout is not None
    assert found.throughout.per_hour == Interval(low=0.0, high=0.0)
    assert found.throughout.relaxation == "differs"
    assert cost(hour_more(content, 0)) == cost(content) == 4000


def test_a_wide_gap_judges_nothing() -> None:
    # 40 more a week are one head more: 25 an hour, known to within 1,000 / 80 = 12.5
    problem = read(bought_only([55, 55]))
    result = solved(problem)
    loose = result.model_copy(update={"bound": 3000.0})
    found = HOURS.answer("phone", asking(problem, loose))
    assert isinstance(found, HourPrices)
    assert found.throughout is not None
    assert found.throughout.per_hour == Interval(low=25.0, high=37.5)
    assert found.throughout.relaxation == "too close to tell"


def test_skills_are_asked_about_in_the_order_of_their_hours() -> None:
    content = own_only([10, 10], skills={"phone": 1.0, "mail": 1.0})
    calls = content["forecast"]["workstreams"][0]
    mail = {**calls, "key": "mail", "skill": "mail", "hours": 20}
    problem = read(edited(content, "forecast", "workstreams", to=[calls, mail]))
    assert HOURS.questions(asking(problem).about) == ("mail", "phone")


def test_an_unknown_skill_is_refused() -> None:
    with pytest.raises(ValueError, match="knitting"):
        HOURS.answer("knitting", asking(read(own_only([10]))))


def test_without_time_nothing_is_solved() -> None:
    problem = read(own_only([270, 290]))
    late = asking(problem, until=time.monotonic() - 1)
    found = HOURS.answer("phone", late)
    assert isinstance(found, HourPrices)
    assert found.throughout is None
    assert not late._known


def heads_of(plan: Plan) -> dict[tuple[str, str], list[float]]:
    """All heads that a plan decides, read off its ledgers."""
    fixed: dict[tuple[str, str], list[float]] = {}
    for key, pool in plan.pools.items():
        for name in ("hires", "releases", "short_time_heads"):
            fixed[name, key] = list(getattr(pool, name))
    for key, offer in plan.offers.items():
        for name in ("starts", "ends", "converting_starts", "converted"):
            fixed[name, key] = list(getattr(offer, name))
    return fixed


def variant(name: str) -> Content:
    """The example in other units, money and kinds of work."""
    content = content_of(example())
    calls, orders = content["forecast"]["workstreams"]
    if name == "one kind of work":
        content["forecast"]["workstreams"] = [calls]
    if name == "work may wait or be done early":
        calls |= {"max_delay": "2w", "delay_cost": {"amount": 1.0, "per": "week"}, "max_early": "1w"}
        content["forecast"]["workstreams"] = [calls]
    if name == "foreign vendor":
        content["rate_card"]["vendors"][0]["currency"] = "USD"
        content["policy"]["exchange_rates"] = {"USD": 0.9}
    if name == "months":
        content["forecast"]["calendar"]["unit"] = "month"
        calls["hours"] = [1300, 1300, 1400, 1500, 1400, 1300]
        orders["hours"] = 120
    if name == "no offers":
        content["rate_card"] = {}
    if name == "fractions of heads":
        content["policy"]["whole_heads"] = False
    return content


VARIANTS = (
    "as it is", "one kind of work", "work may wait or be done early", "foreign vendor", "months",
    "no offers", "fractions of heads",
)  # fmt: skip


def shared_out(content: Content, period: int, skill: str = "phone") -> Content:
    """One hour more of a skill in a period, divided among its work as its hours are."""
    streams = content["forecast"]["workstreams"]
    periods = content["forecast"]["calendar"]["periods"]
    series = [s["hours"] if isinstance(s["hours"], list) else [s["hours"]] * periods for s in streams]
    mine = [stream["skill"] == skill for stream in streams]
    whole = sum(hours[period] for hours, own in zip(series, mine) if own)
    for place, hours in enumerate(series):
        raised = [h + mine[place] * (t == period) * h / whole for t, h in enumerate(hours)]
        content = edited(content, "forecast", "workstreams", place, "hours", to=raised)
    return content


@pytest.mark.parametrize("name", VARIANTS)
def test_with_heads_as_planned_an_hour_costs_what_the_edited_forecast_does(name: str) -> None:
    content = variant(name)
    result = solved(read(content))
    assert result.plan is not None
    fixed, engine = heads_of(result.plan), shared_engine()
    before = complete(read(content), fixed, engine=engine)
    amounts, _ = rows(HOURS.answer("phone", asking(read(content), result)))  # type: ignore[arg-type]
    for period in (0, 2, 5):
        after = complete(read(shared_out(content, period)), fixed, engine=engine)
        assert after.cost is not None
        assert before.cost is not None
        assert amounts[period] == pytest.approx(after.cost - before.cost, abs=0.02), period


@pytest.mark.parametrize("name", VARIANTS)
def test_in_the_relaxation_an_hour_costs_what_a_plan_in_fractions_does(name: str) -> None:
    content = variant(name)
    _, amounts = rows(HOURS.answer("phone", asking(read(content))))  # type: ignore[arg-type]
    free = edited(content, "policy", "whole_heads", to=False)
    before = cost(free)
    for period in (0, 2, 5):
        assert amounts[period] == pytest.approx(cost(shared_out(free, period)) - before, abs=0.03), period


@pytest.mark.parametrize("name", VARIANTS)
def test_throughout_it_costs_what_the_edited_forecast_does(name: str) -> None:
    content = variant(name)
    found = prices(read(content)).throughout
    assert found is not None
    assert found.fte == 1
    assert found.per_hour is not None
    weeks = 40 if name != "months" else None
    more = content
    for period in range(6):
        hours = weeks or {0: 184, 1: 168, 2: 176, 3: 176, 4: 184, 5: 176}[period]
        more = _added(content, more, period, hours)
    assert found.per_hour.low == pytest.approx((cost(more) - cost(content)) / found.hours, abs=0.01)


def _added(content: Content, so_far: Content, period: int, hours: float) -> Content:
    """So many hours more in a period, divided as the given content's work is."""
    streams, periods = content["forecast"]["workstreams"], content["forecast"]["calendar"]["periods"]
    series = [s["hours"] if isinstance(s["hours"], list) else [s["hours"]] * periods for s in streams]
    whole = sum(each[period] for each in series)
    for place, own in enumerate(series):
        now = so_far["forecast"]["workstreams"][place]["hours"]
        now = now if isinstance(now, list) else [now] * periods
        raised = [h + (t == period) * hours * own[t] / whole for t, h in enumerate(now)]
        so_far = edited(so_far, "forecast", "workstreams", place, "hours", to=raised)
    return so_far
