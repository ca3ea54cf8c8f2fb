"""Random problems of a given size, always the same for the same numbers.

Demand of a skill: 8 to 40 FTE of work with a season of ±15 %, noise of 5 %, and in every third skill a surge
of half a year by 60 %. A pool per skill covers the first weeks; offers differ in rate, ramp, term and lead.
"""

from __future__ import annotations

from datetime import date
from math import pi, sin
from random import Random

from scheduler.problem import (
    ByAge,
    Calendar,
    Forecast,
    HeadsPer,
    Hire,
    Offer,
    Overtime,
    Pool,
    Problem,
    RateCard,
    Vendor,
    Workforce,
    Workstream,
)


def generate(skills: int, weeks: int, offers: int, seed: int = 0) -> Problem:
    """A problem of so many skills, weeks and offers."""
    chance = Random(seed)
    names = [f"skill-{n:03d}" for n in range(skills)]
    size = {name: chance.uniform(8, 40) for name in names}
    vendors = [Vendor(key=f"vendor-{n}", max_heads=offers * 12.0) for n in range(max(1, offers // 6))]
    return Problem(
        forecast=Forecast(
            calendar=Calendar(start=date(2027, 1, 4), periods=weeks),
            workstreams=tuple(
                _work(name, place, size[name], weeks, chance) for place, name in enumerate(names)
            ),
        ),
        workforce=Workforce(pools=tuple(_pool(name, size[name], chance) for name in names)),
        rate_card=RateCard(
            vendors=tuple(vendors),
            offers=tuple(
                _offer(n, names[n % skills], vendors[n % len(vendors)].key, chance) for n in range(offers)
            ),
        ),
    )


def _work(name: str, place: int, size: float, weeks: int, chance: Random) -> Workstream:
    hours = []
    for week in range(weeks):
        season = 1 + 0.15 * sin(2 * pi * (week / 52 + place / 7))
        surge = 1.6 if place % 3 == 0 and 14 <= week < 40 else 1.0
        hours.append(round(size * 26 * season * surge * chance.gauss(1, 0.05), 1))
    return Workstream(key=f"work-{name}", skill=name, hours=tuple(hours), shortage_cost=90.0)


def _pool(name: str, size: float, chance: Random) -> Pool:
    return Pool(
        key=f"team-{name}",
        skills={name: 1.0},
        headcount=float(round(size)),
        salary=round(chance.uniform(26_000, 42_000)),
        on_cost_share=0.22,
        hours_per_week=37.5,
        shrinkage=0.3,
        attrition=round(chance.uniform(0.1, 0.3), 3),
        hire=Hire(
            costs={"recruiting": 2400.0, "training": 2900.0},
            lead="10w",
            max=HeadsPer(heads=6.0),
            ramp=ByAge(values=(0.5, 0.75)),
            min_tenure="52w",
            mentor_hours=2.0,
        ),
        overtime=Overtime(max_share=0.08, premium=1.5),
    )


def _offer(number: int, skill: str, vendor: str, chance: Random) -> Offer:
    weeks = chance.choice([4, 8, 12])
    return Offer(
        key=f"offer-{number:03d}",
        vendor=vendor,
        skills={skill: round(chance.uniform(0.8, 1.0), 2)},
        rate=round(chance.uniform(22, 46), 2),
        shrinkage=0.2,
        lead=f"{chance.choice([2, 4, 6])}w",
        min_term=f"{weeks}w",
        max_term="78w",
        notice="4w",
        ramp=ByAge(step="week", values=(0.4, 0.7, 0.9)),
        onboarding=float(chance.choice([300, 800])),
    )
