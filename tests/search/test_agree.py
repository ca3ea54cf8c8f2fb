"""Before "infeasible" is said a second method must find so too."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from scheduler import Outcome, solve
from scheduler.engine import Answer, Engine, Program, Solver, Status, StopReason
from scheduler.errors import OurFault
from scheduler.result import Result
from scheduler.search.conflicts import agrees, named
from scheduler.search.conflicts.agree import proves
from tests.search.apart import engine
from tests.search.small import problem

INFEASIBLE = Answer(Status.INFEASIBLE, StopReason.PROVED, None, None, np.inf, 0.0, 0, np.inf)


def program(least: float, *, whole: bool = False, factor: float = 1.0) -> Program:
    """least ≤ factor·(x + y) ≤ least, x and y from 0 to 2."""
    return Program(
        cost=np.zeros(2),
        constant=0.0,
        lower=np.zeros(2),
        upper=np.full(2, 2.0),
        whole=np.full(2, whole),
        row_lower=np.array([least]),
        row_upper=np.array([least]),
        rows=np.array([0, 0]),
        columns=np.array([0, 1]),
        entries=np.full(2, factor),
    )


def test_prices_prove_what_no_values_reach() -> None:
    # x + y reaches 4: at a price of 1 five are asked for
    assert proves(program(5.0), np.array([1.0]))
    assert not proves(program(4.0), np.array([1.0]))
    assert not proves(program(5.0), np.array([-1.0]))
    assert not proves(program(5.0), np.array([0.0]))


def test_prices_prove_nothing_where_a_column_has_no_end() -> None:
    endless = replace(program(5.0), upper=np.array([2.0, np.inf]))
    assert not proves(endless, np.array([1.0]))


def test_a_second_method_agrees_on_fractions_and_on_whole_numbers() -> None:
    assert agrees(program(5.0), engine(), 20.0)
    # 2 x + 2 y = 5 has fractions, and no whole numbers
    assert agrees(program(5.0, whole=True, factor=2.0), engine(), 20.0)


def test_crossed_bounds_need_no_solver() -> None:
    ended = Engine()
    assert agrees(replace(program(1.0), lower=np.full(2, 3.0)), ended, 0.0)


def test_a_plan_of_the_second_method_is_a_fault_of_ours() -> None:
    with pytest.raises(OurFault, match="second one found a plan"):
        agrees(program(4.0, whole=True), engine(), 20.0)


class Lies(Engine):
    """Its branch and bound finds no plan anywhere."""

    def minimise(self, program: Program, **others: Any) -> Answer:
        if others.get("solver") is Solver.SCIP:
            return super().minimise(program, **others)
        return INFEASIBLE


def test_a_solver_that_is_wrong_is_found_out() -> None:
    with Lies() as engine, pytest.raises(OurFault):
        solve(problem(offer={}), engine=engine)


def test_infeasible_is_not_said_when_the_second_method_had_no_time(monkeypatch: pytest.MonkeyPatch) -> None:
    for method in ("agrees", "proves"):
        monkeypatch.setattr(named, method, lambda *_: False)
    result: Result = solve(problem())
    assert result.outcome is Outcome.NO_PLAN_IN_TIME
    assert result.plan is None
    assert any("second method" in warning for warning in result.warnings)
    assert {conflict.rule for conflict in result.conflicts} == {"max_shortage"}
