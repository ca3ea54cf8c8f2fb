"""What is told of a plan is true: problems solved by pieces, held against the exact optimum."""

from __future__ import annotations

import pytest

from scheduler.engine import Answer, Progress, Status
from scheduler.model.build import build
from scheduler.search.board import Board, Effort
from scheduler.search.most import bounded
from scheduler.search.pieces.climb import Climb, Infeasible
from scheduler.solving import checked_plan
from tests.rules.small import nothing
from tests.search.apart import SECONDS, by_pieces, crew, exact, keep_apart
from tests.search.mixed import mixed

LONG = {
    0, 8, 12, 16, 29, 33, 39, 41, 47, 48, 53, 57, 59, 61, 62, 69, 70, 74, 80, 81, 82, 84, 93, 96, 101, 109,
    117, 119, 138, 146, 160, 165, 168, 171, 179, 185, 188, 193, 194, 198, 203, 208, 209,
    14, 44, 73, 83, 97, 124, 153, 155, 159, 210, 211, 217, 218, 225, 233, 241,
}  # fmt: skip
"""These take seconds."""

BUSY = {58}  # tests/rules/test_bounds.py: heads wanted for their supervision alone
HUNDREDS = sorted({*range(265)} - LONG - BUSY)
USUAL = HUNDREDS[::6]
MORE = sorted({*range(700)} - BUSY)
NOISE = 1e-6


@pytest.fixture(autouse=True)
def _apart(monkeypatch: pytest.MonkeyPatch) -> None:
    keep_apart(monkeypatch)


def test_hundreds_are_held_against_the_optimum() -> None:
    assert len(HUNDREDS) >= 200  # a sixth of them in the default run, these and 500 more in the long one


@pytest.mark.parametrize("seed", USUAL)
def test_by_pieces_as_exact(seed: int) -> None:
    _agree(seed, 0.0 if seed % 2 else 0.02)


@pytest.mark.slow
@pytest.mark.parametrize("seed", MORE)
@pytest.mark.parametrize("gap", [0.0, 0.02])
def test_more_by_pieces_as_exact(seed: int, gap: float) -> None:
    _agree(seed, gap)


def _agree(seed: int, gap: float) -> None:
    problem, has_baseline = mixed(seed)
    baseline = nothing(problem) if has_baseline else None
    least, told = exact(problem, baseline), list[Progress]()
    case = build(problem, baseline=baseline)
    answer = by_pieces(case, gap, told.append)
    if least.objective is None:
        assert answer.status is Status.INFEASIBLE
        return
    assert answer.values is not None
    checked_plan(case, answer.values, answer.bound)
    _true(answer, least.objective, gap)
    _told_truly(told, least.objective)


def _true(answer: Answer, least: float, gap: float) -> None:
    noise = NOISE * max(1.0, least)
    assert answer.objective is not None
    assert answer.bound <= least + noise
    assert answer.objective >= least - noise
    assert answer.gap <= max(gap, NOISE)
    assert answer.gap >= (answer.objective - least) / max(1.0, answer.objective) - NOISE
    if gap == 0 or answer.status is Status.OPTIMAL:
        assert answer.objective == pytest.approx(least, rel=NOISE, abs=0.01)


def _told_truly(told: list[Progress], least: float) -> None:
    noise = NOISE * max(1.0, least)
    costs = [each.incumbent for each in told if each.incumbent is not None]
    bounds = [each.bound for each in told if each.bound is not None]
    assert costs == sorted(costs, reverse=True)
    assert bounds == sorted(bounds)
    assert min(costs) >= least - noise
    assert max(bounds) <= least + noise
    for each in told:
        if each.gap is not None and each.incumbent is not None:
            assert each.gap >= (each.incumbent - least) / max(1.0, each.incumbent) - NOISE


@pytest.mark.parametrize("seed", [seed for seed in USUAL if seed % 8 == 1])
def test_pieces_alone_prove_no_more_than_is_so(seed: int) -> None:
    problem, has_baseline = mixed(seed)
    case = build(problem, baseline=nothing(problem) if has_baseline else None)
    board = Board(Effort(SECONDS, 0.0))
    try:
        Climb(case, bounded(case), crew(), board).run()
    except Infeasible:
        assert board.values is None
    least = exact(problem, case.baseline.plan if case.baseline else None).objective
    if least is None:
        assert board.values is None
        return
    assert board.bound <= least + NOISE * max(1.0, least)
    if board.values is not None:
        assert board.cost >= least - NOISE * max(1.0, least)
        checked_plan(case, board.values, board.bound)
