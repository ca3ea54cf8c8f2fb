"""Sheets of a CSV file as somebody would type them: numbers with a decimal point, names as they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from scheduler.files.csv_read import parse_csv
from scheduler.files.grid import Tray
from scheduler.files.read_tables import as_text


@pytest.mark.parametrize(
    ("name", "heads", "salary", "typed"),
    [
        ("1,5", "3,5", "32,125", ("1,5", "3.5", "32.125")),
        ("1,500", "3", "32,125", ("1,500", "3", "32,125 (thousands or decimals?)")),
        ("1.500", "3", "32.125", ("1.500", "3", "32.125 (thousands or decimals?)")),
        ("1.500", "3.5", "32.125", ("1.500", "3.5", "32.125")),
    ],
)
def test_numbers_have_a_point_or_are_none(name: str, heads: str, salary: str, typed: tuple[str, ...]) -> None:
    text = f"Name;Heads;Salary\r\n{name};{heads};{salary}\r\n"
    (grid,) = as_text(parse_csv(Path("teams.csv"), "teams.csv", text.encode(), Tray()))
    assert grid.rows[0].cells == typed
