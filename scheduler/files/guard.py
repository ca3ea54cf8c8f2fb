"""An apostrophe before text that a spreadsheet, or our own comment rows, would take for something else."""

from __future__ import annotations

from typing import Any

WORKBOOK_MARKS = "#"
CSV_MARKS = "#=+-@\t\r"


def guard(text: str, marks: str) -> str:
    """`'=A1` for `=A1`; text with apostrophes before such a mark gets one more."""
    return "'" + text if _marked(text, marks) else text


def unguard(cell: Any, marks: str) -> Any:
    """Takes the apostrophe of `guard` away again."""
    return cell[1:] if isinstance(cell, str) and cell.startswith("'") and _marked(cell, marks) else cell


def _marked(text: str, marks: str) -> bool:
    return text.lstrip("'")[:1] in tuple(marks)
