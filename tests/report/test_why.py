"""What is told of an explanation: intervals, hidden costs, and nothing that tells pay."""

from __future__ import annotations

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.explain.interval import Interval
from scheduler.explain.remedies import Remedy
from scheduler.explain.vendors.shapes import Way
from scheduler.report.hidden import all_counted, drawn, known, names_of
from scheduler.report.intervals import cents, ends, more, way_words
from scheduler.report.palette import LINES, Palette
from scheduler.report.pictures.stack import furthest, least
from scheduler.report.pictures.vendors import offers_picture, without_picture
from scheduler.report.why import why
from tests.report.why_example import PAID, explanation, hired

MONEY = st.floats(-1e7, 1e7, allow_nan=False)


@given(MONEY, st.floats(0, 1e6))
def test_no_end_is_rounded_to_be_narrower(low: float, wide: float) -> None:
    interval = Interval(low=low, high=low + wide)
    for least_shown, most_shown in (ends(interval), cents(interval)):
        assert least_shown is not None
        assert most_shown is not None
        assert least_shown <= low + 1e-6
        assert most_shown >= low + wide - 1e-6


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (101855.04, 333527.37, "101,855 to 333,528 more"),
        (500.0, 500.0, "500 more"),
        (400.2, None, "at least 400 more"),
        (0.0, 8377.5, "at most 8,378 more; too close to tell"),
        (-300.5, 20.2, "at most 21 more; too close to tell"),
        (-10.0, None, "too close to tell"),
        (-300.5, -200.5, "200 to 301 less"),
        (0.0, 0.0, "the same"),
    ],
)
def test_an_interval_says_no_more_than_it_carries(low: float, high: float | None, words: str) -> None:
    assert more(Interval(low=low, high=high)) == words


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"found": "same", "change": {"low": 0.0, "high": 60.0}}, "stays as it is"),
        ({"found": "impossible"}, "no plan"),
        ({"found": "not asked"}, "not a valid input"),
        ({"found": "late"}, "no time to find out"),
        ({"found": "late", "change": {"low": 7.9, "high": None}}, "at least 7 more"),
        ({"found": "plan", "change": None}, "too close to tell"),
    ],
)
def test_a_way_says_what_is_known_of_it(facts: dict[str, object], words: str) -> None:
    assert way_words(Way.model_validate(facts)) == words


def test_parts_of_an_hour_add_up_to_all_counted() -> None:
    for _, offer in known(explanation().vendors):
        assert math.fsum(drawn(offer).values()) == pytest.approx(all_counted(offer))
        assert drawn(offer).keys() <= LINES.keys()
    # licences are the user's name for an overhead; the first line is what a billed hour costs
    (_, budget), (_, prime) = known(explanation().vendors)
    assert drawn(budget)["overheads"] == pytest.approx(60 / 168)
    assert names_of([drawn(prime), drawn(budget)])[:3] == ["billed hour", "shrinkage", "efficiency"]


def test_what_is_taken_back_stands_left_of_nothing() -> None:
    parts = drawn(known(explanation().vendors)[1][1])
    assert (least(parts), furthest(parts)) == (-3.0, 60.0)


def test_lines_of_an_hour_differ_in_colour_pattern_or_both() -> None:
    assert len({style.colour for style in LINES.values()}) == len(LINES)
    assert len({style.pattern for style in LINES.values()}) == len(LINES)


def test_pictures_name_what_they_show_and_are_the_same_every_time() -> None:
    found = explanation()
    offers = [offer for _, offer in known(found.vendors)]
    drawing = offers_picture(offers, "a")
    for words in ("budget phone", "prime phone*", "57.00", "shrinkage", "supervision by own people"):
        assert words in drawing
    assert offers_picture(offers, "a") == drawing
    beside = without_picture(found.vendors, Palette(["Budget"]), "b")
    for words in ("Budget: 250 to 96,790 more", "Prime: no plan", "Late: at least 400 more", "→"):
        assert words in beside
    assert without_picture([], Palette([]), "c").startswith("<svg")


def test_long_names_are_cut_in_pictures() -> None:
    found = known(explanation().vendors)[0][1].model_copy(update={"offer": "x" * 200})
    assert "x" * 19 + "…" in offers_picture([found], "a")


def test_without_pay_nothing_tells_it() -> None:
    told = why(explanation(), pay=False)
    said = told.explanation.model_dump_json(exclude={"reasons": {"__all__": {"text_without_pay"}}})
    for figure in PAID:
        assert str(figure) not in said
        assert f"{figure:,.0f}" not in said or figure < 100
    assert (told.explanation.prices, told.explanation.worth, told.explanation.break_even) == ((), (), ())
    assert told.explanation.unanswered == ("reasons: overtime/phone team",)
    assert [each.cost for each in told.explanation.reasons] == [None, 5860.0]


def test_explanations_that_differ_in_pay_alone_are_told_alike_without_it() -> None:
    text = explanation().model_dump_json()
    for place, figure in enumerate(PAID):
        text = text.replace(str(figure), str(1000.25 + place))
    other = type(explanation()).model_validate_json(text)
    assert other != explanation()
    assert why(other, pay=False) == why(explanation(), pay=False)


def test_by_how_much_a_budget_is_too_small_is_pay() -> None:
    rule = "Cash in a span stays within its budget: 4 Jan 2027 to 15 Feb 2027: short by 12,345.00 EUR."
    reason = hired(
        against=(rule,),
        text_without_pay=f"1 hire: without it there is no plan ({rule.rstrip('.')}).",
        binds=({"rule": "budget", "owner": "all", "since": None, "until": None, "text": rule},),
    )
    told = why(explanation(reasons=(reason,)), pay=False).explanation.reasons[0]
    assert "12,345" not in told.text
    assert "budget" in told.text
    assert not told.binds
    edit = {"rule": "budget", "owner": "all", "text": "budget +12,345", "cells": ()}
    remedy = {
        "edits": (edit,),
        "cost": {"low": 1.0, "high": 2.0},
        "least": True,
        "text": "budget +12,345",
    }
    found = why(explanation(remedies=(Remedy.model_validate(remedy),)), pay=False).explanation.remedies[0]
    assert found.text == "a larger budget: then there is a plan"
    assert "12,345" not in json.dumps([each.model_dump() for each in found.edits])
    assert found.cost is None
