"""What a looser limit saves: by hand on small problems, and against solves of edited input."""

from __future__ import annotations

import time
from typing import Any

import pytest

from scheduler.explain.asking import Asking
from scheduler.explain.interval import Interval
from scheduler.explain.prices import WORTH
from scheduler.explain.prices.worth import Worth
from scheduler.result import Outcome
from tests.explain.prices.asked import (
    Content,
    asking,
    bought_only,
    cost,
    edited,
    own_only,
    read,
    solved,
)

CAP = "rate_card/vendors/Acme/max_heads"
LEAD = "rate_card/offers/desk/lead"


def worth(content: Content, place: str, **limits: Any) -> Worth:
    """The answer on one limit, as it comes back from JSON."""
    found = WORTH.answer(place, asking(read(content), **limits))
    assert isinstance(found, Worth)
    assert Worth.model_validate_json(found.model_dump_json()) == found
    return found


def capped(heads: Any, hours: float = 120, weeks: int = 2) -> Content:
    """An hour short costs 50, a head 25: every head of work that is missing costs 1,000 a week."""
    content = bought_only([hours] * weeks, shortage=50.0)
    return edited(content, "rate_card", "vendors", 0, "max_heads", to=heads)


def test_one_more_head_of_a_vendor() -> None:
    # 3 heads are needed and 2 may come: one more turns 2,000 of shortage a week into 1,000 of pay
    found = worth(capped(2), CAP)
    assert (found.before, found.after, found.steps, found.method) == ("2", "3", 1, "re-solve")
    assert found.saving == found.each == Interval(low=2000.0, high=2000.0)
    assert found.in_relaxation == 2000.0
    assert found.text == "1 head more for the vendor Acme (2, then 3) saves 2,000 (re-solve)."


def test_a_cap_of_nothing_and_caps_over_time() -> None:
    assert worth(capped(0), CAP).saving == Interval(low=2000.0, high=2000.0)
    # 2 heads in week one, 3 from week two on: one more helps in week one alone
    over_time = [{"value": 2}, {"from": "2027-04-05", "value": 3}]
    found = worth(capped(over_time), CAP)
    assert found.saving == Interval(low=1000.0, high=1000.0)
    assert (found.before, found.after) == ("2, 3 from 5 Apr 2027", "3, 4 from 5 Apr 2027")


def test_a_cap_that_does_not_bind_saves_at_most_what_the_relaxation_leaves() -> None:
    # 3 heads are exactly 120 hours: the relaxation costs what the plan does, so nothing can be saved
    found = worth(capped(5), CAP)
    assert (found.method, found.saving) == ("LP relaxation", Interval(low=0.0, high=0.0))
    assert found.text == "1 head more for the vendor Acme (5, then 6) saves nothing (LP relaxation)."
    # 110 hours: 3 heads 3,000 (or 2 and 30 short: 3,500); in fractions 2,750 a week: at most 500 in all.
    # Beside a plan that is proven a solve tells that it is nothing, beside one that is not it would not
    content = capped(5, hours=110)
    assert worth(content, CAP).method == "re-solve"
    assert worth(content, CAP).saving == Interval(low=0.0, high=0.0)
    loose = solved(read(content)).model_copy(update={"bound": 5600.0})
    found = worth(content, CAP, result=loose)
    assert found.saving == Interval(low=0.0, high=500.0)
    assert found.text.endswith("saves at most 500; too close to tell whether anything (LP relaxation).")


def test_with_a_wide_gap_more_steps_are_taken() -> None:
    # each of 8 missing heads saves 2,000; to stand out from a gap of 4,000 it takes 5 of them
    content = capped(2, hours=400)
    result = solved(read(content))
    assert result.cost is not None
    loose = result.model_copy(update={"bound": result.cost - 4000.0})
    found = worth(content, CAP, result=loose)
    assert (found.steps, found.after) == (5, "7")
    assert found.saving == Interval(low=6000.0, high=10000.0)  # 5 heads save 10,000, or 4,000 less
    assert found.each == Interval(low=1200.0, high=2000.0)
    wider = result.model_copy(update={"bound": result.cost - 20000.0})
    assert worth(content, CAP, result=wider).method == "LP relaxation"


IN_WORDS = {
    "3w": "3 weeks", "2w": "2 weeks", "10d": "10 days", "3d": "3 days", "0d": "0 days", "1m": "1 month",
    "24d": "24 days",
}  # fmt: skip


@pytest.mark.parametrize(
    ("lead", "after", "weeks"), [("3w", "2w", 1), ("10d", "3d", 1), ("3d", "0d", 1), ("1m", "24d", 1)]
)
def test_a_week_less_of_lead(lead: str, after: str, weeks: int) -> None:
    # 120 hours short cost 6,000 a week, 3 heads 3,000: each week sooner saves 3,000. From 29 March 10 days
    # open the week of 12 April, 3 days that of 5 April; a month (29 April) that of 3 May, 24 days 26 April
    content = bought_only([120] * 7, shortage=50.0, lead=lead)
    found = worth(content, LEAD)
    assert (found.before, found.after) == (IN_WORDS[lead], IN_WORDS[after])
    assert found.saving == Interval(low=3000.0 * weeks, high=3000.0 * weeks)
    by_hand = edited(content, "rate_card", "offers", 0, "lead", to=after)
    assert cost(content) - cost(by_hand) == pytest.approx(3000 * weeks)


def test_a_week_that_opens_no_earlier_month_changes_nothing() -> None:
    content = bought_only([480] * 4, shortage=50.0, lead="4w")
    content["forecast"]["calendar"] |= {"unit": "month", "start": "2027-03-01", "as_of": "2027-03-01"}
    found = worth(content, LEAD)  # 29 March and 22 March: 1 April opens either way
    assert (found.method, found.saving) == ("same model", Interval(low=0.0, high=0.0))
    assert found.text == "1 week less of lead for the offer desk (4 weeks, then 3 weeks) changes nothing."


def hiring(**hire: Any) -> Content:
    """Ten people of 28 hours where 12 are needed, an hour short at 90; hired people earn 600 a week."""
    return own_only([336] * 4, overtime=None, hire=hire)


@pytest.mark.parametrize(
    ("field", "given", "after", "saved"),
    [
        # a hire saves 28·90 = 2,520 of shortage a week for 600 of pay: 1,920. Two come a week sooner: 3,840
        ("lead", "2w", "1w", 3840.0),
        # one a month: one on 29 March, one on 5 April; with two a month both come in March: one week sooner
        ("max", {"heads": 1, "per": "month"}, {"heads": 2, "per": "month"}, 1920.0),
        ("max_total", 1, 2, 7680.0),  # another one for all four weeks
    ],
)
def test_hiring_sooner_and_more(field: str, given: Any, after: Any, saved: float) -> None:
    content = hiring(**{field: given})
    by_hand = edited(content, "workforce", "pools", 0, "hire", field, to=after)
    assert cost(content) - cost(by_hand) == pytest.approx(saved)
    found = worth(content, f"workforce/pools/team/hire/{field}")
    assert found.saving == Interval(low=saved, high=saved)


def test_a_shorter_lead_that_a_least_headcount_makes_dearer_says_so() -> None:
    # 12 must be there as soon as anybody can come; there is no work for them: a week sooner costs 2·600
    content = own_only([28] * 3, overtime=None, hire={"lead": "2w"}, min_headcount=12)
    found = worth(content, "workforce/pools/team/hire/lead")
    assert found.saving == Interval(low=-1200.0, high=-1200.0)
    assert found.text.endswith("costs 1,200 more (re-solve).")
    by_hand = edited(content, "workforce", "pools", 0, "hire", "lead", to="1w")
    assert cost(by_hand) - cost(content) == pytest.approx(1200)


def test_those_in_the_plan_are_asked_about_first() -> None:
    content = capped(2)
    other = {"key": "Dear", "max_heads": 9}
    dear = {**content["rate_card"]["offers"][0], "key": "dear desk", "vendor": "Dear", "rate": 1900}
    content["rate_card"]["vendors"].insert(0, other)
    content["rate_card"]["offers"].insert(0, {**dear, "max_heads": 0})
    about = asking(read(content)).about
    first, *rest = WORTH.questions(about)
    assert first == CAP
    assert set(rest) == {"rate_card/vendors/Dear/max_heads", "rate_card/offers/dear desk/max_heads"}


def test_without_a_plan_there_is_nothing_to_ask() -> None:
    content = own_only([500], {"must_meet": True, "shortage_cost": None}, hire={"max_total": 1, "lead": "9w"})
    problem = read(content)
    result = solved(problem)
    assert result.outcome is Outcome.INFEASIBLE
    assert WORTH.questions(asking(problem, result).about) == ()


def test_an_unknown_limit_is_refused() -> None:
    with pytest.raises(ValueError, match="rate_card/offers/none"):
        WORTH.answer("rate_card/offers/none", asking(read(capped(2))))


def test_without_time_no_whole_plan_is_sought(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Asking, "solve", None)
    late = asking(read(capped(2)), until=time.monotonic() - 1)
    found = WORTH.answer(CAP, late)
    assert isinstance(found, Worth)
    assert found.method == "LP relaxation"
    assert found.saving is None or found.saving.high is None or found.saving.high >= 2000


def test_an_edit_that_would_be_a_fault_is_not_possible() -> None:
    # a rate that falls after the shortest stay is a fault: with a week less of notice it does
    content = bought_only([120] * 6, shortage=50.0, notice="3w")
    content["rate_card"]["offers"][0]["rate_by_age"] = {"step": "week", "values": [1.2, 1.2, 1.2]}
    found = worth(content, "rate_card/offers/desk/notice")
    assert (found.possible, found.saving) == (False, None)
    assert found.text == "1 week less of notice for the offer desk (3 weeks, then 2 weeks) is not possible."
