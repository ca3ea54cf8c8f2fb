"""Laws that hold for every program, tried on random ones against another solver."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from scheduler.engine import Engine, Program, Solver, Status
from tests.engine.programs import assert_plan, dense

LAW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@st.composite
def programs(draw: st.DrawFn) -> Program:
    """Up to 6 columns and 5 rows of small integers times uneven units, whole and real mixed."""
    n, m = draw(st.integers(1, 6)), draw(st.integers(0, 5))
    numbers = st.integers(-5, 5)
    k = draw(st.integers(0, 3 * m))
    upper = np.array(draw(st.lists(st.integers(0, 6), min_size=n, max_size=n)), float)
    unit = draw(st.sampled_from([1.0, 0.01, 1234.5, 7e6]))
    row_unit = np.array(draw(st.lists(st.sampled_from([1.0, 0.03, 4e4]), min_size=m, max_size=m)), float)
    rows = np.array(draw(st.lists(st.integers(0, max(0, m - 1)), min_size=k, max_size=k)), np.int64)
    columns = np.array(draw(st.lists(st.integers(0, n - 1), min_size=k, max_size=k)), np.int64)
    entries = np.array(draw(st.lists(numbers, min_size=k, max_size=k)), float)
    low = np.array(draw(st.lists(st.integers(-8, 6), min_size=m, max_size=m)), float)
    wide = np.array(draw(st.lists(st.sampled_from([0.0, 2.0, 9.0, np.inf]), min_size=m, max_size=m)), float)
    return Program(
        cost=np.array(draw(st.lists(numbers, min_size=n, max_size=n)), float) * unit,
        constant=float(draw(numbers)) * unit,
        lower=-np.array(draw(st.lists(st.integers(0, 2), min_size=n, max_size=n)), float),
        upper=upper,
        whole=np.array(draw(st.lists(st.booleans(), min_size=n, max_size=n)), bool),
        row_lower=low * row_unit,
        row_upper=(low + wide) * row_unit,
        rows=rows,
        columns=columns,
        entries=entries * row_unit[rows] if m else entries,
    )


def _elsewhere(program: Program) -> float:
    """The optimum by scipy's solver; inf when infeasible."""
    matrix = dense(program)
    rows = [LinearConstraint(matrix, program.row_lower, program.row_upper)] if len(matrix) else []
    result = milp(
        program.cost, bounds=Bounds(program.lower, program.upper), integrality=program.whole, constraints=rows
    )
    assert result.status in (0, 2), result.message
    return float(result.fun) + program.constant if result.status == 0 else np.inf


@LAW
@given(program=programs())
def test_the_bound_is_never_above_the_optimum_and_the_objective_never_below(
    engine: Engine, solver: Solver, program: Program
) -> None:
    optimum = _elsewhere(program)
    answer = engine.minimise(program, solver=solver, time_limit=20, gap=0.0)
    if np.isinf(optimum):
        assert answer.status is Status.INFEASIBLE
        return
    assert answer.values is not None
    assert answer.objective is not None
    assert_plan(program, answer.values)
    noise = 1e-6 * max(1.0, abs(optimum), float(np.abs(program.cost).max()))
    assert answer.bound <= optimum + noise
    assert answer.objective == pytest.approx(optimum, abs=noise)
    assert answer.objective == pytest.approx(program.cost @ answer.values + program.constant)


@LAW
@given(program=programs(), gap=st.sampled_from([0.05, 0.3]))
def test_the_gap_told_is_the_gap_there_is(
    engine: Engine, solver: Solver, program: Program, gap: float
) -> None:
    optimum = _elsewhere(program)
    answer = engine.minimise(program, solver=solver, time_limit=20, gap=gap)
    if answer.objective is not None:
        noise = 1e-6 * max(1.0, abs(optimum), float(np.abs(program.cost).max()))
        assert answer.bound - noise <= optimum <= answer.objective + noise
        assert answer.objective - answer.bound <= gap * abs(answer.objective) + noise


@LAW
@given(program=programs(), step=st.sampled_from([-1.0, -0.25, 0.25, 1.0]), data=st.data())
def test_reduced_costs_and_duals_are_subgradients_of_the_least_cost(
    engine: Engine, program: Program, step: float, data: st.DataObject
) -> None:
    start = engine.relax(program)
    if start.status is not Status.OPTIMAL:
        return
    column = np.array([data.draw(st.integers(0, len(program.cost) - 1))])
    session = engine.session(program)
    fixed = session.evaluate(column, start.values[column])
    moved = session.evaluate_many([(column, start.values[column] + step)])[0]
    session.close()
    noise = 1e-5 * max(1.0, abs(start.objective), float(np.abs(program.cost).max()))
    assert fixed.objective == pytest.approx(start.objective, abs=noise)
    assert moved >= fixed.objective + fixed.reduced_costs[column[0]] * step - noise
    shift = np.zeros(len(program.row_lower))
    if len(shift):
        shift[data.draw(st.integers(0, len(shift) - 1))] = step
    shifted = replace(program, row_lower=program.row_lower + shift, row_upper=program.row_upper + shift)
    assert engine.relax(shifted).objective >= start.objective + start.duals @ shift - noise


@LAW
@given(program=programs())
def test_the_relaxation_is_below_the_optimum_and_its_prices_add_up(engine: Engine, program: Program) -> None:
    relaxed = engine.relax(program)
    optimum = _elsewhere(program)
    if relaxed.status is Status.INFEASIBLE:
        assert optimum == np.inf
        return
    noise = 1e-6 * max(1.0, abs(relaxed.objective), float(np.abs(program.cost).max()))
    assert relaxed.objective <= optimum + noise
    assert relaxed.objective == pytest.approx(program.cost @ relaxed.values + program.constant, abs=noise)
    prices = program.cost - dense(program).T @ relaxed.duals
    assert relaxed.reduced_costs == pytest.approx(prices, abs=noise)
