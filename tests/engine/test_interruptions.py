"""Limits, stop, hints and sudden death: the best plan is never lost, and the next call works."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator

import numpy as np
import pytest

from scheduler.engine import Answer, Engine, EngineCrashed, Progress, Solver, Status, StopReason
from tests.engine.programs import assert_plan, knapsack, market_split, program, staffing

HARD = staffing(5, 52, 4.0)  # to a gap of 1e-9 this takes many minutes


@pytest.fixture(scope="module")
def good() -> Iterator[Answer]:
    """A plan of HARD to begin with."""
    with Engine() as engine:
        yield engine.minimise(HARD, time_limit=60, gap=0.05)


def _assert_kept(answer: Answer, reason: StopReason) -> None:
    assert (answer.status, answer.stop_reason) == (Status.FEASIBLE, reason)
    assert answer.values is not None
    assert_plan(HARD, answer.values)
    assert answer.objective is not None
    assert -np.inf < answer.bound < answer.objective
    assert 0 < answer.gap < np.inf


def test_the_time_limit_keeps_the_best_plan(engine: Engine, solver: Solver) -> None:
    answer = engine.minimise(HARD, solver=solver, time_limit=2, gap=1e-9)
    _assert_kept(answer, StopReason.TIME_LIMIT)
    assert answer.seconds < 12  # HiGHS may overrun on a busy machine; then it is killed after 5 s


def test_no_time_at_all_is_no_plan_and_no_proof(engine: Engine, solver: Solver) -> None:
    answer = engine.minimise(staffing(10, 52, 4.0), solver=solver, time_limit=0.001, gap=1e-9)
    assert (answer.status, answer.stop_reason) == (Status.NONE_IN_TIME, StopReason.TIME_LIMIT)
    assert answer.values is None
    assert answer.gap == np.inf


def test_stop_keeps_the_best_plan_and_ends_within_a_second_or_so(engine: Engine, solver: Solver) -> None:
    stop, told = threading.Event(), list[Progress]()

    def on_progress(progress: Progress) -> None:
        told.append(progress)
        if progress.incumbent is not None:
            stop.set()

    answer = engine.minimise(HARD, solver=solver, time_limit=60, gap=1e-9, stop=stop, on_progress=on_progress)
    _assert_kept(answer, StopReason.STOPPED)
    assert answer.seconds - told[-1].seconds < 5  # well under 1 s on an idle machine
    assert told[-1].incumbent is not None
    assert answer.objective is not None
    assert answer.objective <= told[-1].incumbent * (1 + 1e-9)


def test_stop_from_another_thread_before_any_plan(engine: Engine) -> None:
    stop = threading.Event()
    stop.set()
    answer = engine.minimise(HARD, time_limit=60, gap=1e-9, stop=stop)
    assert answer.stop_reason is StopReason.STOPPED
    assert answer.status is Status.NONE_IN_TIME


def test_a_process_killed_in_mid_search_leaves_its_best_plan(engine: Engine, solver: Solver) -> None:
    victim = engine.pid

    def kill(progress: Progress) -> None:
        if progress.incumbent is not None:
            os.kill(victim, signal.SIGKILL)

    answer = engine.minimise(HARD, solver=solver, time_limit=60, gap=1e-9, on_progress=kill)
    _assert_kept(answer, StopReason.CRASHED)


def test_a_process_killed_without_a_plan_is_an_error_and_the_next_call_works(engine: Engine) -> None:
    victim = engine.pid
    threading.Timer(0.5, os.kill, (victim, signal.SIGKILL)).start()
    with pytest.raises(EngineCrashed, match="ended with code -9"):
        engine.minimise(market_split(5), time_limit=60)
    assert engine.minimise(program([1], [(1, [1], 2)]), time_limit=10).objective == 1.0
    assert engine.pid != victim


def test_a_process_that_overruns_its_time_is_killed_and_its_best_plan_kept(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scheduler.engine.minimise.GRACE", 0.2)
    frozen = engine.pid

    def freeze(progress: Progress) -> None:
        if progress.incumbent is not None:
            os.kill(frozen, signal.SIGSTOP)

    answer = engine.minimise(HARD, time_limit=1, gap=1e-9, on_progress=freeze)
    _assert_kept(answer, StopReason.TIME_LIMIT)
    assert engine.pid != frozen


def test_a_linear_program_that_overruns_its_time_or_is_stopped(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scheduler.engine.engine.GRACE", 0.2)
    os.kill(engine.pid, signal.SIGSTOP)
    assert engine.relax(HARD, time_limit=0.1).status is Status.NONE_IN_TIME
    os.kill(engine.pid, signal.SIGSTOP)
    stop = threading.Event()
    stop.set()
    linear = program([1.0], whole=False)
    answer = engine.minimise(linear, time_limit=10, stop=stop)
    assert (answer.status, answer.stop_reason) == (Status.NONE_IN_TIME, StopReason.STOPPED)
    os.kill(engine.pid, signal.SIGSTOP)
    answer = engine.minimise(linear, time_limit=0.1)
    assert (answer.status, answer.stop_reason) == (Status.NONE_IN_TIME, StopReason.TIME_LIMIT)


def test_a_callback_that_raises_is_heard_and_the_next_call_works(engine: Engine) -> None:
    def fail(_: Progress) -> None:
        raise ConnectionError("mine")

    with pytest.raises(ConnectionError, match="mine"):
        engine.minimise(HARD, time_limit=60, on_progress=fail)
    assert engine.minimise(program([1], [(1, [1], 2)]), time_limit=10).objective == 1.0


def test_the_node_limit_ends_the_search_and_repeats_itself(engine: Engine, solver: Solver) -> None:
    given = knapsack(3)
    first, second = (
        engine.minimise(given, solver=solver, time_limit=30, gap=0.0, node_limit=50) for _ in range(2)
    )
    assert (first.status, first.stop_reason) == (Status.FEASIBLE, StopReason.WORK_LIMIT)
    assert first.nodes <= 60
    assert first.values is not None
    assert second.values is not None
    assert (first.values == second.values).all()
    assert (first.objective, first.bound) == (second.objective, second.bound)


def test_the_same_seed_gives_the_same_plan_at_the_gap(engine: Engine, solver: Solver) -> None:
    given = staffing(3, 26, 10.0)
    first, second = (engine.minimise(given, solver=solver, time_limit=30, gap=2e-3, seed=0) for _ in range(2))
    assert first.stop_reason is StopReason.GAP
    assert first.values is not None
    assert second.values is not None
    assert (first.values == second.values).all()
    assert first.bound == second.bound


def test_the_answer_is_never_worse_than_a_hint(engine: Engine, solver: Solver, good: Answer) -> None:
    assert good.objective is not None
    told = list[Progress]()
    again = engine.minimise(
        HARD, solver=solver, time_limit=1, gap=1e-9, hint=good.values, on_progress=told.append
    )
    assert again.objective is not None
    assert again.objective <= good.objective * (1 + 1e-9)
    first = next(one.incumbent for one in told if one.incumbent is not None)
    assert first <= good.objective * (1 + 1e-6), "HiGHS did not start from the hint"
    stop = threading.Event()
    stop.set()
    at_once = engine.minimise(HARD, solver=solver, time_limit=9, hint=good.values, stop=stop)
    assert at_once.status is Status.FEASIBLE
    assert at_once.objective == pytest.approx(good.objective)


def test_a_hint_of_the_whole_columns_alone_is_completed(engine: Engine, solver: Solver, good: Answer) -> None:
    assert good.values is not None
    assert good.objective is not None
    hint = np.where(HARD.whole, good.values, np.nan)
    again = engine.minimise(HARD, solver=solver, time_limit=1, gap=1e-9, hint=hint)
    assert again.objective is not None
    assert again.objective <= good.objective * (1 + 1e-6)


def test_a_hint_that_is_no_plan_does_no_harm(engine: Engine, solver: Solver) -> None:
    given = program([3, 5], [(7, [2, 3], np.inf)])
    answer = engine.minimise(given, solver=solver, time_limit=10, hint=np.array([-1.0, 0.5]))
    assert answer.objective == 11.0


def test_close_from_another_thread_ends_a_search() -> None:
    engine = Engine()
    threading.Timer(0.8, engine.close).start()
    started = time.monotonic()
    try:
        answer = engine.minimise(HARD, time_limit=60, gap=1e-9)
        assert answer.stop_reason is StopReason.CRASHED
    except EngineCrashed:
        pass
    assert time.monotonic() - started < 10
    engine.close()


def test_no_bound_is_told_that_holds_for_a_hint_alone(engine: Engine, solver: Solver) -> None:
    easy, told = staffing(3, 12, 4.0), list[Progress]()
    poor = engine.minimise(easy, time_limit=60, gap=0.15)
    assert poor.values is not None
    hint = poor.values.copy()
    hint[np.flatnonzero(easy.whole)[-5:]] = np.nan  # HiGHS finds these by a search of its own
    best = engine.minimise(easy, solver=solver, time_limit=60, gap=0.0, hint=hint, on_progress=told.append)
    assert best.status is Status.OPTIMAL
    assert best.objective is not None
    assert poor.objective is not None
    assert poor.objective > 1.01 * best.objective
    bounds = [progress.bound for progress in told if progress.bound is not None]
    assert bounds
    assert max(bounds) <= best.objective * (1 + 1e-9)
