"""Several tables under each other on one sheet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from scheduler.report.workbook.book import Book


def titled(
    book: Book,
    sheet: Any,
    top: int,
    title: str,
    names: Sequence[str],
    rows: Sequence[Sequence[object]],
    styles: dict[str, str],
) -> int:
    """A table under a title; nothing when there are no rows. Returns the next free row."""
    if not rows:
        return top
    for column in range(len(names)):
        sheet.write_blank(top, column, None, book.format("section"))
    sheet.write_string(top, 0, title, book.format("section"))
    return book.table(sheet, names, rows, styles, top=top + 1) + 1
