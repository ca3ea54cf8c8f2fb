"""Small programs with known answers."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from scheduler.engine import Engine, EngineFault, Program, Solver, Status, StopReason
from tests.engine.programs import assert_plan, program, staffing


def test_the_known_optimum_of_a_tiny_program(engine: Engine, solver: Solver) -> None:
    given = program([3, 5], [(7, [2, 3], np.inf)], constant=100.0)
    answer = engine.minimise(given, solver=solver, time_limit=10, gap=0.0)
    assert (answer.status, answer.stop_reason) == (Status.OPTIMAL, StopReason.PROVED)
    assert answer.values is not None
    assert answer.values.tolist() == [2.0, 1.0]
    assert answer.objective == 111.0
    assert answer.bound == pytest.approx(111.0)
    assert answer.gap == 0.0


def test_a_gap_that_is_allowed_is_told_as_a_gap_and_the_bound_stays_below(
    engine: Engine, solver: Solver
) -> None:
    answer = engine.minimise(staffing(2, 26, 10.0), solver=solver, time_limit=20, gap=0.02)
    assert (answer.status, answer.stop_reason) == (Status.FEASIBLE, StopReason.GAP)
    assert answer.objective is not None
    assert 0 < answer.gap <= 0.02
    assert answer.bound < answer.objective


def test_an_infeasible_program_is_an_answer(engine: Engine, solver: Solver) -> None:
    given = program([1, 1], [(5, [1, 1], np.inf), (-np.inf, [1, 1], 4)])
    answer = engine.minimise(given, solver=solver, time_limit=10)
    assert (answer.status, answer.stop_reason) == (Status.INFEASIBLE, StopReason.PROVED)
    assert answer.values is None
    assert answer.objective is None
    assert answer.bound == np.inf
    assert engine.relax(given).status is Status.INFEASIBLE


@pytest.mark.parametrize("whole", [True, False])
def test_bounds_that_cross_are_infeasible_not_an_error(engine: Engine, whole: bool) -> None:
    given = program([1.0], lower=2.0, upper=1.0, whole=whole)
    assert engine.minimise(given, time_limit=10).status is Status.INFEASIBLE
    assert engine.relax(given).status is Status.INFEASIBLE
    assert engine.session(given).evaluate_many([([0], [1.0])]) == [np.inf]  # type: ignore[list-item]


def test_a_whole_column_between_two_integers_is_infeasible(engine: Engine) -> None:
    given = program([1.0], lower=0.2, upper=0.8)
    assert engine.minimise(given, time_limit=10).status is Status.INFEASIBLE
    assert engine.relax(given).objective == pytest.approx(0.2)


@pytest.mark.parametrize("whole", [True, False])
def test_an_unbounded_program_is_a_fault(engine: Engine, solver: Solver, whole: bool) -> None:
    given = program([-1, 0], [(0, [1, 1], np.inf)], whole=whole)
    with pytest.raises(EngineFault, match="unbounded"):
        engine.minimise(given, solver=solver, time_limit=10)
    with pytest.raises(EngineFault, match="unbounded"):
        engine.relax(given)


@pytest.mark.parametrize(
    ("field", "value", "place"),
    [
        ("cost", np.nan, "cost of column 1 is nan"),
        ("cost", np.inf, "cost of column 1 is inf"),
        ("entries", np.nan, "entry 1 is nan"),
        ("lower", np.nan, "lower bound of column 1 is nan"),
        ("lower", np.inf, "lower bound of column 1 is inf"),
        ("upper", -np.inf, "upper bound of column 1 is -inf"),
        ("row_lower", np.nan, "lower bound of row 1 is nan"),
        ("row_upper", -np.inf, "upper bound of row 1 is -inf"),
        ("columns", 2, "entry 1 names column 2, but there are 2"),
        ("rows", -1, "entry 1 names row -1, but there are 2"),
    ],
)
def test_a_number_no_solver_could_take_is_a_fault_with_its_place(
    engine: Engine, field: str, value: float, place: str
) -> None:
    given = program([1, 1], [(1, [1, 1], 2), (1, [1, 1], 2)])
    numbers = getattr(given, field).copy()
    numbers[1] = value
    broken = replace(given, **{field: numbers})
    for ask in (lambda: engine.minimise(broken, time_limit=1), lambda: engine.relax(broken)):
        with pytest.raises(EngineFault, match=place):
            ask()


def test_arrays_of_unequal_length_and_bad_hints_are_faults(engine: Engine) -> None:
    given = program([1, 1], [(1, [1, 1], 2)])
    with pytest.raises(EngineFault, match="upper has 1 numbers where 2 are needed"):
        engine.relax(replace(given, upper=np.ones(1)))
    with pytest.raises(EngineFault, match="constant 0 is nan"):
        engine.relax(replace(given, constant=np.nan))
    with pytest.raises(EngineFault, match="the hint has shape"):
        engine.minimise(given, time_limit=1, hint=np.ones(3))
    with pytest.raises(EngineFault, match="hint of column 1 is infinite"):
        engine.minimise(given, time_limit=1, hint=np.array([0.0, np.inf]))


def test_entries_named_twice_add_up_and_zeros_vanish(engine: Engine) -> None:
    given = Program(
        cost=np.array([1.0, 1.0]),
        constant=0.0,
        lower=np.zeros(2),
        upper=np.full(2, 10.0),
        whole=np.array([True, False]),
        row_lower=np.array([6.0]),
        row_upper=np.array([np.inf]),
        rows=np.zeros(5, np.int64),
        columns=np.array([1, 0, 0, 1, 1]),
        entries=np.array([1.0, 1.0, 1.0, -1.0, 0.0]),
    )
    answer = engine.minimise(given, time_limit=10)
    assert answer.values is not None
    assert answer.values.tolist() == [3.0, 0.0]


@pytest.mark.parametrize("whole", [True, False])
def test_programs_without_rows_or_columns(engine: Engine, whole: bool) -> None:
    no_rows = engine.minimise(program([1, -1], upper=4.0, whole=whole), time_limit=10)
    assert no_rows.values is not None
    assert no_rows.values.tolist() == [0.0, 4.0]
    nothing = engine.minimise(program([], constant=7.0), time_limit=10)
    assert (nothing.status, nothing.objective) == (Status.OPTIMAL, 7.0)
    impossible = replace(program([]), row_lower=np.ones(1), row_upper=np.ones(1))
    assert engine.minimise(impossible, time_limit=10).status is Status.INFEASIBLE


def test_a_linear_program_comes_back_with_proof(engine: Engine) -> None:
    answer = engine.minimise(program([2, 3], [(4, [1, 2], np.inf)], whole=False), time_limit=10)
    assert (answer.status, answer.objective) == (Status.OPTIMAL, pytest.approx(6.0))


def test_money_a_million_times_larger_changes_nothing(engine: Engine, solver: Solver) -> None:
    given = staffing(1, 20, 6.0)
    large = replace(given, cost=given.cost * 2.0**20, constant=2.0**20)
    answers = [engine.minimise(one, solver=solver, time_limit=20, gap=1e-3) for one in (given, large)]
    for one, answer in zip((given, large), answers):
        assert answer.values is not None
        assert_plan(one, answer.values)
    assert answers[0].objective is not None
    assert answers[1].objective == pytest.approx((answers[0].objective + 1) * 2**20, rel=2e-3)


def test_real_columns_fit_the_rounded_whole_columns(engine: Engine, solver: Solver) -> None:
    given = staffing(2, 30, 5.0)
    answer = engine.minimise(given, solver=solver, time_limit=20, gap=5e-3)
    assert answer.values is not None
    assert_plan(given, answer.values)
    assert answer.objective == pytest.approx(given.cost @ answer.values)
    assert answer.bound <= answer.objective
