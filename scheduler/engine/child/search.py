"""Branch and bound, one thread, with the incumbents in a file and the log lines as news."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import numpy as np
from ortools.math_opt import model_parameters_pb2, parameters_pb2

from scheduler.engine.child import highs_log, mathopt, scip
from scheduler.engine.child.guard import flush_files
from scheduler.engine.child.linear import dense
from scheduler.engine.program import Floats
from scheduler.engine.wire import Found, Outcome, Search, Solver, Step


def search(request: Search, tell: Callable[[Step], None]) -> Found:
    """Search until proof, gap, node limit or time limit; EngineFault when the program is unbounded.

    That a program is infeasible is asked twice, the second time without presolve.
    """
    started = time.monotonic()
    model = mathopt.model(request.program, whole=True)
    if request.solver is Solver.SCIP:
        return _by_scip(request, model, tell)
    settings = _settings(request, time.monotonic() - started)
    result = mathopt.run(
        model, mathopt.HIGHS, settings, _hints(request.hint), _reader(tell, highs_log.Log().read_line)
    )
    ended = mathopt.settled(result, model, settings)
    if ended is Outcome.INFEASIBLE:
        # HiGHS 1.12 calls some feasible programs infeasible in presolve
        settings = _settings(request, time.monotonic() - started)
        settings.presolve = parameters_pb2.EMPHASIS_OFF
        result = mathopt.run(
            model, mathopt.HIGHS, settings, _hints(request.hint), _reader(tell, highs_log.Log().read_line)
        )
        ended = mathopt.settled(result, model, settings)
    return Found(ended, _values(result, ended, request), _bound(result, ended), _nodes(result))


def _by_scip(request: Search, model: Any, tell: Callable[[Step], None]) -> Found:
    settings = scip.settings(request, request.time_limit)
    reader, hints = _reader(tell, scip.read_line), _hints(request.hint)
    result = mathopt.run(model, mathopt.SCIP, settings, hints, reader, *scip.keep(request.incumbents))
    ended = mathopt.settled(result, model, mathopt.parameters(request.time_limit))
    return Found(ended, _values(result, ended, request), _bound(result, ended), _nodes(result))


def _settings(request: Search, spent: float) -> Any:
    settings = mathopt.parameters(request.time_limit - spent)
    settings.relative_gap_tolerance = request.gap
    settings.absolute_gap_tolerance = 0.0
    settings.random_seed = request.seed
    if request.node_limit is not None:
        settings.node_limit = request.node_limit
    highs = settings.highs
    highs.string_options["parallel"] = "off"
    highs.string_options["mip_improving_solution_file"] = request.incumbents
    highs.bool_options["mip_improving_solution_save"] = True
    highs.bool_options["mip_improving_solution_report_sparse"] = True
    highs.double_options["mip_feasibility_tolerance"] = request.tolerance
    return settings


def _hints(hint: Floats | None) -> Any:
    proto = model_parameters_pb2.ModelSolveParametersProto()
    if hint is not None:
        known = np.flatnonzero(~np.isnan(hint))
        start = proto.solution_hints.add()
        start.variable_values.ids.extend(known.tolist())
        start.variable_values.values.extend(hint[known].tolist())
    return proto


def _reader(
    tell: Callable[[Step], None], read_line: Callable[[str], Step | None]
) -> Callable[[list[str]], None]:
    def read(lines: list[str]) -> None:
        for line in lines:
            step = read_line(line)
            if step is not None:
                flush_files()  # news of an incumbent must not come before the incumbent itself
                tell(step)

    return read


def _values(result: Any, ended: Outcome, request: Search) -> Floats | None:
    if ended is Outcome.INFEASIBLE or not len(result.solutions):
        return None
    values: Floats = dense(result.solutions[0].primal_solution.variable_values, len(request.program.cost))
    return values


def _bound(result: Any, ended: Outcome) -> float:
    return float("inf") if ended is Outcome.INFEASIBLE else result.termination.objective_bounds.dual_bound


def _nodes(result: Any) -> int:
    return int(result.solve_stats.node_count)
