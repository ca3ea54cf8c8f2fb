"""A problem with a bit of everything, for a plan to be damaged."""

from __future__ import annotations

from scheduler.problem import (
    Arrival,
    Conversion,
    HeadsPer,
    Hire,
    Move,
    Overhead,
    Overtime,
    Policy,
    Price,
    Problem,
    Release,
    Vendor,
)
from tests.check.priced import weekly
from tests.rules.small import offer, pool, problem, running, stream, week

CALLS = (160.0, 160.0, 240.0, 260.0, 280.0, 280.0, 220.0, 160.0)
MAIL = (40.0, 40.0, 60.0, 90.0, 60.0, 40.0, 40.0, 40.0)
HIRE = Hire(
    costs={"ads": 400.0, "training": 600.0}, lead="2w", ramp=weekly(0.5), min_tenure="4w", mentor_hours=2.0
)
TEAM = pool(
    4,
    attrition=0.2,
    on_cost_share=0.2,
    hire=HIRE,
    release=Release(cost=800.0, max_of_present=1),
    overtime=Overtime(max_share=0.1, premium=1.5),
    overheads=(Overhead(name="seat", amount=52.0),),
    arriving=(Arrival(on=week(2), heads=1.0),),
    idle_cost=1.0,
    needed_after=5.0,
)
CLERKS = pool(1.0, key="clerks", skills={"write": 1.0})
AGENTS = offer(
    rate=30.0,
    per="hour",
    min_term="3w",
    lead="1w",
    notice="1w",
    onboarding=200.0,
    exit=50.0,
    supervision={"talk": 1.0},
    max_heads=2.0,
)
COACHES = offer(
    "coaches",
    vendor="other",
    rate=27.0,
    per="hour",
    lead="1w",
    conversion=Conversion(fee=100.0, after="2w", to_pool="team", max=1),
)
WRITERS = offer("writers", vendor="desk", skills={"write": 0.8}, unit="hours", rate=40.0, per="hour")

PROBLEM: Problem = problem(
    stream(CALLS, max_delay="1w", delay_cost=Price(amount=1.0, per="week"), data_class="personal"),
    stream(MAIL, key="mail", skill="write"),
    pools=[TEAM, CLERKS],
    moves=[Move.model_validate({"key": "help", "from": "team", "to": "clerks", "cost": 100.0})],
    vendors=[
        Vendor(key="agency", clearance=("personal",), fixed_cost=300.0),
        Vendor(key="other", clearance=("personal",)),
        Vendor(key="desk"),
    ],
    offers=[AGENTS, COACHES, WRITERS, offer("temps", vendor="desk", max_starts=HeadsPer(heads=1.0))],
    lots=[running(1.0, latest_end=week(5))],
    policy=Policy(max_vendors=3),
)
