"""What vendors promised and what came of it: figures, whether they tell anything, what to correct."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from scheduler import InvalidProblem
from scheduler.plan import Plan
from scheduler.problem import Problem, Running
from scheduler.problem.actuals import Actual, Actuals, What
from scheduler.replan.scores.corrections import apply, later
from scheduler.replan.scores.scorecard import Measure, Scorecard, scorecard
from tests.replan.desk import desk, planned, week

AWAY = {"shrinkage": 0.1, "rework_share": 0.05}


def long_surge() -> Problem:
    """Two agents for eight weeks from week 2 on, who are away for a tenth of their time."""
    return desk(400, 400, *[468.4] * 8, 400, offer=AWAY)


def heads(plan: Plan) -> Sequence[float]:
    return plan.offers["agents"].active


def facts(what: What, values: Sequence[float], first: int = 2) -> tuple[Actual, ...]:
    """One row a week from week `first` on."""
    return tuple(
        Actual(what=what, name="agents", on=week(first + n), value=value) for n, value in enumerate(values)
    )


def scored(*rows: Actual) -> Scorecard:
    one = long_surge()
    plan = planned(one)
    assert heads(plan)[2:10] == (2.0,) * 8
    return scorecard(one, plan, Actuals(rows=rows))


def measure(card: Scorecard, name: str) -> Measure:
    (offer,) = card.offers
    assert (offer.vendor, offer.offer) == ("agency", "agents")
    return next(each for each in offer.measures if each.name == name)


def test_hours_below_the_promise_are_told_and_corrected() -> None:
    # two heads × 40 hours × 0.9 = 72 hours a week are promised; 62, 66, 64, 64 come: 256 of 288
    card = scored(*facts(What.HOURS_WORKED, [62, 66, 64, 64]))
    found = measure(card, "hours")
    assert (found.promised, found.delivered, found.count) == (288.0, 256.0, 4)
    assert found.enough
    assert found.differs
    # 256 / 288 of 0.9 is 0.8
    (correction,) = card.corrections
    assert (correction.row, correction.field) == ("agents", "shrinkage")
    assert (correction.before, correction.after) == (0.1, 0.2)
    changed = apply(long_surge(), card.corrections)
    assert changed.rate_card.offers[0].shrinkage == 0.2


def test_three_weeks_are_too_few_to_tell() -> None:
    card = scored(*facts(What.HOURS_WORKED, [60, 60, 60]))
    found = measure(card, "hours")
    assert not found.enough
    assert not found.differs
    assert "too little to tell" in found.text
    assert card.corrections == ()


def test_what_goes_up_and_down_tells_nothing() -> None:
    # 40, 104, 38, 98: a mean of 70 for 72, and far apart
    card = scored(*facts(What.HOURS_WORKED, [40, 104, 38, 98]))
    found = measure(card, "hours")
    assert found.enough
    assert not found.differs
    assert "as far as can be told" in found.text
    assert card.corrections == ()


def test_efficiency_is_output_of_an_hour_before_rework() -> None:
    # 72 hours worked a week, 54 good and 3.6 again: 57.6 / 72 = 0.8 where 1.0 was promised
    card = scored(
        *facts(What.HOURS_WORKED, [72.0] * 4),
        *facts(What.HOURS_DELIVERED, [54.0] * 4),
        *facts(What.HOURS_REWORKED, [3.6] * 4),
    )
    found = measure(card, "efficiency")
    assert (found.promised, found.delivered) == (1.0, 0.8)
    # 3.6 of 57.6 is 6.25 % where 5 % was promised
    assert measure(card, "rework").delivered == 0.0625
    said = {(each.field, each.before, each.after) for each in card.corrections}
    assert said == {("skills.talk", 1.0, 0.8), ("rework_share", 0.05, 0.0625)}
    changed = apply(long_surge(), card.corrections).rate_card.offers[0]
    assert (changed.skills, changed.rework_share) == ({"talk": 0.8}, 0.0625)


def test_starts_that_are_late_make_the_lead_longer() -> None:
    rows = [
        Actual(what=What.CONTRACT_STARTS, name="agents", on=week(2) + timedelta(days=days), value=1.0,
               planned_for=week(2))
        for days in (9, 9, 8, 10)
    ]  # fmt: skip
    card = scored(*rows)
    found = measure(card, "starts")
    assert (found.delivered, found.count, found.differs) == (9.0, 4, True)
    # two weeks and nine days are two weeks and two weeks, rounded up
    assert [(each.field, each.before, each.after) for each in card.corrections] == [("lead", "2w", "4w")]


def came(count: float, on: date | None = None) -> Actual:
    """So many of the two ordered for week 2 came."""
    day = on or week(2)
    return Actual(what=What.CONTRACT_STARTS, name="agents", on=day, value=count, planned_for=week(2))


def test_on_time_are_so_many_of_those_ordered() -> None:
    found = measure(scored(came(1)), "starts")
    assert "1 of 2 heads came on time, 1 did not come, 0 days late on average in 1 order" in found.text
    # the other came three days later: 3 of 2 heads
    found = measure(scored(came(1), came(1, week(2) + timedelta(days=3))), "starts")
    assert found.delivered == 1.5
    assert "1 of 2 heads came on time, 1.5 days late on average in 1 order" in found.text


def test_nobody_who_came_is_told() -> None:
    found = measure(scored(came(0)), "starts")
    assert "0 of 2 heads came on time, 2 did not come in 1 order" in found.text
    assert not found.differs


def test_hours_are_promised_for_the_heads_that_came() -> None:
    # one head × 36 hours a week: the other, who did not come, works no fewer hours
    card = scored(came(1), *facts(What.HOURS_WORKED, [36, 36, 36, 36]))
    found = measure(card, "hours")
    assert (found.promised, found.delivered, found.differs) == (144.0, 144.0, False)
    assert card.corrections == ()


def test_hours_are_promised_from_the_day_of_coming_on() -> None:
    # both come on Thursday at midnight of week 3: nothing in week 2, four of the seven days of week 3
    days = week(3) + timedelta(days=3)
    found = measure(scored(came(2, days), *facts(What.HOURS_WORKED, [0, 40, 72])), "hours")
    assert found.promised == pytest.approx(72 * 4 / 7 + 72)


def test_a_contract_signed_before_is_an_order_too() -> None:
    signed = Running(key="signed", offer="agents", heads=2.0, started=week(2), earliest_end=week(10))
    one = long_surge()
    one = one.model_copy(update={"rate_card": one.rate_card.model_copy(update={"running": (signed,)})})
    rows = (came(1), *facts(What.HOURS_WORKED, [36, 36, 36, 36]))
    card = scorecard(one, planned(one), Actuals(rows=rows))
    assert "1 of 2 heads came on time, 1 did not come" in measure(card, "starts").text
    assert measure(card, "hours").promised == 144.0


def test_output_alone_is_told_beside_the_plan_and_corrects_nothing() -> None:
    # 68.4 productive hours a week are planned of two, 34.2 of the one who came: 25 are 73 %
    card = scored(came(1), *facts(What.HOURS_DELIVERED, [25.0] * 4))
    found = measure(card, "output")
    assert found.promised == pytest.approx(136.8)
    assert (found.delivered, found.differs) == (100.0, True)
    assert "100 of 137 productive hours planned (73 %) in 4 weeks. Add the hours worked" in found.text
    assert card.corrections == ()


def test_leavers_are_told_by_the_year() -> None:
    # one of two heads in each of two weeks of four: 2 of 8 head-weeks, 13 in a year
    card = scored(*facts(What.CONTRACT_LEAVERS, [1, 0, 0, 1]))
    found = measure(card, "attrition")
    assert found.delivered == pytest.approx(2 / (8 / 52))
    assert card.corrections == ()


def test_nothing_known_is_nothing_said() -> None:
    assert scored() == Scorecard(offers=(), corrections=())


def test_a_scorecard_survives_json() -> None:
    card = scored(*facts(What.HOURS_WORKED, [62, 66, 64, 64]))
    assert Scorecard.model_validate_json(card.model_dump_json()) == card


def test_corrections_of_another_problem_are_refused() -> None:
    card = scored(*facts(What.HOURS_WORKED, [62, 66, 64, 64]))
    with pytest.raises(ValueError, match=r"shrinkage is 0.0, not 0.1"):
        apply(desk(400, 400), card.corrections)
    with pytest.raises(KeyError):
        apply(desk(400, 400, offer={"key": "others"}), card.corrections)


def test_unknown_offers_are_refused() -> None:
    row = Actual(what=What.HOURS_WORKED, name="nobody", on=date(2026, 1, 5), value=1.0)
    with pytest.raises(InvalidProblem, match="no offer 'nobody'"):
        scored(row)


@pytest.mark.parametrize(
    ("lead", "days", "longer"),
    [
        ("4w", 9, "6w"),
        ("4w", 7, "5w"),
        ("0d", 3, "3d"),
        ("2m", 1, "3m"),
        ("0w", 8, "8d"),
        ("10d", 2.5, "13d"),
    ],
)
def test_a_lead_is_longer_in_its_own_unit(lead: str, days: float, longer: str) -> None:
    assert later(lead, days) == longer
