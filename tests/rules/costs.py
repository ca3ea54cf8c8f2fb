"""For every kind of cost a problem whose best plan has it, with the line and the least cost by hand."""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.plan import Plan
from scheduler.problem import (
    ByAge,
    Commitment,
    Conversion,
    HeadsOn,
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
from tests.rules.small import nothing, offer, pool, problem, stream, week


@dataclass(frozen=True)
class Priced:
    """A problem, what one kind of cost comes to in its best plan, and what that plan costs."""

    problem: Problem
    line: float
    cost: float
    baseline: Plan | None = None


def weekly(*values: float) -> ByAge:
    return ByAge(step="week", values=values)


OWN = {
    # Two heads, two weeks, 1,000.
    Cost.SALARY: Priced(problem(stream([80, 80]), pools=[pool(2)]), 4_000, 4_000),
    # A fifth of 4,000 on top.
    Cost.ON_COST: Priced(problem(stream([80, 80]), pools=[pool(2, on_cost_share=0.2)]), 800, 4_800),
    # Seats 100 a head and week: 4 × 100; a tool 1 an hour: 160.
    Cost.POOL_OVERHEAD: Priced(
        problem(
            stream([80, 80]),
            pools=[
                pool(
                    2,
                    overheads=(
                        Overhead(name="seat", amount=100.0, per="week"),
                        Overhead(name="tool", amount=1.0, basis="productive_hour"),
                    ),
                )
            ],
        ),
        560,
        4_560,
    ),
    # An hour of pay is 25; ten of them at time and a half: 10 × 37.50.
    Cost.OVERTIME: Priced(
        problem(stream([50]), pools=[pool(1, overtime=Overtime(max_share=0.25, premium=1.5))]),
        375,
        1_375,
    ),
    # Loaded pay 1,250, 0.4 of it saved for one head, 100 paid: 100 − 500. Pay 2,000 and 500 on top.
    Cost.SHORT_TIME: Priced(
        problem(
            stream([0]),
            pools=[
                pool(
                    2,
                    on_cost_share=0.25,
                    short_time=ShortTime(
                        max_heads=1.0, hours_share=0.5, pay_share=0.6, cost=Price(amount=100.0, per="week")
                    ),
                )
            ],
        ),
        -400,
        2_100,
    ),
    # 300 to recruit, 200 to train.
    Cost.HIRING: Priced(
        problem(stream([40]), pools=[pool(hire=Hire(costs={"recruiting": 300.0, "training": 200.0}))]),
        500,
        1_500,
    ),
    # No work: the head goes for 300 (staying costs 2,000).
    Cost.RELEASE: Priced(
        problem(stream([0, 0]), pools=[pool(1, release=Release(cost=300.0, max_of_present=1))]),
        300,
        300,
    ),
    # Training for another pool 250 (short: 4,000).
    Cost.MOVE: Priced(
        problem(
            stream([40]),
            pools=[pool(1, key="others", skills={"write": 1.0}), pool()],
            moves=[Move.model_validate({"key": "back", "from": "others", "to": "team", "cost": 250.0})],
        ),
        250,
        1_250,
    ),
}

BOUGHT = {
    # 20 an hour is 800 a week; the first week at half price: 400 + 800. (Two weeks at least, or a new head
    # would come for the second week at half price again.)
    Cost.CONTRACT: Priced(
        problem(
            stream([40, 40]), offers=[offer(rate=20.0, per="hour", rate_by_age=weekly(0.5), min_term="2w")]
        ),
        1_200,
        1_200,
    ),
    Cost.ONBOARDING: Priced(problem(stream([40, 40]), offers=[offer(onboarding=150.0)]), 150, 2_150),
    # 52 a month is 12 a week; a tenth of the rate is 100: 2 × 112.
    Cost.CONTRACT_OVERHEAD: Priced(
        problem(
            stream([40, 40]),
            offers=[
                offer(
                    overheads=(
                        Overhead(name="seat", amount=52.0),
                        Overhead(name="margin", amount=0.1, basis="rate"),
                    )
                )
            ],
        ),
        224,
        2_224,
    ),
    # Work in week 0 only: one head ends in week 1 for 100.
    Cost.EXIT: Priced(problem(stream([40, 0]), offers=[offer(exit=100.0)]), 100, 1_100),
    # The head is still there at the end.
    Cost.EXIT_TAIL: Priced(problem(stream([40, 40]), offers=[offer(exit=100.0)]), 100, 2_100),
    # One week worked, half of three more paid: 1,000 + 1,500 (staying: 4,000; short: 4,000).
    Cost.EARLY_EXIT: Priced(
        problem(stream([40, 0, 0, 0]), offers=[offer(min_term="4w", early_exit_fee=0.5)]), 1_500, 2_500
    ),
    # 3,500 promised, 500 spent before, 2,000 in the plan, one head to be had: 1,000 for nothing.
    Cost.COMMITMENT_SHORTFALL: Priced(
        problem(
            stream([40, 40]),
            offers=[offer(max_heads=1.0)],
            vendors=[
                Vendor(
                    key="agency",
                    commitment=Commitment.model_validate(
                        {"amount": 3500.0, "from": week(0), "to": week(2), "spent": 500.0}
                    ),
                )
            ],
        ),
        1_000,
        3_000,
    ),
    Cost.VENDOR_FIXED: Priced(
        problem(stream([40]), offers=[offer()], vendors=[Vendor(key="agency", fixed_cost=500.0)]),
        500,
        1_500,
    ),
    # Own pay is 500; two weeks of contract, 200 for the change, two weeks of pay (contract alone: 4,000).
    Cost.CONVERSION_FEE: Priced(
        problem(
            stream([40] * 4),
            pools=[pool(salary=500.0)],
            offers=[offer(conversion=Conversion(fee=200.0, after="2w", to_pool="team", max=1))],
        ),
        200,
        3_200,
    ),
    # A term of 4 weeks, 2 of them after the plan: 2,000 there and 2,000 then (short: 8,000).
    Cost.COMMITMENT_TAIL: Priced(problem(stream([40, 40]), offers=[offer(min_term="4w")]), 2_000, 4_000),
}

PENALTIES = {
    Cost.SHORTAGE: Priced(problem(stream([80]), pools=[pool(1)]), 4_000, 5_000),
    # 20 hours wait a week at 2.
    Cost.DELAY: Priced(
        problem(stream([60, 20], max_delay="1w", delay_cost=Price(amount=2.0, per="week")), pools=[pool(1)]),
        40,
        2_040,
    ),
    # 20 hours are done a week ahead at 3.
    Cost.EARLY: Priced(
        problem(stream([20, 60], max_early="1w", early_cost=Price(amount=3.0, per="week")), pools=[pool(1)]),
        60,
        2_060,
    ),
    # 10 hours without work at 5.
    Cost.IDLE: Priced(problem(stream([30]), pools=[pool(1, idle_cost=5.0)]), 50, 1_050),
}

_CHANGED = problem(stream([40]), pools=[pool(hire=Hire())], policy=Policy(change_cost=100.0))

TAILS = {
    # Hired in week 0 for 4 weeks, 2 of them after the plan and not needed then: 2 × 1,000. Pay 2,000,
    # release in the end 300 (short: 8,000).
    Cost.TENURE_TAIL: Priced(
        problem(
            stream([40, 40]),
            pools=[
                pool(
                    hire=Hire(min_tenure="4w"),
                    release=Release(cost=300.0, max_of_present=0),
                    needed_after=0.0,
                )
            ],
        ),
        2_000,
        4_300,
    ),
    # Hired for a week, not needed after it.
    Cost.END_RELEASE: Priced(
        problem(
            stream([40]),
            pools=[pool(hire=Hire(), release=Release(cost=300.0, max_of_present=0), needed_after=0.0)],
        ),
        300,
        1_300,
    ),
    # The one head leaves; to replace it costs 500 and half a week of pay.
    Cost.DEPLETION_TAIL: Priced(
        problem(
            stream([0]),
            pools=[
                pool(
                    1,
                    leaving=(HeadsOn.model_validate({"date": week(0), "heads": 1.0}),),
                    needed_after="today",
                    hire=Hire(costs={"recruiting": 500.0}, ramp=weekly(0.5)),
                )
            ],
        ),
        1_000,
        1_000,
    ),
    # Hired, 500, for a first week at half speed: 1,000 and 20 hours short; the second is still to come: 500.
    # (Nobody: 4,000 short, and 500 + 1,000 to replace who is missing.)
    Cost.RAMP_TAIL: Priced(
        problem(
            stream([40]),
            pools=[pool(needed_after=1.0, hire=Hire(costs={"recruiting": 500.0}, ramp=weekly(0.5, 0.5)))],
        ),
        500,
        4_000,
    ),
}

COSTS: dict[Cost, Priced] = {
    **OWN,
    **BOUGHT,
    **PENALTIES,
    **TAILS,
    # The plan before hired nobody: 1,000 and 100 for the change (short: 4,000).
    Cost.CHANGE: Priced(_CHANGED, 100, 1_100, nothing(_CHANGED)),
}
