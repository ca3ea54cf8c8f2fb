"""Settings all tests share: random examples repeat, no example is timed, and code is compiled once."""

import gc
import os
import sys

from hypothesis import HealthCheck, settings

from tests.together import pytest_xdist_make_scheduler as pytest_xdist_make_scheduler

settings.register_profile(
    "staffmix", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("staffmix")

# tests start processes by the hundred, and each would compile the project for itself
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False


# thousands of tests and all that they import stay to the end: no use in looking through them for garbage
gc.disable()


def pytest_collection_finish() -> None:
    """From here on there is garbage."""
    gc.collect()
    gc.freeze()
    gc.enable()
