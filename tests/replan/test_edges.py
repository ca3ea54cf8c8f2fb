"""Where cuts, terms and calendars meet: dates between periods, weekends, spans that are over."""

from __future__ import annotations

from datetime import date

import pytest

from scheduler import InvalidProblem
from scheduler.problem import Conversion, HeadsPer, Hire, Policy, Problem, ShareLimit
from scheduler.replan import replan, rolled
from tests.replan.desk import planned, week
from tests.rules.small import offer, pool, problem, running, stream


def test_a_notice_beyond_the_plan_costs_nothing_more() -> None:
    # an agent comes in the last of five weeks; four weeks of notice bind, and are no term that is paid
    one = problem(stream([40, 40, 40, 40, 80]), pools=[pool(1.0)], offers=[offer(notice="4w", lead="2w")])
    again = replan(one, planned(one), week(3), gap=0.0)
    assert again.kept.cost == again.now.rest == 3000


def test_who_is_to_convert_after_the_plan_owes_what_was_agreed() -> None:
    terms = Conversion(fee=10.0, after="2w", to_pool="team", max=3)
    one = problem(
        stream([40] * 4 + [80, 80]),
        pools=[pool(1.0)],
        offers=[offer(min_term="12w", lead="1w", conversion=terms)],
    )
    again = replan(one, planned(one), week(4), gap=0.0)
    assert again.kept.cost == again.now.rest


@pytest.mark.parametrize("day", [date(2026, 5, 1), date(2026, 5, 2), date(2026, 5, 3), date(2026, 5, 4)])
def test_a_weekend_is_as_the_friday_before(day: date) -> None:
    # a hire of 1 June with a lead of a month is to be decided on Friday 1 May
    hire = Hire(max=HeadsPer(heads=1.0, per="quarter"), lead="1m", costs={"ad": 10.0})
    one = problem(
        stream([160, 160, 320, 320, 480, 480, 480]),
        unit="month",
        pools=[pool(1.0, salary=4000.0, per="month", hire=hire)],
    )
    calendar = one.forecast.calendar.model_copy(update={"start": date(2026, 2, 1)})
    one = one.model_copy(update={"forecast": one.forecast.model_copy(update={"calendar": calendar})})
    again = replan(one, planned(one), day, gap=0.0)
    assert not again.changed


def test_a_contract_called_off_before_it_began_is_none() -> None:
    # signed for Thursday of week 0, called off on that day: it would have come in week 1
    one = problem(
        stream([40, 80, 40, 40]),
        pools=[pool(1.0)],
        offers=[offer(notice="1w")],
        lots=[running(1.0, key="signed", started=date(2026, 1, 8))],
    )
    again = replan(one, planned(one), date(2026, 1, 9), gap=0.0)
    assert not again.changed


def test_a_share_whose_span_is_over_is_no_limit_any_more() -> None:
    limit = ShareLimit.model_validate({"share": 0.6, "over": "horizon", "from": week(0), "to": week(2)})
    one = problem(
        stream([80] * 6), pools=[pool(1.0)], offers=[offer()], policy=Policy(max_contractor_share=(limit,))
    )
    now = Policy(max_contractor_share=(limit.model_copy(update={"share": 0.4}),))
    again = rolled(one.model_copy(update={"policy": now}), planned(one), week(3), before=one)
    assert again.problem.policy.max_contractor_share == ()


def refused(later: Problem, before: Problem, day: date) -> str:
    with pytest.raises(InvalidProblem) as caught:
        rolled(later, planned(before), day, before=before)
    (fault,) = caught.value.faults
    return f"{fault.place}: {fault.found}"


def test_calendars_that_do_not_belong_together_are_refused() -> None:
    weeks = problem(stream([40] * 6), pools=[pool(1.0)])
    months = problem(stream([160] * 6), pools=[pool(1.0)], unit="month")
    assert "months, where the earlier plan has weeks" in refused(months, weeks, week(3))
    short = problem(stream([40] * 3), pools=[pool(1.0)])
    assert "no period of the earlier plan begins" in refused(short, weeks, week(3))
    calendar = months.forecast.calendar.model_copy(update={"start": date(2026, 1, 31)})
    odd = months.model_copy(update={"forecast": months.forecast.model_copy(update={"calendar": calendar})})
    assert "months that begin on day 31" in refused(odd, odd, date(2026, 2, 20))
