"""HiGHS, SCIP or CP-SAT through OR-Tools' MathOpt on the whole program: `general.py … <solver>`."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import numpy as np
from ortools.math_opt import model_pb2
from ortools.math_opt.python import mathopt
from ortools.sat import sat_parameters_pb2

from tests.benchmarks.peers import logs
from tests.benchmarks.peers.desk import Report, Task, cores

SOLVERS = {
    "highs": (mathopt.SolverType.HIGHS, logs.highs),
    "scip": (mathopt.SolverType.GSCIP, logs.scip),
    "cp-sat": (mathopt.SolverType.CP_SAT, logs.cp_sat),
}


def main() -> None:
    """Solve the task given, telling whatever the solver's log tells."""
    task = Task.given()
    name, arrays, report = task.words[0], task.arrays(), Report(task.report)
    kind, read = SOLVERS[name]
    report.start()
    model = mathopt.Model.from_model_proto(proto(arrays))
    report.built()

    def tell(lines: list[str]) -> None:
        for line in lines:
            report.point(*read(line))

    try:
        result = mathopt.solve(model, kind, params=_parameters(name, task, report), msg_cb=tell)
    except Exception as refusal:  # MathOpt fails in telling what its solver said: that is one step back
        report.end(f"refused: {refusal.__context__ or refusal}")
        return
    _finish(result, report, len(arrays.cost))


def proto(arrays: Any) -> Any:
    """The arrays as MathOpt's ModelProto."""
    made = model_pb2.ModelProto()
    made.variables.ids.extend(range(len(arrays.cost)))
    made.variables.lower_bounds.extend(arrays.lower.tolist())
    made.variables.upper_bounds.extend(arrays.upper.tolist())
    made.variables.integers.extend(arrays.whole.tolist())
    priced = np.flatnonzero(arrays.cost)
    made.objective.offset = float(arrays.constant)
    made.objective.linear_coefficients.ids.extend(priced.tolist())
    made.objective.linear_coefficients.values.extend(arrays.cost[priced].tolist())
    made.linear_constraints.ids.extend(range(len(arrays.row_lower)))
    made.linear_constraints.lower_bounds.extend(arrays.row_lower.tolist())
    made.linear_constraints.upper_bounds.extend(arrays.row_upper.tolist())
    lengths = np.diff(arrays.starts)
    made.linear_constraint_matrix.row_ids.extend(np.repeat(np.arange(len(lengths)), lengths).tolist())
    made.linear_constraint_matrix.column_ids.extend(arrays.columns.tolist())
    made.linear_constraint_matrix.coefficients.extend(arrays.entries.tolist())
    return made


def _parameters(name: str, task: Task, report: Report) -> mathopt.SolveParameters:
    """Gap and time as asked, else the solver's own defaults; all cores where MathOpt takes a number."""
    wanted = mathopt.SolveParameters(
        time_limit=timedelta(seconds=max(1.0, task.seconds - report.seconds())),
        relative_gap_tolerance=task.gap,
        threads=cores() if name == "cp-sat" else None,
    )
    if name == "cp-sat":
        wanted.cp_sat = sat_parameters_pb2.SatParameters(log_search_progress=True)
    return wanted


def _finish(result: mathopt.SolveResult, report: Report, columns: int) -> None:
    bounds, reason = result.termination.objective_bounds, result.termination.reason
    detail = result.termination.detail
    report.point(
        bounds.primal_bound if result.has_primal_feasible_solution() else None,
        bounds.dual_bound if np.isfinite(bounds.dual_bound) else None,
    )
    values = None
    if result.has_primal_feasible_solution():
        values = np.zeros(columns)
        for variable, value in result.variable_values().items():
            values[variable.id] = value
    report.end(f"{reason.name.lower()} {detail}".strip(), values)


if __name__ == "__main__":
    main()
