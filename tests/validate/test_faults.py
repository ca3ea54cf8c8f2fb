"""Every fault: on the plain problem, changed in one thing, with its code and place."""

from __future__ import annotations

from typing import Any

import pytest

from tests.files.corpus_json import OFFER, WORK, drop, put
from tests.validate.judge import Change, add, judged

VENDOR = ("rate_card", "vendors", 0)
SECOND_POOL = {"key": "Chat", "skills": {"chat": 1}}
MOVE = {"key": "m", "from": "Phone", "to": "Chat"}
RUNNING = {"key": "r", "offer": "steady-phone", "heads": 2, "started": "2026-12-01"}
CONVERSION = {"after": "4w", "to_pool": "Phone", "max": 1}
MAY_GO = {"max_of_present": 2}
GONE = [{"date": "2027-01-02", "heads": 1}]
BY_YEAR = {"step": "week", "values": [1, 1, 1, 0.5]}


def several(*changes: Change) -> Change:
    def change(data: Any) -> None:
        for each in changes:
            each(data)

    return change


def pool(**fields: Any) -> Change:
    return lambda data: data["workforce"]["pools"][0].update(fields)


def offer(**fields: Any) -> Change:
    return lambda data: data["rate_card"]["offers"][0].update(fields)


def work(**fields: Any) -> Change:
    return lambda data: data["forecast"]["workstreams"][0].update(fields)


def calendar(**fields: Any) -> Change:
    return lambda data: data["forecast"]["calendar"].update(fields)


def policy(**fields: Any) -> Change:
    return lambda data: data.setdefault("policy", {}).update(fields)


def vendor(**fields: Any) -> Change:
    return lambda data: data["rate_card"]["vendors"][0].update(fields)


def running(**fields: Any) -> Change:
    return add("rate_card", "running", item=RUNNING | fields)


def on_call(unit: str, **fields: Any) -> Change:
    """The offer sold on call, with nothing that is for heads."""
    return several(drop(*OFFER, "min_term"), offer(unit=unit, **fields))


P, W, K, V, R = (
    "workforce#/pools/0/",
    "forecast#/workstreams/0/",
    "rate_card#/offers/0/",
    "rate_card#/vendors/0/",
    "rate_card#/running/0/",
)
CAL = "forecast#/calendar/"
FAULTS: list[tuple[str, Change, str]] = [
    # calendar, dates, durations
    ("as_of_after_start", calendar(as_of="2027-01-05"), CAL + "as_of"),
    ("date_out_of_range", calendar(as_of="0900-01-05"), CAL + "as_of"),
    ("unknown_time_zone", calendar(time_zone="Europe/Berlinn"), CAL + "time_zone"),
    ("calendar_out_of_range", calendar(start="9990-01-01", as_of="2027-01-01"), CAL + "start"),
    ("calendar_out_of_range", calendar(start="1066-10-14", as_of=None), CAL + "start"),
    ("unknown_country", calendar(country="XX"), CAL + "country"),
    ("unknown_country", pool(country="DE-XX"), P + "country"),
    ("unknown_country", offer(country="ZZ"), K + "country"),
    ("duration_too_long", offer(lead="101y"), K + "lead"),
    ("table_too_long", pool(pay_by_age={"step": "year", "values": [1] * 41}), P + "pay_by_age"),
    ("too_small", pool(pay_by_age={"values": [1e-300]}), P + "pay_by_age/values/0"),
    ("date_out_of_range", running(started="1850-01-01"), R + "started"),
    ("empty_list", pool(salary=[]), P + "salary"),
    (
        "not_ascending",
        pool(salary=[{"value": 1}, {"from": "2027-01-09", "value": 2}, {"from": "2027-01-09", "value": 3}]),
        P + "salary/2/from",
    ),
    ("no_first_value", pool(shrinkage=[{"from": "2027-01-05", "value": 0.1}]), P + "shrinkage/0/from"),
    ("unprintable", pool(skills={"phone": 1, "a\x00": 1}), P + "skills"),
    ("unprintable", pool(site="a\uffff"), P + "site"),
    ("reversed", work(surge={"from": "2027-02-01", "to": "2027-01-01"}), W + "surge/to"),
    (
        "reversed",
        policy(budget=[{"amount": 1, "from": "2027-02-01", "to": "2027-02-01"}]),
        "policy#/budget/0/to",
    ),
    (
        "reversed",
        vendor(commitment={"amount": 9, "from": "2027-02-01", "to": "2027-01-01"}),
        V + "commitment/to",
    ),
    # names
    (
        "name_twice",
        add("forecast", "workstreams", item={"key": "calls", "skill": "phone", "hours": 1}),
        "forecast#/workstreams/1/key",
    ),
    ("name_twice", offer(key="Phone"), K + "key"),
    ("name_twice", offer(key="Steady"), K + "key"),
    ("name_twice", several(running(), running()), "rate_card#/running/1/key"),
    ("unknown_vendor", offer(vendor="Stedy"), K + "vendor"),
    ("unknown_offer", running(offer="none"), R + "offer"),
    ("unknown_team", offer(conversion=CONVERSION | {"to_pool": "Fone"}), K + "conversion/to_pool"),
    ("unknown_team", add("workforce", "moves", item=MOVE), "workforce#/moves/0/to"),
    ("move_to_itself", add("workforce", "moves", item=MOVE | {"to": "Phone"}), "workforce#/moves/0/to"),
    ("unknown_supplier", work(suppliers=["Phone", "steady"]), W + "suppliers/1"),
    ("unknown_site", several(pool(site="Leeds"), work(sites=["Leds"])), W + "sites/0"),
    ("unknown_skill", offer(supervision={"chat": 1}), K + "supervision/chat"),
    ("unknown_skill", on_call("hours", rates={"chat": 20}), K + "rates/chat"),
    (
        "unknown_skill",
        policy(min_inhouse_share=[{"share": 0.5, "skill": "fone"}]),
        "policy#/min_inhouse_share/0/skill",
    ),
    (
        "unknown_vendor",
        policy(max_vendor_share=[{"share": 0.5, "vendor": "X"}]),
        "policy#/max_vendor_share/0/vendor",
    ),
    # forecast
    ("no_workstreams", put("forecast", "workstreams", value=[]), "forecast#/workstreams"),
    ("one_measure", work(fte=3), "forecast#/workstreams/0"),
    ("one_measure", drop(*WORK, "hours"), "forecast#/workstreams/0"),
    ("one_measure", work(hours=None, volume=100), "forecast#/workstreams/0"),
    ("one_measure", work(aht_seconds=100), "forecast#/workstreams/0"),
    ("series_length", work(hours=[1, 2, 3]), W + "hours"),
    ("series_length", work(hours=None, volume=5, aht_seconds=[1, 2]), W + "aht_seconds"),
    ("no_waiting", work(opening_backlog=5), W + "opening_backlog"),
    ("no_waiting", work(closing_backlog=5), W + "closing_backlog"),
    ("no_waiting", work(opening_ahead=5), W + "opening_ahead"),
    ("no_waiting", work(closing_ahead={"min": 5}), W + "closing_ahead"),
    ("contradiction", work(max_early="1w", closing_ahead={"min": 5, "max": 4}), W + "closing_ahead/min"),
    ("contradiction", work(max_early="1w", closing_ahead={"min": 5}, max_ahead=4), W + "closing_ahead/min"),
    ("contradiction", work(must_meet=True, max_shortage_share=0.1), W + "max_shortage_share"),
    # workforce
    ("crossed", pool(min_headcount=5, max_headcount=4), P + "min_headcount"),
    (
        "too_many_starters",
        pool(recent_starters=[{"started": "2026-12-01", "heads": 4}]),
        P + "recent_starters",
    ),
    (
        "not_started",
        pool(recent_starters=[{"started": "2027-01-04", "heads": 1}]),
        P + "recent_starters/0/started",
    ),
    (
        "has_learnt",
        pool(recent_starters=[{"started": "2026-12-01", "heads": 1, "learning_until": "2027-01-01"}]),
        P + "recent_starters/0/learning_until",
    ),
    (
        "no_use",
        pool(recent_starters=[{"started": "2026-12-01", "heads": 1, "survival": 0.5}]),
        P + "recent_starters/0/survival",
    ),
    (
        "too_many_leave",
        pool(leaving=[{"date": "2027-01-11", "heads": 2}, {"date": "2027-01-18", "heads": 2}]),
        P + "leaving/1/heads",
    ),
    (
        "too_many_leave",  # three there now, fewer after two weeks of attrition
        pool(attrition=0.6, leaving=[{"date": "2027-01-18", "heads": 3}]),
        P + "leaving/0/heads",
    ),
    ("overtime_price", pool(overtime={"max_share": 0.1}), P + "overtime"),
    ("overtime_price", pool(overtime={"max_share": 0.1, "premium": 1.5, "rate": 30}), P + "overtime"),
    (
        "contradiction",
        pool(release=MAY_GO | {"max_share": 0.1, "share_taken": GONE, "max": {"heads": 2}}),
        P + "release/share_taken",
    ),
    ("no_use", pool(release=MAY_GO | {"share_taken": GONE}), P + "release/share_taken"),
    ("no_use", pool(release=MAY_GO | {"share_of": 12}), P + "release/share_of"),
    ("out_of_range", pool(hire={"ramp": {"values": [0.5, 1.5]}}), P + "hire/ramp/values/1"),
    ("out_of_range", pool(attrition_by_age={"values": [1.0]}), P + "attrition_by_age/values/0"),
    # rate card
    ("crossed", offer(max_term="1w"), K + "max_term"),
    ("crossed", offer(max_term="3w", notice="4w"), K + "max_term"),
    ("crossed", offer(max_term="3w", ramp={"step": "week", "values": [0.1] * 4}), K + "max_term"),
    ("crossed", offer(max_term="3w", conversion=CONVERSION), K + "max_term"),
    ("fee_without_term", several(drop(*OFFER, "min_term"), offer(early_exit_fee=0.5)), K + "early_exit_fee"),
    ("falling_rate", offer(rate_by_age=BY_YEAR), K + "rate_by_age"),
    (
        "falling_rate",
        offer(min_term="4w", conversion=CONVERSION | {"after": "2w"}, rate_by_age=BY_YEAR),
        K + "rate_by_age",
    ),
    ("not_ascending", offer(bands=[{"above": 5, "rate": 1}, {"above": 5, "rate": 2}]), K + "bands/1/above"),
    ("contradiction", offer(bands=[{"above": 5, "rate": 1}], rate_by_age={"values": [1]}), K + "bands"),
    ("no_handling_time", on_call("output", per="contact"), K + "aht_seconds"),
    ("no_use", offer(aht_seconds=300), K + "aht_seconds"),
    ("no_use", offer(unit="hours"), K + "min_term"),
    ("no_use", on_call("hours", ramp={"values": [0.5]}), K + "ramp"),
    ("no_use", on_call("hours", batch=2), K + "batch"),
    ("no_use", on_call("hours", per="week"), K + "per"),
    ("no_use", on_call("output", shrinkage=0.1), K + "shrinkage"),
    ("no_use", on_call("hours", overheads=[{"name": "seat", "amount": 5}]), K + "overheads/0/basis"),
    ("no_use", offer(rates={"phone": 20}), K + "rates"),
    ("no_use", offer(max_hours={"hours": 20}), K + "max_hours"),
    ("no_use", offer(per="contact", aht_seconds=300), K + "per"),
    ("no_use", several(on_call("hours"), running()), R + "offer"),
    ("out_of_range", offer(ramp={"values": [1.2]}), K + "ramp/values/0"),
    ("crossed", offer(min_heads=5, max_heads=4), K + "min_heads"),
    ("crossed", vendor(min_heads_if_used=11), V + "min_heads_if_used"),
    ("reversed", offer(start_from="2027-02-01", start_until="2027-01-01"), K + "start_until"),
    ("reversed", offer(start_from="2027-02-01", last_end="2027-02-01"), K + "last_end"),
    ("reversed", running(latest_end="2026-11-01"), R + "latest_end"),
    ("reversed", running(earliest_end="2027-03-01", latest_end="2027-02-01"), R + "latest_end"),
    ("reversed", running(bound_until="2027-03-01", latest_end="2027-02-01"), R + "latest_end"),
    # policy, money, sizes
    ("unknown_currency", put("forecast", "currency", value="EUX"), "forecast#/currency"),
    ("no_exchange_rate", vendor(currency="USD"), V + "currency"),
    (
        "contradiction",
        policy(max_contractor_share=[{"share": 0.5, "done": {"theirs": 1, "all": 2}}]),
        "policy#/max_contractor_share/0/done",
    ),
    (
        "contradiction",
        policy(max_vendor_share=[{"share": 0.5, "over": "horizon", "done": {"theirs": 3, "all": 2}}]),
        "policy#/max_vendor_share/0/done",
    ),
    ("own_rate", policy(exchange_rates={"EUR": 2}), "policy#/exchange_rates/EUR"),
    ("no_baseline", policy(frozen_until="2027-01-11"), "policy#/frozen_until"),
    ("too_small", pool(skills={"phone": 1e-9}), P + "skills/phone"),
    ("too_small", calendar(working_days=1e-9), CAL + "working_days"),
    ("too_small", pool(shrinkage=0.9999999999), P + "shrinkage"),
    ("range_too_wide", pool(salary=1e-11), P + "salary"),
    ("range_too_wide", work(hours=[1e-7, 1e9, 1, 1]), W + "hours/0"),
]


@pytest.mark.parametrize(("code", "change", "place"), FAULTS, ids=[f"{c} {p}" for c, _, p in FAULTS])
def test_one_thing_wrong_is_one_fault_at_its_place(code: str, change: Change, place: str) -> None:
    found = judged(change)
    assert [(fault.code, fault.place) for fault in found.faults] == [(code, place)]
    assert found.faults[0].found
    assert found.faults[0].fix
    assert found.warnings == found.assumptions == ()


def test_the_plain_problem_has_no_fault() -> None:
    assert judged().faults == ()


def test_values_over_time_are_compared_day_by_day() -> None:
    """From 11 January at least 5 heads, and from 18 January at most 4."""
    least = [{"value": 1}, {"from": "2027-01-11", "value": 5}]
    most = [{"value": 9}, {"from": "2027-01-18", "value": 4}]
    found = judged(pool(min_headcount=least, max_headcount=most)).faults
    assert [fault.found for fault in found] == ["at least 5 and at most 4 heads on 2027-01-18"]


def test_a_minimum_term_that_may_be_bought_off_still_fits_the_maximum() -> None:
    found = judged(offer(min_term="4w", early_exit_fee=0.5, max_term="3w")).faults
    assert [fault.place for fault in found] == [K + "max_term"]


def test_who_left_before_the_start_is_not_counted_again() -> None:
    assert judged(pool(leaving=[{"date": "2026-12-01", "heads": 30}])).faults == ()


def test_all_faults_are_reported_at_once() -> None:
    found = judged(pool(min_headcount=5, max_headcount=4), offer(vendor="X"), calendar(time_zone="Mars"))
    assert {fault.code for fault in found.faults} == {"crossed", "unknown_vendor", "unknown_time_zone"}


def test_frozen_needs_its_baseline_alone() -> None:
    assert judged(policy(frozen_until="2027-01-11"), baseline=True).faults == ()


def test_a_rate_may_fall_while_nobody_can_leave() -> None:
    """The minimum term of 4 weeks holds everybody through the three weeks of the first rate."""
    assert judged(offer(min_term="4w", rate_by_age=BY_YEAR)).faults == ()


def test_names_of_kinds_that_never_meet_may_be_the_same() -> None:
    assert judged(work(key="Phone"), running(key="Phone")).faults == ()
