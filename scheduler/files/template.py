"""The small filled-in problem that `staffmix init` writes: a help line with a launch.

Two teams of agents and one of engineers; a launch adds work from week 9 for twelve weeks. A cheap vendor
with a twelve-week minimum, and a dear one that is quick and flexible. Hires take ten weeks to find.
"""

from __future__ import annotations

from datetime import date, timedelta

from scheduler.problem import (
    Arrival,
    ByAge,
    Calendar,
    Forecast,
    HeadsPer,
    Hire,
    Offer,
    Overhead,
    Overtime,
    Policy,
    Pool,
    Price,
    Problem,
    RateCard,
    Release,
    Running,
    Span,
    Vendor,
    Workforce,
    Workstream,
)

PERIODS = 26
RAMP = ByAge(step="month", values=(0.5, 0.75, 1.0))


def template(start: date = date(2027, 1, 4)) -> Problem:
    """A problem of three teams, three workstreams, two vendors and four offers over 26 weeks from `start`."""
    return Problem(
        forecast=_forecast(start), workforce=_workforce(start), rate_card=_rate_card(start), policy=Policy()
    )


def launch(base: float, extra: float) -> tuple[float, ...]:
    """A flat forecast with a launch: it climbs over three weeks from week 9 and fades after week 20."""
    shape = [0.0] * 8 + [0.4, 0.7] + [1.0] * 10 + [0.6, 0.3] + [0.0] * 4
    season = [0.0, 0.01, 0.02, 0.01, 0.0, -0.01]
    return tuple(round(base * (1 + season[week % 6]) + extra * share) for week, share in enumerate(shape))


def _forecast(start: date) -> Forecast:
    calendar = Calendar(start=start, periods=PERIODS, as_of=start, time_zone="Europe/Berlin")
    calls = Workstream(
        key="phone",
        skill="phone",
        volume=launch(6400, 3600),
        aht_seconds=410.0,
        occupancy=0.85,
        shortage_cost=90.0,
        data_class="customer",
        surge=Span(since=start + timedelta(weeks=8), until=start + timedelta(weeks=22)),
    )
    email = Workstream(
        key="email",
        skill="email",
        hours=launch(300, 140),
        shortage_cost=60.0,
        max_delay="1w",
        delay_cost=Price(amount=2.0, per="week"),
        opening_backlog=40.0,
    )
    repair = Workstream(
        key="repair desk",
        skill="repair",
        hours=launch(180, 60),
        shortage_cost=120.0,
        data_class="customer",
        max_contractor_share=0.5,
    )
    return Forecast(calendar=calendar, workstreams=(calls, email, repair))


def _hire(recruiting: float, training: float, lead: str, per_month: float) -> Hire:
    costs = {"recruiting": recruiting, "training": training, "seat": 1100.0}
    most = HeadsPer(heads=per_month, per="month")
    return Hire(costs=costs, lead=lead, ramp=RAMP, min_tenure="52w", max=most)


def _team(key: str, skills: dict[str, float], heads: float, salary: float, hire: Hire) -> Pool:
    return Pool(
        key=key,
        skills=skills,
        headcount=heads,
        salary=salary,
        on_cost_share=0.24,
        hours_per_week=38.0,
        shrinkage=0.3,
        attrition=0.22,
        hire=hire,
        release=Release(cost=9000.0, notice="3m", max_of_present=0),
        overtime=Overtime(max_share=0.06, premium=1.5),
        overheads=(Overhead(name="desk and licences", amount=140.0),),
    )


def _workforce(start: date) -> Workforce:
    agents = _team("Phone", {"phone": 1.0, "email": 0.9}, 36.0, 31500.0, _hire(2400.0, 2900.0, "10w", 6.0))
    arriving = Arrival(on=start + timedelta(weeks=4), heads=2.0)
    agents = agents.model_copy(update={"arriving": (arriving,)})
    writers = _team("Email", {"email": 1.0, "phone": 0.85}, 12.0, 32500.0, _hire(2400.0, 2500.0, "10w", 3.0))
    engineers = _team("Repair", {"repair": 1.0}, 7.0, 43000.0, _hire(5200.0, 4100.0, "14w", 1.0))
    return Workforce(pools=(agents, writers, engineers))


def _rate_card(start: date) -> RateCard:
    vendors = (
        Vendor(key="Steady", fixed_cost=8000.0, max_heads=30.0, clearance=("customer",)),
        Vendor(key="Swift", max_heads=20.0, clearance=("customer",)),
    )
    offers = (
        _offer("steady-phone", "Steady", {"phone": 0.95}, 27.5, "4w", "12w", 5),
        _offer("steady-email", "Steady", {"email": 1.0}, 25.5, "4w", "12w", 1),
        _offer("swift-phone", "Swift", {"phone": 1.0, "email": 0.9}, 36.0, "2w", "4w", 1),
        Offer(
            key="swift-repair",
            vendor="Swift",
            unit="hours",
            skills={"repair": 0.9},
            rate=58.0,
            basis="productive",
            lead="1w",
            shrinkage=0.15,
        ),
    )
    running = Running(
        key="PO-1044",
        offer="steady-phone",
        heads=5.0,
        started=start - timedelta(weeks=9),
        earliest_end=start + timedelta(weeks=12),
        rate=26.9,
    )
    return RateCard(vendors=vendors, offers=offers, running=(running,))


def _offer(
    key: str, vendor: str, skills: dict[str, float], rate: float, lead: str, term: str, batch: int
) -> Offer:
    return Offer(
        key=key,
        vendor=vendor,
        skills=skills,
        rate=rate,
        hours_per_week=38.0,
        lead=lead,
        min_term=term,
        max_term="78w",
        notice="4w" if vendor == "Steady" else "1w",
        ramp=ByAge(step="week", values=(0.0, 0.5, 0.8) if vendor == "Steady" else (0.4, 0.9)),
        onboarding=800.0 if vendor == "Steady" else 400.0,
        supervision={next(iter(skills)): 1.0},
        shrinkage=0.22,
        rework_share=0.03 if vendor == "Steady" else 0.0,
        batch=batch,
    )
