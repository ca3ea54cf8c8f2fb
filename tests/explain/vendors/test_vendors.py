"""Vendors compared through small plans: figures by hand, other ways by a solve of an input edited here."""

from __future__ import annotations

import json
import time
from functools import lru_cache
from typing import Any

import pytest

from scheduler.engine import shared_engine
from scheduler.explain.asking import Asking, Explained
from scheduler.explain.break_even.own_hour import hours_of
from scheduler.explain.vendors import ROOM, VendorView
from scheduler.problem import Commitment, Overhead, Policy, Problem, Vendor
from scheduler.report.suppliers import contractor_costs
from scheduler.report.view import PlanView
from scheduler.result import Outcome, Result
from scheduler.solving import solve
from scheduler.words import percent
from tests.rules import small
from tests.rules.small import week


def explained(problem: Problem) -> Explained:
    return Explained(problem, solve(problem, gap=0.0, engine=shared_engine()))


def ask(about: Explained, name: str, **limits: Any) -> VendorView:
    found = ROOM.answer(name, Asking(about, shared_engine(), gap=0.0, **limits))
    assert isinstance(found, VendorView)
    assert VendorView.model_validate_json(found.model_dump_json()) == found
    return found


def solved_without(problem: Problem, *offers: str) -> Result:
    """A solve of the problem with no head allowed from these offers."""
    data = json.loads(problem.model_dump_json(by_alias=True))
    for offer in data["rate_card"]["offers"]:
        if offer["key"] in offers:
            offer["max_heads"] = 0
    return solve(Problem.model_validate_json(json.dumps(data)), gap=0.0)


@lru_cache(maxsize=1)
def agency() -> Explained:
    """One own head with 38 hours left for 62 of work; one contract head does 24 a week, for 1,000."""
    agents = small.offer(
        shrinkage=0.2, rework_share=0.25, onboarding=96.0, supervision={"talk": 2.0}, max_heads=1.0,
        overheads=(Overhead(name="licences", amount=24.0, per="week"),),
    )  # fmt: skip
    dear = small.offer("dear", vendor="other", rate=1500.0, lead="1w", max_heads=1.0)
    vendors = [Vendor(key="agency", fixed_cost=192.0, clearance=("bank",)), Vendor(key="other")]
    calls = small.stream([60] * 4)
    loans = small.stream([2] * 4, key="loans", data_class="bank")
    own = small.pool(1.0, clearance=())
    return explained(small.problem(calls, loans, pools=[own], vendors=vendors, offers=[agents, dear]))


def test_every_hidden_line_of_a_productive_hour() -> None:
    found = ask(agency(), "agency", until=time.monotonic() - 1.0)
    (offer,) = found.offers
    # 4,000 for 160 hours billed, 128 present, 96 after rework
    assert {line.name: round(line.per_hour, 4) for line in offer.lines} == {
        "billed hour": 25.0,
        "shrinkage": 6.25,
        "rework": 10.4167,
        "onboarding": 1.0,
        "licences": 1.0,
        "taking on the vendor": 2.0,
    }
    assert offer.hours == 96.0
    assert offer.outside == pytest.approx(45.6667, abs=1e-4)
    # 8 hours of own people at 1,000 / 40 for 96 hours
    assert offer.supervision_hours == pytest.approx(8 / 96)
    assert offer.supervision == pytest.approx(25 * 8 / 96)
    assert found.true_cost == offer.true_cost == pytest.approx(45.6667 + 2.0833, abs=1e-4)
    assert (offer.quoted, offer.rate, offer.per, offer.currency) == (25.0, 1000.0, "week", "EUR")


def test_share_and_risk_in_words() -> None:
    found = ask(agency(), "agency", until=time.monotonic() - 1.0)
    # 24 of 62 hours a week, all of them talk: 38.7 %
    assert found.share == pytest.approx(24 / 62)
    (talk,) = found.skills
    assert (talk.skill, talk.hours, talk.peak_day) == ("talk", 96.0, week(0))
    assert talk.peak == pytest.approx(24 / 62)
    assert found.risks == (
        "up to 38.7 % of talk, in the week of 5 Jan 2026",
        "nobody but agency is cleared for bank data",
        "no other vendor may do loans",
    )
    other = ask(agency(), "other", until=time.monotonic() - 1.0)
    assert other.risks == ("may not do loans: not cleared for bank data",)


def test_a_share_is_rounded_in_words_as_in_the_tables() -> None:
    found = ask(agency(), "agency", until=time.monotonic() - 1.0)
    assert percent(found.share) == "38.7 %"
    for text in (found.text, found.text_without_pay):
        assert text.startswith("agency does 38.7 % of all work")


def test_the_plan_without_a_vendor_and_with_it_alone() -> None:
    about = agency()
    assert about.result.cost is not None
    for vendor, way, closed in (("agency", "without", "agents"), ("other", "only", "agents")):
        told = getattr(ask(about, vendor), way)
        other = solved_without(about.problem, closed)
        assert other.cost is not None
        assert told.found == "plan"
        assert told.cost == pytest.approx(other.cost)
        gap = other.cost - about.result.cost
        assert (told.change.low, told.change.high) == pytest.approx((gap, gap), abs=0.02)


def test_a_vendor_the_plan_does_not_use_leaves_the_plan_as_it_is() -> None:
    about = agency()
    found = ask(about, "other")
    assert not found.used
    assert (found.hours, found.share, found.outside) == (0.0, 0.0, None)
    assert found.without.found == "same"
    assert found.without.cost == about.result.cost
    assert solved_without(about.problem, "dear").cost == about.result.cost
    assert "without other this plan stays as it is" in found.text
    assert ask(about, "agency").only.found == "same"


def test_the_bound_of_the_plan_limits_what_is_said_of_an_unused_vendor() -> None:
    about = agency()
    assert about.result.bound is not None
    loose = about.result.model_copy(update={"bound": about.result.bound - 700.0})
    way = ask(Explained(about.problem, loose), "other").without
    assert way.change is not None
    assert (way.change.low, way.change.high) == pytest.approx((0.0, 700.0), abs=0.02)


@lru_cache(maxsize=1)
def committed() -> Explained:
    """2,000 are promised for two weeks, the old head costs 400 a week and stays, the new one 1,000."""
    promised = Commitment.model_validate({"amount": 2000.0, "from": week(0), "to": week(2)})
    lot = small.running(rate=400.0, earliest_end=week(2))
    vendor = Vendor(key="agency", commitment=promised)
    return explained(
        small.problem(small.stream([80, 80]), offers=[small.offer()], vendors=[vendor], lots=[lot])
    )


def test_running_contracts_go_on_and_commitments_stay_due_without_a_vendor() -> None:
    about = committed()
    # as it is: 2 × 1,000 + 2 × 400; without: 800, 1,200 of the promise, 80 hours short at 100
    assert about.result.cost == pytest.approx(2800.0)
    found = ask(about, "agency").without
    assert found.cost == pytest.approx(800.0 + 1200.0 + 8000.0)
    assert found.hours_short == pytest.approx(80.0)


def test_no_plan_without_the_only_vendor_is_said_only_when_proved() -> None:
    given = small.problem(small.stream([40] * 2), offers=[small.offer()], policy=Policy(strict=True))
    about = explained(given)
    assert solved_without(given, "agents").outcome is Outcome.INFEASIBLE
    found = ask(about, "agency")
    assert found.without.found == "impossible"
    assert found.without.change is None
    assert "without agency there is no plan (No more is left undone than may be" in found.text
    late = ask(about, "agency", until=time.monotonic() - 1.0)
    assert late.without.found == "late"
    assert "no time to find out" in late.text


@lru_cache(maxsize=1)
def mixed() -> Explained:
    """Offers of every kind, used and not, with every hidden cost."""
    ramp = {"step": "week", "values": (0.5, 0.75)}
    parts = (
        Overhead(name="per hour", amount=2.0, basis="productive_hour"),
        Overhead(name="per start", amount=50.0, basis="start"),
        Overhead(name="of the rate", amount=0.1, basis="rate"),
    )
    offers = [
        small.offer(ramp=ramp, shrinkage=0.1, dedication=0.9, rework_share=0.1, overheads=parts, exit=70.0,
                    min_term="3w", supervision={"talk": 1.0}, max_heads=2.0),
        small.offer("calls", vendor="other", unit="hours", per="hour", rate=40.0, shrinkage=0.1,
                    basis="productive", supervision={"talk": 2.0}, skills={"talk": 1.1}),
        small.offer("tickets", vendor="third", unit="output", per="contact", rate=15.0, aht_seconds=600.0,
                    rework_share=0.1),
        small.offer("rare", vendor="third", rate=3000.0, ramp=ramp, min_term="2w", overheads=parts,
                    onboarding=10.0, rework_share=0.05),
    ]  # fmt: skip
    vendors = [Vendor(key="agency", fixed_cost=100.0), Vendor(key="other"), Vendor(key="third")]
    lot = small.running(1.0, started=week(-1), earliest_end=week(4))
    work = small.stream([150, 170, 190, 150, 120])
    return explained(small.problem(work, pools=[small.pool(1.0)], vendors=vendors, offers=offers, lots=[lot]))


def test_the_true_cost_is_the_one_of_the_report_used_or_not() -> None:
    about = mixed()
    costs = {each.supplier: each for each in contractor_costs(PlanView(about.problem, about.plan))}
    late = time.monotonic() - 1.0
    told = {o.offer: o for v in ROOM.questions(about) for o in ask(about, v, until=late).offers}
    assert {key for key, each in told.items() if each.as_used} == {"agents", "calls"}
    for key, each in told.items():
        true = each.outside if each.true_cost is None else each.true_cost
        assert true == pytest.approx(costs[key].true_rate), key
        assert each.as_used or each.quoted == pytest.approx(costs[key].quoted)
        assert each.outside == pytest.approx(sum(line.per_hour for line in each.lines), abs=1e-5)


def test_an_hour_costs_the_same_beside_vendors_and_beside_own_people() -> None:
    # heads that run already are supervised too, at the pay of an own hour, whatever else own people cost
    for about, vendor, offer in ((agency(), "agency", "agents"), (mixed(), "agency", "agents")):
        found = ask(about, vendor, until=time.monotonic() - 1.0)
        hours = hours_of(about.problem, about.plan, (offer,))
        assert hours is not None
        assert hours.contract == pytest.approx(found.true_cost)


def test_hours_and_shares_of_all_vendors_are_those_of_the_plan() -> None:
    about = mixed()
    late = time.monotonic() - 1.0
    views = [ask(about, vendor, until=late) for vendor in ROOM.questions(about)]
    own = sum(sum(each.hours) for each in about.plan.allocations if each.supplier == "team")
    every = sum(sum(each.hours) for each in about.plan.allocations)
    assert own + sum(view.hours for view in views) == pytest.approx(every)
    assert own / every + sum(view.share for view in views) == pytest.approx(1.0)
    assert [view.hours for view in views] == sorted((view.hours for view in views), reverse=True)


def test_what_may_not_be_seen_without_pay_stands_apart() -> None:
    found = ask(agency(), "agency")
    assert found.true_cost is not None
    assert f"{found.true_cost:.2f}" in found.text
    assert f"{found.true_cost:.2f}" not in found.text_without_pay
    assert " more" not in found.text_without_pay
    assert "own people's supervision" in found.text_without_pay


def test_what_is_no_vendor_cannot_be_asked_and_nothing_is_without_a_plan() -> None:
    with pytest.raises(ValueError, match="no vendor is called 'nobody'"):
        ask(agency(), "nobody")
    given = small.problem(small.stream([40]), offers=[small.offer(lead="9w")], policy=Policy(strict=True))
    assert ROOM.questions(explained(given)) == ()
