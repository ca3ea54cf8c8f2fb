"""What comes after three weeks, by hand. A head costs 1,000 a week."""

from __future__ import annotations

from scheduler.problem import Conversion, Hire, Release
from scheduler.rules import Cost
from tests.check.breaches_contracts import contract
from tests.check.priced import IDLE, Priced, after, hired, weekly
from tests.rules.small import offer, pool, problem, running, week

TODAY = {"needed_after": "today"}
COACH = Conversion(fee=0.0, after="4w", to_pool="team", max=5)

TAILS: dict[Cost, tuple[Priced, ...]] = {
    Cost.COMMITMENT_TAIL: (
        # Five weeks from week 1: weeks 3, 4 and 5 are left, half price in the first week changes nothing.
        Priced(
            problem(IDLE, offers=[offer(min_term="5w", rate_by_age=weekly(0.5))]),
            {("agents", ""): after(3000)},
            contract(1, 1),
        ),
        # With a fee its share, whether the head is still there or not.
        Priced(
            problem(IDLE, offers=[offer(min_term="5w", early_exit_fee=0.5)]),
            {("agents", ""): after(1500)},
            contract(1, 1, 2),
        ),
        # Who converts after four weeks: from week 1 that is weeks 3 and 4, at 900.
        Priced(
            problem(IDLE, pools=[pool(1)], offers=[offer(rate=900.0, conversion=COACH)]),
            {("agents", ""): after(1800)},
            {"converting": {"agents": {1: 1}}},
        ),
        # A running one that may end with week 5: weeks 3 and 4 of the one head still there, at its own rate.
        Priced(
            problem(IDLE, offers=[offer()], lots=[running(1, rate=900.0, earliest_end=week(5))]),
            {("agents", ""): after(1800)},
        ),
        # The same with a fee, for both heads, though one has gone.
        Priced(
            problem(IDLE, offers=[offer(early_exit_fee=0.25)], lots=[running(2, earliest_end=week(5))]),
            {("agents", ""): after(1000)},
            {"running_ends": {"old": {1: 1}}},
        ),
        # Bound until week 4: week 3 is paid in full, week 4 for the fee.
        Priced(
            problem(
                IDLE,
                offers=[offer(early_exit_fee=0.25)],
                lots=[running(1, bound_until=week(4), earliest_end=week(5))],
            ),
            {("agents", ""): after(1250)},
            {"running_ends": {"old": {}}},
        ),
        # A notice of three weeks from week 1: the first week after the plan in full, the next for the fee.
        Priced(
            problem(IDLE, offers=[offer(min_term="4w", notice="3w", early_exit_fee=0.5)]),
            {("agents", ""): after(1500)},
            contract(1, 1),
        ),
        # One that begins after the plan is none of its business.
        Priced(
            problem(
                IDLE,
                offers=[offer(early_exit_fee=0.25)],
                lots=[running(2, started=week(4), earliest_end=week(9))],
            ),
            {},
        ),
    ),
    Cost.EXIT_TAIL: (
        Priced(
            problem(IDLE, offers=[offer(exit=100.0)], lots=[running(2)]),
            {("agents", ""): after(300)},
            contract(0, 1) | {"running_ends": {"old": {}}},
        ),
        # Of a contract whose heads join a team nobody exits.
        Priced(
            problem(
                IDLE,
                offers=[offer(exit=100.0)],
                lots=[running(2), running(4, key="joining", latest_end=week(9), joins=True)],
            ),
            {("agents", ""): after(200)},
            {"running_ends": {"old": {}, "joining": {}}},
        ),
        # Who is to join the team after the plan may end as well.
        Priced(
            problem(
                IDLE,
                pools=[pool()],
                offers=[offer(exit=100.0, conversion=Conversion(after="8w", to_pool="team", max=1))],
            ),
            {("agents", ""): after(100)},
            {"converting": {"agents": {2: 1}}},
        ),
    ),
    Cost.TENURE_TAIL: (
        # Hired in week 1 for four weeks: bound in weeks 3 and 4.
        Priced(
            problem(IDLE, pools=[pool(2, hire=Hire(min_tenure="4w"), **TODAY)]),
            {("team", ""): after(2000)},
            hired(1),
        ),
        # Two are needed afterwards and one is there: of two hires one is bound for nothing, two weeks.
        Priced(
            problem(IDLE, pools=[pool(1, hire=Hire(min_tenure="4w"), needed_after=2.0)]),
            {("team", ""): after(2000)},
            hired(1, 2),
        ),
    ),
    Cost.END_RELEASE: (
        Priced(
            problem(
                IDLE, pools=[pool(2, hire=Hire(), release=Release(cost=300.0, max_of_present=0), **TODAY)]
            ),
            {("team", ""): after(300)},
            hired(1),
        ),
        # Without terms three months' pay: 13 weeks.
        Priced(
            problem(IDLE, pools=[pool(2, hire=Hire(), on_cost_share=0.1, **TODAY)]),
            {("team", ""): after(14300)},
            hired(1),
        ),
        Priced(problem(IDLE, pools=[pool(2, hire=Hire())]), {}, hired(1)),
    ),
    Cost.DEPLETION_TAIL: (
        # Hiring costs 500; the ramp loses 0.5 + 0.25 of a week's 1,000.
        Priced(
            problem(
                IDLE,
                pools=[
                    pool(
                        2,
                        hire=Hire(costs={"ads": 500.0}, ramp=weekly(0.5, 0.75)),
                        release=Release(max_of_present=2),
                        **TODAY,
                    )
                ],
            ),
            {("team", ""): after(1250)},
            {"releases": {"team": {1: 1}}},
        ),
        Priced(
            problem(IDLE, pools=[pool(2, release=Release(max_of_present=2), **TODAY)]),
            {("team", ""): after(13000)},
            {"releases": {"team": {1: 1}}},
        ),
    ),
    # Hired in week 1: of age 1 in week 2, the last; age 2 still lacks a tenth.
    Cost.RAMP_TAIL: (
        Priced(
            problem(IDLE, pools=[pool(2, hire=Hire(ramp=weekly(0.5, 0.7, 0.9)), needed_after=5.0)]),
            {("team", ""): after(100)},
            hired(1),
        ),
    ),
}
