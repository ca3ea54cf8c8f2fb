"""The LP relaxation alone, by the same engine as ours: the yardstick of every ratio."""

from __future__ import annotations

import time
from statistics import median

from scheduler.engine import shared_engine
from scheduler.model.build import build
from scheduler.problem import Problem
from scheduler.search.most import bounded
from tests.benchmarks.peers.desk import PROBLEM, Report, Task
from tests.benchmarks.peers.ours import get_ready

QUICK = 10.0  # seconds: a relaxation that is quicker is solved three times, and the median counts


def main() -> None:
    """Solve it; the time is that of `Engine.relax`, from arrays to prices."""
    task = Task.given()
    text = (task.folder / PROBLEM).read_text(encoding="utf-8")
    program = bounded(build(Problem.model_validate_json(text)))
    report = Report(task.report)
    seconds: list[float] = []
    get_ready()
    report.start()
    report.built()
    while not seconds or (len(seconds) < 3 and sum(seconds) < QUICK):
        began = time.monotonic()
        relaxed = shared_engine().relax(program, time_limit=task.seconds)
        seconds.append(time.monotonic() - began)
        if relaxed.status == "optimal":
            report.point(None, relaxed.objective)
    report.end(str(relaxed.status), relaxation=median(seconds))


if __name__ == "__main__":
    main()
