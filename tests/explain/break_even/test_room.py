"""Which break-even questions there are."""

from __future__ import annotations

import pytest

from scheduler.explain.asking import Explained
from scheduler.explain.break_even import ROOM
from tests.explain.break_even.test_own_hour import both
from tests.explain.break_even.test_surge import surge
from tests.explain.break_even.tiny import answer, asking, offer, problem, raw, week


def names(document: dict[str, object]) -> tuple[str, ...]:
    return ROOM.questions(Explained(problem(document), answer(document)))


def test_one_of_each_kind_comes_first() -> None:
    assert names(surge()) == (f"surge: {week(0)} to {week(4)}", "rate: Acme", "lead: Acme")
    assert names(both()) == ("rate: Acme", "own hour: Acme", "lead: Acme")


def test_vendors_outside_the_plan_are_asked_when_they_would_enter() -> None:
    document = raw([40] * 4, [offer(30), offer(45, "Rival"), offer(60, "Dear")])
    assert names(document) == ("rate: Acme", "rate: Rival", "lead: Acme", "rate: Dear")


def test_nothing_is_asked_of_free_rates_or_without_a_plan() -> None:
    assert names(raw([40] * 4, [offer(0)])) == ("lead: Acme",)
    assert names(raw([40] * 4, [offer(30, lead="9w")], must_meet=True)) == ()


def test_a_surge_is_no_question_where_nobody_can_be_hired() -> None:
    document = surge()
    del document["workforce"]["pools"][0]["hire"]
    assert not any(name.startswith("surge") for name in names(document))


@pytest.mark.parametrize("name", ["rate: Nobody", "price: Acme", "", "surge: soon"])
def test_other_names_are_refused(name: str) -> None:
    with pytest.raises(ValueError, match="no break-even question"):
        ROOM.answer(name, asking(raw([40] * 4, [offer(30)])))
