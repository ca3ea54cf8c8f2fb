"""For every kind of cost decisions and what their lines say, by hand. A head costs 1,000 a week."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from scheduler.plan import Plan
from scheduler.problem import (
    Band,
    ByAge,
    Commitment,
    Conversion,
    Hire,
    Move,
    Overhead,
    Overtime,
    Policy,
    Price,
    Problem,
    Release,
    ShortTime,
    Vendor,
)
from scheduler.rules import Cost
from tests.check.breaches_contracts import CALL, contract
from tests.check.maker import plan_of
from tests.rules.small import offer, pool, problem, running, stream, week

LATE = Price(amount=2.0, per="day")
SOON = Price(amount=4.0, per="week")
IDLE = stream([0.0] * 3)
DEAR = [Vendor(key="agency", fixed_cost=500.0)]
ABROAD = [Vendor(key="agency", currency="CHF")]
CHANGED = problem(IDLE, pools=[pool(2, hire=Hire())], policy=Policy(change_cost=7.0))


@dataclass(frozen=True)
class Priced:
    """Lines by owner and part: the three weeks' amounts, and what comes after."""

    problem: Problem
    lines: dict[tuple[str, str], tuple[float, ...]]
    decided: dict[str, Any] = field(default_factory=dict)
    baseline: Plan | None = None


def weekly(*values: float) -> ByAge:
    return ByAge(step="week", values=values)


def hired(t: int, heads: float = 1) -> dict[str, Any]:
    return {"hires": {"team": {t: heads}}}


def after(amount: float) -> tuple[float, ...]:
    return (0, 0, 0, amount)


def committed(until: int) -> list[Vendor]:
    terms = {"amount": 900.0, "from": week(0), "to": week(until)}
    return [Vendor(key="agency", commitment=Commitment.model_validate(terms))]


SEATS = (
    Overhead(name="seat", amount=52.0),  # a month: 52 × 12 / 52 = 12 a week
    Overhead(name="laptop", amount=30.0, basis="start"),
    Overhead(name="tool", amount=2.0, basis="productive_hour"),
    Overhead(name="levy", amount=0.1, basis="rate"),
)

PLANNED = plan_of(CHANGED, **hired(1))

PEOPLE: dict[Cost, tuple[Priced, ...]] = {
    # A newcomer at half pay in the first week.
    Cost.SALARY: (
        Priced(
            problem(IDLE, pools=[pool(2, pay_by_age=weekly(0.5), hire=Hire())]),
            {("team", ""): (2000, 2500, 3000, 0)},
            hired(1),
        ),
        # 26,000 a year is 500 a week; 30 an hour is 1,200; 200 a day is 1,000.
        *(
            Priced(
                problem(IDLE, pools=[pool(1, salary=salary, per=per)]),
                {("team", ""): (each, each, each, 0)},
            )
            for salary, per, each in ((26000.0, "year", 500), (30.0, "hour", 1200), (200.0, "day", 1000))
        ),
    ),
    Cost.ON_COST: (
        Priced(problem(IDLE, pools=[pool(2, on_cost_share=0.2)]), {("team", ""): (400, 400, 400, 0)}),
    ),
    Cost.POOL_OVERHEAD: (
        Priced(
            problem(stream([40.0, 0.0, 0.0]), pools=[pool(2, overheads=SEATS, hire=Hire())]),
            {
                ("team", "seat"): (24, 36, 36, 0),
                ("team", "laptop"): (0, 30, 0, 0),
                ("team", "tool"): (80, 0, 0, 0),
                ("team", "levy"): (200, 300, 300, 0),
            },
            hired(1) | {"deliver": {("team", "calls"): [40, 0, 0]}},
        ),
    ),
    Cost.OVERTIME: (
        Priced(
            problem(IDLE, pools=[pool(2, overtime=Overtime(max_share=0.1, premium=1.5))]),
            {("team", ""): (0, 300, 0, 0)},  # 8 hours at 1.5 × 25
            {"overtime": {"team": {1: 8}}},
        ),
        Priced(
            problem(IDLE, pools=[pool(2, overtime=Overtime(max_share=0.1, rate=30.0))]),
            {("team", ""): (0, 240, 0, 0)},
            {"overtime": {"team": {1: 8}}},
        ),
    ),
    # It costs 100 a week and saves 0.4 of a loaded pay of 1,250.
    Cost.SHORT_TIME: (
        Priced(
            problem(
                IDLE,
                pools=[
                    pool(
                        2,
                        on_cost_share=0.25,
                        short_time=ShortTime(
                            max_heads=1.0, pay_share=0.6, cost=Price(amount=100.0, per="week")
                        ),
                    )
                ],
            ),
            {("team", ""): (-400, 0, 0, 0)},
            {"short_time": {"team": {0: 1}}},
        ),
    ),
    Cost.HIRING: (
        Priced(
            problem(IDLE, pools=[pool(hire=Hire(costs={"ads": 300.0, "training": 200.0}))]),
            {("team", "ads"): (0, 0, 600, 0), ("team", "training"): (0, 0, 400, 0)},
            hired(2, 2),
        ),
    ),
    Cost.RELEASE: (
        Priced(
            problem(IDLE, pools=[pool(3, release=Release(cost=300.0, max_of_present=3))]),
            {("team", ""): (0, 600, 0, 0)},
            {"releases": {"team": {1: 2}}},
        ),
    ),
    Cost.MOVE: (
        Priced(
            problem(
                IDLE,
                pools=[pool(2), pool(2, key="others")],
                moves=[Move.model_validate({"key": "away", "from": "team", "to": "others", "cost": 250.0})],
            ),
            {("away", ""): (250, 0, 0, 0)},
            {"moves": {"away": {0: 1}}},
        ),
    ),
    Cost.IDLE: (
        Priced(
            problem(stream([30.0, 0.0, 40.0]), pools=[pool(1, idle_cost=2.0)]),
            {("team", ""): (20, 80, 0, 0)},
            {"deliver": {("team", "calls"): [30, 0, 40]}},
        ),
    ),
    # Planned: one hire in week 1. Now: one in week 1 more, one in week 2.
    Cost.CHANGE: (
        Priced(
            CHANGED,
            {("team", ""): (0, 7, 7, 0)},
            {"hires": {"team": {1: 2, 2: 1}}},
            plan_of(CHANGED, **hired(1)),
        ),
        Priced(CHANGED, {("team", ""): (0, 7, 0, 0)}, {}, plan_of(CHANGED, **hired(1))),
    ),
}

OFFERS: dict[Cost, tuple[Priced, ...]] = {
    Cost.CONTRACT: (
        # Half price in the first week. Two come, then one comes and the first goes: one new, one old.
        Priced(
            problem(IDLE, offers=[offer(rate_by_age=weekly(0.5))]),
            {("agents", ""): (1000, 1500, 2000, 0)},
            {"starts": {"agents": {0: 2, 1: 1}}, "ends": {"agents": {1: 1}}},
        ),
        # Above one head 800, above two 700: 1,000 + 800 + 700. In francs, two euros each.
        Priced(
            problem(
                IDLE,
                offers=[offer(bands=(Band(above=1.0, rate=800.0), Band(above=2.0, rate=700.0)))],
                vendors=ABROAD,
                policy=Policy(exchange_rates={"CHF": 2.0}),
            ),
            {("agents", ""): (0, 5000, 5000, 0)},
            contract(1, 3),
        ),
        # Two run at the offer's rate and count in its bands, one at its own does not: 800 for the fourth.
        Priced(
            problem(
                IDLE,
                offers=[offer(bands=(Band(above=3.0, rate=800.0),))],
                lots=[running(2), running(1, key="own", rate=500.0)],
            ),
            {
                ("agents", ""): (0, 1800, 1800, 0),
                ("agents", "old"): (2000, 2000, 2000, 0),
                ("agents", "own"): (500, 500, 500, 0),
            },
            contract(1, 2) | {"running_ends": {"old": {}}},
        ),
        # A running contract at its own rate, until it ends.
        Priced(
            problem(IDLE, offers=[offer()], lots=[running(2, rate=900.0)]),
            {("agents", "old"): (1800, 900, 900, 0)},
            {"running_ends": {"old": {1: 1}}},
        ),
        # 25 an hour present; a tenth is shrinkage: 40 × 0.9 × 25.
        Priced(
            problem(IDLE, offers=[offer(rate=25.0, per="hour", basis="productive", shrinkage=0.1)]),
            {("agents", ""): (900, 900, 900, 0)},
            contract(0, 1),
        ),
        Priced(
            problem(IDLE, offers=[offer(skills={"talk": 1.0, "mail": 1.0}, rates={"mail": 20.0}, **CALL)]),
            {("agents", "talk"): (300, 0, 0, 0), ("agents", "mail"): (0, 100, 0, 0)},
            {"bought": {"agents": {"talk": {0: 10}, "mail": {1: 5}}}},
        ),
        # What is above 8 hours costs 20 in place of 30: 2 × −10.
        Priced(
            problem(IDLE, offers=[offer(bands=(Band(above=8.0, rate=20.0),), **CALL)]),
            {("agents", "talk"): (300, 0, 0, 0), ("agents", ""): (-20, 0, 0, 0)},
            {"bought": {"agents": {"talk": {0: 10}}}},
        ),
        # Six minutes a contact: ten an hour at 0.50.
        Priced(
            problem(IDLE, offers=[offer(unit="output", rate=0.5, per="contact", aht_seconds=360.0)]),
            {("agents", "talk"): (0, 40, 0, 0)},
            {"bought": {"agents": {"talk": {1: 8}}}},
        ),
    ),
    # Two ordered, one signed before that begins in week 1.
    Cost.ONBOARDING: (
        Priced(
            problem(IDLE, offers=[offer(onboarding=150.0)], lots=[running(1, started=week(1))]),
            {("agents", ""): (300, 150, 0, 0)},
            contract(0, 2),
        ),
    ),
    Cost.CONTRACT_OVERHEAD: (
        Priced(
            problem(stream([40.0, 0.0, 0.0]), offers=[offer(overheads=SEATS)]),
            {
                ("agents", "seat"): (24, 24, 24, 0),
                ("agents", "laptop"): (60, 0, 0, 0),
                ("agents", "tool"): (80, 0, 0, 0),
                ("agents", "levy"): (200, 200, 200, 0),
            },
            contract(0, 2) | {"deliver": {("agents", "calls"): [40, 0, 0]}},
        ),
    ),
    Cost.EXIT: (
        Priced(
            problem(IDLE, offers=[offer(exit=100.0)], lots=[running(3)]),
            {("agents", ""): (0, 100, 200, 0)},
            contract(0, 1, 1) | {"running_ends": {"old": {2: 2}}},
        ),
    ),
    # Four weeks, left after one: half of each of the two left in the plan. Begun 20 weeks ago for 22.
    Cost.EARLY_EXIT: (
        Priced(
            problem(IDLE, offers=[offer(min_term="4w", early_exit_fee=0.5)]),
            {("agents", ""): (0, 500, 500, 0)},
            contract(0, 1, 1),
        ),
        Priced(
            problem(IDLE, offers=[offer(min_term="22w", early_exit_fee=0.5)], lots=[running(2, rate=900.0)]),
            {("agents", ""): (0, 450, 0, 0)},
            {"running_ends": {"old": {1: 1}}},
        ),
        # On the rate of 900, though at the age of 20 weeks it is at 810.
        Priced(
            problem(
                IDLE,
                offers=[offer(min_term="22w", early_exit_fee=0.5, rate_by_age=weekly(*[0.9] * 30))],
                lots=[running(2, rate=900.0)],
            ),
            {("agents", ""): (0, 450, 0, 0)},
            {"running_ends": {"old": {1: 1}}},
        ),
    ),
    # 900 until the end of week 1; 900 until long after.
    Cost.COMMITMENT_SHORTFALL: (
        Priced(problem(IDLE, offers=[offer()], vendors=committed(2)), {("agency", ""): (0, 900, 0, 0)}),
        Priced(problem(IDLE, offers=[offer()], vendors=committed(9)), {("agency", ""): (0, 0, 300, 0)}),
    ),
    Cost.VENDOR_FIXED: (
        Priced(
            problem(IDLE, offers=[offer(lead="1w")], vendors=DEAR),
            {("agency", ""): (0, 500, 0, 0)},
            contract(2, 1),
        ),
        Priced(
            problem(
                IDLE, offers=[offer()], lots=[running(1)], vendors=[Vendor(key="agency", fixed_cost=500.0)]
            ),
            {},
            contract(2, 1),
        ),
        Priced(
            problem(IDLE, offers=[offer()], vendors=[Vendor(key="agency", fixed_cost=500.0, engaged=True)]),
            {},
            contract(2, 1),
        ),
    ),
    Cost.CONVERSION_FEE: (
        Priced(
            problem(
                IDLE,
                pools=[pool(2)],
                offers=[offer(conversion=Conversion(fee=100.0, after="1w", to_pool="team", max=5))],
            ),
            {("agents", ""): (0, 0, 300, 0)},
            {"converting": {"agents": {0: 3}}, "converted": {"agents": {2: 3}}},
        ),
    ),
}

WORK: dict[Cost, tuple[Priced, ...]] = {
    Cost.SHORTAGE: (
        Priced(problem(stream([5.0, 0.0, 2.0])), {("calls", ""): (500, 0, 200, 0)}),
        # Own hours cost 25, theirs 30 / 0.9: ten times 33.33, rounded up.
        Priced(
            problem(
                stream([1.0, 0.0, 0.0], shortage_cost=None),
                pools=[pool(1)],
                offers=[offer(skills={"talk": 0.9}, rate=30.0, per="hour")],
            ),
            {("calls", ""): (334, 0, 0, 0)},
        ),
        # Nothing costs anything.
        Priced(problem(stream([1.0, 0.0, 0.0], shortage_cost=None)), {("calls", ""): (1000, 0, 0, 0)}),
    ),
    # 2 a day: five days.
    Cost.DELAY: (
        Priced(
            problem(stream([9.0, 0.0, 0.0], delay_cost=LATE, max_delay="3w"), pools=[pool(1)]),
            {("calls", ""): (90, 40, 0, 0)},
            {"deliver": {("team", "calls"): [0, 5, 4]}, "waiting": {"calls": {0: 9, 1: 4}}},
        ),
    ),
    Cost.EARLY: (
        Priced(
            problem(stream([0.0, 9.0, 0.0], early_cost=SOON, max_early="1w"), pools=[pool(1)]),
            {("calls", ""): (36, 0, 0, 0)},
            {"deliver": {("team", "calls"): [9, 0, 0]}, "ahead": {"calls": {0: 9}}},
        ),
    ),
}

PRICED = PEOPLE | OFFERS | WORK
