"""No plan: the rules in conflict are named, with place and amount."""

from __future__ import annotations

import pytest

from scheduler import Outcome, Rule, solve
from scheduler.problem import Budget, Hire, Policy, Problem, Release, ShareLimit
from tests.search.small import END, START, problem

CASES: dict[str, tuple[Problem, str, str, float]] = {
    # a second head is needed on 18 January; the vendor needs three weeks, until 25 January
    "lead": (problem(offer={"lead": "3w"}), "contract_lead", "acme", 1.0),
    # nobody to take: 40 hours in each of the two peak weeks stay undone
    "nobody": (problem(), "max_shortage", "calls", 40.0),
    # six weeks of 1,000 for the head, two weeks of 40 hours at 30 for the contractor: 8,400
    "budget": (
        problem(offer={}, policy=Policy(budget=(Budget(amount=8000.0, since=START, until=END),))),
        "budget",
        f"{START} to {END}",
        400.0,
    ),
    # own people can deliver 40 of 80 hours, where 60 % are 48
    "share": (
        problem(offer={}, policy=Policy(min_inhouse_share=(ShareLimit(share=0.6),))),
        "inhouse_share",
        "all",
        8.0,
    ),
    "vendors": (problem(offer={}, policy=Policy(max_vendors=0)), "vendor_count", "all", 1.0),
    # three heads are asked for, there is one, and one may be hired
    "least heads": (
        problem(work={"must_meet": False}, team={"min_headcount": 3.0, "hire": Hire(max_total=1.0)}),
        "hire_limit",
        "team",
        1.0,
    ),
    "strict": (problem(work={"must_meet": False}, policy=Policy(strict=True)), "max_shortage", "calls", 40.0),
    "clearance": (problem(work={"data_class": "customer"}, offer={}), "max_shortage", "calls", 40.0),
}


@pytest.mark.parametrize("name", CASES)
def test_what_must_give_is_named_with_its_amount(name: str) -> None:
    case, rule, owner, amount = CASES[name]
    result = solve(case)
    assert result.outcome is Outcome.INFEASIBLE
    assert result.plan is None
    assert result.check is None
    first = result.conflicts[0]
    assert (first.rule, first.owner) == (rule, owner)
    assert first.amount == pytest.approx(amount, abs=1e-4)


def test_the_rules_it_stands_against_are_named_too() -> None:
    case, *_ = CASES["clearance"]
    named = {(c.rule, c.owner) for c in solve(case).conflicts}
    assert ("access", "acme on calls") in named


def test_a_rule_that_only_follows_from_what_is_absent_never_gives() -> None:
    for case, *_ in CASES.values():
        absent = {Rule.RELEASE_NOTICE, Rule.OVERTIME_LIMIT, Rule.SHORT_TIME_LIMIT, Rule.CONVERSION}
        assert not {conflict.rule for conflict in solve(case).conflicts} & absent


def test_words_say_what_where_and_how_much() -> None:
    case, *_ = CASES["budget"]
    assert solve(case).conflicts[0].text == (
        "Cash in a span stays within its budget: 4 Jan 2027 to 15 Feb 2027: short by 400.00 EUR."
    )


def test_a_small_breach_is_not_rounded_away() -> None:
    # 41 hours where one head has 40: a fortieth of a head
    short = problem(work={"hours": 41.0}, team={"max_headcount": 1.0}, policy=Policy(whole_heads=False))
    assert "short by 1 hour." in solve(short).conflicts[0].text


def test_giving_the_amount_makes_a_plan() -> None:
    enough = problem(offer={}, policy=Policy(budget=(Budget(amount=8400.0, since=START, until=END),)))
    assert solve(enough).outcome is Outcome.OPTIMAL


def test_a_head_that_must_stay_conflicts_with_a_head_that_must_go() -> None:
    # the pool holds two, at most one may stay, and nobody of today's may go
    release = Release(max_of_present=0)
    case = problem(
        work={"must_meet": False}, team={"headcount": 2.0, "max_headcount": 1.0, "release": release}
    )
    named = {conflict.rule for conflict in solve(case).conflicts}
    assert named & {"headcount_limits", "release_of_present"}
