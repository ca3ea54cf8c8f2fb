"""The linear relaxation from scratch, by HiGHS' dual simplex."""

from __future__ import annotations

from typing import Any

import numpy as np
from ortools.math_opt import solution_pb2

from scheduler.engine.answers import EngineFault
from scheduler.engine.child import mathopt
from scheduler.engine.program import Program
from scheduler.engine.wire import Outcome, Relax, Solved

NOTHING = np.zeros(0)
PERTURBATION = 0.1  # of HiGHS' own, which takes a tenth to a third longer: staffing is little degenerate


def relax(request: Relax) -> Solved:
    """Solve the relaxation; EngineFault when it is unbounded."""
    if not len(request.program.cost):
        return _without_columns(request.program)
    model = mathopt.model(request.program, whole=False)
    settings = mathopt.parameters(request.time_limit)
    settings.highs.string_options["parallel"] = "off"
    settings.highs.double_options["dual_simplex_cost_perturbation_multiplier"] = PERTURBATION
    result = mathopt.run(model, mathopt.HIGHS, settings)
    ended = mathopt.settled(result, model, settings)
    return read(result, ended, request.program)


def _without_columns(program: Program) -> Solved:
    """HiGHS calls an empty program optimal without looking at its rows."""
    if (program.row_lower > 0).any() or (program.row_upper < 0).any():
        return Solved(Outcome.INFEASIBLE, np.inf, NOTHING, NOTHING)
    return Solved(Outcome.FINISHED, program.constant, NOTHING, np.zeros(len(program.row_lower)))


def read(result: Any, ended: Outcome, program: Program) -> Solved:
    """Values and duals of a finished linear program."""
    if ended is Outcome.INFEASIBLE:
        return Solved(ended, np.inf, NOTHING, NOTHING)
    if ended is not Outcome.FINISHED:
        return Solved(ended, np.nan, NOTHING, NOTHING)
    primal, dual = result.solutions[0].primal_solution, result.solutions[0].dual_solution
    for part in (primal, dual):
        if part.feasibility_status != solution_pb2.SOLUTION_STATUS_FEASIBLE:
            raise EngineFault("the solver called a linear program optimal but its solution is not feasible")
    return Solved(
        ended,
        primal.objective_value,
        dense(primal.variable_values, len(program.cost)),
        dense(dual.dual_values, len(program.row_lower)),
    )


def dense(vector: Any, size: int) -> Any:
    """A SparseDoubleVectorProto as an array (size)."""
    array = np.zeros(size)
    array[np.array(vector.ids, np.int64)] = np.array(vector.values, np.float64)
    return array
