"""Dates of actions, first in first out, each by hand. Weeks begin on Mondays, the first on 5 January."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from scheduler.check.actions import first_in_first_out
from scheduler.plan import Action
from scheduler.problem import Conversion, Hire, Move, Problem, Release
from tests.check.breaches_contracts import contract
from tests.check.maker import plan_of
from tests.rules.small import offer, pool, problem, running, stream, week

IDLE = stream([0.0] * 6)


def jan(day: int) -> date:
    return date(2026, 1, day)


JOIN = Conversion(after="2w", to_pool="team", max=3)
HELP = Move.model_validate({"key": "help", "from": "team", "to": "others", "duration": "2w"})


def only(given: Problem, **decided: Any) -> Action:
    """The one action of a plan."""
    actions = plan_of(given, **decided).actions
    assert len(actions) == 1
    return actions[0]


@pytest.mark.parametrize(
    ("lead", "decide_by"),
    [
        ("0d", jan(26)),
        ("10d", jan(16)),  # a Friday
        ("2d", jan(23)),  # Saturday 24 January: the Friday before
        ("1d", jan(23)),
        ("3w", jan(5)),
        ("1m", date(2025, 12, 26)),
        ("2m", date(2025, 11, 26)),
    ],
)
def test_a_hire_is_decided_its_lead_before(lead: str, decide_by: date) -> None:
    action = only(problem(IDLE, pools=[pool(hire=Hire(lead=lead))]), hires={"team": {3: 2}})
    assert (action.kind, action.owner, action.heads) == ("hire", "team", 2)
    assert (action.start, action.end, action.decide_by, action.end_decide_by) == (
        jan(26),
        None,
        decide_by,
        None,
    )


def test_a_release_is_decided_its_notice_before() -> None:
    terms = Release(notice="2w", max_of_present=1)
    action = only(problem(IDLE, pools=[pool(1, release=terms)]), releases={"team": {4: 1}})
    assert (action.start, action.decide_by) == (date(2026, 2, 2), jan(19))


def test_a_move_is_decided_when_it_begins() -> None:
    given = problem(IDLE, pools=[pool(1), pool(key="others")], moves=[HELP])
    action = only(given, moves={"help": {1: 1}})
    assert (action.start, action.end, action.decide_by) == (jan(12), None, jan(12))


@pytest.mark.parametrize(
    ("terms", "ended", "decide_by", "end_decide_by"),
    [
        ({}, 3, jan(12), jan(26)),
        ({"lead": "3d", "notice": "1w"}, 3, jan(9), jan(19)),
        ({"lead": "3d", "notice": "1w"}, None, jan(9), None),
        # Two weeks are the most: the end was ordered with the start.
        ({"lead": "3d", "max_term": "2w"}, 3, jan(9), jan(9)),
        ({"lead": "3d", "min_term": "2w", "max_term": "2w", "notice": "1w"}, 3, jan(9), jan(9)),
        # Three would be possible: two are decided.
        ({"lead": "3d", "max_term": "3w"}, 3, jan(9), jan(26)),
        ({"last_end": week(3), "notice": "1w"}, 3, jan(12), jan(19)),
    ],
)
def test_a_contract(
    terms: dict[str, Any], ended: int | None, decide_by: date, end_decide_by: date | None
) -> None:
    action = only(problem(IDLE, offers=[offer(**terms)]), **contract(1, 2, ended))
    assert (action.kind, action.owner, action.heads) == ("contract", "agents", 2)
    assert (action.start, action.end) == (jan(12), None if ended is None else jan(26))
    assert (action.decide_by, action.end_decide_by) == (decide_by, end_decide_by)


def test_a_conversion() -> None:
    given = problem(IDLE, pools=[pool(1)], offers=[offer(lead="1w", notice="1w", conversion=JOIN)])
    action = only(given, converting={"agents": {1: 1}}, converted={"agents": {4: 1}})
    assert (action.kind, action.start, action.end) == ("conversion", jan(12), date(2026, 2, 2))
    assert (action.decide_by, action.end_decide_by) == (jan(5), jan(26))


@pytest.mark.parametrize(("ended", "decide_by"), [(2, jan(12)), (4, date(2025, 8, 11))])
def test_a_running_contract(ended: int, decide_by: date) -> None:
    """It began on Monday 18 August, 20 weeks ago: its term runs out as ordered a week before that."""
    lots = [running(1, latest_end=week(4))]
    given = problem(IDLE, offers=[offer(lead="1w", notice="1w")], lots=lots)
    action = only(given, running_ends={"old": {ended: 1}})
    assert (action.kind, action.owner, action.start) == ("end_running", "old", week(ended))
    assert (action.decide_by, action.end, action.end_decide_by) == (decide_by, None, None)


@pytest.mark.parametrize(
    ("starts", "ends", "pairs"),
    [
        ((2, 0, 0), (0, 0, 2), [(0, 2, 2)]),
        ((2, 0, 0), (0, 1, 0), [(0, 1, 1), (0, None, 1)]),
        ((1, 2, 0, 0), (0, 0, 2, 0), [(0, 2, 1), (1, 2, 1), (1, None, 1)]),
        ((1, 0, 1, 0), (0, 1, 0, 1), [(0, 1, 1), (2, 3, 1)]),
        ((0.5, 0.5), (0, 0.75), [(0, 1, 0.5), (1, 1, 0.25), (1, None, 0.25)]),
        ((0, 0), (0, 0), []),
    ],
)
def test_first_in_first_out(
    starts: tuple[float, ...], ends: tuple[float, ...], pairs: list[tuple[int, int | None, float]]
) -> None:
    assert list(first_in_first_out(starts, ends)) == pairs
