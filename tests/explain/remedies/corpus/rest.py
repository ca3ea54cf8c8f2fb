"""No plan because of the work's own rules or the policy's."""

from __future__ import annotations

from scheduler.problem import Hire, Policy, ShareLimit, Vendor, VendorShareLimit
from scheduler.rules import Rule
from tests.explain.remedies.corpus.contracts import budget
from tests.explain.remedies.corpus.own import work
from tests.explain.remedies.corpus.twin import NoPlan
from tests.rules.small import nothing, offer, pool, problem, stream, week

HIRING = pool(1, hire=Hire())
FROZEN = problem(work(80, 80), pools=[HIRING], policy=Policy(frozen_until=week(4)))

REST = {
    # 120 hours take three weeks, and may wait one
    "waits": NoPlan(problem(work(120, 0, 0, max_delay="1w"), pools=[pool(1)]), ((Rule.MAX_DELAY, "calls"),)),
    # 120 hours at the end take three weeks, and may be done one early
    "early": NoPlan(problem(work(0, 0, 120, max_early="1w"), pools=[pool(1)]), ((Rule.MAX_EARLY, "calls"),)),
    "must be met": NoPlan(problem(work(80), pools=[pool(1)]), ((Rule.MAX_SHORTAGE, "calls"),), (0,)),
    "a tenth undone": NoPlan(
        problem(stream([80], max_shortage_share=0.1), pools=[pool(1)]), ((Rule.MAX_SHORTAGE, "calls"),), (0,)
    ),
    "strict": NoPlan(
        problem(stream([80, 40]), pools=[pool(1)], policy=Policy(strict=True)),
        ((Rule.MAX_SHORTAGE, "calls"),),
        (0,),
    ),
    "clearance": NoPlan(
        problem(work(40, data_class="secret"), offers=[offer()]), ((Rule.ACCESS, "agents on calls"),)
    ),
    "sites": NoPlan(
        problem(
            work(40, sites=("north",)),
            pools=[pool(site="north")],
            offers=[offer()],
            vendors=[Vendor(key="agency", sites=("south",))],
        ),
        ((Rule.ACCESS, "agents on calls"),),
    ),
    "suppliers": NoPlan(
        problem(work(80, suppliers=("team",)), pools=[pool(1)], offers=[offer()]),
        ((Rule.ACCESS, "agents on calls"),),
    ),
    "contractor share": NoPlan(
        problem(work(80, max_contractor_share=0.3), pools=[pool(1)], offers=[offer()]),
        ((Rule.CONTRACTOR_SHARE, "calls"),),
    ),
    "contractor share by policy": NoPlan(
        problem(
            work(80, 80),
            pools=[pool(1)],
            offers=[offer()],
            policy=Policy(max_contractor_share=(ShareLimit(share=0.3, over="horizon"),)),
        ),
        ((Rule.CONTRACTOR_SHARE, "all"),),
    ),
    "vendor share": NoPlan(
        problem(work(80), pools=[pool(1)], offers=[offer()], vendors=[Vendor(key="agency", max_share=0.3)]),
        ((Rule.VENDOR_SHARE, "agency"),),
    ),
    "vendor share by policy": NoPlan(
        problem(
            work(80),
            pools=[pool(1)],
            offers=[offer()],
            policy=Policy(max_vendor_share=(VendorShareLimit(share=0.3),)),
        ),
        ((Rule.VENDOR_SHARE, "agency"),),
    ),
    "in-house share": NoPlan(
        problem(
            work(80),
            pools=[pool(1)],
            offers=[offer()],
            policy=Policy(min_inhouse_share=(ShareLimit(share=0.7, skill="talk"),)),
        ),
        ((Rule.INHOUSE_SHARE, "all talk"),),
    ),
    "own heads": NoPlan(
        problem(work(80), pools=[HIRING], policy=Policy(max_headcount=1.0)), ((Rule.HEADCOUNT_TOTAL, "all"),)
    ),
    "all heads": NoPlan(
        problem(work(80), pools=[pool(1)], offers=[offer()], policy=Policy(max_total_heads=1.0)),
        ((Rule.TOTAL_HEADS, "all"),),
    ),
    "all hires": NoPlan(
        problem(work(120), pools=[HIRING], policy=Policy(max_hires=1.0)), ((Rule.HIRES_TOTAL, "all"),)
    ),
    "vendors": NoPlan(
        problem(work(80), pools=[pool(1)], offers=[offer()], policy=Policy(max_vendors=0)),
        ((Rule.VENDOR_COUNT, "all"),),
    ),
    # a head of the team's and one to hire for a week: 2,000
    "budget": NoPlan(
        problem(work(80), pools=[HIRING], policy=budget(1500.0)),
        ((Rule.BUDGET, f"{week(0)} to {week(4)}"),),
    ),
    "frozen": NoPlan(FROZEN, ((Rule.FROZEN, "team"),), baseline=nothing(FROZEN)),
}
