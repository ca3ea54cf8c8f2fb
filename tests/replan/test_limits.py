"""Limits on heads hold after a cut as before it, for contracts that the plan itself signed too."""

from __future__ import annotations

from typing import Any

import pytest

from scheduler.problem import Arrival, Dated, Policy, Problem, Vendor
from tests.replan.cuts import at_every_cut
from tests.rules.small import offer, pool, problem, running, stream, week

FALLING: Any = (Dated[float](value=2.0), Dated[float].model_validate({"from": week(2), "value": 1.0}))
"""Two heads at most, from week 2 on one."""
RISING = stream([80, 80, 120, 120])


def in_all() -> Problem:
    """Two heads at most of all kinds; somebody joins the one own head in week 2."""
    team = pool(1.0, arriving=(Arrival.model_validate({"date": week(2), "heads": 1.0}),))
    return problem(RISING, pools=[team], offers=[offer()], policy=Policy(max_total_heads=2.0))


def of_an_offer(**terms: Any) -> Problem:
    return problem(RISING, offers=[offer(max_heads=FALLING, **terms)])


def of_a_vendor(**terms: Any) -> Problem:
    vendor = Vendor(key="agency", max_heads=FALLING)
    return problem(RISING, offers=[offer(**terms), offer("more", rate=1100.0, **terms)], vendors=[vendor])


def test_a_limit_on_all_heads_holds_for_contracts_of_the_plan() -> None:
    # two heads in each week, where three could work from week 2 on: 2 × 4,000 short
    plan = at_every_cut(in_all())
    assert plan.cost == pytest.approx(2 * 1000 + 2 * 1000 + 2 * 2000 + 2 * 4000)


@pytest.mark.parametrize("make", [of_an_offer, of_a_vendor])
def test_a_falling_limit_holds_for_contracts_of_the_plan(make: Any) -> None:
    # two heads, then one: 6 × 1,000; 80 hours short in each of weeks 2 and 3: 2 × 8,000
    assert at_every_cut(make()).cost == pytest.approx(6_000 + 16_000)


@pytest.mark.parametrize("make", [of_an_offer, of_a_vendor])
@pytest.mark.parametrize(
    "terms",
    [{"min_term": "2w"}, {"notice": "1w"}, {"min_term": "2w", "early_exit_fee": 0.5}, {"max_term": "3w"}],
)
def test_a_falling_limit_holds_whatever_the_terms(make: Any, terms: dict[str, Any]) -> None:
    at_every_cut(make(**terms))


def test_contracts_from_before_a_plan_are_as_lawful_after_a_cut() -> None:
    # three run, one too many, and may end from week 3 on: lawful until then, on both sides of a cut
    one = problem(stream([120] * 5), offers=[offer(max_heads=2.0)], lots=[running(3, earliest_end=week(3))])
    plan = at_every_cut(one)
    assert list(plan.running["old"].active) == [3, 3, 3, 2, 2]


@pytest.mark.parametrize("whose", ["of the offer", "of the vendor"])
def test_a_contract_from_before_may_go_on_alone_after_a_cut_too(whose: str) -> None:
    # one head runs on; two come for two weeks, because three are the least of whatever is new
    agency = Vendor(key="agency", min_heads_if_used=3 if whose == "of the vendor" else 0)
    sold = offer(min_term="2w", min_heads=3 if whose == "of the offer" else 0)
    one = problem(
        stream([40, 120, 120, 40, 40, 40]), offers=[sold], vendors=[agency],
        lots=[running(1.0, earliest_end=week(9))],
    )  # fmt: skip
    plan = at_every_cut(one)
    assert [(a.heads, a.start, a.end) for a in plan.actions] == [(2.0, week(1), week(3))]


def test_a_contract_of_the_plan_never_goes_on_with_fewer_than_the_least_heads() -> None:
    # three or none: two are idle in week 1, since one alone is not to be had
    one = problem(stream([120, 40, 120]), offers=[offer(min_heads=3, min_term="1w")])
    plan = at_every_cut(one)
    assert plan.offers["agents"].active == (3.0, 3.0, 3.0)


def test_a_contract_from_before_may_be_fewer_than_an_offer_wants_and_as_many_as_a_vendor() -> None:
    # two run on until week 9: fewer than the three of the offer, and as many as the vendor insists on
    one = problem(
        stream([80, 80, 80, 80]),
        offers=[offer(min_heads=3)],
        vendors=[Vendor(key="agency", min_heads_if_used=2)],
        lots=[running(2.0, earliest_end=week(9))],
    )
    assert at_every_cut(one).actions == ()
