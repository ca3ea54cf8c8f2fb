"""MathOpt at the level of its protos: arrays in, protos out, every termination named.

The Python classes above the protos make an object per column and a dict per solution; the protos are
several times faster to fill and to read, and the solver behind both is the same.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from ortools.math_opt import (
    callback_pb2,
    model_parameters_pb2,
    model_pb2,
    parameters_pb2,
    result_pb2,
)
from ortools.math_opt.core.python import solver
from pybind11_abseil.status import StatusNotOk  # type: ignore[import-untyped]

from scheduler.engine.answers import EngineFault
from scheduler.engine.program import Program
from scheduler.engine.wire import Outcome

HIGHS = parameters_pb2.SOLVER_TYPE_HIGHS
SCIP = parameters_pb2.SOLVER_TYPE_GSCIP
GLOP = parameters_pb2.SOLVER_TYPE_GLOP
CHUNK = 100_000

_REASONS = {
    result_pb2.TERMINATION_REASON_OPTIMAL: Outcome.FINISHED,
    result_pb2.TERMINATION_REASON_INFEASIBLE: Outcome.INFEASIBLE,
}
_LIMITS = {result_pb2.LIMIT_TIME: Outcome.TIME_LIMIT, result_pb2.LIMIT_NODE: Outcome.NODE_LIMIT}
_LIMITED = (result_pb2.TERMINATION_REASON_FEASIBLE, result_pb2.TERMINATION_REASON_NO_SOLUTION_FOUND)


def model(program: Program, *, whole: bool) -> Any:
    """The program as a ModelProto; `whole=False` lets whole columns take fractions."""
    proto = model_pb2.ModelProto()
    columns = proto.variables
    columns.ids.extend(range(len(program.cost)))
    _fill(columns.lower_bounds, program.lower)
    _fill(columns.upper_bounds, program.upper)
    _fill(columns.integers, program.whole & whole)
    priced = np.flatnonzero(program.cost)
    proto.objective.offset = program.constant
    _fill(proto.objective.linear_coefficients.ids, priced)
    _fill(proto.objective.linear_coefficients.values, program.cost[priced])
    proto.linear_constraints.ids.extend(range(len(program.row_lower)))
    _fill(proto.linear_constraints.lower_bounds, program.row_lower)
    _fill(proto.linear_constraints.upper_bounds, program.row_upper)
    matrix = proto.linear_constraint_matrix
    _fill(matrix.row_ids, program.rows)
    _fill(matrix.column_ids, program.columns)
    _fill(matrix.coefficients, program.entries)
    return proto


def _fill(field: Any, numbers: Any) -> None:
    """Numbers piece by piece: as Python objects they take eight times the room."""
    for first in range(0, len(numbers), CHUNK):
        field.extend(numbers[first : first + CHUNK].tolist())


def parameters(time_limit: float) -> Any:
    """SolveParametersProto with a time limit in seconds."""
    proto = parameters_pb2.SolveParametersProto()
    proto.time_limit.FromMilliseconds(max(1, int(1000 * time_limit)))
    return proto


def run(
    model: Any,
    kind: int,
    settings: Any,
    hints: Any = None,
    lines: Callable[[list[str]], None] | None = None,
    registration: Any = None,
    callback: Callable[[Any], Any] | None = None,
) -> Any:
    """Solve once from scratch; returns a SolveResultProto. Raises EngineFault when MathOpt refuses."""
    try:
        return solver.solve(
            model,
            kind,
            parameters_pb2.SolverInitializerProto(),
            settings,
            hints or model_parameters_pb2.ModelSolveParametersProto(),
            lines,
            registration or callback_pb2.CallbackRegistrationProto(),
            callback,
            None,
        )
    except StatusNotOk as error:
        raise EngineFault(f"MathOpt refused: {error}") from None


def outcome(result: Any, *, late: bool = False) -> Outcome | None:
    """What the termination means; None for "infeasible or unbounded", which needs a second look.

    `late`: the time is up; GLOP stops at a time limit without saying which limit it was.
    Raises EngineFault for unbounded programs and for every termination not named here.
    """
    end = result.termination
    if end.reason in _REASONS:
        return _REASONS[end.reason]
    if end.reason in _LIMITED and end.limit in _LIMITS:
        return _LIMITS[end.limit]
    if end.reason in _LIMITED and end.limit == result_pb2.LIMIT_UNDETERMINED and late:
        return Outcome.TIME_LIMIT
    if end.reason == result_pb2.TERMINATION_REASON_INFEASIBLE_OR_UNBOUNDED:
        return None
    if end.reason == result_pb2.TERMINATION_REASON_UNBOUNDED:
        raise EngineFault("unbounded: the cost can fall without end")
    reason = result_pb2.TerminationReasonProto.Name(end.reason)
    limit = result_pb2.LimitProto.Name(end.limit)
    raise EngineFault(f"the solver ended with {reason}, {limit} {end.detail}")


def settled(result: Any, model: Any, settings: Any) -> Outcome:
    """The outcome, with "infeasible or unbounded" settled by solving once more without costs."""
    first = outcome(result)
    if first is not None:
        return first
    free = type(model)()
    free.CopyFrom(model)
    free.objective.Clear()
    second = outcome(run(free, HIGHS, settings))
    if second is Outcome.FINISHED:
        raise EngineFault("unbounded: the cost can fall without end")
    if second is None:
        raise EngineFault("the solver cannot tell whether the program is infeasible")
    return second
