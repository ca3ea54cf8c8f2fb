"""One engine for all tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from scheduler.engine import Engine, Solver


@pytest.fixture(scope="session")
def engine() -> Iterator[Engine]:
    """A warm engine; tests that kill its process leave it usable."""
    with Engine() as one:
        yield one


@pytest.fixture(scope="session", params=list(Solver), ids=str)
def solver(request: pytest.FixtureRequest) -> Solver:
    """Every solver that searches."""
    found: Solver = request.param
    return found
