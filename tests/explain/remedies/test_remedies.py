"""What a remedy says, derived by hand; and when there is none to tell."""

from __future__ import annotations

import time
from functools import lru_cache
from typing import Any

import pytest
from pydantic import JsonValue

from scheduler import Outcome, solve
from scheduler.explain.asking import Asking, Explained
from scheduler.explain.edits import with_fields, with_one
from scheduler.explain.remedies import ROOM, Cell, Edit, Remedy, applied, distinct, remedies
from scheduler.problem import Budget, Hire, Policy, Problem, ShareLimit, VendorShareLimit
from scheduler.result import StopReason
from tests.explain.remedies.carried_out import carried_out, solved
from tests.explain.remedies.corpus import CORPUS
from tests.fixtures.solved import problem as fixture
from tests.rules import small
from tests.search.apart import engine
from tests.search.small import END, START, problem

BUDGET = problem(offer={}, policy=Policy(budget=(Budget(amount=8000.0, since=START, until=END),)))
LATE = problem(offer={"lead": "3w"})

CASES: dict[str, tuple[Problem, str, JsonValue, JsonValue, str, JsonValue]] = {
    # the second head is needed on 18 January, two weeks after the day of planning
    "lead": (LATE, "lead", "3w", "2w", "let Acme start 1 week sooner", None),
    # six weeks of 1,000 for the head, two of 40 hours at 30: 8,400
    "budget": (BUDGET, "amount", 8000.0, 8400.0, "budget +400", 8399.0),
    # own people can deliver 40 of 80 hours
    "share": (
        problem(offer={}, policy=Policy(min_inhouse_share=(ShareLimit(share=0.6),))),
        "share",
        0.6,
        0.5,
        "let own people deliver as little as 50 %",
        0.501,
    ),
    "vendors": (
        problem(offer={}, policy=Policy(max_vendors=0)),
        "max_vendors",
        0,
        1,
        "one vendor more",
        None,
    ),
    # three are asked for where two can be
    "least heads": (
        problem(work={"must_meet": False}, team={"min_headcount": 3.0, "hire": Hire(max_total=1.0)}),
        "min_headcount",
        3.0,
        2.0,
        "let team fall to 2 heads",
        2.5,
    ),
    # 40 of 80 hours in the worst week
    "undone": (
        problem(),
        "max_shortage_share",
        None,
        0.5,
        "accept 80 hours of calls undone in weeks 3 to 4 (the work of up to 1 FTE)",
        0.499,
    ),
}


ASKED = {
    "lead": "contract_lead",
    "budget": "budget",
    "share": "inhouse_share",
    "vendors": "vendor_count",
    "least heads": "headcount_limits",
    "undone": "max_shortage",
}
"""The rule that is to give."""


def found(given: Problem, most: int = 5, **more: Any) -> tuple[Remedy, ...]:
    return remedies(given, result=solved(given), most=most, gap=0.0, engine=engine(), **more)


@pytest.mark.parametrize("name", CASES)
def test_edits_are_the_least_that_the_input_can_say(name: str) -> None:
    given, field, before, after, text, too_little = CASES[name]
    conflict = next(each for each in solved(given).conflicts if each.rule == ASKED[name])
    remedy = ROOM.answer(
        f"{conflict.rule}: {conflict.owner}", Asking(Explained(given, solved(given)), engine())
    )
    assert isinstance(remedy, Remedy)
    (edit,) = remedy.edits
    cell = next(cell for cell in edit.cells if cell.field == field)
    assert (cell.before, cell.after) == (before, after)
    assert edit.text == text
    assert remedy.least
    if too_little is not None:
        less = [each.model_copy(update={"after": too_little} if each is cell else {}) for each in edit.cells]
        short = carried_out(given, [edit.model_copy(update={"cells": tuple(less)})])
        assert solved(short).outcome is Outcome.INFEASIBLE


def test_remedies_differ_and_the_cheapest_is_first() -> None:
    # a week sooner: 6 × 1,000 + 80 × 30; what is undone is dearer than that
    first, *others = found(LATE, 3)
    assert first.cost is not None
    assert first.cost.low == first.cost.high == 8400.0
    assert first.text == "let Acme start 1 week sooner: then there is a plan for 8,400 EUR"
    assert others
    assert all(other.cost is not None and other.cost.low >= 8400.0 for other in others)
    assert any(other.cost is not None and other.cost.low > 8400.0 for other in others)
    assert len({each.groups for each in (first, *others)}) == 1 + len(others)


def test_a_share_of_each_vendor_is_one_remedy_whichever_vendor_needs_it() -> None:
    # two own heads and one of each vendor do 160 hours: 40 each, a quarter, at 1,000 a week for two weeks
    given = small.problem(
        small.stream([160, 160]),
        pools=[small.pool(2.0)],
        offers=[small.offer(max_heads=1), small.offer("others", vendor="beta", max_heads=1)],
        policy=Policy(strict=True, max_vendor_share=(VendorShareLimit(share=0.2),)),
    )
    said = "let each vendor deliver up to 25 %: then there is a plan for 8,000 EUR"
    assert [each.text for each in found(given) if "deliver" in each.text] == [said]
    asked = Asking(Explained(given, solved(given)), engine())
    one, other = (ROOM.answer(f"vendor_share: {vendor}", asked) for vendor in ("agency", "beta"))
    assert isinstance(one, Remedy)
    assert isinstance(other, Remedy)
    assert one.groups != other.groups
    assert distinct((one, other)) == (one,)


def test_two_reasons_are_given_way_to_together() -> None:
    case = CORPUS["lead and budget"]
    (remedy,) = found(case.problem, most=1)
    assert {edit.rule for edit in remedy.edits} == {"contract_lead", "budget"}
    assert (
        remedy.text == "budget +1,000 and let agency start 2 weeks sooner: then there is a plan for 4,000 EUR"
    )


def test_a_problem_with_a_plan_needs_none() -> None:
    given = problem(offer={})
    result = solved(given)
    assert found(given) == ()
    assert ROOM.questions(Explained(given, result)) == ()


def test_where_no_plan_was_found_in_time_nothing_is_said() -> None:
    late = solved(LATE).model_copy(
        update={"outcome": Outcome.NO_PLAN_IN_TIME, "stop_reason": StopReason.TIME_LIMIT}
    )
    assert ROOM.questions(Explained(LATE, late)) == ()
    assert remedies(LATE, result=late, engine=engine()) == ()


def test_the_room_asks_for_what_gives_least_and_for_each_rule_in_the_way() -> None:
    explained = Explained(LATE, solved(LATE))
    asked = ROOM.questions(explained)
    assert asked == (
        "what gives least",
        "contract_lead: acme",
        "max_shortage: calls",
        "max_delay: calls",
    )
    asking = Asking(explained, engine(), gap=0.0)
    answers = [ROOM.answer(name, asking) for name in asked]
    assert all(isinstance(each, ROOM.shape) for each in answers)
    kept = distinct(each for each in answers if isinstance(each, Remedy))
    assert {edit.rule for remedy in kept for edit in remedy.edits} >= {"contract_lead", "max_shortage"}
    for each in answers:
        assert ROOM.shape.model_validate_json(each.model_dump_json()) == each


def test_unlike_rules_and_owners_are_asked_first_and_none_is_refused() -> None:
    first, *_ = solved(LATE).conflicts
    ordered = ["a: x", "a: y", "b: x", "c: z", "a: w", "b: w"]
    groups = [each.split(": ") for each in ordered]
    conflicts = tuple(
        first.model_copy(update={"rule": rule, "owner": owner, "text": rule}) for rule, owner in groups
    )
    asked = ROOM.questions(Explained(LATE, solved(LATE).model_copy(update={"conflicts": conflicts})))
    # c: z is new in both, then b: w is; then y is a new owner; of the rest nothing is new
    assert asked == ("what gives least", "a: x", "c: z", "b: w", "a: y", "b: x", "a: w")
    assert ROOM.most == 5


@lru_cache(maxsize=1)
def rush() -> Explained:
    """Month-end accounting with the payroll of a week doubled, and no more than twelve own people."""
    given = fixture("month-end-accounting")
    (payroll,) = (work for work in given.forecast.workstreams if work.key == "payroll")
    assert isinstance(payroll.hours, tuple)
    hours = (*payroll.hours[:7], 300.0, *payroll.hours[8:])
    given = with_one(given, "forecast", "workstreams", "payroll", hours=hours)
    given = with_fields(given, "policy", max_headcount=12.0)
    return Explained(given, solve(given, engine=engine()))


def test_a_rule_of_somebody_else_that_gives_a_cheaper_plan_is_among_the_first() -> None:
    asked = ROOM.questions(rush())[: ROOM.most]
    assert "overtime_limit: accountants" in asked
    answers = [ROOM.answer(name, Asking(rush(), engine())) for name in asked]
    cheapest, *others = distinct(each for each in answers if isinstance(each, Remedy))
    assert others
    assert cheapest.cost is not None
    assert cheapest.cost.high is not None
    # found by hand: with so much overtime of the accountants there is a plan, cheaper than any other remedy's
    (edit,) = cheapest.edits
    assert (edit.rule, edit.owner) == ("overtime_limit", "accountants")
    by_hand = solve(carried_out(rush().problem, [edit]), engine=engine())
    assert by_hand.bound is not None
    assert by_hand.bound <= cheapest.cost.high * (1 + 1e-6)
    assert all(each.cost and each.cost.low > cheapest.cost.high for each in others)


def test_a_rule_that_is_no_help_beside_others_is_asked_without_them() -> None:
    # undone payroll is enough alone; without it the clerks' overtime gives, and something beside it
    least, other = (
        ROOM.answer(name, Asking(rush(), engine()))
        for name in ("what gives least", "overtime_limit: payroll clerks")
    )
    assert isinstance(least, Remedy)
    assert isinstance(other, Remedy)
    assert least.groups == {("max_shortage", "payroll")}
    assert ("overtime_limit", "payroll clerks") in other.groups
    assert not least.groups & other.groups
    assert solve(carried_out(rush().problem, other.edits), engine=engine()).check == "passed"
    for edit in other.edits:
        rest = [each for each in other.edits if each is not edit]
        assert solve(carried_out(rush().problem, rest), engine=engine()).outcome is Outcome.INFEASIBLE


def test_without_time_it_says_so() -> None:
    asking = Asking(Explained(LATE, solved(LATE)), engine(), until=time.monotonic() - 1)
    answer = ROOM.answer("what gives least", asking)
    assert isinstance(answer, Remedy)
    assert answer.edits == ()
    assert "time was over" in answer.text


def test_an_edit_of_something_else_is_refused() -> None:
    cell = {"document": "policy", "table": "budget", "row": "0", "field": "amount"}
    other = Cell.model_validate({**cell, "from": 7000.0, "to": 9000.0})
    with pytest.raises(ValueError, match=r"7000.0"):
        applied(BUDGET, [other])
    with pytest.raises(KeyError):
        applied(BUDGET, [other.model_copy(update={"row": "1"})])


def test_edits_are_made_one_after_the_other() -> None:
    # of two works that must be met by policy alone, each names what of the other may be undone: nothing
    case = CORPUS["strict for two"]
    (both,) = found(case.problem, 1)
    edits: tuple[Edit, ...] = both.edits
    cells = [(cell.row, cell.field, cell.before, cell.after) for edit in edits for cell in edit.cells]
    assert cells == [
        ("calls", "max_shortage_share", None, 0.5),
        (None, "strict", True, False),
        ("letters", "max_shortage_share", None, 0.0),
        # 20 of 60 hours
        ("letters", "max_shortage_share", 0.0, 0.334),
    ]
