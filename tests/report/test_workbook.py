"""The workbook as a reader finds it: cells, types, and every series of every chart."""

import re
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pytest
from openpyxl.utils import range_boundaries

from scheduler.explain.alternative import Alternative
from scheduler.report import Summary, summarise
from scheduler.report.workbook import write_workbook
from tests.report.example import plan, problem, renamed, result

CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
SHEETS = [
    "Summary", "Decisions", "Heads by week", "Coverage", "Cost by month",
    "Cost lines", "Team ledger", "Contract ledger", "Check",
]  # fmt: skip


def summary() -> Summary:
    other = Alternative("no contractors", 70000.0, 60000.0, 10000.0, 112.0)
    return summarise(
        problem(), result(), [other, Alternative("contractors only", why="not possible: min tenure")]
    )


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("book") / "plan.xlsx"
    write_workbook(summary(), target)
    return target


@pytest.fixture(scope="module")
def book(path: Path) -> Any:
    return openpyxl.load_workbook(path)


def rows(book: Any, sheet: str) -> list[dict[str, Any]]:
    header, *lines = book[sheet].iter_rows(values_only=True)
    return [dict(zip(header, line)) for line in lines]


def series(path: Path) -> Iterator[tuple[str, str, list[Any]]]:
    """Name reference, value reference and cached category reference of every series of every chart."""
    with zipfile.ZipFile(path) as archive:
        for name in sorted(archive.namelist()):
            if re.fullmatch(r"xl/charts/chart\d+\.xml", name):
                root = ElementTree.fromstring(archive.read(name))
                for entry in root.iter(f"{CHART}ser"):
                    found = {
                        part: [f.text for f in entry.find(f"{CHART}{part}").iter(f"{CHART}f")]  # type: ignore[union-attr]
                        for part in ("tx", "cat", "val")
                    }
                    yield found["tx"][0] or "", found["val"][0] or "", found["cat"]


def cells(book: Any, reference: str) -> list[Any]:
    sheet, area = reference.rsplit("!", 1)
    left, top, right, bottom = range_boundaries(area.replace("$", ""))
    found = book[sheet.strip("'")].iter_rows(top, bottom, left, right, values_only=True)
    return [value for row in found for value in row]


def test_the_sheets_are_there_in_order(book: Any) -> None:
    assert book.sheetnames == SHEETS


def test_every_series_of_every_chart_shows_the_plans_own_figures(path: Path, book: Any) -> None:
    expected = {
        "Own h": [280, 308, 308, 308, 308, 308],
        "Overtime h": [28, 0, 0, 0, 0, 0],
        "Budget h": [0, 0, 56, 56, 56, 0],
        "Short h": [0, 0, 0, 28, 0, 0],
        "Demand h": [308, 308, 364, 392, 364, 308],
        # three days of the first week in March, two of the fifth week in May
        "Own people": [3484.29, 37288.57, 10607.14],
        "Contractors": [0, 5397.15, 462.85],
        "Penalties": [0, 2520, 0],
    }
    shown = {}
    for name, values, categories in series(path):
        shown[cells(book, name)[0]] = cells(book, values)
        assert len(cells(book, categories[0])) == len(cells(book, values))
    assert shown.keys() == expected.keys()
    for name, values in expected.items():
        assert shown[name] == pytest.approx(values, abs=0.011), name


def test_categories_are_first_days_and_months(path: Path, book: Any) -> None:
    categories = {tuple(cells(book, reference[0])) for _, _, reference in series(path)}
    days = tuple(datetime(d.year, d.month, d.day) for d in plan().first_days[:-1])
    assert categories == {days, ("Mar 2027", "Apr 2027", "May 2027")}


def test_numbers_are_numbers_and_dates_dates(book: Any) -> None:
    decision = rows(book, "Decisions")[1]
    assert decision["Heads"] == 2
    assert decision["Decide by"] == datetime(2027, 4, 5)
    assert decision["Own or contract"] == "contract"
    assert decision["Cost to the end of the plan"] == pytest.approx(5860)


def test_months_and_lines_add_up_to_the_cost(book: Any) -> None:
    lines = [row for row in rows(book, "Cost by month") if row["Kind"] == "Everything"]
    assert lines[0]["Total"] == pytest.approx(59760)
    kinds = [row for row in rows(book, "Cost by month") if row["Of"] not in ("total", None)]
    assert round(sum(row["Total"] for row in kinds), 2) == 59760
    assert sum(row["Total"] for row in rows(book, "Cost lines")) == pytest.approx(59760)


def test_heads_say_own_contract_or_both(book: Any) -> None:
    third = rows(book, "Heads by week")[2]
    assert third["phone team (own)"] == third["All own"] == 11
    assert third["budget phone (contract)"] == third["All contract"] == 2
    assert third["All (both)"] == 13


def test_team_ledger_rolls_forward(book: Any) -> None:
    for row in rows(book, "Team ledger"):
        comes = row["+ Arriving"] + row["+ Hires"] + row["+ Moved in"] + row["+ Converted"]
        goes = sum(value for name, value in row.items() if name.startswith("−"))
        assert row["Opening heads (own)"] + comes - goes == pytest.approx(row["= Heads (own)"])


def test_headers_stay_in_view_and_filter(book: Any) -> None:
    for name in SHEETS[1:-1]:
        assert book[name].freeze_panes is not None, name
        assert book[name].auto_filter.ref is not None, name


def test_the_summary_compares(book: Any) -> None:
    words = [cell for row in book["Summary"].iter_rows(values_only=True) for cell in row if cell is not None]
    assert words[0] == summary().headline
    for expected in (
        "Compared with",
        "no contractors",
        70000,
        "not possible: min tenure",
        "Not used, and why",
    ):
        assert expected in words


def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    names = {"budget phone": "=cmd()", "phone team": "+1+1", "Budget": "http://vendor", "calls": "@SUM(A1)"}
    given, outcome = renamed(names)
    write_workbook(summarise(given, outcome), tmp_path / "plan.xlsx")
    found = openpyxl.load_workbook(tmp_path / "plan.xlsx")
    kinds = {c.data_type for sheet in found for row in sheet.iter_rows() for c in row if c.value is not None}
    assert kinds <= {"s", "n", "d"}
    assert rows(found, "Team ledger")[0]["Team"] == "+1+1"
    assert not any(cell.hyperlink for sheet in found for row in sheet.iter_rows() for cell in row)


def test_the_same_plan_gives_the_same_file(path: Path, tmp_path: Path) -> None:
    write_workbook(summary(), tmp_path / "again.xlsx")
    assert (tmp_path / "again.xlsx").read_bytes() == path.read_bytes()
