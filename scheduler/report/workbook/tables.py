"""Several tables under each other on one sheet, their rows high enough for what is in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from textwrap import wrap

from scheduler.report.workbook.book import Book

LINE = 15  # points


class Stack:
    """A sheet of tables; `widths` are those of its columns, in letters."""

    def __init__(self, book: Book, name: str, widths: Sequence[float]) -> None:
        self.book, self.sheet, self.widths, self.top = book, book.sheet(name), widths, 0
        self.sheet.hide_gridlines(2)
        for column, width in enumerate(widths):
            self.sheet.set_column(column, column, width)

    def note(self, words: str, look: str = "lead") -> None:
        """Text across all columns, and an empty row."""
        self._across(self.top, 0, words, look)
        self.top += 2

    def table(
        self, title: str, names: Sequence[str], rows: Sequence[Sequence[object]], styles: Mapping[str, str]
    ) -> int:
        """A table under its title; nothing when there are no rows. Returns the row of its header."""
        header = self.top + 1
        if not rows:
            return header
        self._title(title, len(names))
        last = self.book.table(self.sheet, names, rows, styles, top=header)
        self.sheet.set_row(header, self._height(names, names))
        wrapped = [name if styles.get(name) == "wrap" else "" for name in names]
        for place, row in enumerate(rows, start=header + 1):
            lines = self._height(row, wrapped)
            if lines > LINE:
                self.sheet.set_row(place, lines)
        self.top = last + 1
        return header

    def words(self, title: str, rows: Sequence[tuple[str, str]]) -> None:
        """Names, and beside each its text across all other columns."""
        if not rows:
            return
        self._title(title, len(self.widths))
        for place, (name, text) in enumerate(rows, start=self.top + 1):
            self.book.cell(self.sheet, place, 0, name, "wrap")
            self._across(place, 1, text, "wrap")
        self.top += len(rows) + 2

    def _title(self, title: str, columns: int) -> None:
        for column in range(columns):
            self.sheet.write_blank(self.top, column, None, self.book.format("section"))
        self.sheet.write_string(self.top, 0, title, self.book.format("section"))

    def _across(self, row: int, first: int, text: str, look: str) -> None:
        last, style = len(self.widths) - 1, self.book.format(look)
        if last > first:
            self.sheet.merge_range(row, first, row, last, "", style)
        self.sheet.write_string(row, first, text, style)
        self.sheet.set_row(row, LINE * _lines(text, sum(self.widths[first:])))

    def _height(self, values: Sequence[object], wrapped: Sequence[str]) -> float:
        cells = zip(values, self.widths, wrapped)
        return LINE * max((_lines(str(value), width) for value, width, wraps in cells if wraps), default=1)


def _lines(text: str, width: float) -> int:
    """Lines a text takes in a column, with room for an indent and wide letters."""
    return max(1, len(wrap(text, max(4, int(width) - 2))))
