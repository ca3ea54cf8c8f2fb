"""The plain family by its numbers alone, for tests that need a problem of some size."""

from __future__ import annotations

from scheduler.problem import Problem
from tests.benchmarks.families import plain
from tests.benchmarks.size import Size


def generate(skills: int, weeks: int, offers: int, seed: int = 0) -> Problem:
    """A problem of so many skills, weeks and offers, always the same for the same numbers."""
    return plain(Size(skills, weeks, offers), seed)
