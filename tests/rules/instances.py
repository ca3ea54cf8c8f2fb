"""For every rule a problem whose best plan would break it, and the least cost derived by hand.

Ledger weeks are 40 hours; a head costs 1,000 a week, own or contract, unless said; an hour short costs
100, so a head missing for a week costs 4,000.
"""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.plan import Plan
from scheduler.problem import (
    Budget,
    Commitment,
    Conversion,
    HeadsPer,
    Hire,
    HoursPer,
    Move,
    Overtime,
    Policy,
    Problem,
    Release,
    ShareLimit,
    ShortTime,
    Vendor,
)
from scheduler.rules import Rule
from tests.rules.small import nothing, offer, pool, problem, running, stream, week


@dataclass(frozen=True)
class Instance:
    """A problem, its least cost, and the cost of the plan that leaves the rule out."""

    problem: Problem
    cost: float
    without: float
    baseline: Plan | None = None


HIRE = Hire()
AWAY = Move.model_validate({"key": "away", "from": "team", "to": "others"})
OTHERS = pool(key="others", skills={"write": 1.0}, salary=0.0)

IN_HOUSE = {
    # One head, work for two, two weeks: 2 × (1,000 + 4,000). Without it a second head appears and nobody is
    # paid, because heads on the payroll no longer follow from anything either.
    Rule.HEADCOUNT_BALANCE: Instance(problem(stream([80, 80]), pools=[pool(1)]), 10_000, 0),
    # Nobody can start before week 2: 2 × 4,000 + 2 × 1,000; without it 4 × 1,000.
    Rule.HIRE_LEAD: Instance(problem(stream([40] * 4), pools=[pool(hire=Hire(lead="2w"))]), 10_000, 4_000),
    # One hire a week, two needed: 1,000 + 4,000, then 2,000; without it 2 × 2,000.
    Rule.HIRE_LIMIT: Instance(
        problem(stream([80, 80]), pools=[pool(hire=Hire(max=HeadsPer(heads=1, per="week")))]),
        7_000,
        4_000,
    ),
    # Two heads, work for one, the second goes in week 2 at the earliest: 2 × 2,000 + 2 × 1,000.
    Rule.RELEASE_NOTICE: Instance(
        problem(stream([40] * 4), pools=[pool(2, release=Release(notice="2w", max_of_present=1))]),
        6_000,
        4_000,
    ),
    # Three heads, work for one, one may go a week: 2,000 + 1,000; without it both go at once.
    Rule.RELEASE_LIMIT: Instance(
        problem(
            stream([40, 40]),
            pools=[pool(3, release=Release(max=HeadsPer(heads=1, per="week"), max_of_present=2))],
        ),
        3_000,
        2_000,
    ),
    # Work for two in a pool that may have one: 2 × (1,000 + 4,000); without it a second is hired.
    Rule.HEADCOUNT_LIMITS: Instance(
        problem(stream([80, 80]), pools=[pool(1, max_headcount=1.0, hire=HIRE)]), 10_000, 4_000
    ),
    # Work in week 0 only; who is hired stays 3 weeks: 3,000 (short: 4,000). Without it the head goes after a
    # week to a pool that pays nothing: 1,000.
    Rule.MIN_TENURE: Instance(
        problem(stream([40, 0, 0]), pools=[pool(hire=Hire(min_tenure="3w")), OTHERS], moves=[AWAY]),
        3_000,
        1_000,
    ),
    # No work, one head, and none of today's people may go: 2 × 1,000.
    Rule.RELEASE_OF_PRESENT: Instance(
        problem(stream([0, 0]), pools=[pool(1, release=Release(max_of_present=0))]), 2_000, 0
    ),
    # Two heads who write, work for two who talk, one may move a week: 4,000 short in week 0, 4 × 1,000 pay.
    Rule.MOVE_LIMIT: Instance(
        problem(
            stream([80, 80]),
            pools=[pool(2, key="others", skills={"write": 1.0}), pool()],
            moves=[
                Move.model_validate(
                    {"key": "back", "from": "others", "to": "team", "max": HeadsPer(heads=1, per="week")}
                )
            ],
        ),
        8_000,
        4_000,
    ),
    # 60 hours, 40 worked, 10 of overtime at 30, 10 short: 1,000 + 300 + 1,000; without it 20 of overtime.
    Rule.OVERTIME_LIMIT: Instance(
        problem(stream([60]), pools=[pool(1, overtime=Overtime(max_share=0.25, rate=30.0))]),
        2_300,
        1_600,
    ),
    # No work, two heads, one may go on half pay: 2,000 − 500. Without it four halves of two heads: 0.
    Rule.SHORT_TIME_LIMIT: Instance(
        problem(
            stream([0]),
            pools=[pool(2, short_time=ShortTime(max_heads=1.0, hours_share=0.5, pay_share=0.5))],
        ),
        1_500,
        0,
    ),
    # Two heads, work for one, no idle hour allowed: one goes for 3,000. Without it both stay for 2,000.
    Rule.IDLE_LIMIT: Instance(
        problem(
            stream([40]),
            pools=[pool(2, release=Release(cost=3000.0, max_of_present=2), max_idle=HoursPer(hours=0))],
        ),
        4_000,
        2_000,
    ),
    # The same by policy.
    Rule.IDLE_TOTAL: Instance(
        problem(
            stream([40]),
            pools=[pool(2, release=Release(cost=3000.0, max_of_present=2))],
            policy=Policy(max_idle=HoursPer(hours=0)),
        ),
        4_000,
        2_000,
    ),
}

CONTRACTS = {
    # 2 × 1,000 and 500 to bring the head on board; without it heads are there who never started.
    Rule.CONTRACT_BALANCE: Instance(
        problem(stream([40, 40]), offers=[offer(onboarding=500.0)]), 2_500, 2_000
    ),
    # Work in week 0 only, three weeks to be paid: 3,000 (short: 4,000); without it one week.
    Rule.MIN_TERM: Instance(problem(stream([40, 0, 0]), offers=[offer(min_term="3w")]), 3_000, 1_000),
    # Nobody stays three weeks, so two are brought on board: 3,000 + 2 × 500; without it one.
    Rule.MAX_TERM: Instance(
        problem(stream([40] * 3), offers=[offer(max_term="2w", onboarding=500.0)]), 4_000, 3_500
    ),
    # No work, a contract that runs until week 2 at least: 2 × 1,000; without it it ends at once.
    Rule.RUNNING_CONTRACT: Instance(
        problem(stream([0] * 3), offers=[offer()], lots=[running(earliest_end=week(2))]), 2_000, 0
    ),
    # Own pay is 500. A contract head may join after 2 weeks: 2 × 1,000 + 2 × 500; without it at once.
    Rule.CONVERSION: Instance(
        problem(
            stream([40] * 4),
            pools=[pool(salary=500.0)],
            offers=[offer(conversion=Conversion(after="2w", to_pool="team", max=1))],
        ),
        3_000,
        2_000,
    ),
    # Nobody before week 2: 2 × 4,000 + 1,000.
    Rule.CONTRACT_LEAD: Instance(problem(stream([40] * 3), offers=[offer(lead="2w")]), 9_000, 3_000),
    # No work, notice of 2 weeks: 2 × 1,000; without it it ends at once.
    Rule.CONTRACT_NOTICE: Instance(
        problem(stream([0] * 3), offers=[offer(notice="2w")], lots=[running()]), 2_000, 0
    ),
    # The offer opens in week 2: 2 × 4,000 + 1,000.
    Rule.CONTRACT_WINDOW: Instance(
        problem(stream([40] * 3), offers=[offer(start_from=week(2))]), 9_000, 3_000
    ),
    # Work for two, one to be had: 1,000 + 4,000.
    Rule.CONTRACT_LIMITS: Instance(problem(stream([80]), offers=[offer(max_heads=1.0)]), 5_000, 2_000),
    # The same by vendor.
    Rule.VENDOR_LIMITS: Instance(
        problem(stream([80]), offers=[offer()], vendors=[Vendor(key="agency", max_heads=1.0)]),
        5_000,
        2_000,
    ),
    # 500 to take the vendor on.
    Rule.VENDOR_USED: Instance(
        problem(stream([40]), offers=[offer()], vendors=[Vendor(key="agency", fixed_cost=500.0)]),
        1_500,
        1_000,
    ),
    # 5,000 promised over the two weeks of the plan, one head to be had: 2,000 spent and 3,000 for nothing.
    Rule.VENDOR_COMMITMENT: Instance(
        problem(
            stream([40, 40]),
            offers=[offer(max_heads=1.0)],
            vendors=[
                Vendor(
                    key="agency",
                    commitment=Commitment.model_validate({"amount": 5000.0, "from": week(0), "to": week(2)}),
                )
            ],
        ),
        5_000,
        2_000,
    ),
}

COVERAGE = {
    # One head, work for two: 1,000 + 4,000.
    Rule.SUPPLY_HOURS: Instance(problem(stream([80]), pools=[pool(1)]), 5_000, 1_000),
    # A contract head for 500 needs 10 hours of a lead, who is hired for 1,000; without it for nobody.
    Rule.SUPERVISION: Instance(
        problem(
            stream([40]),
            pools=[pool(skills={"lead": 1.0}, hire=HIRE)],
            offers=[offer(rate=500.0, supervision={"lead": 10.0})],
        ),
        1_500,
        500,
    ),
    # The work is done; without it nobody needs to.
    Rule.COVERAGE: Instance(problem(stream([40]), offers=[offer()]), 1_000, 0),
    # 120 hours may wait a week: 40 in week 0, 40 in week 1, 40 short. Without it the rest in week 2.
    Rule.MAX_DELAY: Instance(problem(stream([120, 0, 0], max_delay="1w"), pools=[pool(1)]), 7_000, 3_000),
    # 120 hours may be done a week early: 40 in week 1, 40 in week 2, 40 short. Without it from week 0.
    Rule.MAX_EARLY: Instance(problem(stream([0, 0, 120], max_early="1w"), pools=[pool(1)]), 7_000, 3_000),
    # Nothing may be left undone, though a head costs 10,000 and being short 4,000.
    Rule.MAX_SHORTAGE: Instance(
        problem(stream([40], max_shortage_share=0.0), offers=[offer(rate=10_000.0)]), 10_000, 4_000
    ),
    # The cheap vendor may not see the data, the dear one may.
    Rule.ACCESS: Instance(
        problem(
            stream([40], data_class="personal"),
            offers=[offer(), offer("experts", vendor="consultants", rate=2000.0)],
            vendors=[Vendor(key="agency"), Vendor(key="consultants", clearance=("personal",))],
        ),
        2_000,
        1_000,
    ),
    # Own 40 hours are at least 0.8 of what is done: 10 by contract, 30 short: 1,000 + 500 + 3,000.
    # Without it the contract head does 40: 1,500. So in three ways.
    Rule.CONTRACTOR_SHARE: Instance(
        problem(stream([80], max_contractor_share=0.2), pools=[pool(1)], offers=[offer(rate=500.0)]),
        4_500,
        1_500,
    ),
    Rule.VENDOR_SHARE: Instance(
        problem(
            stream([80]),
            pools=[pool(1)],
            offers=[offer(rate=500.0)],
            vendors=[Vendor(key="agency", max_share=0.2)],
        ),
        4_500,
        1_500,
    ),
    Rule.INHOUSE_SHARE: Instance(
        problem(
            stream([80]),
            pools=[pool(1)],
            offers=[offer(rate=500.0)],
            policy=Policy(min_inhouse_share=(ShareLimit(share=0.8),)),
        ),
        4_500,
        1_500,
    ),
}

POLICY = {
    # Work for two, one own head allowed: 2 × (1,000 + 4,000).
    Rule.HEADCOUNT_TOTAL: Instance(
        problem(stream([80, 80]), pools=[pool(1, hire=HIRE)], policy=Policy(max_headcount=1.0)),
        10_000,
        4_000,
    ),
    # Work for two, one head of any kind allowed: 1,000 + 4,000.
    Rule.TOTAL_HEADS: Instance(
        problem(stream([80]), pools=[pool(1)], offers=[offer()], policy=Policy(max_total_heads=1.0)),
        5_000,
        2_000,
    ),
    # Work for two, one hire allowed: 1,000 + 4,000.
    Rule.HIRES_TOTAL: Instance(
        problem(stream([80]), pools=[pool(hire=HIRE)], policy=Policy(max_hires=1.0)), 5_000, 2_000
    ),
    # Two vendors with one head each, one vendor allowed: 1,000 + 4,000.
    Rule.VENDOR_COUNT: Instance(
        problem(
            stream([80]),
            offers=[offer(max_heads=1.0), offer("experts", vendor="consultants", max_heads=1.0)],
            policy=Policy(max_vendors=1),
        ),
        5_000,
        2_000,
    ),
    # 1,000 to spend, and the own head costs that: 1,000 + 4,000.
    Rule.BUDGET: Instance(
        problem(
            stream([80]),
            pools=[pool(1)],
            offers=[offer()],
            policy=Policy(
                budget=(Budget.model_validate({"amount": 1000.0, "from": week(0), "to": week(1)}),)
            ),
        ),
        5_000,
        2_000,
    ),
}

_FROZEN = problem(stream([40]), pools=[pool(hire=HIRE)], policy=Policy(frozen_until=week(1)))

INSTANCES: dict[Rule, Instance] = {
    **IN_HOUSE,
    **CONTRACTS,
    **COVERAGE,
    **POLICY,
    # The plan before hired nobody, and this week is settled: 4,000 short; without it a hire for 1,000.
    Rule.FROZEN: Instance(_FROZEN, 4_000, 1_000, nothing(_FROZEN)),
}
