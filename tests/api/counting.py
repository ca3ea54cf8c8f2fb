"""A job of many small parts, for tests: squares, and a line in a file for each chunk that was worked on."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from dbos import DBOS

from api.work import jobs
from api.work.fanout import fan_out, part
from api.work.hands import Hands

COUNTING = "counting"
CHUNK = 3
jobs.QUEUES[COUNTING] = jobs.STUDIES


@DBOS.workflow(name=COUNTING)
def count(tenant: str, folder: str, items: int) -> list[Any]:
    """The squares of the first numbers."""
    return fan_out("square", tenant, folder, list(range(items)), chunk=CHUNK)


@part("square")
def squares(hands: Hands, tenant: str, folder: str, items: list[Any]) -> list[Any]:
    """Slow enough to be interrupted; 7 is a number that breaks its chunk."""
    with (Path(folder) / "log").open("a") as log:
        log.write(f"{hands.worker} {tenant} {items[0]}\n")
    time.sleep(0.3)
    if 7 in items:
        raise ValueError("seven")
    return [item * item for item in items]
