"""Which tests one worker of pytest-xdist takes: `--dist loadfile`, but for folders that share a service."""

from __future__ import annotations

from typing import Any

from xdist.scheduler import LoadFileScheduling

TOGETHER = (
    "tests/browser/",
    "tests/api/running/",
    "tests/fixtures/",
)  # what their tests look at is slow to make


class ByService(LoadFileScheduling):
    """A file is one worker's, and so is a folder whose tests share a running service or solved problems."""

    def _split_scope(self, nodeid: str) -> str:
        file: str = super()._split_scope(nodeid)
        return next((folder for folder in TOGETHER if file.startswith(folder)), file)


def pytest_xdist_make_scheduler(config: Any, log: Any) -> ByService:
    """Asked by pytest-xdist, of the process that hands out the tests."""
    return ByService(config, log)
