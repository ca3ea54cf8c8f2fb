"""Leads, notices, terms and growth, to the period: each answer derived by hand in a comment."""

from __future__ import annotations

from datetime import date

from scheduler.problem import (
    ByAge,
    Conversion,
    Hire,
    Move,
    Release,
)
from tests.rules.small import offer, pool, problem, running, stream, week
from tests.rules.timing import (
    FREE,
    FULL,
    HALF_MONTHS,
    QUARTER_HALF,
    Case,
    by_month,
    calendar,
    card,
    hires,
    lot_there,
    releases,
    short,
    team,
    there,
)

LEAD = {
    # 8 days after Monday 5 January is Tuesday 13: the first Monday from then on is 19 January, week 2.
    "hire lead in days": Case(
        problem(stream(FULL), pools=[pool(hire=Hire(lead="8d"))]), hires, [0, 0, 1, 0, 0, 0]
    ),
    # 14 days after 5 January is 19 January: week 2 itself.
    "hire lead in whole weeks": Case(
        problem(stream(FULL), pools=[pool(hire=Hire(lead="14d"))]), hires, [0, 0, 1, 0, 0, 0]
    ),
    # A month after 5 January is 5 February, a Thursday: Monday 9 February, week 5.
    "hire lead in months": Case(
        problem(stream(FULL), pools=[pool(hire=Hire(lead="1m"))]), hires, [0, 0, 0, 0, 0, 1]
    ),
    # Planned on 22 December: 2 weeks later is 5 January, week 0.
    "lead counts from the day of planning": Case(
        calendar(problem(stream(FULL), pools=[pool(hire=Hire(lead="2w"))]), as_of=date(2025, 12, 22)),
        hires,
        [1, 0, 0, 0, 0, 0],
    ),
    # 1 day after the planning day is Tuesday: week 1.
    "contract lead": Case(problem(stream(FULL), offers=[offer(lead="1d")]), there, [0, 1, 1, 1, 1, 1]),
    # Two weeks' lead from 1 January 2026 is 15 January: the first month from then on is February.
    "lead in a monthly calendar": Case(
        by_month([160.0] * 3, rate_card=card(rate=4000.0, per="month", lead="2w")), there, [0, 1, 1]
    ),
}

NOTICE = {
    # No work, 10 days of notice: Thursday 15 January, so Monday 19 January, week 2.
    "release notice": Case(
        problem(stream([0.0] * 4), pools=[pool(1, release=Release(notice="10d", max_of_present=1))]),
        releases,
        [0, 0, 1, 0],
    ),
    # Notice makes a new contract at least as long: work in week 0 only, 3 weeks there.
    "notice of a new contract": Case(
        problem(stream([40, 0, 0, 0]), offers=[offer(notice="3w")]), there, [1, 1, 1, 0]
    ),
    # Told today, with 1 week: gone from week 1.
    "notice of a running contract": Case(
        problem(stream([0.0] * 3), offers=[offer(notice="1w")], lots=[running()]), lot_there, [1, 0, 0]
    ),
    # The latest end, Wednesday 14 January, needs no notice: gone from Monday 19 January, week 2.
    "latest end without notice": Case(
        problem(stream([0.0] * 4), offers=[offer(notice="6w")], lots=[running(latest_end=date(2026, 1, 14))]),
        lot_there,
        [1, 1, 0, 0],
    ),
}

TERMS = {
    # Work in week 0 only; 15 days are 3 weeks, rounded up.
    "minimum term in days": Case(
        problem(stream([40, 0, 0, 0, 0]), offers=[offer(min_term="15d")]), there, [1, 1, 1, 0, 0]
    ),
    # A month is 52/12 = 4.33 weeks, so 5.
    "minimum term in months": Case(
        problem(stream([40, 0, 0, 0, 0, 0], shortage_cost=200.0), offers=[offer(min_term="1m")]),
        there,
        [1, 1, 1, 1, 1, 0],
    ),
    # At most 2 weeks: one starts in week 0, one in 2, one in 4; 4 ends are not needed, 2 are.
    "maximum term": Case(
        problem(stream(FULL), offers=[offer(max_term="2w", onboarding=10.0)]),
        lambda plan: list(plan.offers["agents"].starts),
        [1, 0, 1, 0, 1, 0],
    ),
    # Nobody is there on or after 20 January, a Tuesday: week 2 (the 19th) still, week 3 (the 26th) no more.
    "last end": Case(
        problem(stream(FULL), offers=[offer(last_end=date(2026, 1, 20))]), there, [1, 1, 1, 0, 0, 0]
    ),
    # Two run where one may be there; told today, with 1 week: one is gone from week 1, though there is work.
    "a limit from where a notice can have run": Case(
        problem(stream([80.0] * 3), offers=[offer(notice="1w", max_heads=1.0)], lots=[running(2)]),
        lot_there,
        [2, 1, 1],
    ),
    # The same, bound until Wednesday 14 January: one is gone from week 2.
    "a limit from the earliest end": Case(
        problem(
            stream([80.0] * 4),
            offers=[offer(max_heads=1.0)],
            lots=[running(2, earliest_end=date(2026, 1, 14))],
        ),
        lot_there,
        [2, 2, 1, 1],
    ),
    # For a fee it may end at once, so it must.
    "a limit and a contract that may end for a fee": Case(
        problem(
            stream([80.0] * 2),
            offers=[offer(max_heads=1.0, min_term="1y", early_exit_fee=0.5)],
            lots=[running(2)],
        ),
        lot_there,
        [1, 1],
    ),
    # Begun on 29 December for at least 4 weeks: until 26 January, week 3.
    "minimum term of a running contract": Case(
        problem(stream([0.0] * 5), offers=[offer(min_term="4w")], lots=[running(started=week(-1))]),
        lot_there,
        [1, 1, 1, 0, 0],
    ),
    # A fee of nothing to speak of lets nobody go who is bound until Wednesday 14 January: gone in week 2.
    "a running contract that binds": Case(
        problem(
            stream([0.0] * 5),
            offers=[offer(min_term="30w", early_exit_fee=0.01)],
            lots=[running(bound_until=date(2026, 1, 14))],
        ),
        lot_there,
        [1, 1, 0, 0, 0],
    ),
    # Begun on 29 December for at most 4 weeks: gone from week 3, work or no work.
    "maximum term of a running contract": Case(
        problem(
            stream(FULL),
            offers=[offer(max_term="4w", start_until=week(-1))],
            lots=[running(started=week(-1))],
        ),
        lot_there,
        [1, 1, 1, 0, 0, 0],
    ),
    # Signed for Wednesday 14 January: there from Monday 19 January.
    "a signed contract": Case(
        problem(
            stream([0, 0, 40, 40]),
            offers=[offer(start_until=week(-1))],
            lots=[running(started=date(2026, 1, 14))],
        ),
        lot_there,
        [0, 0, 1, 1],
    ),
    # A hire stays 3 weeks; work in week 0 only; then it may go.
    "minimum tenure": Case(
        problem(stream([40, 0, 0, 0, 0]), pools=[pool(hire=Hire(min_tenure="3w"), release=FREE)]),
        lambda plan: list(plan.pools["team"].heads),
        [1, 1, 1, 0, 0],
    ),
}

GROWTH = {
    # Half speed for a month of 52/12 weeks: 4 weeks of 0.5, one of 1/3·0.5 + 2/3 = 5/6, then 1.
    # Short of 40 hours: 20, 20, 20, 20, 6.666667, 0.
    "ramp by month in a weekly calendar": Case(
        problem(stream(FULL), pools=[pool(hire=Hire(ramp=HALF_MONTHS, max_total=1.0))]),
        short,
        [20, 20, 20, 20, 6.666667, 0],
    ),
    # One week of 0.25 in a month of 52/12 weeks: 3/13·0.25 + 10/13 = 43/52 of 160 hours is 132.307692.
    "ramp by week in a monthly calendar": Case(
        by_month(
            [160.0, 160.0],
            workforce=team(hire=Hire(max_total=1.0, ramp=ByAge(step="week", values=(0.25,)))),
        ),
        short,
        [27.692308, 0],
    ),
    # Contract heads ramp the same way, from their start in week 1.
    "ramp of a contract": Case(
        problem(
            stream(FULL),
            offers=[offer(lead="1w", max_heads=1.0, ramp=QUARTER_HALF)],
        ),
        short,
        [40, 30, 20, 0, 0, 0],
    ),
    # Begun a week before the plan, a running contract is one week on: 0.5, then 1.
    "ramp of a running contract": Case(
        problem(
            stream([40.0] * 3),
            offers=[offer(start_until=week(-1), ramp=QUARTER_HALF)],
            lots=[running(started=week(-1), earliest_end=week(9))],
        ),
        short,
        [20, 0, 0],
    ),
    # Begun a week before the plan, a recent starter is one week on as well.
    "ramp of a recent starter": Case(
        problem(
            stream([40.0] * 3),
            pools=[
                pool(
                    1,
                    hire=Hire(ramp=QUARTER_HALF, max_total=0.0),
                    recent_starters=({"started": week(-1), "heads": 1.0},),
                )
            ],
        ),
        short,
        [20, 0, 0],
    ),
    # Two weeks off work from the start in week 0 on: back in week 2.
    "duration of a move": Case(
        problem(
            stream([0, 0, 40, 40]),
            pools=[pool(1, key="others", skills={"write": 1.0}, salary=1000.0), pool(salary=1500.0)],
            moves=[Move.model_validate({"key": "swap", "from": "others", "to": "team", "duration": "10d"})],
        ),
        lambda plan: (list(plan.moves["swap"].heads), short(plan)),
        ([1, 0, 0, 0], [0, 0, 0, 0]),
    ),
    # 40 hours in week 1 at 10 an hour, 40 in week 2 at 100. A head of week 0 could do those of week 1 a week
    # early for 1,000, but not those of week 2: both are short.
    "how early work may be done": Case(
        problem(
            stream(
                [0, 40, 40],
                max_early="1w",
                shortage_cost=({"value": 10.0}, {"from": week(2), "value": 100.0}),
            ),
            offers=[offer(last_end=week(1))],
        ),
        short,
        [0, 40, 40],
    ),
    # Three weeks of contract, then an own head for 500: from week 3.
    "conversion": Case(
        problem(
            stream(FULL),
            pools=[pool(salary=500.0)],
            offers=[offer(conversion=Conversion(after="3w", to_pool="team", max=1))],
        ),
        lambda plan: list(plan.offers["agents"].converted),
        [0, 0, 0, 1, 0, 0],
    ),
}
