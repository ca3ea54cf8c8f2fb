"""Workbook and page of the result that ours left, in a process of its own."""

from __future__ import annotations

from scheduler.problem import Problem
from scheduler.report import summarise
from scheduler.report.page import write_page
from scheduler.report.workbook import write_workbook
from tests.benchmarks.peers.desk import PROBLEM, RESULT, Report, Task
from tests.benchmarks.peers.ours import result_in


def main() -> None:
    """Write both; the time counts from the result in memory to files on disk."""
    task = Task.given()
    problem = Problem.model_validate_json((task.folder / PROBLEM).read_text(encoding="utf-8"))
    result, report = result_in(task.folder / RESULT), Report(task.report)
    report.start()
    summary = summarise(problem, result)
    write_workbook(summary, task.report.with_suffix(".xlsx"))
    write_page(summary, task.report.with_suffix(".html"))
    report.end("written", writing=report.seconds())


if __name__ == "__main__":
    main()
