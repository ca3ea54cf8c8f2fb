"""What one more hour costs: by hand on small problems, and against solves of edited forecasts."""

from __future__ import annotations

import time
from typing import Any

import pytest

from scheduler.explain.asking import Asking
from scheduler.explain.interval import Interval
from scheduler.explain.prices import HOURS
from scheduler.explain.prices.hours import HourPrices
from scheduler.problem import Problem
from scheduler.result import Outcome
from tests.explain.prices.asked import (
    Content,
    asking,
    bought_only,
    cost,
    edited,
    own_only,
    read,
    solved,
)


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
        "One more hour of phone costs 0.00 to 90.00 by period, heads as planned; 0.00 to 90.00 where heads "
        "may adapt (LP relaxation); 56.6"
    )
    assert found.text.endswith("with 1 FTE more throughout (re-solve): the relaxation can be trusted.")


def test_an_hour_can_pay_where_people_idle() -> None:
    found = prices(read(own_only([270, 290], idle_cost=3)))
    assert rows(found)[0] == (-3.0, 22.5)


def test_an_hour_that_nobody_can_work_is_not_possible() -> None:
    content = own_only([290, 308], {"must_meet": True, "shortage_cost": None})
    found = prices(read(content))
    assert rows(found) == ((22.5, None), (22.5, None))
    assert found.throughout is not None
    assert (found.throughout.possible, found.throughout.per_hour) == (False, None)
    assert "1 FTE more throughout is not possible" in found.text
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


def test_without_time_nothing_is_solved(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Asking, "solve", None)
    problem = read(own_only([270, 290]))
    late = asking(problem, until=time.monotonic() - 1)
    found = HOURS.answer("phone", late)
    assert isinstance(found, HourPrices)
    assert found.throughout is None
