"""A worksheet that takes whole columns: cell by cell the largest ledgers would take ten times as long."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from math import isfinite
from typing import Any

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

DAY_ZERO = date(1899, 12, 30)
NOISE = 5e-7  # less than plans are written to
ROW = "\0"  # stands for a row's number


class TableSheet(Worksheet):  # type: ignore[misc]
    """Rows above `write_columns` are written as in any sheet; below there can be nothing else."""

    def __init__(self) -> None:
        super().__init__()
        self._top = 0
        self._formats: list[Any] = []
        self._lines: list[tuple[str, ...]] = []

    def write_columns(self, top: int, columns: Sequence[tuple[Any, Sequence[object]]]) -> None:
        """Columns of a format and values, all of one length, from row `top` on as far as a sheet goes.

        Where a sheet ends before they do, its last row says how many are left out.
        Text is text, numbers are numbers, dates dates; None and what is not finite leave a cell empty.
        """
        self._top = top
        self._formats = [look for look, _ in columns]
        cells = (map(_Cells(self._cell).__getitem__, values) for _, values in columns)
        self._lines = self._fitting(list(zip(*cells)), self.xls_rowmax - top)
        if self._lines:
            self._check_dimensions(top + len(self._lines) - 1, len(columns) - 1)

    def _fitting(self, lines: list[tuple[str, ...]], room: int) -> list[tuple[str, ...]]:
        """As many as there is room for."""
        if len(lines) <= room:
            return lines
        left = len(lines) - room + 1
        words = self._cell(f"{left:,} more rows: a sheet takes no more, the plan's JSON file has them all")
        return [*lines[: room - 1], (words, *("/>" for _ in lines[0][1:]))]

    def _cell(self, value: object) -> str:
        """What follows a cell's place and format."""
        if isinstance(value, str):
            return f' t="s"><v>{self.str_table._get_shared_string_index(value)}</v></c>'
        if isinstance(value, date):
            return f"><v>{(value - DAY_ZERO).days}</v></c>"
        if not isinstance(value, int | float) or not isfinite(value):
            return "/>"
        return f"><v>{value!r}</v></c>" if abs(value) >= NOISE else "><v>0</v></c>"

    def _write_rows(self) -> None:
        """The rows of the base class, then ours: called when all formats have their numbers."""
        super()._write_rows()
        looks = [look._get_xf_index() for look in self._formats]
        cells = (f'<c r="{xl_col_to_name(place)}{ROW}" s="{look}"%s' for place, look in enumerate(looks))
        template = f'<row r="{ROW}">{"".join(cells)}</row>'
        for row, line in enumerate(self._lines, start=self._top + 1):
            self.fh.write(template.replace(ROW, str(row)) % line)


class _Cells(dict[object, str]):
    """Cells by value, each written once: most of a ledger are zeros, names and days."""

    def __init__(self, cell: Callable[[object], str]) -> None:
        super().__init__()
        self._cell = cell

    def __missing__(self, value: object) -> str:
        text = self[value] = self._cell(value)
        return text
