"""Vendors who have supplied already count as used after a cut, and what they cost once is paid."""

from __future__ import annotations

import pytest

from scheduler.problem import Policy, Problem, Vendor
from scheduler.replan import replan, rolled
from tests.replan.cuts import at_every_cut, unchanged
from tests.replan.desk import plan_of, planned
from tests.rules.small import offer, problem, stream, week


def two_vendors(policy: Policy) -> Problem:
    """Work in weeks 0 and 1 for one vendor, in week 3 for the other: each can do its own alone."""
    return problem(
        stream([40, 40, 0, 0]),
        stream([0, 0, 0, 40], key="letters", skill="write", shortage_cost=200.0),
        offers=[offer(), offer("writers", vendor="house", skills={"write": 1.0}, rate=6000.0)],
        vendors=[Vendor(key="agency", fixed_cost=100.0), Vendor(key="house")],
        policy=policy,
    )


def dearer(one: Problem, rate: float) -> Problem:
    """The same with writers at another rate."""
    offers = [o.model_copy(update={"rate": rate}) if o.key == "writers" else o for o in one.rate_card.offers]
    card = one.rate_card.model_copy(update={"offers": tuple(offers)})
    return one.model_copy(update={"rate_card": card})


def test_who_is_engaged_leaves_one_vendor_fewer_to_take_on() -> None:
    # two at most, three could each do a week of work, and one of them has supplied already: its 100 are paid
    offers = [
        offer(f"heads of {key}", vendor=key, start_from=week(t), last_end=week(t + 1))
        for t, key in enumerate("abc")
    ]
    vendors = [Vendor(key=key, fixed_cost=100.0, engaged=key == "c") for key in "abc"]
    one = problem(stream([60, 40, 20]), offers=offers, vendors=vendors, policy=Policy(max_vendors=2))
    plan = planned(one)
    assert {key: ledger.used for key, ledger in plan.vendors.items()} == {"a": True, "b": False, "c": True}
    # two heads of a and its 100, 40 hours short, one head of c
    assert plan.cost == pytest.approx(2 * 1000 + 100 + 4000 + 1000)


def test_a_vendor_who_supplied_before_counts_after_a_cut() -> None:
    # one vendor at most: the agency saves 8,000 − 2,100, the house would save 8,000 − 6,000;
    # once its writers cost 1,000 it would save 7,000, but the agency has supplied already
    one = two_vendors(Policy(max_vendors=1))
    plan = planned(one)
    assert {key for key, ledger in plan.vendors.items() if ledger.used} == {"agency"}
    at_every_cut(one)
    cheap = dearer(one, 1000.0)
    again = replan(cheap, plan, week(3), before=one, gap=0.0)
    assert again.problem.rate_card.running == ()
    assert [vendor.engaged for vendor in again.problem.rate_card.vendors] == [True, False]
    unchanged(again)
    assert not plan_of(again.result).vendors["house"].used


def test_what_a_vendor_costs_once_is_paid_when_it_has_supplied() -> None:
    # nobody is under contract in week 3; its one-off cost of 100 fell due in week 0
    one = two_vendors(Policy())
    now = rolled(one, planned(one), week(3))
    (agency, _) = now.problem.rate_card.vendors
    assert (agency.engaged, agency.fixed_cost) == (True, 100.0)
    assert plan_of(replan(one, planned(one), week(3), gap=0.0).result).vendors["agency"].used


def test_who_supplied_before_an_earlier_cut_counts_after_a_later_one() -> None:
    one = two_vendors(Policy(max_vendors=1))
    once = replan(one, planned(one), week(2), gap=0.0)
    twice = rolled(once.problem, plan_of(once.result), week(3))
    assert [vendor.engaged for vendor in twice.problem.rate_card.vendors] == [True, False]


def test_a_vendor_who_left_the_rate_card_makes_room_for_another() -> None:
    # one vendor at most, and the agency is gone for good: its contract ends on the first day of week 2, to be
    # decided then, and until then it counts; when it is over, the house is let in, at 1,000
    one = two_vendors(Policy(max_vendors=1))
    plan, cheap = planned(one), dearer(one, 1000.0)
    card = cheap.rate_card
    left = card.model_copy(update={"vendors": card.vendors[1:], "offers": card.offers[1:]})
    cheap = cheap.model_copy(update={"rate_card": left})
    bound, free = (replan(cheap, plan, week(cut), before=one, gap=0.0) for cut in (2, 3))
    assert {key: each.used for key, each in plan_of(bound.result).vendors.items()} == {
        "agency": True,
        "house": False,
    }
    assert plan_of(free.result).vendors["house"].used
    said = "agency is on the rate card no more and under no contract: it is not counted as used"
    assert said in free.now.assumptions
    assert said not in bound.now.assumptions
