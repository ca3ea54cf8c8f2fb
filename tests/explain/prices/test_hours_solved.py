"""What one more hour costs, against solves of edited forecasts in other units, money and kinds of work."""

from __future__ import annotations

import pytest

from scheduler.engine import shared_engine
from scheduler.explain.prices import HOURS
from scheduler.plan import Plan
from scheduler.solving import complete
from tests.explain.prices.asked import Content, asking, content_of, cost, edited, read, solved
from tests.explain.prices.test_hours import prices, rows
from tests.report.example import problem as example


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
