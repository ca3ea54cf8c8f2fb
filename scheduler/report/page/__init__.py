"""The plan as one self-contained HTML page."""

from scheduler.report.page.write import write_page

__all__ = ["write_page"]
