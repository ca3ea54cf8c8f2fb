"""What changed between two inputs, by row and field, with numbers."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import fixtures
from scheduler.explain.difference import DocumentChange, documents_difference
from scheduler.problem import Problem
from tests.report.example import problem

Content = dict[str, Any]


def edited(edit: Callable[[Content], Any], base: Problem | None = None) -> tuple[Problem, Problem]:
    """A problem and the same with its JSON edited."""
    before = base or problem()
    content = before.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    content.setdefault("policy", {})
    edit(content)
    return before, Problem.model_validate_json(json.dumps(content))


def texts(edit: Callable[[Content], Any]) -> list[str]:
    return [each.text for each in documents_difference(*edited(edit))]


def calls(content: Content) -> Content:
    found: Content = content["forecast"]["workstreams"][0]
    return found


def offer(content: Content) -> Content:
    found: Content = content["rate_card"]["offers"][0]
    return found


def test_nothing_changed() -> None:
    assert documents_difference(problem(), problem()) == ()


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (lambda c: offer(c).update(rate=22.6), ["budget phone rate 20.00 → 22.60"]),
        (lambda c: offer(c).update(shrinkage=0.25), ["budget phone shrinkage 30 % → 25 %"]),
        (lambda c: c["rate_card"]["vendors"][1].update(engaged=True), ["Prime engaged no → yes"]),
        (lambda c: offer(c).update(max_heads=5), ["budget phone max heads not given → 5"]),
        (lambda c: offer(c).update(min_term="4w"), ["budget phone min term 3w → 4w"]),
        (lambda c: offer(c)["overheads"][0].update(amount=12.5),
         ["budget phone overheads (licences, head, per week) 10.00 → 12.50"]),
        (lambda c: offer(c).update(rate=[{"value": 20}, {"from": "2027-04-12", "value": 21}]),
         ["budget phone rate 20 → 21 from 12 Apr 2027"]),
        (lambda c: c["workforce"]["pools"][0].update(headcount=12), ["phone team headcount 10 → 12"]),
        (lambda c: c["workforce"]["pools"][0]["hire"].update(lead="2w"), ["phone team hire lead 1w → 2w"]),
        (lambda c: c["workforce"]["pools"][0]["hire"]["costs"].update(recruiting=2400.5),
         ["phone team hire costs recruiting 2,000.00 → 2,400.50"]),
        (lambda c: c["workforce"]["pools"][0].update(
            arriving=[{"date": "2027-04-05", "heads": 2, "experienced": True}]),
         ["phone team arriving (5 Apr 2027, experienced) not given → 2"]),
        (lambda c: c["workforce"]["pools"][0].update(arriving=[{"date": "2027-04-05", "heads": 2}]),
         ["phone team arriving (5 Apr 2027) not given → 2"]),
        (lambda c: c["policy"].update(max_vendors=2, strict=True),
         ["max vendors not given → 2", "strict no → yes"]),
        (lambda c: c["policy"].update(max_contractor_share=[{"share": 0.4, "over": "horizon"}]),
         ["max contractor share (over horizon) not given → 40 %"]),
        (lambda c: offer(c).update(max_hours={"hours": 90, "taken": [{"date": "2027-04-05", "hours": 30}]}),
         ["budget phone max hours not given → 90",
          "budget phone max hours per not given → week",
          "budget phone max hours taken (5 Apr 2027) not given → 30"]),
        (lambda c: c["workforce"]["pools"][0].update(release={
            "max_of_present": 2, "max_share": 0.1, "share_of": 12.5,
            "share_taken": [{"date": "2027-04-05", "heads": 1}]}),
         ["phone team release cost not given → 0",
          "phone team release notice not given → 0d",
          "phone team release max share not given → 10 %",
          "phone team release share taken (5 Apr 2027) not given → 1",
          "phone team release share of not given → 12.50",
          "phone team release max of present not given → 2"]),
        (lambda c: c["rate_card"]["vendors"][1].update(clearance=["payment", "health"]),
         ["Prime clearance payment → payment, health"]),
        (lambda c: c["rate_card"]["offers"].pop(2), ["offer late phone is gone"]),
        (lambda c: c["workforce"]["pools"].append({**c["workforce"]["pools"][0], "key": "night team"}),
         ["new pool night team"]),
        (lambda c: calls(c).update(shortage_cost=95), ["calls shortage cost 90 → 95"]),
        (lambda c: c["forecast"]["calendar"].update(country="DE"), ["calendar country not given → DE"]),
    ],
)  # fmt: skip
def test_each_field_in_words(edit: Callable[[Content], Any], said: list[str]) -> None:
    assert texts(edit) == said


def test_a_share_with_hours_done_before_is_the_same_share() -> None:
    limit = {"share": 0.4, "over": "horizon"}
    _, before = edited(lambda content: content["policy"].update(max_contractor_share=[limit]))
    done = {"theirs": 75.5, "all": 125}
    changed = edited(lambda c: c["policy"]["max_contractor_share"][0].update(done=done), before)
    said = "max contractor share (over horizon) done before"
    assert [each.text for each in documents_difference(*changed)] == [f"{said} not given → 75.5 of 125"]
    assert [each.text for each in documents_difference(*changed[::-1])] == [f"{said} 75.5 of 125 → not given"]


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        # 280, 280, 336, 364, 336, 280 were asked for, from 29 March on
        ([280, 280, 336, 364, 336, 308], "demand of calls +10.0 % from 3 May 2027"),
        ([308, 308, 336, 364, 336, 280], "demand of calls +10.0 % to 12 Apr 2027"),
        ([280, 280, 168, 182, 336, 280], "demand of calls −50.0 % from 12 Apr 2027 to 26 Apr 2027"),
        ([280, 280, 364, 336, 336, 280],
         "demand of calls spread otherwise from 12 Apr 2027 to 26 Apr 2027"),
    ],
)  # fmt: skip
def test_demand_by_dates(hours: list[float], said: str) -> None:
    assert texts(lambda content: calls(content).update(hours=hours)) == [said]


def test_demand_of_another_horizon_is_compared_where_both_have_it() -> None:
    # two weeks later and eight weeks long: 336, 364, 336, 280 lie in both; the last of them is 294, 5 % more
    def later(content: Content) -> None:
        content["forecast"]["calendar"].update(start="2027-04-12", as_of="2027-04-12", periods=8)
        calls(content).update(hours=[336, 364, 336, 294, 1, 2, 3, 4])

    assert texts(later) == [
        "calendar start 29 Mar 2027 → 12 Apr 2027",
        "calendar periods 6 → 8",
        "calendar as of 29 Mar 2027 → 12 Apr 2027",
        "demand of calls +5.0 % from 3 May 2027",
    ]


def test_horizons_without_a_day_in_common() -> None:
    def far(content: Content) -> None:
        content["forecast"]["calendar"].update(start="2028-04-03", as_of="2028-04-03")

    assert [text for text in texts(far) if "demand" in text] == []


def test_many_runs_are_told_as_one() -> None:
    base = fixtures.load("six-month-surge")

    def every_other(content: Content) -> None:
        volume = content["forecast"]["workstreams"][0]["volume"]
        for week in range(0, len(volume), 2):
            volume[week] *= 1.1

    (found,) = documents_difference(*edited(every_other, base))
    was = base.forecast.workstreams[0].volume
    assert isinstance(was, tuple)
    # from the first week to the one before last: half of them 10 % higher
    assert (found.field, found.since, found.until) == ("volume", None, date(2027, 12, 27))
    assert found.before == pytest.approx(sum(was[:51]))
    assert found.after == pytest.approx(sum(was[:51]) + 0.1 * sum(was[:51:2]))
    assert found.text.startswith("volume of product questions +5.")


def test_a_stretch_of_a_value_over_time() -> None:
    rates = [{"value": 20}, {"from": "2027-04-12", "value": 21}, {"from": "2027-04-26", "value": 20}]
    (found,) = documents_difference(*edited(lambda content: offer(content).update(rate=rates)))
    assert (found.since, found.until) == (date(2027, 4, 12), date(2027, 4, 26))
    assert (found.before, found.after, found.share) == (20, 21, 0.05)
    assert DocumentChange.model_validate_json(found.model_dump_json()) == found


@given(factor=st.sampled_from([0.5, 0.9, 1.08, 2.0]), first=st.integers(0, 5), length=st.integers(1, 6))
def test_a_run_of_demand_is_found_where_it_was_put(factor: float, first: int, length: int) -> None:
    was = [280.0, 280.0, 336.0, 364.0, 336.0, 280.0]
    last = min(6, first + length)
    now = [hours * (factor if first <= t < last else 1) for t, hours in enumerate(was)]
    (found,) = documents_difference(*edited(lambda content: calls(content).update(hours=now)))
    start = date(2027, 3, 29)
    assert found.since == (None if first == 0 else start + timedelta(weeks=first))
    assert found.until == (None if last == 6 else start + timedelta(weeks=last))
    assert found.share == pytest.approx(factor - 1)


@pytest.mark.parametrize("name", fixtures.names())
def test_every_fixture_is_like_itself_and_like_no_other(name: str) -> None:
    given_problem = fixtures.load(name)
    assert documents_difference(given_problem, given_problem) == ()
    found = documents_difference(given_problem, problem())
    assert all(each.text for each in found)
    assert found
