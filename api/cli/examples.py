"""Problems that come with the package."""

from __future__ import annotations

from importlib.resources import as_file, files

from scheduler.problem import Problem


def example(name: str) -> Problem:
    """A fixture by name; raises FileNotFoundError when the package lacks it."""
    with as_file(files("fixtures") / name / "problem.json") as path:
        return Problem.model_validate_json(path.read_text(encoding="utf-8"))
