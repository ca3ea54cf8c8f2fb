"""A problem written and read again is the same problem, in every format."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings

from scheduler.files import load, save
from scheduler.problem import Problem
from scheduler.validate import validate
from tests.strategies import problems


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(problems())
def test_every_problem_comes_back_as_it_was_from_every_format(problem: Problem) -> None:
    assert validate(problem).faults == ()
    with tempfile.TemporaryDirectory() as folder:
        for name in ("problem.json", "problem.xlsx", "problem"):
            save(problem, Path(folder) / name)
            assert load(Path(folder) / name).problem == problem
