"""No plan because of terms of contracts. A contract head costs 1,000 a week; all work must be met."""

from __future__ import annotations

from scheduler.problem import Budget, Conversion, HoursPer, Policy, ShareLimit, Vendor
from scheduler.rules import Rule
from tests.explain.remedies.corpus.own import work
from tests.explain.remedies.corpus.twin import NoPlan
from tests.rules.small import offer, pool, problem, running, stream, week

ONE = Vendor(key="agency", max_heads=1.0)
ALL = f"{week(0)} to {week(4)}"


def budget(amount: float) -> Policy:
    """So much for the first four weeks."""
    return Policy(budget=(Budget.model_validate({"amount": amount, "from": week(0), "to": week(4)}),))


CONTRACTS = {
    # 40 hours in week 0; a head stays three weeks for 3,000, and there are 1,000
    "minimum term": NoPlan(
        problem(work(40, 0, 0), offers=[offer(min_term="3w")], policy=budget(1000.0)),
        ((Rule.BUDGET, ALL), (Rule.MIN_TERM, "agents")),
    ),
    # starts in week 0 alone, for two weeks
    "maximum term": NoPlan(
        problem(work(40, 40, 40, 40), offers=[offer(max_term="2w", start_until=week(0))]),
        ((Rule.MAX_TERM, "agents"), (Rule.CONTRACT_WINDOW, "agents")),
    ),
    # the contract that runs ends in week 2, the offer is closed
    "running contract": NoPlan(
        problem(
            work(40, 40, 40, 40), offers=[offer(start_until=week(-1))], lots=[running(latest_end=week(2))]
        ),
        ((Rule.RUNNING_CONTRACT, "old"), (Rule.CONTRACT_WINDOW, "agents")),
    ),
    # own people alone from week 1 on; contract heads join the team after two weeks
    "conversion": NoPlan(
        problem(
            work(40, 40, 40, 40),
            pools=[pool()],
            offers=[offer(conversion=Conversion(after="2w", to_pool="team", max=1))],
            policy=Policy(min_inhouse_share=(ShareLimit.model_validate({"share": 1.0, "from": week(1)}),)),
        ),
        ((Rule.CONVERSION, "agents"), (Rule.INHOUSE_SHARE, "all")),
    ),
    "contract lead": NoPlan(
        problem(work(40, 40, 40, 40), offers=[offer(lead="2w")]), ((Rule.CONTRACT_LEAD, "agents"),)
    ),
    "lead of hours": NoPlan(
        problem(
            work(40, 40, 40, 40), offers=[offer(unit="hours", rate=30.0, per="hour", basis="paid", lead="2w")]
        ),
        ((Rule.CONTRACT_LEAD, "agents"),),
    ),
    # nothing to do; two weeks of notice cost 2,000 where there are 1,000
    "contract notice": NoPlan(
        problem(stream([0.0] * 4), offers=[offer(notice="2w")], lots=[running()], policy=budget(1000.0)),
        ((Rule.BUDGET, ALL), (Rule.CONTRACT_NOTICE, "old")),
    ),
    "opens too late": NoPlan(
        problem(work(40, 40, 40, 40), offers=[offer(start_from=week(2))]), ((Rule.CONTRACT_WINDOW, "agents"),)
    ),
    "ends too soon": NoPlan(
        problem(work(40, 40, 40, 40), offers=[offer(last_end=week(3))]), ((Rule.CONTRACT_WINDOW, "agents"),)
    ),
    "largest offer": NoPlan(
        problem(work(80, 80), offers=[offer(max_heads=1.0)]), ((Rule.CONTRACT_LIMITS, "agents"),), (0, 1)
    ),
    # in fives, of which the vendor has four
    "batches": NoPlan(
        problem(work(40), offers=[offer(batch=5)], vendors=[Vendor(key="agency", max_heads=4.0)]),
        ((Rule.VENDOR_LIMITS, "agency"),),
    ),
    "hours on call": NoPlan(
        problem(
            work(40, 40),
            offers=[offer(unit="hours", rate=30.0, per="hour", max_hours=HoursPer(hours=30))],
        ),
        ((Rule.CONTRACT_LIMITS, "agents"),),
    ),
    "largest vendor": NoPlan(
        problem(work(80, 80), offers=[offer()], vendors=[ONE]), ((Rule.VENDOR_LIMITS, "agency"),), (0, 1)
    ),
    # 80 hours: the team's 40 and a contract head who takes 45 hours of the team's
    "supervision": NoPlan(
        problem(work(80), pools=[pool(1)], offers=[offer(supervision={"talk": 45.0})]),
        ((Rule.SUPERVISION, "talk"),),
    ),
}
