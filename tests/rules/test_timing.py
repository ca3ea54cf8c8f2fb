"""When things happen, to the period: each answer derived by hand in a comment."""

from __future__ import annotations

from datetime import date

import pytest

from scheduler.problem import (
    ByAge,
    Hire,
    Overtime,
    Release,
)
from scheduler.solving import solve
from tests.rules.small import offer, pool, problem, running, stream, week
from tests.rules.timing import (
    Case,
    after,
    by_month,
    calendar,
    card,
    decided,
    total,
)
from tests.rules.timing_cases import GROWTH, LEAD, NOTICE, TERMS

TAILS = {
    # A term of 5 weeks begun in week 1 of 3: there in 1 and 2, so 3 weeks of 1,000 after the plan.
    "rest of a term": Case(
        problem(stream([0, 40, 40]), offers=[offer(lead="1w", min_term="5w")]),
        after("commitment_tail"),
        3_000,
    ),
    # With a fee of a quarter: 3 × 250.
    "rest of a term with a fee": Case(
        problem(stream([0, 40, 40]), offers=[offer(min_term="5w", early_exit_fee=0.25)]),
        after("commitment_tail"),
        750,
    ),
    # A running contract to 9 February, week 5: two weeks after a plan of 3.
    "rest of a running contract": Case(
        problem(stream([0.0] * 3), offers=[offer()], lots=[running(earliest_end=week(5))]),
        after("commitment_tail"),
        2_000,
    ),
    # Hired in week 1 for 4 weeks: weeks 1, 2 and then 3, 4 after a plan of 3.
    "rest of a tenure": Case(
        problem(
            stream([0, 40, 40]),
            pools=[
                pool(
                    hire=Hire(lead="1w", min_tenure="4w"),
                    release=Release(max_of_present=0),
                    needed_after=0.0,
                )
            ],
        ),
        after("tenure_tail"),
        2_000,
    ),
    # Two own heads, one needed, no terms of release: three months' pay, 13 × 1,000.
    "one head too many at the end": Case(
        problem(stream([80]), pools=[pool(2, needed_after=1.0)]), after("end_release"), 13_000
    ),
    # One own head, two needed, no terms of hire: the same.
    "one head too few at the end": Case(
        problem(stream([40]), pools=[pool(1, needed_after=2.0)]), after("depletion_tail"), 13_000
    ),
    # Hired in week 1 of 2, with weeks of 0.2, 0.5 and 0.8 to grow: 0.5 and 0.2 weeks are lost later.
    "rest of a ramp": Case(
        problem(
            stream([0, 40], shortage_cost=500.0),
            pools=[
                pool(
                    needed_after=1.0,
                    hire=Hire(
                        costs={"all": 100.0},
                        lead="1w",
                        max_total=1.0,
                        ramp=ByAge(step="week", values=(0.2, 0.5, 0.8)),
                    ),
                )
            ],
        ),
        after("ramp_tail"),
        700,
    ),
}

DECIDE_BY = {
    # To start on Monday 26 January with 10 days' lead: Friday 16 January.
    "lead to a working day": Case(
        problem(stream([0, 0, 0, 40]), offers=[offer(lead="10d")]), decided, [(date(2026, 1, 16), None)]
    ),
    # With 9 days' lead: Saturday 17 January, so Friday 16.
    "lead to a Saturday": Case(
        problem(stream([0, 0, 0, 40]), offers=[offer(lead="9d")]), decided, [(date(2026, 1, 16), None)]
    ),
    # Start on 12 January, order by 5 January; end on 26 January, notice by 19 January.
    "notice of an end": Case(
        problem(stream([0, 40, 40, 0]), offers=[offer(lead="1w", notice="1w")]),
        decided,
        [(date(2026, 1, 5), date(2026, 1, 19))],
    ),
    # Two weeks and no longer: the end is settled with the order.
    "a fixed term": Case(
        problem(stream([0, 40, 40, 0]), offers=[offer(lead="1w", notice="1w", min_term="2w", max_term="2w")]),
        decided,
        [(date(2026, 1, 5), date(2026, 1, 5))],
    ),
    # A month's lead before 1 March 2026 is 1 February, a Sunday: Friday 30 January.
    "a month before": Case(
        by_month([0.0, 0.0, 160.0], rate_card=card(rate=4000.0, per="month", lead="1m")),
        decided,
        [(date(2026, 1, 30), None)],
    ),
}

MONEY = {
    # 400 a month is 400·12/52 a week: two weeks 184.615385.
    "a monthly price in weeks": Case(
        problem(stream([40, 40]), offers=[offer(rate=400.0, per="month")]),
        lambda plan: round(total("contract")(plan), 6),
        184.615384,
    ),
    # 25 an hour, 40 hours a week; the week of 29 December 2025 has New Year's Day off in Germany: 32 hours.
    "a public holiday": Case(
        calendar(
            problem(stream([30.0]), offers=[offer(rate=25.0, per="hour", country="DE")]),
            start=date(2025, 12, 29),
        ),
        total("contract"),
        800,
    ),
    # Own pay by the hour is paid on holidays: 40 × 25.
    "own pay on a public holiday": Case(
        calendar(
            problem(stream([30.0]), pools=[pool(1, salary=25.0, per="hour", country="DE")]),
            start=date(2025, 12, 29),
        ),
        total("salary"),
        1_000,
    ),
    # Time and a half of 1,000 for 40 hours: 37.50 for each of 4 hours.
    "an hour of overtime": Case(
        problem(stream([44.0]), pools=[pool(1, overtime=Overtime(max_share=0.1, premium=1.5))]),
        total("overtime"),
        150,
    ),
}

CASES = {**LEAD, **NOTICE, **TERMS, **GROWTH, **TAILS, **DECIDE_BY, **MONEY}


@pytest.mark.parametrize("name", CASES)
def test_to_the_period(name: str) -> None:
    case = CASES[name]
    plan = solve(case.problem, gap=0.0).plan
    assert plan
    assert case.read(plan) == case.answer
