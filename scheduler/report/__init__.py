"""What people read: headline, decisions, tables; `workbook` and `page` write files, when imported."""

from scheduler.report.headline import conflict_line, headline
from scheduler.report.summary import Summary, summarise

__all__ = ["Summary", "conflict_line", "headline", "summarise"]
