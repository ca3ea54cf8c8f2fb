"""The plan of a spreadsheet: leavers replaced, the lowest quoted rate for the gap, no bound at all."""

from __future__ import annotations

from scheduler.explain.spreadsheet import spreadsheet_heads
from scheduler.problem import Problem
from scheduler.solving import complete
from tests.benchmarks.peers.desk import PROBLEM, Report, Task


def main() -> None:
    """Whole numbers by its rule, week by week; their cost by our own model, hours placed at their best."""
    task = Task.given()
    problem = Problem.model_validate_json((task.folder / PROBLEM).read_text(encoding="utf-8"))
    report = Report(task.report)
    report.start()
    heads = spreadsheet_heads(problem)
    report.built()
    result = complete(problem, heads, time_limit=max(1.0, task.seconds - report.seconds()))
    report.point(result.cost, None)
    without = "its numbers break limits" if result.outcome == "infeasible" else "no time left"
    report.end("its rule is done" if result.plan is not None else without)


if __name__ == "__main__":
    main()
