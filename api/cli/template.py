"""A small problem to start from: a support team of 12, half a year, one surge, two vendors."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from scheduler.problem import Problem

WEEKS = 26
CALLS = [1500] * 8 + [1600, 1800, 2100, 2300, 2400, 2400, 2300, 2200, 2000, 1800] + [1600] * 8
RAMP = {"step": "week", "values": [0, 0, 0.4, 0.6, 0.7, 0.8, 0.9]}


def template(today: date | None = None) -> Problem:
    """Begins on the Monday after `today`."""
    today = today or date.today()
    start = (today + timedelta(days=7 - today.weekday())).isoformat()
    content = {"forecast": _forecast(start), "workforce": _workforce(), "rate_card": _rate_card()}
    return Problem.model_validate(content, strict=False)


def _forecast(start: str) -> dict[str, Any]:
    phone = {
        "key": "calls",
        "skill": "phone",
        "volume": CALLS,
        "aht_seconds": 400,
        "occupancy": 0.85,
        "shortage_cost": 90,
        "data_class": "customer",
    }
    email = {"key": "email", "skill": "email", "hours": 120, "shortage_cost": 60, "max_delay": "1w"}
    calendar = {"start": start, "unit": "week", "periods": WEEKS}
    return {"currency": "EUR", "calendar": calendar, "workstreams": [phone, email]}


def _workforce() -> dict[str, Any]:
    team = {
        "key": "support team",
        "skills": {"phone": 1.0, "email": 0.9},
        "headcount": 12,
        "salary": 32000,
        "on_cost_share": 0.22,
        "hours_per_week": 38,
        "shrinkage": 0.3,
        "attrition": 0.25,
        "hire": {
            "costs": {"recruiting": 2500, "training": 2500},
            "lead": "8w",
            "max": {"heads": 3, "per": "month"},
            "ramp": RAMP,
            "min_tenure": "1y",
        },
        "overtime": {"max_share": 0.08, "premium": 1.5},
    }
    return {"pools": [team]}


def _rate_card() -> dict[str, Any]:
    quick = {
        "key": "quick phone",
        "vendor": "Quick",
        "skills": {"phone": 0.95},
        "rate": 30,
        "hours_per_week": 38,
        "shrinkage": 0.25,
        "lead": "2w",
        "min_term": "4w",
        "notice": "2w",
        "onboarding": 600,
    }
    steady = quick | {"key": "steady phone", "vendor": "Steady", "rate": 26, "lead": "4w", "min_term": "12w"}
    vendors = [{"key": name, "clearance": ["customer"], "max_heads": 15} for name in ("Quick", "Steady")]
    return {"vendors": vendors, "offers": [quick, steady]}
