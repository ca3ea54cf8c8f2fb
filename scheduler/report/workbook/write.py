"""Puts the sheets together."""

from __future__ import annotations

from pathlib import Path

from scheduler.report.summary import Summary
from scheduler.report.workbook import charts, front, sheets
from scheduler.report.workbook.beside import against_earlier_sheet, other_plans_sheet
from scheduler.report.workbook.book import Book
from scheduler.report.workbook.prices import price_sheets
from scheduler.report.workbook.vendors import vendors_sheet
from scheduler.report.workbook.why import why_sheet

CHART_ROWS = 19


def write_workbook(summary: Summary, path: Path) -> None:
    """Writes the plan workbook: the same summary gives the same file, byte for byte.

    Raises OSError when the file cannot be written.
    """
    with Book(path) as book:
        first = front.front_sheet(book, summary)
        sheets.decisions(book, summary)
        sheets.heads(book, summary)
        cover = sheets.coverage(book, summary)
        months = sheets.months(book, summary)
        sheets.costs(book, summary)
        sheets.teams(book, summary)
        sheets.contracts(book, summary)
        why_sheets(book, summary)
        other_plans_sheet(book, summary)
        against_earlier_sheet(book, summary)
        front.check_sheet(book, summary)
        top = front.comparison(book, first, summary, 3)
        capacity = charts.capacity_chart(book, summary, cover)
        first.insert_chart(top, 0, capacity, {"description": "Capacity against demand"})
        by_month = charts.month_chart(book, summary, months)
        first.insert_chart(top + CHART_ROWS, 0, by_month, {"description": "Cost by month"})
        front.front_tables(book, first, summary, top + 2 * CHART_ROWS)
        first.activate()


def why_sheets(book: Book, summary: Summary) -> None:
    """Why, Prices and Vendors, as far as the summary's explanation holds them."""
    if summary.why is None:
        return
    why_sheet(book, summary.why)
    price_sheets(book, summary.why, summary.problem.forecast.calendar.unit)
    vendors_sheet(book, summary.why)
