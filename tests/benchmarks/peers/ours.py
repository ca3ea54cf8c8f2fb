"""Staffmix itself, in a process of its own; it leaves its result, and may start from an earlier one."""

from __future__ import annotations

import resource
import time
from pathlib import Path

import numpy as np

from scheduler import Plan, Result, solve
from scheduler.engine import Program, Progress, all_cores, shared_crew
from scheduler.model.build import build
from scheduler.problem import Problem
from tests.benchmarks.peers.desk import PROBLEM, RESULT, Report, Task


def main() -> None:
    """Solve the task given, from the problem as a user has it to a checked plan."""
    task, began = Task.given(), time.monotonic()
    problem = Problem.model_validate_json((task.folder / PROBLEM).read_text(encoding="utf-8"))
    reading = time.monotonic() - began
    earlier = result_in(Path(task.words[0])).plan if task.words else None
    report = Report(task.report)
    get_ready()
    report.start()
    build(problem).matrix.program()
    building, used = report.seconds(), _cpu_seconds()
    report.start()
    report.built()
    result = planned(problem, earlier, task, report)
    report.point(result.cost, result.bound)
    solving = report.seconds()
    end_crew()
    used = _cpu_seconds() - used
    (task.folder / RESULT).write_text(result.model_dump_json(by_alias=True), encoding="utf-8")
    report.end(_said(result), reading=reading, building=building, solving=solving, cores=used / solving)


def planned(problem: Problem, earlier: Plan | None, task: Task, report: Report) -> Result:
    """The one call of ours that is measured."""
    return solve(
        problem,
        time_limit=task.seconds,
        gap=task.gap,
        start=earlier,
        on_progress=lambda step: told(step, report),
    )


def told(step: Progress, report: Report) -> None:
    """Passes progress on."""
    report.point(step.incumbent, step.bound)


def get_ready() -> None:
    """Solver processes on all cores, started and asked once."""
    one, nothing, nowhere = np.ones(1), np.zeros(0), np.zeros(0, np.int64)
    easy = Program(one, 0.0, one, one, one > 1, nothing, nothing, nowhere, nowhere, nothing)
    for engine in shared_crew(all_cores()).engines:
        engine.relax(easy)


def end_crew() -> None:
    """Ends the solver processes, so that what they used is known."""
    for engine in shared_crew(all_cores()).engines:
        engine.close()


def result_in(path: Path) -> Result:
    """A result that a run left."""
    return Result.model_validate_json(path.read_text(encoding="utf-8"))


def _cpu_seconds() -> float:
    """Of this process and of those it has ended; the engines' own start counts, about half a second each."""
    mine, theirs = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return mine.ru_utime + mine.ru_stime + theirs.ru_utime + theirs.ru_stime


def _said(result: Result) -> str:
    return f"{result.outcome}, {result.stop_reason}, check {result.check}"


if __name__ == "__main__":
    main()
