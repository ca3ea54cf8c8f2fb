"""Coverage and policy rules kept and broken. Weeks of 40 hours from Monday 5 January 2026."""

from __future__ import annotations

from scheduler.problem import Ahead, Budget, Hire, Policy, ShareLimit, Vendor, VendorShareLimit
from scheduler.problem.rate_card import Offer
from scheduler.rules import Rule
from tests.check.breaches_contracts import CALL, contract
from tests.check.instance import Breach, Decisions
from tests.check.maker import plan_of
from tests.rules.small import offer, pool, problem, running, stream, week

ASKED = stream([40.0, 40.0])
FIRM = offer("firm", vendor="firm")
DEAR = offer("dear", vendor="dear")
BOTH = [pool(2), pool(2, key="b")]


def done(**hours: float) -> Decisions:
    """Each of these suppliers delivers so many hours of calls a week."""
    return {"deliver": {(key, "calls"): [each, each] for key, each in hours.items()}}


def there(*offers: Offer) -> Decisions:
    """One head of each offer all the time."""
    return {"starts": {each.key: {0: 1} for each in offers}}


WORKING = [pool(1)]
NEW = Hire.model_validate({"ramp": {"step": "week", "values": (0.5,)}, "mentor_hours": 4.0})
FROZEN = problem(ASKED, pools=[pool(2)], offers=[offer(lead="1w")])

OLD = {"opening_backlog": 10.0, "closing_backlog": 0.0}
FROM_WEEK_1 = ShareLimit.model_validate({"share": 0.5, "from": week(1)})

COVERAGE: dict[str, tuple[Breach, ...]] = {
    Rule.SUPPLY_HOURS: (
        Breach(problem(stream([50.0, 50.0]), pools=WORKING), done(team=40), done(team=41)),
        # A newcomer at half counts half, and takes four hours of a mentor.
        Breach(
            problem(stream([99.0, 99.0]), pools=[pool(1, hire=NEW)]),
            {"hires": {"team": {0: 1}}} | {"deliver": {("team", "calls"): [56, 80]}},
            {"hires": {"team": {0: 1}}} | {"deliver": {("team", "calls"): [57, 80]}},
        ),
        # Two contract heads, one week at half: 40 hours of the first, 80 of the second.
        Breach(
            problem(stream([99.0, 99.0]), offers=[offer(ramp={"step": "week", "values": (0.5,)})]),
            contract(0, 2) | {"deliver": {("agents", "calls"): [40, 80]}},
            contract(0, 2) | {"deliver": {("agents", "calls"): [41, 80]}},
        ),
        # 10 hours bought, a tenth of them shrinkage, a fifth rework: 7.2 productive ones.
        Breach(
            problem(stream([99.0, 99.0]), offers=[offer(shrinkage=0.1, rework_share=0.2, **CALL)]),
            {"bought": {"agents": {"talk": {0: 10}}}, "deliver": {("agents", "calls"): [7.2, 0]}},
            {"bought": {"agents": {"talk": {0: 10}}}, "deliver": {("agents", "calls"): [7.3, 0]}},
        ),
    ),
    Rule.SUPERVISION: (
        # Two hours a head and week; a lead of efficiency 0.5 takes four for them.
        Breach(
            problem(
                ASKED,
                pools=[pool(1, skills={"talk": 1.0, "lead": 0.5})],
                offers=[offer(supervision={"lead": 2.0})],
            ),
            contract(0, 2, 1) | {"supervision": {"team": {"lead": {0: 8}}}},
            contract(0, 2, 1) | {"supervision": {"team": {"lead": {0: 4}}}},
        ),
        # An hour for each 40 bought.
        Breach(
            problem(ASKED, pools=WORKING, offers=[offer(supervision={"talk": 1.0}, **CALL)]),
            {"bought": {"agents": {"talk": {1: 20}}}, "supervision": {"team": {"talk": {1: 0.5}}}},
            {"bought": {"agents": {"talk": {1: 20}}}},
        ),
    ),
    Rule.COVERAGE: (
        Breach(problem(ASKED, pools=WORKING), done(team=30), done(team=30) | {"short": {"calls": {1: 9}}}),
        Breach(problem(ASKED, pools=WORKING), done(team=30), done(team=30) | {"short": {"calls": {1: 11}}}),
    ),
    # An hour waits one week at most; 30 at a time; none at the end.
    Rule.MAX_DELAY: (
        Breach(
            problem(stream([40.0, 0.0, 0.0], max_delay="1w"), pools=WORKING),
            {"deliver": {("team", "calls"): [0, 40, 0]}, "waiting": {"calls": {0: 40}}},
            {"deliver": {("team", "calls"): [0, 0, 40]}, "waiting": {"calls": {0: 40, 1: 40}}},
        ),
        Breach(
            problem(stream([40.0, 0.0], max_delay="1w", max_backlog=30.0), pools=WORKING),
            {"deliver": {("team", "calls"): [10, 30]}, "waiting": {"calls": {0: 30}}},
            {"deliver": {("team", "calls"): [9, 31]}, "waiting": {"calls": {0: 31}}},
        ),
        Breach(
            problem(stream([40.0, 40.0], max_delay="1w"), pools=WORKING),
            {"deliver": {("team", "calls"): [0, 40]}, "waiting": {"calls": {0: 40}}},
            {"deliver": {("team", "calls"): [0, 40]}, "waiting": {"calls": {0: 40, 1: 10}}},
        ),
        # A backlog of 10 from before the start is due in week 0 when work may wait one week, in 1 when two.
        Breach(
            problem(stream([0.0, 0.0], max_delay="2w", **OLD), pools=WORKING),
            {"deliver": {("team", "calls"): [0, 10]}, "waiting": {"calls": {0: 10}}},
            {"deliver": {("team", "calls"): [0, 0]}, "waiting": {"calls": {0: 10, 1: 10}}},
        ),
        Breach(
            problem(stream([0.0, 0.0], max_delay="1w", **OLD), pools=WORKING),
            {"deliver": {("team", "calls"): [10, 0]}},
            {"deliver": {("team", "calls"): [0, 10]}, "waiting": {"calls": {0: 10}}},
        ),
        # Of 10 the 6 that came a week earlier are due in week 0, when work may wait two.
        Breach(
            problem(
                stream([0.0, 0.0], max_delay="2w", **OLD | {"opening_backlog": (4.0, 6.0)}), pools=WORKING
            ),
            {"deliver": {("team", "calls"): [6, 4]}, "waiting": {"calls": {0: 4}}},
            {"deliver": {("team", "calls"): [5, 5]}, "waiting": {"calls": {0: 5}}},
        ),
    ),
    Rule.MAX_EARLY: (
        Breach(
            problem(stream([0.0, 0.0, 40.0], max_early="1w"), pools=WORKING),
            {"deliver": {("team", "calls"): [0, 40, 0]}, "ahead": {"calls": {1: 40}}},
            {"deliver": {("team", "calls"): [40, 0, 0]}, "ahead": {"calls": {0: 40, 1: 40}}},
        ),
        Breach(
            problem(stream([0.0, 40.0], max_early="1w", max_ahead=20.0), pools=WORKING),
            {"deliver": {("team", "calls"): [20, 20]}, "ahead": {"calls": {0: 20}}},
            {"deliver": {("team", "calls"): [21, 19]}, "ahead": {"calls": {0: 21}}},
        ),
        Breach(
            problem(
                stream([0.0, 0.0], max_early="1w", closing_ahead=Ahead(min=10.0, max=20.0)), pools=WORKING
            ),
            {"deliver": {("team", "calls"): [0, 10]}, "ahead": {"calls": {1: 10}}},
            {"deliver": {("team", "calls"): [0, 9]}, "ahead": {"calls": {1: 9}}},
        ),
        Breach(
            problem(
                stream([0.0, 0.0], max_early="1w", closing_ahead=Ahead(min=10.0, max=20.0)), pools=WORKING
            ),
            {"deliver": {("team", "calls"): [0, 20]}, "ahead": {"calls": {1: 20}}},
            {"deliver": {("team", "calls"): [0, 21]}, "ahead": {"calls": {1: 21}}},
        ),
    ),
    Rule.MAX_SHORTAGE: (
        Breach(
            problem(stream([40.0, 40.0], max_shortage_share=0.25), pools=WORKING),
            done(team=30),
            done(team=29),
        ),
        Breach(problem(stream([40.0, 40.0], must_meet=True), pools=WORKING), done(team=40), done(team=39)),
        Breach(problem(ASKED, pools=WORKING, policy=Policy(strict=True)), done(team=40), done(team=39)),
    ),
    Rule.ACCESS: (
        Breach(
            problem(
                stream([40.0, 40.0], data_class="personal"),
                offers=[FIRM, DEAR],
                vendors=[Vendor(key="firm", clearance=("personal",)), Vendor(key="dear")],
            ),
            there(FIRM, DEAR) | done(firm=40),
            there(FIRM, DEAR) | done(firm=39, dear=1),
        ),
        # Cleared as a vendor, but not by this offer.
        Breach(
            problem(
                stream([40.0, 40.0], data_class="personal"),
                pools=[pool(1), pool(1, key="b", clearance=())],
                offers=[offer("firm", vendor="firm", clearance=())],
                vendors=[Vendor(key="firm", clearance=("personal",))],
            ),
            there(FIRM) | done(team=40),
            there(FIRM) | done(team=30, firm=10),
        ),
        Breach(
            problem(stream([40.0, 40.0], sites=("Bern",)), pools=[pool(1), pool(1, key="b", site="Basel")]),
            done(team=40),
            done(team=30, b=10),
        ),
        Breach(
            problem(stream([40.0, 40.0], suppliers=("team", "firm")), pools=BOTH, offers=[FIRM]),
            there(FIRM) | done(team=20, firm=20),
            there(FIRM) | done(b=20, firm=20),
        ),
    ),
    Rule.CONTRACTOR_SHARE: (
        Breach(
            problem(stream([40.0, 40.0], max_contractor_share=0.5), pools=WORKING, offers=[FIRM]),
            there(FIRM) | done(team=10, firm=10),
            there(FIRM) | done(team=10, firm=11),
        ),
        # A quarter of the skill over the horizon: 20 of 80, wherever they lie.
        Breach(
            problem(
                ASKED,
                pools=WORKING,
                offers=[FIRM],
                policy=Policy(max_contractor_share=(ShareLimit(share=0.25, skill="talk", over="horizon"),)),
            ),
            there(FIRM) | {"deliver": {("team", "calls"): [20, 40], ("firm", "calls"): [20, 0]}},
            there(FIRM) | {"deliver": {("team", "calls"): [20, 39], ("firm", "calls"): [20, 1]}},
        ),
    ),
    Rule.VENDOR_SHARE: (
        Breach(
            problem(
                ASKED, offers=[FIRM, DEAR], vendors=[Vendor(key="firm", max_share=0.5), Vendor(key="dear")]
            ),
            there(FIRM, DEAR) | done(firm=10, dear=30),
            there(FIRM, DEAR) | done(firm=21, dear=19),
        ),
        Breach(
            problem(
                ASKED, offers=[FIRM, DEAR], policy=Policy(max_vendor_share=(VendorShareLimit(share=0.6),))
            ),
            there(FIRM, DEAR) | done(firm=24, dear=16),
            there(FIRM, DEAR) | done(firm=10, dear=30),
        ),
    ),
    # Half in-house from the second week on.
    Rule.INHOUSE_SHARE: (
        Breach(
            problem(
                ASKED,
                pools=WORKING,
                offers=[FIRM],
                policy=Policy(min_inhouse_share=(FROM_WEEK_1,)),
            ),
            there(FIRM) | {"deliver": {("team", "calls"): [0, 10], ("firm", "calls"): [20, 10]}},
            there(FIRM) | {"deliver": {("team", "calls"): [0, 9], ("firm", "calls"): [20, 10]}},
        ),
    ),
}

HIRING = [pool(2, hire={"costs": {}}), pool(1, key="b", hire={"costs": {}})]

POLICY: dict[str, tuple[Breach, ...]] = {
    Rule.HEADCOUNT_TOTAL: (
        Breach(
            problem(ASKED, pools=HIRING, policy=Policy(max_headcount=4.0)),
            {"hires": {"team": {0: 1}}},
            {"hires": {"team": {0: 1}, "b": {1: 1}}},
        ),
    ),
    # Three own people and two running are five, though four were allowed; nobody may be added, and when the
    # contract may end, from week 1 on, one must go.
    Rule.TOTAL_HEADS: (
        Breach(
            problem(ASKED, pools=BOTH, offers=[FIRM], policy=Policy(max_total_heads=6.0)),
            {"starts": {"firm": {0: 2}}},
            {"starts": {"firm": {0: 3}}},
        ),
        Breach(
            problem(
                ASKED,
                pools=[pool(3)],
                offers=[offer()],
                lots=[running(2, earliest_end=week(4))],
                policy=Policy(max_total_heads=4.0),
            ),
            {},
            {"starts": {"agents": {1: 1}}},
        ),
        Breach(
            problem(
                ASKED,
                pools=[pool(3)],
                offers=[offer()],
                lots=[running(2, earliest_end=week(1))],
                policy=Policy(max_total_heads=4.0),
            ),
            {"running_ends": {"old": {1: 1}}},
            {},
        ),
    ),
    Rule.HIRES_TOTAL: (
        Breach(
            problem(ASKED, pools=HIRING, policy=Policy(max_hires=2.0)),
            {"hires": {"team": {0: 1}, "b": {1: 1}}},
            {"hires": {"team": {0: 2}, "b": {1: 1}}},
        ),
    ),
    Rule.VENDOR_COUNT: (
        Breach(
            problem(ASKED, offers=[FIRM, DEAR], policy=Policy(max_vendors=1)), there(FIRM), there(FIRM, DEAR)
        ),
    ),
    # Week 1 may cost 1,500: one head of 1,000, not two.
    Rule.BUDGET: (
        Breach(
            problem(
                ASKED,
                offers=[FIRM],
                policy=Policy(
                    budget=(Budget.model_validate({"amount": 1500.0, "from": week(1), "to": week(2)}),)
                ),
            ),
            {"starts": {"firm": {0: 2}}, "ends": {"firm": {1: 1}}},
            {"starts": {"firm": {0: 2}}},
        ),
    ),
    # A start in week 1 was to be ordered on 5 January, before the 6th: it stands as planned.
    Rule.FROZEN: (
        Breach(
            FROZEN.model_copy(update={"policy": Policy(frozen_until=week(0).replace(day=6))}),
            contract(1, 1),
            {},
            plan_of(FROZEN, **contract(1, 1)),
        ),
    ),
}

WORK = COVERAGE | POLICY
