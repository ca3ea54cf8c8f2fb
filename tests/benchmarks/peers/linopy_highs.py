"""linopy with HiGHS (highspy), in an environment of its own: highspy and OR-Tools share no process."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import linopy
import numpy as np
import xarray

from tests.benchmarks.peers import logs
from tests.benchmarks.peers.desk import Follower, Report, Task, cores, one_sided

SIGNS = {0: "=", 1: ">=", -1: "<="}


def main() -> None:
    """Solve the task given, following HiGHS' log; linopy keeps no constant, so it is added here."""
    task = Task.given()
    arrays, report = task.arrays(), Report(task.report)
    constant = float(arrays.constant)
    _warm_up()
    report.start()
    model, labels = build(arrays)

    def tell(line: str) -> None:
        report.built()
        incumbent, bound = (None if one is None else one + constant for one in logs.highs(line))
        report.point(incumbent, bound)

    with Follower(tell) as log:
        _, said = model.solve(
            "highs",
            io_api="direct",
            log_fn=Path(log.path),
            time_limit=max(1.0, task.seconds - report.seconds()),
            mip_rel_gap=task.gap,
            threads=cores(),
            log_to_console=False,
        )
    _finish(model, labels, said, arrays, report)


def _warm_up() -> None:
    """A model of one column: what linopy imports late is imported now, before the clock begins."""
    model = linopy.Model()
    model.add_objective(1 * model.add_variables(lower=1, upper=2, name="x"))
    model.solve("highs", io_api="direct", log_to_console=False)


def build(arrays: Any) -> tuple[linopy.Model, Any]:
    """The program, and the label linopy gives to each column (n,)."""
    model = linopy.Model()
    labels = np.zeros(len(arrays.cost), int)
    for name, which in (("whole", arrays.whole), ("real", ~arrays.whole)):
        if which.any():
            places = np.flatnonzero(which)
            low, high = (xarray.DataArray(side[places], dims=name) for side in (arrays.lower, arrays.upper))
            added = model.add_variables(low, high, name=name, integer=name == "whole")
            labels[places] = added.labels.values
    for sign, side, coefficients, columns in _blocks(arrays):
        model.add_constraints(_sums(model, coefficients, labels, columns), SIGNS[sign], side)
    priced = np.flatnonzero(arrays.cost)[None, :]
    model.add_objective(_sums(model, arrays.cost[priced], labels, priced).sum())
    return model, labels


def _blocks(arrays: Any) -> Iterator[tuple[int, Any, Any, Any]]:
    """(sign, sides (r,), coefficients (r, k), columns (r, k)) of rows of one sign and nearly one length.

    Columns are −1 where a row has fewer terms, at most half of them.
    """
    lengths = np.diff(arrays.starts)
    kinds: dict[tuple[int, int], list[tuple[int, float]]] = {}
    for row, sign, side in one_sided(arrays):
        if lengths[row]:
            kinds.setdefault((sign, int(lengths[row] - 1).bit_length()), []).append((row, side))
    for (sign, _), members in kinds.items():
        rows = np.array([row for row, _ in members])
        width = int(lengths[rows].max())
        there = np.arange(width) < lengths[rows, None]
        places = np.where(there, arrays.starts[rows, None] + np.arange(width), 0)
        coefficients = np.where(there, arrays.entries[places], np.nan)
        columns = np.where(there, arrays.columns[places], -1)
        yield sign, xarray.DataArray([side for _, side in members], dims="row"), coefficients, columns


def _sums(model: linopy.Model, coefficients: Any, labels: Any, columns: Any) -> linopy.LinearExpression:
    """One sum a row."""
    named = np.where(columns >= 0, labels[columns], -1)
    terms = {"coeffs": (("row", "_term"), coefficients), "vars": (("row", "_term"), named)}
    return linopy.LinearExpression(xarray.Dataset(terms), model)


def _finish(model: linopy.Model, labels: Any, said: str, arrays: Any, report: Report) -> None:
    if "solution" not in model.variables[next(iter(model.variables))].data:
        report.end(said)
        return
    by_label = np.zeros(labels.max() + 1)
    for name in model.variables:
        each = model.variables[name]
        by_label[each.labels.values] = each.solution.values
    values = by_label[labels]
    report.point(float(arrays.cost @ values) + float(arrays.constant), None)
    report.end(said, values)


if __name__ == "__main__":
    main()
