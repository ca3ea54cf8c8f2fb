"""One engine for all tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from scheduler.engine import Engine


@pytest.fixture(scope="session")
def engine() -> Iterator[Engine]:
    """A warm engine; tests that kill its process leave it usable."""
    with Engine() as one:
        yield one
