"""Rules that bind on a thing of the plan, each with its place; none where there is room."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from scheduler.explain.asking import Explained
from scheduler.problem import HeadsPer, Policy, Problem, ShareLimit, Vendor
from scheduler.solving import solve
from tests.explain.reasons.stories import ask, ended, explained
from tests.rules import small
from tests.rules.small import week

Place = tuple[str, str, date | None, date | None]
FROM_START = week(0)


def binds(given: Problem, name: str) -> set[Place]:
    found = ask(explained(given), name, until=ended())
    return {(each.rule, each.owner, each.since, each.until) for each in found.binds}


def agents(hours: list[float], *, policy: Policy | None = None, **terms: Any) -> Problem:
    return small.problem(small.stream(hours), offers=[small.offer(**terms)], policy=policy)


# a contract of one head for as long as there are 40 hours a week to do
CONTRACTS: dict[str, tuple[Problem, str, Place]] = {
    "minimum term": (
        agents([40, 0, 0], min_term="2w"), f"{week(0)}/{week(2)}", ("min_term", "agents", week(0), None),
    ),
    "maximum term": (
        agents([40, 40, 10], max_term="2w", max_starts=HeadsPer(heads=1.0, per="year")),
        f"{week(0)}/{week(2)}", ("max_term", "agents", week(0), None),
    ),
    "minimum term past the end": (
        agents([0, 40], min_term="2w"), f"{week(1)}/open", ("min_term", "agents", week(1), None),
    ),
    "lead": (agents([40, 40], lead="1w"), f"{week(1)}/open", ("contract_lead", "agents", week(1), None)),
    "window": (
        agents([40, 40], start_from=week(1)), f"{week(1)}/open", ("contract_window", "agents", week(1), None),
    ),
    "batch": (
        agents([80, 80], batch=2), f"{week(0)}/open", ("contract_limits", "agents", week(0), None),
    ),
    "least heads": (
        agents([80, 80], min_heads=2), f"{week(0)}/open", ("contract_limits", "agents", week(0), None),
    ),
    "most heads": (
        agents([40, 80], max_heads=1.0), f"{week(0)}/open", ("contract_limits", "agents", week(0), week(2)),
    ),
    "starts": (
        agents([80, 80, 80], max_starts=HeadsPer(heads=1.0, per="week"), batch=1),
        f"{week(0)}/open", ("contract_limits", "agents", week(0), week(1)),
    ),
    "vendor": (
        small.problem(
            small.stream([80, 80]), offers=[small.offer()], vendors=[Vendor(key="agency", max_heads=1.0)]
        ),
        f"{week(0)}/open", ("vendor_limits", "agency", week(0), week(2)),
    ),
    "all heads": (
        agents([40, 40], policy=Policy(max_total_heads=1.0)),
        f"{week(0)}/open", ("total_heads", "all", week(0), week(2)),
    ),
    "contractor share": (
        small.problem(
            small.stream([80, 80]), pools=[small.pool(1.0)], offers=[small.offer()],
            policy=Policy(max_contractor_share=(ShareLimit(share=0.5),)),
        ),
        f"{week(0)}/open", ("contractor_share", "all", week(0), week(2)),
    ),
}  # fmt: skip


@pytest.mark.parametrize("rule", CONTRACTS)
def test_a_rule_binds_on_a_contract(rule: str) -> None:
    given, dates, place = CONTRACTS[rule]
    assert place in binds(given, f"contract/agents/{dates}")


@pytest.mark.parametrize(("bound", "rules"), [(None, set()), (week(1), {"running_contract"})])
def test_what_binds_a_running_contract_is_told_and_a_fee_is_not(bound: date | None, rules: set[str]) -> None:
    # nobody is needed and the fee is small: gone at once, or from the day until which the contract binds
    lot = small.running(earliest_end=week(9), bound_until=bound)
    given = small.problem(
        small.stream([0] * 3), offers=[small.offer(min_term="4w", early_exit_fee=0.1)], lots=[lot]
    )
    assert {rule for rule, *_ in binds(given, f"end_running/old/{bound or week(0)}")} == rules


def test_nothing_binds_where_there_is_room() -> None:
    given = agents([0, 40, 0, 0], max_heads=3.0, min_term="1w", lead="0d", max_term="3w")
    # one week is also the shortest stay there is: only that binds
    assert binds(given, f"contract/agents/{week(1)}/{week(2)}") == {("min_term", "agents", week(1), None)}


def test_a_limit_that_binds_gives_a_cheaper_plan_when_it_is_raised() -> None:
    given, dates, place = CONTRACTS["most heads"]
    assert place in binds(given, f"contract/agents/{dates}")
    raised = agents([40, 80], max_heads=2.0)
    before, after = (solve(each, gap=0.0).cost for each in (given, raised))
    # 40 hours short in week 2 are 4,000; a second head is 1,000
    assert before is not None
    assert after == pytest.approx(before - 3000.0)


def same_cost(given: Problem, raised: Problem) -> None:
    before, after = (solve(each, gap=0.0).cost for each in (given, raised))
    assert before is not None
    assert after == pytest.approx(before)


def test_the_number_of_vendors_does_not_bind_on_a_vendor_that_is_used() -> None:
    # one head more at the agency is no vendor more
    given = agents([40, 40], policy=Policy(max_vendors=1), max_heads=3.0)
    assert binds(given, f"contract/agents/{week(0)}/open") == set()


def test_the_share_of_another_vendor_does_not_bind() -> None:
    # the other may do a quarter, and does: 20 of 80 hours; more of the agents only makes room
    policy = Policy.model_validate({"max_vendor_share": ({"vendor": "other", "share": 0.25},)})
    offers = [
        small.offer(unit="hours", rate=40.0, per="hour"),
        small.offer("others", vendor="other", unit="hours", rate=20.0, per="hour"),
    ]
    given = small.problem(small.stream([80, 80]), offers=offers, policy=policy)
    share = ("vendor_share", "other", week(0), week(2))
    assert share in binds(given, "hours/others")
    assert share not in binds(given, "hours/agents")


def released(hours: list[float], most: int) -> Problem:
    """Three people and whoever is hired; who goes costs 100."""
    team = small.pool(
        3.0, hire={"costs": {"recruiting": 1.0}}, release={"cost": 100.0, "max_of_present": most}
    )
    return small.problem(small.stream(hours), pools=[team])


def test_hires_who_may_go_are_none_of_todays_people() -> None:
    # five are there in weeks 2 and 3, two are needed then: the two hires go, and one of the three
    given = released([120, 200, 200, 80, 80], most=2)
    found = binds(given, f"release/team/{week(3)}")
    assert "release_of_present" not in {rule for rule, *_ in found}
    same_cost(given, released([120, 200, 200, 80, 80], most=3))


def test_the_most_of_todays_people_bind_when_all_hires_are_gone() -> None:
    given = released([120, 200, 200, 40, 40], most=1)
    found = binds(given, f"release/team/{week(3)}")
    assert ("release_of_present", "team", week(3), None) in found


def converting(most: int) -> Problem:
    """After two weeks at 1,200 a head joins the team at 1,000."""
    terms = {"fee": 100.0, "after": "2w", "to_pool": "team", "max": most}
    offer = small.offer(rate=1200.0, conversion=terms)
    return small.problem(small.stream([40] * 4), pools=[small.pool()], offers=[offer])


@pytest.mark.parametrize(("most", "bind"), [(1, True), (2, False)])
def test_the_agreed_number_binds_where_it_is_used_up(most: int, bind: bool) -> None:
    # that a head must stay for two weeks first binds in both
    given = converting(most)
    found = {
        place for place in binds(given, f"conversion/agents/{week(0)}/{week(2)}") if place[0] == "conversion"
    }
    first = ("conversion", "agents", week(0), None)
    assert found == ({first, ("conversion", "agents", None, None)} if bind else {first})
    if not bind:
        same_cost(given, converting(most + 1))


def test_hires_of_a_month_bind_for_the_month() -> None:
    team = small.pool(hire={"costs": {"recruiting": 1.0}, "max": {"heads": 1.0, "per": "month"}})
    given = small.problem(small.stream([80] * 6), pools=[team])
    found = binds(given, f"hire/team/{week(0)}")
    # January has the weeks of 5, 12, 19 and 26; the next begins on 2 February
    assert ("hire_limit", "team", week(0), week(4)) in found


def test_the_most_heads_of_a_team_bind_on_its_hires() -> None:
    team = small.pool(max_headcount=1.0, hire={"costs": {"recruiting": 1.0}})
    given = small.problem(small.stream([80] * 3), pools=[team])
    assert ("headcount_limits", "team", week(0), None) in binds(given, f"hire/team/{week(0)}")


def test_the_least_heads_of_a_team_bind_on_a_release() -> None:
    team = small.pool(2.0, min_headcount=1.0, release={"cost": 1.0, "max_of_present": 2})
    given = small.problem(small.stream([0, 0]), pools=[team])
    assert ("headcount_limits", "team", week(0), None) in binds(given, f"release/team/{week(0)}")


def test_what_is_frozen_binds() -> None:
    earlier = solve(agents([40, 40]), gap=0.0).plan
    given = agents([40, 40], policy=Policy(frozen_until=week(1)))
    about = Explained(given, solve(given, gap=0.0, baseline=earlier), earlier)
    first = next(each.id for each in about.plan.actions if each.start == week(0))
    found = ask(about, first)
    assert "frozen" in {each.rule for each in found.binds}
    assert found.found == "impossible"
