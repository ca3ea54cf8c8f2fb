"""The parts that instances are made of, each drawn from its own distribution (see `docs/benchmarks.md`)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import pi, sin
from random import Random
from typing import Any, Literal

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

HEAD_WEEK = 37.5 * 0.7  # productive hours of one of our own people
PER_YEAR = {"week": 52, "month": 12}
SURGE = (0.27, 0.77)  # in years: half of the first one
START = date(2027, 1, 4)

Unit = Literal["week", "month"]


@dataclass(frozen=True)
class Skill:
    """A skill, the heads its work takes on average, and whether its demand surges."""

    name: str
    heads: float
    surges: bool


def skills(count: int, smallest: float, largest: float, chance: Random) -> list[Skill]:
    """Teams of uniform size; every third has a surge."""
    return [Skill(f"skill-{n:04d}", chance.uniform(smallest, largest), n % 3 == 0) for n in range(count)]


def problem(
    work: Sequence[Workstream],
    pools: Sequence[Pool],
    vendors: Sequence[Vendor],
    offers: Sequence[Offer],
    unit: Unit = "week",
) -> Problem:
    """The documents of an instance that begins in January 2027."""
    start = START if unit == "week" else START.replace(day=1)
    assert isinstance(work[0].hours, tuple)
    calendar = Calendar(start=start, unit=unit, periods=len(work[0].hours))
    return Problem(
        forecast=Forecast(calendar=calendar, workstreams=tuple(work)),
        workforce=Workforce(pools=tuple(pools)),
        rate_card=RateCard(vendors=tuple(vendors), offers=tuple(offers)),
    )


def workstream(skill: Skill, periods: int, chance: Random, unit: Unit = "week") -> Workstream:
    """A season of 15 %, growth of −5 to +8 % a year, noise of 5 %, and a surge of 60 % for half a year."""
    year = PER_YEAR[unit]
    phase, growth = chance.random(), chance.uniform(-0.05, 0.08)
    hours = []
    for t in range(periods):
        season = 1 + 0.15 * sin(2 * pi * (t / year + phase))
        surge = 1.6 if skill.surges and SURGE[0] <= t / year < SURGE[1] else 1.0
        level = skill.heads * HEAD_WEEK * 52 / year * (1 + growth * t / year)
        hours.append(round(level * season * surge * chance.gauss(1, 0.05), 1))
    return Workstream(key=f"work-{skill.name}", skill=skill.name, hours=tuple(hours), shortage_cost=90.0)


def pool(skill: Skill, chance: Random, also: dict[str, float] | None = None) -> Pool:
    """A team that covers the average at first, and may do other work (`also`) at a lower efficiency."""
    return Pool(
        key=f"team-{skill.name}",
        skills={skill.name: 1.0, **(also or {})},
        headcount=float(max(1, round(skill.heads))),
        salary=round(chance.uniform(26_000, 42_000)),
        on_cost_share=0.22,
        hours_per_week=37.5,
        shrinkage=0.3,
        attrition=round(chance.uniform(0.1, 0.3), 3),
        hire=Hire(
            costs={"recruiting": 2400.0, "training": 2900.0},
            lead=f"{chance.choice([8, 10, 12])}w",
            max=HeadsPer(heads=float(max(1, round(skill.heads / 8)))),
            ramp=ByAge(values=(0.5, 0.75)),
            min_tenure="26w",
            mentor_hours=2.0,
        ),
        overtime=Overtime(max_share=0.08, premium=1.5),
    )


def offer(number: int, vendor: str, able: Sequence[str], chance: Random, **more: Any) -> Offer:
    """A line of a rate card; a third of the lines have a maximum term. `more` sets further fields."""
    fields: dict[str, Any] = {
        "key": f"offer-{number:04d}",
        "vendor": vendor,
        "skills": {name: round(chance.uniform(0.8, 1.0), 2) for name in able},
        "rate": round(chance.uniform(22, 46), 2),
        "shrinkage": 0.2,
        "lead": f"{chance.choice([2, 4, 6])}w",
        "min_term": f"{chance.choice([4, 8, 12])}w",
        "max_term": chance.choice([None, None, "39w"]),
        "notice": "4w",
        "ramp": ByAge(step="week", values=(0.4, 0.7, 0.9)),
        "onboarding": float(chance.choice([300, 800])),
    }
    return Offer(**{**fields, **more})


def capped(count: int, offers: Sequence[Offer], among: Sequence[Skill], chance: Random) -> list[Vendor]:
    """Vendors whose caps are 0.6 to 1.6 times an even part of the peaks that their offers serve."""
    peak = {skill.name: skill.heads * (0.7 if skill.surges else 0.2) for skill in among}
    sellers = Counter(name for each in offers for name in each.skills)
    wanted = {f"vendor-{n}": 0.0 for n in range(count)}
    for each in offers:
        wanted[each.vendor] += sum(peak[name] / sellers[name] for name in each.skills)
    return [
        Vendor(key=key, max_heads=float(max(2, round(chance.uniform(0.6, 1.6) * heads))))
        for key, heads in wanted.items()
    ]


def dealt(offers: int, vendors: int, chance: Random) -> list[str]:
    """The vendor of each offer: all sell about as many, in random places."""
    keys = [f"vendor-{n % vendors}" for n in range(offers)]
    chance.shuffle(keys)
    return keys
