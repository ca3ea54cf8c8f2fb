"""No plan because of rules for own people. Weeks of 40 hours; all work must be met."""

from __future__ import annotations

from typing import Any

from scheduler.problem import (
    Arrival,
    ByAge,
    HeadsPer,
    Hire,
    HoursPer,
    Move,
    Overtime,
    Policy,
    Release,
    ShortTime,
    Workstream,
)
from scheduler.rules import Rule
from tests.explain.remedies.corpus.twin import NoPlan
from tests.rules.small import pool, problem, stream, week

NO_IDLE = HoursPer(hours=0)
OTHERS = pool(key="others", skills={"write": 1.0}, salary=0.0)
AWAY = Move.model_validate({"key": "away", "from": "team", "to": "others"})
BACK = Move.model_validate(
    {"key": "back", "from": "others", "to": "team", "max": HeadsPer(heads=1, per="week")}
)


def work(*hours: float, **given: Any) -> Workstream:
    """Work that must be met."""
    return stream(hours, must_meet=True, **given)


OWN = {
    # a head is needed from week 0 on, hiring takes two weeks
    "hire lead": NoPlan(
        problem(work(40, 40, 40, 40), pools=[pool(hire=Hire(lead="2w"))]), ((Rule.HIRE_LEAD, "team"),)
    ),
    # two are needed at once, one may be hired a week
    "hires a week": NoPlan(
        problem(work(80, 80), pools=[pool(hire=Hire(max=HeadsPer(heads=1, per="week")))]),
        ((Rule.HIRE_LIMIT, "team"),),
        (0,),
    ),
    "hires in all": NoPlan(
        problem(work(120, 120), pools=[pool(hire=Hire(max_total=2.0))]), ((Rule.HIRE_LIMIT, "team"),)
    ),
    # the second head would idle from week 0 on, and can go in week 2
    "release notice": NoPlan(
        problem(
            work(40, 40, 40, 40),
            pools=[pool(2, release=Release(notice="2w", max_of_present=2), max_idle=NO_IDLE)],
        ),
        ((Rule.RELEASE_NOTICE, "team"), (Rule.IDLE_LIMIT, "team")),
    ),
    # two would idle, one may go a week
    "releases a week": NoPlan(
        problem(
            work(40, 40),
            pools=[
                pool(
                    3,
                    release=Release(max=HeadsPer(heads=1, per="week"), max_of_present=2),
                    max_idle=NO_IDLE,
                )
            ],
        ),
        ((Rule.RELEASE_LIMIT, "team"), (Rule.IDLE_LIMIT, "team")),
    ),
    "largest team": NoPlan(
        problem(work(80, 80), pools=[pool(1, max_headcount=1.0, hire=Hire())]),
        ((Rule.HEADCOUNT_LIMITS, "team"),),
        (0, 1),
    ),
    # three are asked for, nobody may be hired
    "smallest team": NoPlan(
        problem(work(40, 40), pools=[pool(1, min_headcount=3.0, hire=Hire(max_total=0.0))]),
        ((Rule.HEADCOUNT_LIMITS, "team"), (Rule.HIRE_LIMIT, "team")),
    ),
    # who is hired for week 0 stays three weeks and would idle; without the tenure there is a pool to move to
    "tenure": NoPlan(
        problem(
            work(40, 0, 0),
            pools=[pool(hire=Hire(min_tenure="3w"), max_idle=NO_IDLE), OTHERS],
            moves=[AWAY],
        ),
        ((Rule.MIN_TENURE, "team"),),
    ),
    "today's people": NoPlan(
        problem(work(40), pools=[pool(2, release=Release(max_of_present=0), max_idle=NO_IDLE)]),
        ((Rule.RELEASE_OF_PRESENT, "team"), (Rule.IDLE_LIMIT, "team")),
    ),
    # two are needed at once, one may move a week
    "moves a week": NoPlan(
        problem(work(80, 80), pools=[pool(2, key="others", skills={"write": 1.0}), pool()], moves=[BACK]),
        ((Rule.MOVE_LIMIT, "back"),),
        (0,),
    ),
    # 60 hours, 40 and 10 of overtime
    "overtime": NoPlan(
        problem(work(60), pools=[pool(1, overtime=Overtime(max_share=0.25, rate=30.0))]),
        ((Rule.OVERTIME_LIMIT, "team"),),
        (0,),
    ),
    # no work for 80 hours; at most 40 may idle; each on short time takes 20 away, one may be
    "short time": NoPlan(
        problem(
            stream([0]),
            pools=[
                pool(
                    2,
                    short_time=ShortTime(max_heads=1.0, hours_share=0.5, pay_share=0.5),
                    max_idle=HoursPer(hours=40),
                )
            ],
        ),
        ((Rule.SHORT_TIME_LIMIT, "team"), (Rule.IDLE_LIMIT, "team")),
    ),
    "idle team": NoPlan(problem(work(40), pools=[pool(2, max_idle=NO_IDLE)]), ((Rule.IDLE_LIMIT, "team"),)),
    "idle in all": NoPlan(
        problem(work(40), pools=[pool(2)], policy=Policy(max_idle=NO_IDLE)), ((Rule.IDLE_TOTAL, "all"),)
    ),
    # one arrives who learns for a week, with 50 hours of a mentor a week in a team of nobody else
    "mentors": NoPlan(
        problem(
            stream([0, 0]),
            pools=[
                pool(
                    arriving=(Arrival.model_validate({"date": week(0), "heads": 1.0}),),
                    hire=Hire(ramp=ByAge(step="week", values=(0.0,)), mentor_hours=50.0, max_total=0.0),
                )
            ],
        ),
        ((Rule.SUPPLY_HOURS, "team"),),
        (0,),
    ),
}
