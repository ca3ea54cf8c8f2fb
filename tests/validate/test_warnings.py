"""Every warning and every assumption, on the plain problem changed in one thing."""

from __future__ import annotations

import pytest

from scheduler.files import template
from scheduler.validate import validate
from tests.files.corpus_json import OFFER, drop
from tests.validate.judge import Change, add, judged
from tests.validate.test_faults import calendar, offer, policy, pool, running, several, vendor, work

OFFER_PLACE, WORK_PLACE = "rate_card#/offers/0", "forecast#/workstreams/0"
WARNINGS: list[tuple[str, Change, str, str]] = [
    ("unused_offer", offer(skills={"chat": 1}), OFFER_PLACE, "no workstream needs chat"),
    ("unused_offer", work(data_class="payment"), OFFER_PLACE, "no clearance"),
    ("unused_offer", work(suppliers=["Phone"]), OFFER_PLACE, "permission"),
    (
        "unused_offer",
        several(work(sites=["Leeds"]), vendor(sites=["York"]), pool(site="Leeds")),
        OFFER_PLACE,
        "site",
    ),
    ("unused_offer", offer(lead="4w"), OFFER_PLACE, "lead of 4w"),
    ("unused_offer", offer(start_until="2027-01-05"), OFFER_PLACE, "no period begins"),
    ("unused_offer", offer(last_end="2027-01-11"), OFFER_PLACE, "11 Jan 2027"),
    ("unused_offer", offer(batch=5, max_heads=4), OFFER_PLACE, "batch of 5"),
    ("unused_pool", pool(skills={"chat": 1}), "workforce#/pools/0", "no workstream needs chat"),
    ("unused_pool", several(pool(clearance=[]), work(data_class="x")), "workforce#/pools/0", "no clearance"),
    ("cheap_shortage", work(shortage_cost=5), WORK_PLACE + "/shortage_cost", "from 'Phone'"),
    ("no_demand", work(hours=0), WORK_PLACE, "no demand"),
    (
        "unserved_work",
        several(pool(skills={"chat": 1}), offer(skills={"chat": 1})),
        WORK_PLACE,
        "has its skill",
    ),
    ("unserved_work", several(pool(clearance=[]), work(data_class="x")), WORK_PLACE, "cleared"),
    ("past_the_horizon", offer(min_term="4w"), OFFER_PLACE + "/min_term", "steady-phone"),
    (
        "before_start",
        pool(arriving=[{"date": "2027-01-01", "heads": 1}]),
        "workforce#/pools/0/arriving/0",
        "Phone",
    ),
    ("contract_over", running(latest_end="2026-12-31"), "rate_card#/running/0", "31 Dec 2026"),
    ("rounded_term", offer(max_term="30d"), OFFER_PLACE + "/max_term", "rounded up to 5 weeks"),
    (
        "vendor_without_offers",
        add("rate_card", "vendors", item={"key": "Idle"}),
        "rate_card#/vendors/1",
        "Idle",
    ),
    ("unused_rate", policy(exchange_rates={"USD": 0.9}), "policy#/exchange_rates/USD", "USD"),
    ("no_effect", work(occupancy=0.8), WORK_PLACE + "/occupancy", "volume"),
    ("no_effect", work(delay_cost={"amount": 1, "per": "week"}), WORK_PLACE + "/delay_cost", "may not wait"),
    ("no_effect", work(max_ahead=5), WORK_PLACE + "/max_ahead", "ahead"),
    ("no_effect", offer(basis="productive", per="week"), OFFER_PLACE + "/basis", "per week"),
    ("no_effect", policy(change_cost=5), "policy#/change_cost", "earlier plan"),
    (
        "needed_above_limit",
        pool(needed_after=9, max_headcount=5),
        "workforce#/pools/0/needed_after",
        "9 heads",
    ),
]


@pytest.mark.parametrize(
    ("code", "change", "place", "words"), WARNINGS, ids=[f"{c} {w}" for c, _, _, w in WARNINGS]
)
def test_what_is_odd_is_said_at_its_place(code: str, change: Change, place: str, words: str) -> None:
    found = judged(change)
    assert found.faults == ()
    said = [warning for warning in found.warnings if (warning.code, warning.place) == (code, place)]
    assert len(said) == 1, found.warnings
    assert words in said[0].text


def test_the_plain_problem_and_the_template_are_not_odd() -> None:
    assert judged().warnings == ()
    assert validate(template()).warnings == ()


def test_a_team_that_only_supervises_has_its_work() -> None:
    lead = {"key": "Leads", "skills": {"lead": 1}, "headcount": 1}
    data = several(add("workforce", "pools", item=lead), offer(supervision={"lead": 1}))
    assert "unused_pool" not in {warning.code for warning in judged(data).warnings}


def test_a_cap_that_never_binds_is_not_odd() -> None:
    assert judged(pool(max_headcount=1000), policy(max_total_heads=1000)).warnings == ()


ASSUMPTIONS: list[tuple[str, Change, str]] = [
    ("as_of", drop("forecast", "calendar", "as_of"), "today is the start, 4 Jan 2027"),
    # the dearest productive hour is steady-phone's: 31.50 / 0.95 = 33.157…; ten times that, rounded up: 332
    ("shortage_cost", drop("forecast", "workstreams", 0, "shortage_cost"), "332 EUR"),
    ("needed_after", work(), "Phone 3"),
    # three months of 2,500.50 a month
    ("turnover", work(), "without terms of release, a head above what is needed afterwards"),
    ("turnover", work(), "7,502"),
    ("closing_backlog", work(max_delay="1w"), "at the end no more hours wait than at the start: calls 0"),
    ("clearance", work(data_class="customer"), "Phone may touch all data: customer"),
    ("working_days", work(), "no country is named"),
    ("working_days", pool(country="DE"), "where a country is named"),
    ("rounded", offer(lead="10d"), "lead 10d = 2 weeks"),
    ("arriving", pool(arriving=[{"date": "2027-01-18", "heads": 1}]), "who arrives in Phone ramps up"),
]


def test_nothing_is_assumed_of_arrivals_said_to_be_experienced() -> None:
    knowing = pool(arriving=[{"date": "2027-01-18", "heads": 1, "experienced": True}])
    assert "arriving" not in {notice.code for notice in judged(knowing).assumptions}


@pytest.mark.parametrize(
    ("code", "change", "words"), ASSUMPTIONS, ids=[f"{c} {w}" for c, _, w in ASSUMPTIONS]
)
def test_what_was_not_said_is_assumed_in_a_sentence(code: str, change: Change, words: str) -> None:
    said = [notice.text for notice in judged(change).assumptions if notice.code == code]
    assert len(said) == 1
    assert words in said[0]


def test_nothing_is_assumed_where_everything_is_said() -> None:
    everything = several(
        pool(needed_after="unknown"),
        calendar(working_days=20),
        drop(*OFFER, "lead"),
    )
    assert judged(everything).assumptions == ()
