"""The search: tidy plans, honest bounds, limits that keep the best plan."""

from __future__ import annotations

import threading

import numpy as np
import pytest

import fixtures
from scheduler.engine import Crew, Progress, StopReason, shared_engine
from scheduler.model.build import build
from scheduler.model.case import Case
from scheduler.model.decisions import whole_numbers
from scheduler.search.board import Effort
from scheduler.search.search import search
from scheduler.search.tidy.clean import clean
from scheduler.search.tidy.steps import steps
from scheduler.search.tidy.streams import streams
from tests.benchmarks.generate import generate


@pytest.fixture(scope="module")
def case() -> Case:
    return build(generate(3, 26, 6))


def cost(case: Case, values: np.ndarray) -> float:
    program = case.matrix.program()
    return float(program.cost @ values) + program.constant


def test_progress_never_gets_worse(case: Case) -> None:
    seen: list[Progress] = []
    answer = search(case, Crew([shared_engine()]), Effort(30.0, 0.005, on_progress=seen.append))
    assert answer.gap <= 0.005
    costs = [p.incumbent for p in seen if p.incumbent is not None]
    bounds = [p.bound for p in seen if p.bound is not None]
    assert costs == sorted(costs, reverse=True)
    assert bounds == sorted(bounds)
    assert max(bounds) <= min(costs) * (1 + 1e-9)


def test_a_wasteful_plan_is_made_tidy(case: Case) -> None:
    program = case.matrix.program()
    tidy = search(case, Crew([shared_engine()]), Effort(30.0, 0.005)).values
    assert tidy is not None
    # one more head on the first offer from week 8 to the end, with nothing to do
    wasteful = tidy.copy()
    wasteful[case.variables.starts[0, 8]] += 1
    whole = np.flatnonzero(program.whole)
    before = shared_engine().session(program).evaluate(whole, wasteful[whole])
    again = clean(case, program, Crew([shared_engine()]), before.values)
    # most of what the extra head costs is saved
    assert cost(case, again) - cost(case, tidy) < 0.2 * (before.objective - cost(case, tidy))
    assert (again[program.whole] == np.round(again[program.whole])).all()


def test_no_step_from_a_tidy_plan_pays(case: Case) -> None:
    answer = search(case, Crew([shared_engine()]), Effort(30.0, 0.005))
    assert answer.values is not None
    program = case.matrix.program()
    whole = np.flatnonzero(program.whole)
    session = shared_engine().session(program)
    tried = [s for s in steps(streams(case), answer.values) if s.inside(program, answer.values)]
    costs = session.evaluate_many([(whole, step.applied(answer.values)[whole]) for step in tried])
    assert len(costs) > 20
    assert min(costs) >= cost(case, answer.values) * (1 - 2e-8)


def test_steps_keep_heads_whole_and_balanced(case: Case) -> None:
    answer = search(case, Crew([shared_engine()]), Effort(30.0, 0.02))
    assert answer.values is not None
    numbers = {column for _, _, columns in whole_numbers(case) for column in columns.tolist()}
    for step in steps(streams(case), answer.values):
        assert set(step.columns.tolist()) <= numbers
        after = step.applied(answer.values)
        for k in range(len(case.index.heads)):
            there = np.cumsum(after[case.variables.starts[k]] - after[case.variables.ends[k]])
            assert there.min() >= -1e-9


def test_stopping_keeps_the_best_plan() -> None:
    hard = build(fixtures.load("six-month-surge"))
    stop = threading.Event()

    def once_there_is_a_plan(progress: Progress) -> None:
        if progress.incumbent is not None:
            stop.set()

    effort = Effort(60.0, 0.0, on_progress=once_there_is_a_plan, stop=stop)
    answer = search(hard, Crew([shared_engine()]), effort)
    assert answer.stop_reason is StopReason.STOPPED
    assert answer.values is not None
    assert answer.bound > 0


def test_too_little_time_says_so() -> None:
    hard = build(generate(10, 52, 30))
    answer = search(hard, Crew([shared_engine()]), Effort(0.05, 0.0))
    assert answer.stop_reason is StopReason.TIME_LIMIT
