"""The board keeps the best plan and bound, says when to stop, and tells what is so."""

from __future__ import annotations

import threading

import numpy as np
import pytest

from scheduler.engine import Progress, StopReason
from scheduler.search.board import Board, Effort

PLAN, OTHER = np.array([1.0, 2.0]), np.array([2.0, 1.0])


def board(gap: float = 0.0, time_limit: float = 60.0) -> tuple[Board, list[Progress]]:
    """A board and what it tells."""
    told: list[Progress] = []
    return Board(Effort(time_limit, gap, on_progress=told.append)), told


def test_a_new_board_knows_nothing() -> None:
    empty, told = board()
    assert empty.values is None
    assert empty.gap == np.inf
    assert empty.reason() is None
    empty.tell()
    assert (told[0].incumbent, told[0].bound, told[0].gap) == (None, None, None)


def test_only_a_cheaper_plan_is_kept() -> None:
    best, told = board()
    assert best.plan(PLAN, 100.0)
    assert not best.plan(OTHER, 100.0)
    assert not best.plan(OTHER, 101.0)
    assert (best.cost, best.values) == (100.0, pytest.approx(PLAN))
    assert best.plan(OTHER, 90.0)
    assert best.values is OTHER
    assert [each.incumbent for each in told] == [100.0, 90.0]


def test_only_a_higher_bound_is_kept() -> None:
    best, told = board()
    best.plan(PLAN, 100.0)
    best.prove(80.0)
    best.prove(70.0)
    assert (best.bound, best.gap) == (80.0, pytest.approx(0.2))
    assert [each.bound for each in told] == [None, 80.0]
    assert told[-1].gap == pytest.approx(0.2)


def test_a_bound_above_a_plan_gives_way_to_the_relaxations() -> None:
    best, _ = board()
    best.prove(60.0, relaxed=True)
    best.prove(95.0)
    assert best.bound == 95.0
    best.plan(PLAN, 90.0)  # refutes the 95
    assert best.bound == 60.0
    best.prove(97.0)  # refuted already
    assert best.bound == 60.0
    best.prove(85.0)
    assert best.bound == 85.0


def test_a_bound_that_meets_a_plan_but_for_noise_stays() -> None:
    best, _ = board()
    best.prove(60.0, relaxed=True)
    best.plan(PLAN, 100.0)
    best.prove(100.0 + 1e-6)
    assert best.gap == 0.0
    assert best.reason() is StopReason.PROVED


def test_tidying_may_keep_the_cost_but_not_raise_it() -> None:
    best, _ = board()
    best.plan(PLAN, 100.0)
    best.tidy(OTHER, 100.0)
    assert best.values is OTHER
    best.tidy(PLAN, 100.1)
    assert (best.values is OTHER, best.cost) == (True, 100.0)


def test_a_plan_under_way_is_told_but_not_kept() -> None:
    best, told = board()
    best.plan(PLAN, 100.0)
    best.prove(80.0)
    best.tell(incumbent=90.0)
    assert (best.cost, best.values is PLAN) == (100.0, True)
    assert (told[-1].incumbent, told[-1].gap) == (90.0, pytest.approx(1 / 9))


def test_what_is_told_never_gets_worse() -> None:
    best, told = board()
    best.plan(PLAN, 100.0)
    best.tell(incumbent=90.0)  # of a solver under way, which has not handed it over
    best.prove(80.0)
    assert [each.incumbent for each in told] == [100.0, 90.0, 90.0]


@pytest.mark.parametrize(
    ("bound", "gap", "reason"),
    [
        (94.0, 0.05, None),
        (96.0, 0.05, StopReason.GAP),
        (100.0, 0.05, StopReason.PROVED),
        (99.9, 0.0, None),
    ],
)
def test_why_to_stop(bound: float, gap: float, reason: StopReason | None) -> None:
    best, _ = board(gap)
    best.plan(PLAN, 100.0)
    best.prove(bound)
    assert best.reason() is reason


def test_who_is_stopped_stops_first_and_time_comes_last() -> None:
    late, _ = board(time_limit=0.0)
    assert late.left == 0.0
    assert late.reason() is StopReason.TIME_LIMIT
    late.plan(PLAN, 100.0)
    late.prove(100.0)
    assert late.reason() is StopReason.PROVED
    stopped = Board(Effort(60.0, 0.0, stop=threading.Event()))
    assert stopped.effort.stop is not None
    assert stopped.reason() is None
    stopped.effort.stop.set()
    assert stopped.reason() is StopReason.STOPPED
