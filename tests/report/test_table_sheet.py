"""Columns written at once read back as what they were."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from scheduler.report.workbook.book import Book
from scheduler.report.workbook.table_sheet import TableSheet

NAMES = ["words", "days", "numbers", "counts"]
WORDS = ["plain", " <b>&\"' ", "=1+1", "\x1b[31m", None]
DAYS = [date(2027, 3, 1), date(1999, 12, 31), None, date(9999, 12, 31), date(2028, 2, 29)]
NUMBERS = [0.1, -1234567.123456, float("nan"), 1e-9, float("inf")]
COUNTS = [1, 0, -5, 2**40, None]


def written(path: Path, above: int = 0) -> Any:
    """The columns under a header, the first rows cell by cell."""
    columns: list[list[Any]] = [WORDS, DAYS, NUMBERS, COUNTS]
    with Book(path) as book:
        sheet = book.sheet("found")
        rows = list(zip(*(column[:above] for column in columns)))
        top = book.table(sheet, NAMES, rows, {"numbers": "cents", "counts": "whole"})
        looks = [book.format(style) for style in ("text", "date", "cents", "whole")]
        sheet.write_columns(top, [(look, column[above:]) for look, column in zip(looks, columns)])
    return openpyxl.load_workbook(path)["found"]


@pytest.mark.parametrize("above", [0, 2])
def test_values_and_types(tmp_path: Path, above: int) -> None:
    sheet = written(tmp_path / "book.xlsx", above)
    found = [list(column) for column in sheet.iter_cols(min_row=2, values_only=True)]
    days = [day and datetime(day.year, day.month, day.day) for day in DAYS]
    assert found[0] == ["plain", " <b>&\"' ", "=1+1", "_x001B_[31m", None]
    assert found[1] == days
    assert found[2] == [0.1, -1234567.123456, None, 0, None]
    assert found[3] == COUNTS
    assert [cell.data_type for cell in sheet["A"][1:4]] == ["s", "s", "s"]
    assert sheet["C3"].number_format == sheet["C2"].number_format != "General"


def test_what_does_not_fit_on_a_sheet_is_left_out_and_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More rows than Excel takes would make a file that it refuses."""
    create = TableSheet.__init__

    def small(sheet: Any) -> None:
        create(sheet)
        sheet.xls_rowmax = 4

    monkeypatch.setattr(TableSheet, "__init__", small)
    sheet = written(tmp_path / "book.xlsx")
    assert sheet.max_row == 4
    assert sheet["D3"].value == 0
    assert sheet["A4"].value == "3 more rows: a sheet takes no more, the plan's JSON file has them all"
    assert sheet["D4"].value is None
