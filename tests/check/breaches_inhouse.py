"""In-house rules kept and broken. Weeks of 40 hours from Monday 5 January 2026."""

from __future__ import annotations

from scheduler.problem import (
    Arrival,
    HeadsOn,
    HeadsPer,
    Hire,
    HoursPer,
    Move,
    Overtime,
    Policy,
    Release,
    ShortTime,
)
from scheduler.rules import Rule
from tests.check.instance import Breach
from tests.rules.small import pool, problem, stream, week

IDLE = stream([0.0] * 4)
OTHERS = pool(2, key="others", skills={"write": 1.0})
LET = Release(max_of_present=9)
STARTED = Release(
    max_share=0.25, share_of=12.0, share_taken=(HeadsOn(on=week(0), heads=1.0),), max_of_present=9
)
AWAY = Move.model_validate({"key": "away", "from": "team", "to": "others"})

IN_HOUSE: dict[str, tuple[Breach, ...]] = {
    # A head that comes from nowhere.
    Rule.HEADCOUNT_BALANCE: (
        Breach(
            problem(IDLE, pools=[pool(2)]),
            {},
            {"drift": {"team": {1: 1.0}}},
        ),
    ),
    # As of 5 January, two weeks: from week 2 on. Without terms never.
    Rule.HIRE_LEAD: (
        Breach(
            problem(IDLE, pools=[pool(2, hire=Hire(lead="2w"))]),
            {"hires": {"team": {2: 1}}},
            {"hires": {"team": {1: 1}}},
        ),
        Breach(problem(IDLE, pools=[pool(2)]), {}, {"hires": {"team": {3: 1}}}),
    ),
    # Weeks of 5, 12, 19 and 26 January are one month: 2 a month. Then 3 in all.
    Rule.HIRE_LIMIT: (
        Breach(
            problem(IDLE, pools=[pool(hire=Hire(max=HeadsPer(heads=2.0)))]),
            {"hires": {"team": {0: 1, 3: 1}}},
            {"hires": {"team": {0: 1, 2: 1, 3: 1}}},
        ),
        Breach(
            problem(IDLE, pools=[pool(hire=Hire(max_total=3.0))]),
            {"hires": {"team": {0: 1, 2: 2}}},
            {"hires": {"team": {0: 2, 2: 2}}},
        ),
    ),
    # Ten days: 15 January, so from the week of 19 January on.
    Rule.RELEASE_NOTICE: (
        Breach(
            problem(IDLE, pools=[pool(4, release=Release(notice="10d", max_of_present=4))]),
            {"releases": {"team": {2: 1}}},
            {"releases": {"team": {1: 1}}},
        ),
        Breach(problem(IDLE, pools=[pool(4)]), {}, {"releases": {"team": {3: 1}}}),
    ),
    # One a week. A quarter of the 8 heads before the month.
    Rule.RELEASE_LIMIT: (
        Breach(
            problem(
                IDLE, pools=[pool(4, release=Release(max=HeadsPer(heads=1.0, per="week"), max_of_present=4))]
            ),
            {"releases": {"team": {0: 1, 1: 1}}},
            {"releases": {"team": {0: 2}}},
        ),
        Breach(
            problem(IDLE, pools=[pool(8, release=Release(max_share=0.25, max_of_present=8))]),
            {"releases": {"team": {0: 1, 3: 1}}},
            {"releases": {"team": {0: 1, 1: 1, 3: 1}}},
        ),
        # A quarter of 12: one went on Monday 5 January, two more may.
        Breach(
            problem(IDLE, pools=[pool(11, release=STARTED)]),
            {"releases": {"team": {0: 1, 3: 1}}},
            {"releases": {"team": {0: 1, 1: 1, 3: 1}}},
        ),
    ),
    # At most 3 from the first; at least 2 from week 1, when the first hire can be there.
    Rule.HEADCOUNT_LIMITS: (
        Breach(
            problem(IDLE, pools=[pool(2, max_headcount=3.0, hire=Hire())]),
            {"hires": {"team": {0: 1}}},
            {"hires": {"team": {0: 2}}},
        ),
        Breach(
            problem(IDLE, pools=[pool(1, min_headcount=2.0, hire=Hire(lead="1w"))]),
            {"hires": {"team": {1: 1}}},
            {"hires": {"team": {2: 1}}},
        ),
        # Three are lawful until the first release can be, in week 2.
        Breach(
            problem(IDLE, pools=[pool(3, max_headcount=2.0, release=Release(notice="2w", max_of_present=3))]),
            {"releases": {"team": {2: 1}}},
            {"releases": {"team": {3: 1}}},
        ),
    ),
    # Hired in week 0 for three weeks: gone in week 3 at the earliest.
    Rule.MIN_TENURE: (
        Breach(
            problem(IDLE, pools=[pool(hire=Hire(min_tenure="3w")), OTHERS], moves=[AWAY]),
            {"hires": {"team": {0: 1}}, "moves": {"away": {3: 1}}},
            {"hires": {"team": {0: 1}}, "moves": {"away": {2: 1}}},
        ),
        # Without a term whoever is hired may move on at once, and goes a week later at the soonest.
        Breach(
            problem(IDLE, pools=[pool(hire=Hire(), release=Release(max_of_present=1)), OTHERS], moves=[AWAY]),
            {"hires": {"team": {0: 2}}, "moves": {"away": {0: 1}}, "releases": {"team": {1: 1}}},
            {"hires": {"team": {0: 2}}, "moves": {"away": {0: 1}}, "releases": {"team": {0: 1}}},
        ),
    ),
    # One of the present may go; a second only when the hire of week 0 has served its two weeks.
    Rule.RELEASE_OF_PRESENT: (
        Breach(
            problem(IDLE, pools=[pool(3, hire=Hire(min_tenure="2w"), release=Release(max_of_present=1))]),
            {"hires": {"team": {0: 1}}, "releases": {"team": {0: 1, 2: 1}}},
            {"hires": {"team": {0: 1}}, "releases": {"team": {0: 1, 1: 1}}},
        ),
    ),
    Rule.MOVE_LIMIT: (
        Breach(
            problem(
                IDLE,
                pools=[pool(4), OTHERS],
                moves=[AWAY.model_copy(update={"max": HeadsPer(heads=1.0, per="week")})],
            ),
            {"moves": {"away": {0: 1, 1: 1}}},
            {"moves": {"away": {0: 2}}},
        ),
        # A third of the target: 1 of 3 (2 and the mover); 2 of 4 are too many.
        Breach(
            problem(
                IDLE,
                pools=[pool(4), OTHERS],
                moves=[AWAY.model_copy(update={"max_share_of_target": 0.34})],
            ),
            {"moves": {"away": {0: 1}}},
            {"moves": {"away": {0: 2}}},
        ),
    ),
    # A tenth of 2 × 40 hours; of one of them when the other is on short time.
    Rule.OVERTIME_LIMIT: (
        Breach(
            problem(IDLE, pools=[pool(2, overtime=Overtime(max_share=0.1, premium=1.5))]),
            {"overtime": {"team": {0: 8}}},
            {"overtime": {"team": {0: 8.1}}},
        ),
        Breach(
            problem(
                IDLE,
                pools=[
                    pool(
                        2,
                        overtime=Overtime(max_share=0.1, rate=9.0),
                        short_time=ShortTime(max_heads=1.0),
                    )
                ],
            ),
            {"overtime": {"team": {0: 4}}, "short_time": {"team": {0: 1}}},
            {"overtime": {"team": {0: 5}}, "short_time": {"team": {0: 1}}},
        ),
        Breach(problem(IDLE, pools=[pool(2)]), {}, {"overtime": {"team": {0: 1}}}),
    ),
    Rule.SHORT_TIME_LIMIT: (
        Breach(
            problem(IDLE, pools=[pool(4, short_time=ShortTime(max_heads=2.0))]),
            {"short_time": {"team": {0: 2}}},
            {"short_time": {"team": {0: 3}}},
        ),
        # A newcomer who ramps goes on no short time.
        Breach(
            problem(
                IDLE,
                pools=[
                    pool(
                        1,
                        arriving=(Arrival.model_validate({"date": week(0), "heads": 1.0}),),
                        hire=Hire.model_validate({"ramp": {"step": "week", "values": (0.9,)}}),
                        short_time=ShortTime(max_heads=5.0),
                    )
                ],
            ),
            {"short_time": {"team": {0: 1}}},
            {"short_time": {"team": {0: 2}}},
        ),
    ),
    # 40 hours a week; 160 over the month's four weeks are all.
    Rule.IDLE_LIMIT: (
        Breach(
            problem(stream([40.0] * 4), pools=[pool(2, max_idle=HoursPer(hours=40.0))]),
            {"deliver": {("team", "calls"): [40] * 4}},
            {"deliver": {("team", "calls"): [40, 39, 40, 40]}},
        ),
        Breach(
            problem(stream([40.0] * 4), pools=[pool(2, max_idle=HoursPer(hours=160.0, per="month"))]),
            {"deliver": {("team", "calls"): [40] * 4}},
            {"deliver": {("team", "calls"): [40, 39, 40, 40]}},
        ),
    ),
    Rule.IDLE_TOTAL: (
        Breach(
            problem(
                stream([40.0] * 4),
                pools=[pool(1), pool(1, key="b")],
                policy=Policy(max_idle=HoursPer(hours=40.0)),
            ),
            {"deliver": {("team", "calls"): [40] * 4}},
            {"deliver": {("team", "calls"): [40, 40, 40, 30]}},
        ),
    ),
}
