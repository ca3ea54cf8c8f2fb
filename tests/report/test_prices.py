"""True cost of a productive hour by the rate card alone, each worked out by hand."""

from typing import Any

import pytest

from scheduler.report import summarise
from scheduler.report.prices import own_hour_value, true_rate
from scheduler.report.view import PlanView
from tests.report.example import plan, problem, result

BARE = {"key": "x", "vendor": "Budget", "skills": {"phone": 1.0}, "rate": 20.0}


def rate_of(**terms: Any) -> float:
    card = {"vendors": [{"key": "Budget"}, {"key": "Dollar", "currency": "USD"}], "offers": [BARE | terms]}
    given = problem(rate_card=card, policy={"exchange_rates": {"USD": 0.9}})
    view = PlanView(given, plan())
    return true_rate(view, view.offers["x"])


@pytest.mark.parametrize(
    ("terms", "true"),
    [
        ({}, 20.0),
        ({"shrinkage": 0.2}, 25.0),  # 40 paid hours, 32 productive
        ({"shrinkage": 0.2, "basis": "productive"}, 20.0),  # only those are billed
        ({"dedication": 0.5}, 40.0),
        ({"rework_share": 0.2}, 25.0),
        ({"skills": {"phone": 0.8, "email": 0.5}}, 25.0),  # in its best skill
        ({"onboarding": 400, "exit": 100, "min_term": "2w"}, 26.25),  # 1,600 + 500 over 80 h
        ({"ramp": {"step": "week", "values": [0.5]}, "min_term": "2w"}, 1600 / 60),
        ({"overheads": [{"name": "seat", "amount": 80, "per": "week"}]}, 22.0),
        ({"overheads": [{"name": "fee", "amount": 0.1, "basis": "rate"}]}, 22.0),
        ({"overheads": [{"name": "check", "amount": 2, "basis": "productive_hour"}]}, 22.0),
        ({"overheads": [{"name": "laptop", "amount": 80, "basis": "start"}]}, 22.0),
        ({"rate": 800.0, "per": "week"}, 20.0),
        ({"vendor": "Dollar"}, 18.0),
        ({"unit": "hours", "shrinkage": 0.2}, 25.0),
        ({"unit": "output"}, 20.0),
        ({"unit": "output", "rate": 5.0, "per": "contact", "aht_seconds": 900}, 20.0),  # 4 contacts an hour
    ],
)  # fmt: skip
def test_true_rate(terms: dict[str, Any], true: float) -> None:
    assert rate_of(**terms) == pytest.approx(true)


def test_supervision_is_valued_at_own_pay() -> None:
    # 750 a week for 28 productive hours is 26.79; two hours of it for 40 h of contract work
    view = PlanView(problem(), plan())
    assert own_hour_value(view, "phone") == pytest.approx(750 / 28)
    assert rate_of(supervision={"phone": 2.0}) == pytest.approx((800 + 2 * 750 / 28) / 40)


def test_own_people_have_a_true_cost_too() -> None:
    # 39,000 + 9,750 + 630 + 2,000 for 1,848 h delivered
    own = summarise(problem(), result()).own[0]
    assert own.true_rate == pytest.approx(51380 / 1848)
    assert sum(own.parts.values()) == pytest.approx(own.true_rate)
