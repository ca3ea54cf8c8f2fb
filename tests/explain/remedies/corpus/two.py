"""No plan for two reasons: both stand in the way, of the same work or each of its own."""

from __future__ import annotations

from scheduler.problem import HeadsPer, Hire, HoursPer, Overtime, Policy, ShareLimit, Vendor
from scheduler.rules import Rule
from tests.explain.remedies.corpus.contracts import ALL, budget
from tests.explain.remedies.corpus.own import work
from tests.explain.remedies.corpus.twin import NoPlan
from tests.rules.small import offer, pool, problem, stream, week

LATE = offer(lead="2w")
LETTERS = stream([80, 40], key="letters", skill="write", must_meet=True)
WRITERS = pool(1, key="writers", skills={"write": 1.0})

TWO = {
    # too early for the vendor and before the offer opens: both would have to give
    "lead and window": NoPlan(
        problem(work(40, 40, 40, 40), offers=[offer(lead="2w", start_from=week(2))]),
        ((Rule.CONTRACT_LEAD, "agents"), (Rule.CONTRACT_WINDOW, "agents")),
    ),
    # either could come sooner
    "two leads": NoPlan(
        problem(work(40, 40, 40, 40), pools=[pool(hire=Hire(lead="2w"))], offers=[LATE]),
        ((Rule.CONTRACT_LEAD, "agents"), (Rule.HIRE_LEAD, "team")),
    ),
    "two works": NoPlan(
        problem(work(80, 40), LETTERS, pools=[pool(1), WRITERS]),
        ((Rule.MAX_SHORTAGE, "calls"), (Rule.MAX_SHORTAGE, "letters")),
    ),
    # a head in time costs 4,000, of which there are 3,000; and it comes two weeks late
    "lead and budget": NoPlan(
        problem(work(40, 40, 40, 40), offers=[LATE], policy=budget(3000.0)),
        ((Rule.CONTRACT_LEAD, "agents"), (Rule.BUDGET, ALL)),
    ),
    # contractors may do 60 % of 120 hours, two heads 80; and there is one
    "share and heads": NoPlan(
        problem(work(120, max_contractor_share=0.6), pools=[pool(1)], offers=[offer(max_heads=1.0)]),
        ((Rule.CONTRACT_LIMITS, "agents"), (Rule.CONTRACTOR_SHARE, "calls")),
    ),
    "vendors and lead": NoPlan(
        problem(work(80, 80), pools=[pool(1)], offers=[offer(lead="1w")], policy=Policy(max_vendors=0)),
        ((Rule.VENDOR_COUNT, "all"), (Rule.CONTRACT_LEAD, "agents")),
    ),
    "clearance and share": NoPlan(
        problem(
            work(80, data_class="secret"),
            pools=[pool(1)],
            offers=[offer()],
            policy=Policy(min_inhouse_share=(ShareLimit(share=0.7),)),
        ),
        ((Rule.ACCESS, "agents on calls"), (Rule.INHOUSE_SHARE, "all")),
    ),
    # 120 hours: the team's 40, one head from each
    "two offers": NoPlan(
        problem(
            work(160),
            pools=[pool(1)],
            offers=[offer(max_heads=1.0), offer(key="others", vendor="house", max_heads=1.0)],
        ),
        ((Rule.CONTRACT_LIMITS, "agents"), (Rule.CONTRACT_LIMITS, "others")),
    ),
    # 100 hours: 40 and 10 of overtime; one hire in all takes them to 100, and nobody may be hired
    "overtime and hires": NoPlan(
        problem(
            work(60, 60),
            pools=[
                pool(
                    1,
                    overtime=Overtime(max_share=0.25, rate=30.0),
                    hire=Hire(max=HeadsPer(heads=0, per="week")),
                )
            ],
        ),
        ((Rule.OVERTIME_LIMIT, "team"), (Rule.HIRE_LIMIT, "team")),
    ),
    # one team has too little to do, the other too much
    "idle and short": NoPlan(
        problem(
            work(40),
            stream([80], key="letters", skill="write", must_meet=True),
            pools=[pool(2, max_idle=HoursPer(hours=0)), WRITERS],
        ),
        ((Rule.IDLE_LIMIT, "team"), (Rule.MAX_SHORTAGE, "letters")),
    ),
    "strict for two": NoPlan(
        problem(
            stream([80]),
            stream([60], key="letters", skill="write"),
            pools=[pool(1), WRITERS],
            policy=Policy(strict=True),
        ),
        ((Rule.MAX_SHORTAGE, "calls"), (Rule.MAX_SHORTAGE, "letters")),
    ),
    "own heads and hire lead": NoPlan(
        problem(work(80, 80, 80), pools=[pool(1, hire=Hire(lead="1w"))], policy=Policy(max_headcount=1.0)),
        ((Rule.HEADCOUNT_TOTAL, "all"), (Rule.HIRE_LEAD, "team")),
    ),
    # the vendor has one where two are needed, and comes a week late
    "vendor and lead": NoPlan(
        problem(work(80, 80), offers=[offer(lead="1w")], vendors=[Vendor(key="agency", max_heads=1.0)]),
        ((Rule.VENDOR_LIMITS, "agency"), (Rule.CONTRACT_LEAD, "agents")),
    ),
}
