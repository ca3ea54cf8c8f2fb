"""What people read: headline, decisions, tables; `workbook` and `page` write files, when imported."""

from scheduler.report.headline import headline
from scheduler.report.summary import Summary, summarise

__all__ = ["Summary", "headline", "summarise"]
