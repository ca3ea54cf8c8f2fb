"""A desk of eight that needs five more from 15 March on, and another five for four weeks in April."""

from __future__ import annotations

from typing import Any

SERIES, POOL, OFFER = "desk", "agents", "agency agents"
HIRED, PEAK = "2027-03-15", "2027-04-12"


def problem(**changes: Any) -> dict[str, Any]:
    """The four documents; `more`: heads needed from 15 March on, `peak`: beside them in April."""
    more, peak = changes.pop("more", 5), changes.pop("peak", 5)
    hours = [320.0] * 10 + [320.0 + 40 * more] * 10
    for period in range(14, 18):
        hours[period] += 40 * peak
    pool = {
        "key": POOL, "skills": {"phone": 1.0}, "headcount": 8.0, "salary": 500.0, "per": "week",
        "needed_after": 20.0, "site": "Leeds", "hire": {"lead": "4w"},
    }  # fmt: skip
    offer = {
        "key": OFFER,
        "vendor": "Steady",
        "skills": {"phone": 1.0},
        "rate": 14.0,
        "min_term": "4w",
        "lead": "3w",
    }
    stream = {"key": "calls", "skill": "phone", "hours": hours, "shortage_cost": 500.0}
    return {
        "forecast": {
            "calendar": {"start": "2027-01-04", "periods": 20, "as_of": "2027-01-04"},
            "workstreams": [stream],
        },
        "workforce": {"pools": [pool | changes]},
        "rate_card": {"vendors": [{"key": "Steady"}], "offers": [offer]},
        "policy": {},
    }


def question(problem: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A plan asked for."""
    return {"series": SERIES, **problem, "effort": {"time_limit": 20.0, "gap": 0.0}, **more}
