"""The plan as a workbook: what a planner, HR, procurement and finance take away."""

from scheduler.report.workbook.write import write_workbook

__all__ = ["write_workbook"]
