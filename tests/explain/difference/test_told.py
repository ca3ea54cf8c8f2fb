"""A difference in sentences: short, by weight, and complete."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.explain.difference import difference, headline, sentences, told
from scheduler.plan import Action
from tests.explain.difference.test_plans import ACTIONS, action, plan


def contract(start: int = 2, end: int | None = 4, heads: float = 3.0, **fields: Any) -> Action:
    last = None if end is None else date(2027, end, 1)
    return action(start, heads, kind="contract", owner="acme", end=last, **fields)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ((), (action(3),), "hire 2 more in phone on 1 Mar 2027"),
        ((action(3),), (), "hire 2 fewer in phone on 1 Mar 2027"),
        ((action(3, 1),), (action(3, 3),), "hire 2 more in phone on 1 Mar 2027 (3 in place of 1)"),
        ((action(3),), (action(4),), "hire 2 in phone on 1 Apr 2027 in place of 1 Mar 2027"),
        ((), (action(3), action(5, 1)), "hire 3 more in phone between 1 Mar 2027 and 1 May 2027"),
        ((), (action(3, kind="release"),), "let 2 more go from phone on 1 Mar 2027"),
        ((), (action(3, kind="move", owner="to mail"),), "move 2 more by to mail on 1 Mar 2027"),
        ((), (action(3, kind="end_running", owner="lot"),), "end 2 more of the running lot on 1 Mar 2027"),
        ((), (contract(),), "contract 3 more at acme from 1 Feb 2027 to 1 Apr 2027"),
        ((contract(),), (contract(end=None),),
         "contract 3 at acme from 1 Feb 2027 past the horizon in place of to 1 Apr 2027"),
        ((contract(),), (contract(3, 4, 1.5),),
         "contract 1.5 fewer at acme from 1 Mar 2027 in place of 1 Feb 2027 (1.5 in place of 3)"),
        ((contract(),), (contract(3, 5),),
         "contract 3 at acme from 1 Mar 2027 to 1 May 2027 in place of 1 Feb 2027 to 1 Apr 2027"),
        ((action(3, lead=1),), (action(3, lead=2),),
         "hire 2 in phone on 1 Mar 2027, to be decided by 1 Jan 2027 in place of 1 Feb 2027"),
        ((contract(end_decide_by=date(2027, 3, 1)),), (contract(end_decide_by=date(2027, 3, 8)),),
         "contract 3 at acme from 1 Feb 2027 to 1 Apr 2027, the end to be decided by 8 Mar 2027 "
         "in place of 1 Mar 2027"),
    ],
)  # fmt: skip
def test_each_change_in_words(before: tuple[Action, ...], after: tuple[Action, ...], said: str) -> None:
    assert sentences(difference(plan(*before), plan(*after))) == (said,)


def test_the_weightiest_first_and_the_rest_counted() -> None:
    # 3 contract heads for two months weigh less than 2 hires who stay from February to May
    after = (action(2), contract(), action(3, 1, owner="mail"), action(4, 1, owner="chat"))
    found = difference(plan(), plan(*after))
    assert sentences(found, most=2) == (
        "hire 2 more in phone on 1 Feb 2027",
        "contract 3 more at acme from 1 Feb 2027 to 1 Apr 2027",
        "and 2 smaller changes",
    )
    assert sentences(found, most=3)[-1] == "and 1 smaller change"
    assert sentences(difference(plan(*after), plan(*after))) == ()


@given(before=st.lists(ACTIONS, max_size=6), after=st.lists(ACTIONS, max_size=6), most=st.integers(0, 4))
def test_no_changed_action_is_left_out(before: list[Action], after: list[Action], most: int) -> None:
    found = difference(plan(*before), plan(*after))
    every = told(found)
    changes = len(found.added) + len(found.removed) + len(found.changed)
    assert sum(each.actions for each in every) == changes
    assert [each.weight for each in every] == sorted((each.weight for each in every), reverse=True)
    said = sentences(found, most)
    counted = re.match(r"and (\d+) smaller change", said[-1]) if said else None
    named = sum(each.actions for each in every[:most])
    assert named + (int(counted[1]) if counted else 0) == changes


@given(before=st.lists(ACTIONS, max_size=4), after=st.lists(ACTIONS, max_size=4))
def test_heads_in_sentences_add_up(before: list[Action], after: list[Action]) -> None:
    # "n more" less "n fewer" is what both plans' actions differ by
    found = difference(plan(*before), plan(*after))
    said = [re.search(r"([\d.]+) (more|fewer)", each.text) for each in told(found)]
    told_by = sum(float(each[1]) * (1 if each[2] == "more" else -1) for each in said if each)
    assert told_by == sum(each.heads for each in after) - sum(each.heads for each in before)


def test_the_headline() -> None:
    assert headline(difference(plan(), plan(pay=130.0, short=1.0))) == (
        "costs 120 more (30.0 %): 520 in place of 400; covers 90.0 % of the work in place of 100 %"
    )
    assert headline(difference(plan(), plan())) == "costs the same: 400; covers 100 % of the work, as before"
    cheaper = headline(difference(plan(pay=250_000.0), plan(pay=249_990.0)))
    assert cheaper.startswith("costs 40 less (less than 0.1 %): 999,960 in place of 1,000,000; ")


def test_what_is_told_apart_is_not_told_as_before() -> None:
    # 99.99 % and all: shown as 99.9 % and 100 %, which nobody would take for the same
    found = headline(difference(plan(short=0.001), plan()))
    assert found.endswith("covers 100 % of the work in place of 99.9 %")


def test_nearly_all_is_not_all() -> None:
    nearly = headline(difference(plan(short=0.5), plan(short=0.001)))
    assert nearly.endswith("covers 99.9 % of the work in place of 95.0 %")
