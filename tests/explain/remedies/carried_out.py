"""Edits carried out by hand on the JSON of a problem, as a person with the files would."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache

from scheduler import Result, solve
from scheduler.explain.remedies import Edit
from scheduler.plan import Plan
from scheduler.problem import Problem
from tests.search.apart import engine


def carried_out(problem: Problem, edits: Iterable[Edit]) -> Problem:
    """The problem with these edits, whatever its fields said before."""
    data = json.loads(problem.model_dump_json(by_alias=True))
    for cell in (cell for edit in edits for cell in edit.cells):
        place = data[cell.document]
        if cell.table is not None:
            rows = place[cell.table]
            place = next(row for n, row in enumerate(rows) if row.get("key", str(n)) == cell.row)
        *path, last = cell.field.split("/")
        for step in path:
            place = place[int(step) if isinstance(place, list) else step]
        place[int(last) if isinstance(place, list) else last] = cell.after
    return Problem.model_validate_json(json.dumps(data))


@cache
def _solved(text: str, baseline: str | None, gap: float) -> Result:
    earlier = None if baseline is None else Plan.model_validate_json(baseline)
    return solve(Problem.model_validate_json(text), gap=gap, baseline=earlier, engine=engine())


def solved(problem: Problem, baseline: Plan | None = None, gap: float = 0.0) -> Result:
    """The answer to a problem, asked once."""
    earlier = None if baseline is None else baseline.model_dump_json()
    return _solved(problem.model_dump_json(by_alias=True), earlier, gap)
