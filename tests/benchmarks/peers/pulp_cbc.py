"""PuLP with the CBC it brings, the model written as PuLP wants it: term by term."""

from __future__ import annotations

from typing import Any

import numpy as np
import pulp

from tests.benchmarks.peers import logs
from tests.benchmarks.peers.desk import Follower, Report, Task, cores, one_sided


def main() -> None:
    """Solve the task given, following CBC's log; CBC knows nothing of the constant, so it is added here."""
    task = Task.given()
    arrays, report = task.arrays(), Report(task.report)
    constant = float(arrays.constant)
    report.start()
    model, columns = build(arrays)

    def tell(line: str) -> None:
        report.built()
        incumbent, bound = (None if one is None else one + constant for one in logs.cbc(line))
        report.point(incumbent, bound)

    with Follower(tell) as log:
        model.solve(
            pulp.PULP_CBC_CMD(
                msg=False,
                timeLimit=max(1.0, task.seconds - report.seconds()),
                gapRel=task.gap,
                threads=cores(),
                logPath=log.path,
            )
        )
    _finish(model, columns, arrays, report)


def build(arrays: Any) -> tuple[pulp.LpProblem, list[pulp.LpVariable]]:
    """The program and its columns in order."""
    model = pulp.LpProblem("staffing", pulp.LpMinimize)
    columns = [
        pulp.LpVariable(f"x{n}", _bound(low), _bound(high), pulp.LpInteger if whole else pulp.LpContinuous)
        for n, (low, high, whole) in enumerate(zip(arrays.lower, arrays.upper, arrays.whole))
    ]
    model += pulp.LpAffineExpression({columns[n]: float(arrays.cost[n]) for n in np.flatnonzero(arrays.cost)})
    for number, (row, sign, side) in enumerate(one_sided(arrays)):
        place = slice(arrays.starts[row], arrays.starts[row + 1])
        terms = zip(arrays.columns[place].tolist(), arrays.entries[place].tolist())
        left = pulp.LpAffineExpression({columns[n]: entry for n, entry in terms})
        model.addConstraint(pulp.LpConstraint(left, sign, f"r{number}", side))
    return model, columns


def _bound(number: float) -> float | None:
    return float(number) if np.isfinite(number) else None


def _finish(model: pulp.LpProblem, columns: list[pulp.LpVariable], arrays: Any, report: Report) -> None:
    found = [column.varValue for column in columns]
    said = pulp.LpSolution[model.sol_status]
    if model.sol_status not in (pulp.LpSolutionOptimal, pulp.LpSolutionIntegerFeasible):
        report.end(said)
        return
    values = np.array([arrays.lower[n] if value is None else value for n, value in enumerate(found)], float)
    report.point(float(arrays.cost @ values) + float(arrays.constant), None)
    report.end(said, values)


if __name__ == "__main__":
    main()
