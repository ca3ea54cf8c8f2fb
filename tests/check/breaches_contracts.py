"""Contract rules kept and broken. Weeks of 40 hours from Monday 5 January 2026."""

from __future__ import annotations

from scheduler.problem import Commitment, Conversion, Dated, HeadsPer, HoursPer, Vendor
from scheduler.rules import Rule
from tests.check.instance import Breach, Decisions
from tests.rules.small import offer, pool, problem, running, stream, week

IDLE = stream([0.0] * 4)
TO_TEAM = Conversion(fee=100.0, after="2w", to_pool="team", max=2)
RAMP = {"step": "week", "values": (0.9, 0.9)}
ENDS_EARLY: Decisions = {"ends": {"agents": {2: 1}}}
CALL: Decisions = {"unit": "hours", "rate": 30.0, "per": "hour"}


def contract(begun: int, heads: float, ended: int | None = None, key: str = "agents") -> Decisions:
    """Heads of an offer from one period to another."""
    ends = {} if ended is None else {key: {ended: heads}}
    return {"starts": {key: {begun: heads}}, "ends": ends}


def converting(begun: int, heads: float, joined: int) -> Decisions:
    return {"converting": {"agents": {begun: heads}}, "converted": {"agents": {joined: heads}}}


CONTRACTS: dict[str, tuple[Breach, ...]] = {
    Rule.CONTRACT_BALANCE: (
        Breach(
            problem(IDLE, offers=[offer()]),
            contract(1, 2),
            contract(1, 2) | {"active": {"agents": {2: 3, 3: 3}}},
        ),
    ),
    # Two weeks from week 1: an end in week 3. A notice and a ramp bind as a term does.
    Rule.MIN_TERM: tuple(
        Breach(problem(IDLE, offers=[offer(**terms)]), contract(1, 2, 3), contract(1, 2) | ENDS_EARLY)
        for terms in (
            {"min_term": "2w"},
            {"min_term": "8d"},
            {"notice": "14d"},
            {"ramp": RAMP},
            {"min_term": "4w", "ramp": RAMP, "early_exit_fee": 0.5},
        )
    ),
    # At most two weeks from week 1: nobody is there in week 3.
    Rule.MAX_TERM: (
        Breach(
            problem(IDLE, offers=[offer(max_term="2w")]), contract(1, 1, 3), {"starts": {"agents": {1: 1}}}
        ),
        Breach(
            problem(IDLE, pools=[pool(2)], offers=[offer(max_term="2w", conversion=TO_TEAM)]),
            converting(0, 1, 2),
            converting(0, 1, 3),
        ),
    ),
    # May end from 19 January (week 2); must have ended by then; a fee lets it go at any time.
    Rule.RUNNING_CONTRACT: (
        Breach(
            problem(IDLE, offers=[offer()], lots=[running(2, earliest_end=week(2))]),
            {"running_ends": {"old": {2: 1}}},
            {"running_ends": {"old": {1: 1}}},
        ),
        Breach(
            problem(IDLE, offers=[offer()], lots=[running(2, latest_end=week(2))]),
            {"running_ends": {"old": {2: 2}}},
            {"running_ends": {"old": {2: 1}}},
        ),
        # Begun 20 weeks before, for 22 weeks at least, 23 at most.
        Breach(
            problem(IDLE, offers=[offer(min_term="22w", max_term="23w")], lots=[running(1)]),
            {"running_ends": {"old": {3: 1}}},
            {"running_ends": {"old": {1: 1}}},
        ),
        Breach(
            problem(IDLE, offers=[offer(early_exit_fee=0.5)], lots=[running(1, latest_end=week(3))]),
            {"running_ends": {"old": {0: 1}}},
            {},
        ),
        # Bound until week 2, whatever is paid.
        *(
            Breach(
                problem(IDLE, offers=[offer(early_exit_fee=fee)], lots=[running(2, bound_until=week(2))]),
                {"running_ends": {"old": {2: 1}}},
                {"running_ends": {"old": {1: 1}}},
            )
            for fee in (None, 0.5)
        ),
    ),
    # Two weeks with the vendor first; two heads at most.
    Rule.CONVERSION: (
        Breach(
            problem(IDLE, pools=[pool(2)], offers=[offer(conversion=TO_TEAM)]),
            converting(0, 2, 2),
            converting(0, 2, 1),
        ),
        Breach(
            problem(IDLE, pools=[pool(2)], offers=[offer(conversion=TO_TEAM)]),
            converting(0, 2, 3),
            converting(0, 3, 3),
        ),
    ),
    Rule.CONTRACT_LEAD: (
        Breach(problem(IDLE, offers=[offer(lead="1w")]), contract(1, 1), contract(0, 1)),
        Breach(
            problem(IDLE, offers=[offer(lead="8d", **CALL)]),
            {"bought": {"agents": {"talk": {2: 5}}}},
            {"bought": {"agents": {"talk": {1: 5}}}},
        ),
    ),
    # Two weeks' notice; but a term that runs out in week 1 runs out.
    Rule.CONTRACT_NOTICE: (
        Breach(
            problem(IDLE, offers=[offer(notice="2w")], lots=[running(1)]),
            {"running_ends": {"old": {2: 1}}},
            {"running_ends": {"old": {1: 1}}},
        ),
        Breach(
            problem(IDLE, offers=[offer(notice="2w")], lots=[running(2, latest_end=week(1))]),
            {"running_ends": {"old": {1: 2}}},
            {"running_ends": {"old": {0: 1, 1: 1}}},
        ),
    ),
    Rule.CONTRACT_WINDOW: (
        Breach(problem(IDLE, offers=[offer(start_from=week(1))]), contract(1, 1), contract(0, 1)),
        Breach(problem(IDLE, offers=[offer(start_until=week(1))]), contract(1, 1), contract(2, 1)),
        Breach(problem(IDLE, offers=[offer(last_end=week(3))]), contract(1, 1, 3), contract(1, 1)),
        Breach(
            problem(IDLE, offers=[offer(last_end=week(3), **CALL)]),
            {"bought": {"agents": {"talk": {2: 5}}}},
            {"bought": {"agents": {"talk": {3: 5}}}},
        ),
    ),
    Rule.CONTRACT_LIMITS: (
        Breach(problem(IDLE, offers=[offer(max_heads=2.0)]), contract(0, 2), contract(0, 3)),
        # Three run and nobody may end: above the limit, and lawful; one more is not.
        Breach(
            problem(IDLE, offers=[offer(max_heads=2.0)], lots=[running(3, earliest_end=week(4))]),
            {},
            contract(0, 1),
        ),
        # They may end from week 2 on, by their own dates or by notice (for a fee too): then two are left.
        *(
            Breach(
                problem(IDLE, offers=[offer(max_heads=2.0, **terms)], lots=[running(3, **dates)]),
                {"running_ends": {"old": {2: 1}}},
                {"running_ends": {"old": {3: 1}}},
            )
            for terms, dates in (
                ({}, {"earliest_end": week(2)}),
                ({"notice": "2w"}, {}),
                ({"notice": "2w", "early_exit_fee": 0.0, "min_term": "30w"}, {}),
                ({"notice": "1w"}, {"started": week(1), "earliest_end": week(2)}),
            )
        ),
        # Whole heads end; half of one stays until its term runs out.
        Breach(
            problem(IDLE, offers=[offer(max_heads=0.0)], lots=[running(1.5, latest_end=week(2))]),
            {"running_ends": {"old": {0: 1, 2: 0.5}}},
            {"running_ends": {"old": {1: 1, 2: 0.5}}},
        ),
        Breach(problem(IDLE, offers=[offer(min_heads=3)]), contract(0, 3, 2), contract(0, 2)),
        # of running heads that are enough, all may go or enough must stay; of two, one may go on alone
        Breach(
            problem(IDLE, offers=[offer(min_heads=3)], lots=[running(4)]),
            {"running_ends": {"old": {1: 1, 3: 3}}},
            {"running_ends": {"old": {1: 1, 2: 1}}},
        ),
        Breach(
            problem(IDLE, offers=[offer(min_heads=3)], lots=[running(2)]),
            {"running_ends": {"old": {1: 1}}},
            contract(0, 1) | {"running_ends": {"old": {1: 1}}},
        ),
        Breach(
            problem(IDLE, offers=[offer(max_starts=HeadsPer(heads=2.0, per="month"))]),
            {"starts": {"agents": {0: 1, 3: 1}}},
            {"starts": {"agents": {0: 1, 2: 1, 3: 1}}},
        ),
        Breach(problem(IDLE, offers=[offer(batch=3)]), contract(0, 6), contract(0, 4)),
        Breach(
            problem(IDLE, offers=[offer(max_hours=HoursPer(hours=10.0), **CALL)]),
            {"bought": {"agents": {"talk": {0: 10}}}},
            {"bought": {"agents": {"talk": {0: 11}}}},
        ),
    ),
    Rule.VENDOR_LIMITS: (
        Breach(
            problem(
                IDLE,
                offers=[offer(), offer("more")],
                vendors=[
                    Vendor(
                        key="agency",
                        max_heads=(
                            Dated[float](value=3.0),
                            Dated[float].model_validate({"from": week(1), "value": 2.0}),
                        ),
                    )
                ],
            ),
            {"starts": {"agents": {0: 2}, "more": {0: 1}}, "ends": {"agents": {1: 1}}},
            {"starts": {"agents": {0: 2}, "more": {0: 1}}},
        ),
        Breach(
            problem(
                IDLE,
                offers=[offer(), offer("more")],
                vendors=[Vendor(key="agency", max_heads=2.0)],
                lots=[running(2, earliest_end=week(2)), running(1, key="other", offer="more")],
            ),
            {"running_ends": {"other": {0: 1}}},
            {"running_ends": {"other": {1: 1}}},
        ),
        Breach(
            problem(
                IDLE, offers=[offer(), offer("more")], vendors=[Vendor(key="agency", min_heads_if_used=3)]
            ),
            {"starts": {"agents": {0: 2}, "more": {0: 1}}},
            contract(0, 2),
        ),
        Breach(
            problem(
                IDLE, offers=[offer()], vendors=[Vendor(key="agency", min_heads_if_used=3)], lots=[running(4)]
            ),
            {"running_ends": {"old": {0: 4}}},
            {"running_ends": {"old": {0: 2}}},
        ),
        Breach(
            problem(
                IDLE,
                offers=[offer(), offer("more")],
                vendors=[Vendor(key="agency", max_starts=HeadsPer(heads=2.0, per="week"))],
            ),
            {"starts": {"agents": {0: 1}, "more": {0: 1}}},
            {"starts": {"agents": {0: 2}, "more": {0: 1}}},
        ),
    ),
    Rule.VENDOR_USED: (
        Breach(problem(IDLE, offers=[offer()]), contract(0, 1), contract(0, 1) | {"used": {"agency": False}}),
        Breach(problem(IDLE, offers=[offer()], lots=[running(1)]), {}, {"used": {"agency": False}}),
        # without an offer, too
        *(
            Breach(
                problem(IDLE, offers=offers, vendors=[Vendor(key="agency", engaged=True)]),
                {"used": {"agency": True}},
                {"used": {"agency": False}},
            )
            for offers in ([offer()], [])
        ),
        Breach(
            problem(IDLE, offers=[offer(**CALL)]),
            {"bought": {"agents": {"talk": {2: 5}}}},
            {"bought": {"agents": {"talk": {2: 5}}}, "used": {"agency": False}},
        ),
    ),
    # 8 weeks of 8,000, 4 of them planned: 4,000, less 500 spent and 2 weeks of 1,000: 1,500.
    Rule.VENDOR_COMMITMENT: (
        Breach(
            problem(
                IDLE,
                offers=[offer()],
                vendors=[
                    Vendor(
                        key="agency",
                        commitment=Commitment.model_validate(
                            {"amount": 8000.0, "from": week(0), "to": week(8), "spent": 500.0}
                        ),
                    )
                ],
            ),
            contract(1, 1, 3) | {"shortfall": {"agency": 1500.0}},
            contract(1, 1, 3) | {"shortfall": {"agency": 1499.0}},
        ),
        Breach(problem(IDLE, offers=[offer()]), {}, {"shortfall": {"agency": 5.0}}),
    ),
}
