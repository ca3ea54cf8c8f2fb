"""Eight weeks of calls, one team, two or three vendors: every character's plan can be worked out by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

from scheduler.problem import (
    Calendar,
    Forecast,
    Offer,
    Overtime,
    Policy,
    Pool,
    Problem,
    RateCard,
    Vendor,
    Workforce,
    Workstream,
)

START = date(2027, 1, 4)


def offer(key: str, **terms: Any) -> Offer:
    """An offer of a vendor named like it, for one kind of work at 40 hours a week."""
    return Offer.model_validate({"key": key, "vendor": key.title(), "skills": {"phone": 1.0}, **terms})


def problem(
    *offers: Offer,
    hours: dict[str, tuple[float, ...]],
    team: dict[str, Any] | None = None,
    must_meet: bool = True,
    policy: Policy | None = None,
) -> Problem:
    """Work by skill in hours a week, one head who knows the phone at 1,000 a week, and these offers."""
    periods = len(next(iter(hours.values())))
    streams = tuple(
        Workstream(key=f"{skill} work", skill=skill, hours=series, must_meet=must_meet, shortage_cost=200.0)
        for skill, series in hours.items()
    )
    people = {"headcount": 1.0, "salary": 1000.0, "per": "week", "needed_after": "unknown"}
    pool = Pool.model_validate({"key": "team", "skills": {"phone": 1.0}, **people, **(team or {})})
    vendors = tuple(Vendor(key=name) for name in dict.fromkeys(each.vendor for each in offers))
    return Problem(
        forecast=Forecast(calendar=Calendar(start=START, periods=periods), workstreams=streams),
        workforce=Workforce(pools=(pool,)),
        rate_card=RateCard(vendors=vendors, offers=offers),
        policy=policy or Policy(),
    )


def two_vendors() -> Problem:
    """A phone head at Alpha for 800 a week, a chat head at Beta for 800; Gamma does both, 820 a head."""
    return problem(
        offer("alpha", rate=20.0),
        offer("beta", rate=20.0, skills={"chat": 1.0}),
        offer("gamma", rate=20.5, skills={"phone": 1.0, "chat": 1.0}),
        hours={"phone": (80.0,) * 8, "chat": (40.0,) * 8},
    )


def overtime_or_contract() -> Problem:
    """Four hours a week too many: overtime at 37.50 an hour, or a contract head for 200 a week."""
    return problem(
        offer("alpha", rate=5.0),
        hours={"phone": (44.0,) * 8},
        team={"overtime": Overtime(max_share=0.1, premium=1.5)},
    )


def term_past_the_end() -> Problem:
    """Forty hours too many in weeks five to eight. Long, 500 a week from then, binds for eight: four weeks
    (2,000) are paid after the horizon. Short, 900 a week, binds for one."""
    return problem(
        offer("long", rate=12.5, min_term="8w", start_from=date(2027, 2, 1)),
        offer("short", rate=22.5, min_term="1w"),
        hours={"phone": (40.0,) * 4 + (80.0,) * 4},
    )


def two_peaks() -> Problem:
    """Forty hours too many in weeks one, two, seven and eight: two contracts of the least term, or one
    throughout."""
    peaks = (80.0,) * 2 + (40.0,) * 4 + (80.0,) * 2
    return problem(offer("alpha", rate=5.0, min_term="2w"), hours={"phone": peaks})


def hire_or_contract() -> Problem:
    """Forty hours too many in all eight weeks: a contract head at 800 a week, or a hire at 1,000."""
    return problem(offer("alpha", rate=20.0), hours={"phone": (80.0,) * 8}, team={"hire": {}})
