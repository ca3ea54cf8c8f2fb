"""The plain functions around the solver, without it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.engine.answers import gap_between
from scheduler.engine.child import scip
from scheduler.engine.child.highs_log import read_row
from scheduler.engine.fit import is_plan, real_part, rounded
from scheduler.engine.incumbents import Incumbents
from scheduler.engine.scale import scaled
from scheduler.engine.tidy import bounds_cross, healed, tidy
from scheduler.engine.wire import Step
from tests.engine.programs import dense, program, staffing

TABLE: list[tuple[str, tuple[float | None, float | None, int] | None]] = [
    ("  Src  Proc. InQueue |  Leaves   Expl. | BestBound       BestSol              Gap |   Cuts", None),
    (" J       0       0      0   0.00%   -inf     130877.80595     Large  0", (130877.80595, None, 0)),
    ("         0       0      0   0.00%   16.5     inf              inf    271", (None, 16.5, 0)),
    (" L    12.3k    5       1   6.25%   16.5     15.5             0.15%  2110", (15.5, 16.5, 12300)),
    ("  Status            Time limit reached", None),
    ("         1       0      1 100.00%   abc      15.5             0.15%     2110", None),
]


SCIP_ROW = "{} |     7 |     0 |  6720 |     - |    46M |   0 |47 |36 |36 |5 |1 |0 | 0 |{}|{}| 0.19%|  9.96%"


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        (
            SCIP_ROW.format(" 1.7s", " 5.561222e+05 ", " 5.571822e+05 "),
            Step(557182.2, 556122.2 * (1 - 1e-6), 7),
        ),
        (SCIP_ROW.format("d1.7s", "-inf", " 12.0"), Step(12.0, None, 7)),
        (SCIP_ROW.format("*1.7s", " 0.5 ", "      --      "), Step(None, 0.5 - 1e-6, 7)),
        (" time | node  | left  |LP iter|LP it/n|mem/heur|mdpt |vars |cons", None),
        ("presolving:", None),
    ],
)
def test_a_row_of_scips_log(line: str, wanted: Step | None) -> None:
    assert scip.read_line(line) == wanted


@pytest.mark.parametrize(("line", "wanted"), TABLE)
def test_a_row_of_the_log(line: str, wanted: tuple[float | None, float | None, int] | None) -> None:
    step = read_row(line)
    if wanted is None:
        assert step is None
        return
    assert isinstance(step, Step)
    incumbent, bound, nodes = wanted
    assert (step.incumbent, step.nodes) == (incumbent, nodes)
    if bound is None:
        assert step.bound is None
    else:
        assert step.bound is not None
        assert bound * (1 - 1e-9) < step.bound < bound


def test_incumbents_are_read_newest_first_and_half_written_ones_are_left_out() -> None:
    with Incumbents() as file:
        assert list(file.newest_first(4)) == []
        whole = "Objective 3\n# Columns -2\n 1.5 0\n 2 3\n" + "Objective 2\n# Columns -1\n 7 1\n"
        for tail in ("", "Objec", "Objective 1\n# Col", "Objective 1\n# Columns -2\n 1 0\n 4 3"):
            file.path.write_text(whole + tail)
            assert [values.tolist() for values in file.newest_first(4)] == [[0, 7, 0, 0], [1.5, 0, 0, 2]]
        folder = Path(file.path).parent
        file.clear()
        assert list(file.newest_first(4)) == []
    assert not folder.exists()


@given(factor=st.floats(1e-6, 1e9), row_factor=st.floats(1e-6, 1e9))
def test_scaling_is_exact_and_brings_rows_to_one_and_costs_to_thousands(
    factor: float, row_factor: float
) -> None:
    ordinary = tidy(staffing(1, 6))
    ordinary.cost[:] *= factor
    ordinary.entries[:] *= row_factor
    scale = scaled(ordinary)
    assert (scale.program.entries / scale.row_factors[scale.program.rows] == ordinary.entries).all()
    assert (scale.program.cost / scale.cost_factor == ordinary.cost).all()
    assert set(np.frexp(scale.row_factors)[0]) == {0.5}
    assert np.frexp(scale.cost_factor)[0] == 0.5
    largest = np.abs(dense(scale.program)).max(axis=1)
    assert (largest >= 0.5).all()
    assert (largest <= 2).all()
    assert 2**11 <= scale.program.cost.max() <= 2**13


def test_an_ordinary_cost_beside_a_huge_one_does_not_vanish() -> None:
    scale = scaled(tidy(program([1.0, 2.0, 3.0, 1e6], upper=1.0)))
    assert scale.program.cost[0] >= 0.4
    assert scale.program.cost[3] <= 2**20
    assert scaled(tidy(program([0.0]))).cost_factor == 1.0


TINY = st.floats(5e-324, 1e-3) | st.sampled_from([5e-324, 1e-310, 2.3e-308, 1e-300])
BOUND = st.sampled_from([0.0, 1e-320, 1.0, 1e7, 1e13, np.inf])


@given(tiny=TINY, cost=TINY, bound=BOUND, constant=st.sampled_from([0.0, 1e12]))
def test_next_to_nothing_is_scaled_to_something_finite(
    tiny: float, cost: float, bound: float, constant: float
) -> None:
    # a row of nothing but a nearly-zero share, columns of nearly-zero rates
    ordinary = program([cost, cost], [(-bound, [tiny, -tiny / 2], bound)], constant=constant)
    with np.errstate(over="raise", invalid="raise"):
        scale = scaled(ordinary)
    inside = scale.program
    assert np.isfinite([*inside.entries, *inside.cost, inside.constant, *scale.row_factors]).all()
    assert np.isfinite(inside.row_upper).all() == np.isfinite(bound)
    assert (inside.entries / scale.row_factors[inside.rows] == ordinary.entries).all()
    assert (inside.row_upper / scale.row_factors == ordinary.row_upper).all()
    assert scale.cost(inside.constant) == constant


def test_bounds_that_cross_by_noise_are_equal_and_by_more_are_not() -> None:
    noise = tidy(program([1.0], lower=1.0, upper=1.0 - 1e-12))
    assert not bounds_cross(noise)
    assert healed(noise).upper[0] == 1.0
    assert bounds_cross(tidy(program([1.0], lower=1.0, upper=1.0 - 1e-6)))


def test_whole_columns_that_break_a_row_cannot_be_mended() -> None:
    given = tidy(program([1.0, 1.0], [(2, [1, 0], 2)], whole=[True, False]))
    assert real_part(given, np.array([1.0, 0.0])) is None
    part = real_part(given, np.array([2.0, 0.0]))
    assert part is not None
    assert (len(part.cost), len(part.row_lower)) == (1, 0)


def test_what_a_plan_is() -> None:
    given = tidy(program([1.0, 1.0], [(2.5, [1, 1], np.inf)], whole=[True, False], upper=2.0))
    assert is_plan(given, np.array([1.0, 1.5]))
    assert not is_plan(given, np.array([1.0, 1.4]))
    assert not is_plan(given, np.array([1.0, np.nan]))
    assert not is_plan(given, None)
    assert rounded(given, np.array([-0.2, 2.1])).tolist() == [0.0, 2.0]
    assert not np.signbit(rounded(given, np.array([-0.2, -0.0]))).any()


def test_gaps() -> None:
    assert gap_between(100.0, 99.0) == pytest.approx(0.01)
    assert gap_between(-100.0, -101.0) == pytest.approx(0.01)
    assert gap_between(5.0, 5.0) == gap_between(0.0, 0.0) == gap_between(5.0, 6.0) == 0.0
    assert gap_between(0.0, -1.0) == gap_between(None, 1.0) == gap_between(1.0, -np.inf) == np.inf
