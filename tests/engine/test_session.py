"""The warm relaxation: the same numbers as from scratch, many at a time, across a restart."""

from __future__ import annotations

import os
import signal
import threading
import time
from dataclasses import replace

import numpy as np
import pytest

from scheduler.engine import Engine, EngineCrashed, EngineFault, Program, Status
from tests.engine.programs import program, staffing

GIVEN = staffing(2, 26, 6.0)
WHOLE = np.flatnonzero(GIVEN.whole)
NONE = (np.zeros(0, np.int64), np.zeros(0))


def _fixed(given: Program, columns: np.ndarray, values: np.ndarray) -> Program:
    lower, upper = given.lower.copy(), given.upper.copy()
    lower[columns] = upper[columns] = values
    return replace(given, lower=lower, upper=upper)


def test_each_point_costs_what_it_costs_from_scratch(engine: Engine) -> None:
    random = np.random.default_rng(0)
    session = engine.session(GIVEN)
    points = []
    for _ in range(12):
        columns = random.choice(WHOLE, 5, replace=False)
        points.append((columns, random.integers(0, 3, 5).astype(float)))
    wanted = [engine.relax(_fixed(GIVEN, *point)).objective for point in points]
    assert np.isinf(wanted).any() < len(wanted)
    assert session.evaluate_many(points) == pytest.approx(wanted, rel=1e-9)
    assert [session.evaluate(*point).objective for point in points] == pytest.approx(wanted, rel=1e-9)
    session.close()


def test_the_base_holds_until_it_is_fixed_anew(engine: Engine) -> None:
    free = engine.relax(GIVEN).objective
    session = engine.session(GIVEN)
    session.fix(WHOLE[:3], np.full(3, 2.0))
    based = session.evaluate(*NONE)
    assert based.objective == pytest.approx(engine.relax(_fixed(GIVEN, WHOLE[:3], np.full(3, 2.0))).objective)
    assert based.values[WHOLE[:3]] == pytest.approx(2.0)
    assert session.evaluate_many([NONE]) == pytest.approx([based.objective])
    session.fix(*NONE)
    assert session.evaluate(*NONE).objective == pytest.approx(free)


def test_an_infeasible_point_is_inf_and_the_next_is_unharmed(engine: Engine) -> None:
    given = program([1, 2], [(4, [1, 1], np.inf)], upper=10.0)
    session = engine.session(given)
    both = np.array([0, 1])
    points = [(both, np.array([1.0, 1.0])), (both, np.array([4.0, 1.0])), NONE]
    assert session.evaluate_many(points) == [np.inf, 6.0, 4.0]
    assert session.evaluate(both, np.zeros(2)).status is Status.INFEASIBLE


def test_a_session_survives_the_death_of_its_process(engine: Engine) -> None:
    session = engine.session(GIVEN)
    session.fix(WHOLE[:3], np.full(3, 2.0))
    before = session.evaluate(*NONE).objective
    os.kill(engine.pid, signal.SIGKILL)
    time.sleep(0.2)
    assert session.evaluate(*NONE).objective == pytest.approx(before)
    session.close()
    session.close()


def test_a_session_without_time_says_so(engine: Engine) -> None:
    session = engine.session(staffing(5, 52, 4.0), time_limit=0.0)
    assert np.isnan(session.evaluate_many([NONE])).all()
    assert session.evaluate(*NONE).status is Status.NONE_IN_TIME


def test_a_process_that_dies_or_hangs_under_a_session_is_an_error(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = engine.session(GIVEN, time_limit=1.0)
    free = session.evaluate(*NONE).objective
    os.kill(engine.pid, signal.SIGSTOP)
    threading.Timer(0.2, os.kill, (engine.pid, signal.SIGKILL)).start()
    with pytest.raises(EngineCrashed, match="ended with code -9"):
        session.evaluate(*NONE)
    assert session.evaluate(*NONE).objective == free
    monkeypatch.setattr("scheduler.engine.session.GRACE", -0.8)
    os.kill(engine.pid, signal.SIGSTOP)
    with pytest.raises(EngineCrashed, match="no answer within"):
        session.evaluate(*NONE)


def test_a_thousand_points_take_seconds(engine: Engine) -> None:
    session = engine.session(GIVEN)
    session.fix(WHOLE, np.ceil(engine.relax(GIVEN).values[WHOLE]))
    points = [(WHOLE[k : k + 1], np.ones(1)) for k in range(len(WHOLE))] * 4
    started = time.monotonic()
    session.evaluate_many(points)
    assert time.monotonic() - started < 0.1 * len(points)


def test_an_unbounded_point_is_a_fault_and_a_bounded_one_is_not(engine: Engine) -> None:
    session = engine.session(program([-1, 0], [(0, [1, 1], np.inf)]))
    with pytest.raises(EngineFault, match="unbounded"):
        session.evaluate(*NONE)
    assert session.evaluate_many([(np.array([0]), np.array([2.0]))]) == [-2.0]


def test_programs_without_columns(engine: Engine) -> None:
    assert engine.session(program([], constant=3.0)).evaluate_many([NONE]) == [3.0]
