"""A workbook with our formats: numbers as numbers, text as text, headers that stay in view."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from math import isfinite
from pathlib import Path
from typing import Any

import xlsxwriter

from scheduler.report.workbook.table_sheet import NOISE, TableSheet

MADE = datetime(2000, 1, 1)  # a fixed date: the same plan gives the same file
FORMATS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 16, "text_wrap": True, "valign": "top"},
    "lead": {"font_color": "#595959", "text_wrap": True, "valign": "top"},
    "section": {"bold": True, "font_size": 12, "bottom": 1, "bottom_color": "#BFBFBF"},
    "header": {
        "bold": True,
        "bg_color": "#E8EDF3",
        "border": 0,
        "bottom": 1,
        "text_wrap": True,
        "valign": "top",
    },
    "text": {"align": "left", "indent": 1},
    "wrap": {"text_wrap": True, "valign": "top", "align": "left", "indent": 1},
    "date": {"num_format": "d mmm yyyy", "align": "left", "indent": 1},
    "heads": {"num_format": '#,##0.0;-#,##0.0;"–"'},
    "count": {"num_format": "#,##0"},
    "hours": {"num_format": '#,##0.0;-#,##0.0;"–"'},
    "money": {"num_format": '#,##0;-#,##0;"–"'},
    "cents": {"num_format": '#,##0.00;-#,##0.00;"–"'},
    "share": {"num_format": "0.0 %"},
    "number": {"num_format": "General"},
    "whole": {"num_format": "0", "align": "left"},
}
FORMATS = {name: {"valign": "top", **look} for name, look in FORMATS.items()}
FORMATS["number header"] = {**FORMATS["header"], "align": "right"}
FORMATS["header"] = {**FORMATS["header"], "align": "left", "indent": 1}
BOLD = {"bold": True, "top": 1}


class Book:
    """One open workbook. Use as a context; the file is complete when it closes."""

    def __init__(self, path: Path) -> None:
        self.file: Any = xlsxwriter.Workbook(
            str(path), {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        )
        self.file.set_properties({"created": MADE, "title": "Staffing plan", "comments": "Made by staffmix"})
        self._formats: dict[tuple[str, bool], Any] = {}

    def __enter__(self) -> Book:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is None:
            self.file.close()

    def format(self, name: str, bold: bool = False) -> Any:
        key = (name, bold)
        if key not in self._formats:
            self._formats[key] = self.file.add_format({**FORMATS[name], **(BOLD if bold else {})})
        return self._formats[key]

    def look(self, value: object, style: str, bold: bool = False) -> Any:
        """The format of a value: text and dates have their own."""
        if isinstance(value, str):
            return self.format("text" if style != "wrap" else "wrap", bold)
        return self.format("date" if isinstance(value, date) else style, bold)

    def sheet(self, name: str, landscape: bool = True) -> Any:
        """A sheet that prints on pages one wide."""
        sheet = self.file.add_worksheet(name, worksheet_class=TableSheet)
        if landscape:
            sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        return sheet

    def cell(self, sheet: Any, row: int, column: int, value: object, style: str, bold: bool = False) -> None:
        """Writes text as text, numbers as numbers, dates as dates; nothing for None or what is not finite."""
        look = self.look(value, style, bold)
        if isinstance(value, str):
            sheet.write_string(row, column, value, look)
        elif isinstance(value, date):
            sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), look)
        elif isinstance(value, int | float) and isfinite(value):
            sheet.write_number(row, column, value if abs(value) >= NOISE else 0, look)
        else:
            sheet.write_blank(row, column, None, look)

    def table(
        self,
        sheet: Any,
        names: Sequence[str],
        rows: Sequence[Sequence[object]],
        styles: Mapping[str, str],
        *,
        top: int = 0,
        bold: bool = False,
        header: bool = True,
    ) -> int:
        """A header and rows; `styles` by column name (text if absent). Returns the row after the last."""
        line = top
        if header:
            for column, name in enumerate(names):
                sheet.write_string(line, column, name, self.format(header_style(styles.get(name, "text"))))
            line += 1
        for row in rows:
            for column, (name, value) in enumerate(zip(names, row)):
                self.cell(sheet, line, column, value, styles.get(name, "text"), bold)
            line += 1
        return line


def header_style(style: str) -> str:
    """Headings of numbers stand over their numbers."""
    return "header" if style in ("text", "wrap", "date", "whole") else "number header"


def heads_style(heads: Sequence[float]) -> str:
    """Whole heads without decimals where all of them are whole."""
    return "count" if all(value == round(value) for value in heads) else "heads"


def widths(names: Sequence[str], columns: Sequence[Sequence[object]]) -> list[float]:
    """Column widths that show the content, the headers on two lines where that is enough."""
    found = []
    for name, values in zip(names, columns):
        longest = max((len(_shown(value)) for value in values[:400]), default=0)
        words = max((len(word) for word in name.split()), default=0)
        found.append(float(min(48, max(longest, words, -(-len(name) // 2), 7) + 2)))
    return found


def _shown(value: object) -> str:
    if isinstance(value, float):
        return f"{value:,.1f}"
    if isinstance(value, date):
        return f"{value:%d %b %Y}"
    return "" if value is None else str(value)
