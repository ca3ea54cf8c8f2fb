"""One team, one vendor, six weeks: the peak of 80 hours needs two heads where there is one."""

from __future__ import annotations

from datetime import date
from typing import Any

from scheduler.problem import (
    Calendar,
    Forecast,
    Offer,
    Policy,
    Pool,
    Problem,
    RateCard,
    Vendor,
    Workforce,
    Workstream,
)

START, END = date(2027, 1, 4), date(2027, 2, 15)


def problem(
    *,
    work: dict[str, Any] | None = None,
    team: dict[str, Any] | None = None,
    offer: dict[str, Any] | None = None,
    policy: Policy | None = None,
) -> Problem:
    """The small problem with some fields changed; `offer=None`: there is no vendor."""
    stream: dict[str, Any] = {"hours": (40.0, 40.0, 80.0, 80.0, 40.0, 40.0), "must_meet": True}
    people: dict[str, Any] = {"headcount": 1.0, "salary": 1000.0, "per": "week", "needed_after": "unknown"}
    card = RateCard()
    if offer is not None:
        terms = Offer(key="acme", vendor="Acme", skills={"phone": 1.0}, rate=30.0, **offer)
        card = RateCard(vendors=(Vendor(key="Acme"),), offers=(terms,))
    return Problem(
        forecast=Forecast(
            calendar=Calendar(start=START, periods=6),
            workstreams=(Workstream(key="calls", skill="phone", **(stream | (work or {}))),),
        ),
        workforce=Workforce(pools=(Pool(key="team", skills={"phone": 1.0}, **(people | (team or {}))),)),
        rate_card=card,
        policy=policy or Policy(),
    )
