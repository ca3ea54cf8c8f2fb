"""For every rule that couples skills, or that rounding may break, a small problem made to break it.

Three skills, six weeks. Weeks of 27 hours or so want two thirds of a head each: what a relaxation fits
under a limit of two, whole heads do not. An hour short costs 60, so such a week is worth a head of 1,000.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from scheduler.plan import Plan
from scheduler.problem import (
    Budget,
    Commitment,
    Conversion,
    HeadsPer,
    Hire,
    HoursPer,
    Move,
    Offer,
    Policy,
    Pool,
    Problem,
    Release,
    ShareLimit,
    Vendor,
    VendorShareLimit,
    Workstream,
)
from scheduler.rules import Rule
from tests.rules.small import nothing, offer, pool, problem, running, stream, week

LIGHT = ([27, 30, 26, 28, 31, 27], [26, 28, 30, 27, 27, 29], [28, 27, 27, 31, 26, 28])
WAVES = ([50, 90, 70, 110, 60, 30], [70, 30, 95, 60, 105, 50], [30, 65, 45, 90, 75, 85])
WEEKS = 6


@dataclass(frozen=True)
class Coupled:
    """A problem made to break a rule; `breaks` tells whether that comes about. Where it does not, the
    thresholds of the rounding keep the rule, or the rule only costs."""

    rule: Rule
    problem: Problem
    baseline: Plan | None = None
    breaks: bool = True


def works(rows: Sequence[Sequence[float]] = LIGHT, **given: Any) -> list[Workstream]:
    """Work of the skills a, b and c."""
    terms = {"shortage_cost": 60.0} | given
    return [stream(row, key=f"work-{s}", skill=s, **terms) for s, row in zip("abc", rows)]


def teams(*heads: float, **given: Any) -> list[Pool]:
    """A team for each skill."""
    return [pool(each, f"team-{s}", skills={s: 1.0}, **given) for s, each in zip("abc", heads)]


def cards(*vendors: str, **given: Any) -> list[Offer]:
    """An offer for each skill, all of one vendor unless said."""
    names = vendors or ("agency",) * 3
    return [offer(f"offer-{s}", vendor=v, skills={s: 1.0}, **given) for s, v in zip("abc", names)]


def agency(**limits: Any) -> list[Vendor]:
    return [Vendor(key="agency", **limits)]


def span(first: int, last: int) -> dict[str, Any]:
    return {"from": week(first), "to": week(last)}


def bought(limits: dict[str, Any], **terms: Any) -> Problem:
    """All work by one vendor with these limits."""
    return problem(*works(), offers=cards(**terms), vendors=agency(**limits))


def own(policy: Policy, rows: Sequence[Sequence[float]] = LIGHT, **hire: Any) -> Problem:
    """All work by people to be hired."""
    return problem(*works(rows), pools=teams(0, 0, 0, hire=Hire(**hire)), policy=policy)


def shared(policy: Policy | None = None, vendor: dict[str, Any] | None = None) -> Problem:
    """Work that must be met, by dear own people who can be hired and by a cheap vendor."""
    return problem(
        *works(WAVES[:2], must_meet=True),
        pools=teams(1, 1, salary=1100.0, hire=Hire(costs={"recruiting": 400.0})),
        offers=cards("agency", "agency", rate=800.0, min_term="2w"),
        vendors=agency(**(vendor or {})),
        policy=policy,
    )


VENDORS = {
    "heads of a vendor": Coupled(Rule.VENDOR_LIMITS, bought({"max_heads": 2.0})),
    "starts of a vendor": Coupled(
        Rule.VENDOR_LIMITS, bought({"max_starts": HeadsPer(heads=2, per="month")}, min_term="2w")
    ),
    "least heads of a vendor": Coupled(Rule.VENDOR_LIMITS, bought({"min_heads_if_used": 4}, rate=700.0)),
    # what a vendor costs once is spread over skills, none of which alone is worth it
    "fixed cost": Coupled(
        Rule.VENDOR_USED,
        problem(
            *works(),
            offers=[
                *cards(rate=800.0),
                *(o.model_copy(update={"key": o.key + "+"}) for o in cards(*["solo"] * 3, rate=1200.0)),
            ],
            vendors=[Vendor(key="agency", fixed_cost=4_000.0), Vendor(key="solo", fixed_cost=900.0)],
        ),
        breaks=False,
    ),
    "commitment": Coupled(
        Rule.VENDOR_COMMITMENT,
        bought({"commitment": Commitment.model_validate({"amount": 12_500.0} | span(0, 6))}, rate=1500.0),
        breaks=False,
    ),
    "number of vendors": Coupled(
        Rule.VENDOR_COUNT,
        problem(
            *works(),
            offers=cards("one", "two", "three"),
            policy=Policy(max_vendors=2),
        ),
    ),
    # each vendor is the cheapest for some of the skills, and each sells all
    "vendors of all skills": Coupled(
        Rule.VENDOR_COUNT,
        problem(
            *works(WAVES),
            offers=[
                offer(f"{vendor}-{s}", vendor=vendor, skills={s: 1.0}, rate=rate)
                for vendor, rates in (("one", (700.0, 1100.0, 900.0)), ("two", (1100.0, 700.0, 950.0)))
                for s, rate in zip("abc", rates)
            ],
            policy=Policy(max_vendors=1),
        ),
    ),
    "share of a vendor": Coupled(Rule.VENDOR_SHARE, shared(vendor={"max_share": 0.4})),
}
for over in ("period", "horizon"):
    VENDORS |= {
        f"share of contractors, {over}": Coupled(
            Rule.CONTRACTOR_SHARE,
            shared(Policy(max_contractor_share=(ShareLimit(share=0.25, over=over),))),
        ),
        f"share of own people, {over}": Coupled(
            Rule.INHOUSE_SHARE,
            shared(Policy(min_inhouse_share=(ShareLimit(share=0.75, over=over),))),
        ),
        f"share of each vendor, {over}": Coupled(
            Rule.VENDOR_SHARE,
            shared(Policy(max_vendor_share=(VendorShareLimit(share=0.25, over=over),))),
        ),
    }

POLICIES = {
    "own heads": Coupled(Rule.HEADCOUNT_TOTAL, own(Policy(max_headcount=2.0))),
    "heads of all": Coupled(
        Rule.TOTAL_HEADS,
        problem(
            *works(),
            pools=teams(0, hire=Hire()),
            offers=cards(),
            policy=Policy(max_total_heads=2.0),
        ),
    ),
    "hires": Coupled(Rule.HIRES_TOTAL, own(Policy(max_hires=2.0))),
    "budget": Coupled(
        Rule.BUDGET,
        problem(
            *works(),
            offers=cards(),
            policy=Policy(budget=(Budget.model_validate({"amount": 9_500.0} | span(1, 5)),)),
        ),
    ),
    "idle hours": Coupled(
        Rule.IDLE_TOTAL,
        problem(
            *works(),
            pools=teams(2, 2, 2, release=Release(cost=6500.0, max_of_present=2)),
            policy=Policy(max_idle=HoursPer(hours=100.0)),
        ),
    ),
    "frozen": Coupled(
        Rule.FROZEN,
        given := problem(
            *works(),
            pools=teams(0, 0, hire=Hire(lead="1w")),
            offers=cards(lead="1w"),
            policy=Policy(frozen_until=week(2), change_cost=100.0),
        ),
        nothing(given),
        breaks=False,
    ),
}

PEOPLE = {
    # who watches contractors of a must come from the team of b
    "supervision": Coupled(
        Rule.SUPERVISION,
        problem(
            *works(WAVES),
            pools=teams(0, 1, hire=Hire(costs={"recruiting": 500.0})),
            offers=cards(supervision={"b": 9.0}),
        ),
    ),
    "moves": Coupled(
        Rule.MOVE_LIMIT,
        problem(
            *works(([90, 40, 30, 30, 80, 80], [30, 60, 90, 90, 40, 30], [20, 20, 60, 70, 70, 20])),
            pools=teams(3, 1, 1, attrition=0.3),
            moves=[
                Move.model_validate(
                    {"key": f"{s}-{t}", "from": f"team-{s}", "to": f"team-{t}", "cost": 50.0,
                     "max": HeadsPer(heads=1, per="week"), "max_share_of_target": 0.6}
                )
                for s, t in ("ab", "bc", "ca")
            ],
        ),
    ),
    "joining another team": Coupled(
        Rule.HEADCOUNT_BALANCE,
        problem(
            *works(WAVES),
            pools=teams(0, 0, 1, salary=500.0),
            offers=[
                offer(f"offer-{s}", skills={s: 1.0},
                      conversion=Conversion(after="2w", to_pool=f"team-{t}", max=1, fee=300.0))
                for s, t in ("ab", "bc", "ca")
            ],
        ),
    ),
    # both suppliers of the contractors' work are at home in other skills
    "share of a workstream": Coupled(
        Rule.CONTRACTOR_SHARE,
        problem(
            *works(WAVES[:2]),
            stream(WAVES[2], key="work-c", skill="c", must_meet=True, max_contractor_share=0.5),
            pools=teams(1, 1, 1, hire=Hire(costs={"recruiting": 900.0})),
            offers=[
                offer("offer-a", skills={"a": 1.0, "c": 0.9}, rate=700.0),
                offer("offer-b", skills={"b": 1.0, "c": 0.8}, rate=700.0),
            ],
        ),
    ),
    "batches under a cap": Coupled(
        Rule.VENDOR_LIMITS,
        problem(*works(WAVES), offers=cards(batch=2, min_term="3w"), vendors=agency(max_heads=5.0)),
    ),
    "least heads of an offer": Coupled(
        Rule.CONTRACT_LIMITS,
        problem(*works(), offers=cards(min_heads=2, rate=700.0), vendors=agency(max_heads=4.0)),
    ),
    "rate of hiring": Coupled(
        Rule.HIRE_LIMIT,
        own(Policy(max_headcount=4.0), WAVES, max=HeadsPer(heads=1, per="month"), max_total=2.0),
        breaks=False,
    ),
    "rate of letting go": Coupled(
        Rule.RELEASE_LIMIT,
        problem(
            *works(),
            pools=teams(3, 3, 2, attrition=0.4, release=Release(max_of_present=3, max_share=0.45)),
            policy=Policy(max_headcount=6.0),
        ),
    ),
    "people of today": Coupled(
        Rule.RELEASE_OF_PRESENT,
        problem(
            *works(([90, 80, 60, 30, 30, 27], [30, 60, 70, 45, 30, 30])),
            pools=teams(4, 2, hire=Hire(), release=Release(max_of_present=1)),
            policy=Policy(max_headcount=4.0),
        ),
        breaks=False,
    ),
    "tenure": Coupled(
        Rule.MIN_TENURE,
        problem(
            *works(([30, 70, 90, 30, 30, 27], [60, 30, 30, 65, 80, 30])),
            pools=teams(0, 1, attrition=0.6, hire=Hire(min_tenure="3w"), release=Release(max_of_present=0)),
            policy=Policy(max_headcount=3.0),
        ),
        breaks=False,
    ),
    "heads of a team": Coupled(
        Rule.HEADCOUNT_LIMITS,
        problem(
            *works(),
            pools=teams(2, 2, 2, attrition=0.9, min_headcount=1.8, max_headcount=2.9,
                        hire=Hire(costs={"recruiting": 300.0})),
            policy=Policy(max_hires=3.0),
        ),
    ),
    "running contracts": Coupled(
        Rule.RUNNING_CONTRACT,
        problem(
            *works(([27, 10, 0, 0, 31, 27], [26, 28, 0, 0, 0, 0], [0, 0, 27, 31, 26, 28])),
            offers=cards(notice="1w"),
            lots=[
                running(2.0, key="lot-a", offer="offer-a", earliest_end=week(2)),
                running(1.5, key="lot-b", offer="offer-b", latest_end=week(4)),
                running(2.5, key="lot-c", offer="offer-c", started=week(1), earliest_end=week(3)),
            ],
            vendors=agency(max_heads=6.0),
        ),
        breaks=False,
    ),
}  # fmt: skip

COUPLED = VENDORS | POLICIES | PEOPLE
