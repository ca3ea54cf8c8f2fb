"""Why this plan, on the page and in the workbook."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from scheduler.report import Summary, summarise
from scheduler.report.page.write import page
from scheduler.report.why import why
from scheduler.report.workbook import write_workbook
from tests.report.example import START, problem, renamed, result
from tests.report.test_page import read
from tests.report.test_workbook import SHEETS, cells, rows, series
from tests.report.why_example import OUTSIDE, PAID, explanation

WHY = ["Why", "Prices", "Prices by week", "Vendors"]


def summary(pay: bool = True) -> Summary:
    found = summarise(problem(), result(), explanation=explanation())
    return found if pay else replace(found, why=why(explanation(), pay=False))


@pytest.fixture(scope="module")
def html() -> str:
    return page(summary())


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("why") / "plan.xlsx"
    write_workbook(summary(), target)
    return target


def section_of(html: str, name: str) -> str:
    found = re.search(rf'<section aria-labelledby="{name}">.*?</section>', html, re.S)
    return found.group() if found else ""


def test_the_page_says_why(html: str) -> None:
    shown = section_of(html, "why")
    for words in (
        "Why this plan", "1 hire in phone team", "Hires: 1", "Budget surely stays up to 24.50 an hour.",
        "250 to 96,790 more", "no plan", "at least 400 more", "15 % of phone in the week of 26 Apr 2027",
        "21.23 to 30.01", "borne out", "0.00 to 90.00, or not possible", "1 hire more saves 700 to 812.",
        "2 questions without an answer",
    ):  # fmt: skip
        assert words in shown, words


def test_a_page_without_an_explanation_says_nothing_of_it() -> None:
    assert not section_of(page(summarise(problem(), result())), "why")
    none = explanation(prices=(), worth=(), reasons=(), break_even=(), vendors=(), unanswered=())
    assert not section_of(page(summarise(problem(), result(), explanation=none)), "why")


def test_pictures_have_a_title_a_description_and_a_table(html: str) -> None:
    shown = section_of(html, "why")
    for prefix in ("vendors", "without"):
        assert f'role="img" aria-labelledby="{prefix}-title" aria-describedby="{prefix}-words"' in shown
        assert f'<title id="{prefix}-title">' in shown
        assert f'<desc id="{prefix}-words">' in shown
    assert "Every line of a productive hour, by offer" in shown
    ids = [value for name, value in read(html).attributes if name == "id"]
    assert len(ids) == len(set(ids))


def test_the_page_still_asks_nobody_for_anything(html: str) -> None:
    found = read(html)
    assert not {"script", "link", "iframe", "img", "object", "embed"} & set(found.tags)
    assert not re.search(r"https?://|@import|url\((?!#)", html)


def test_names_in_an_explanation_are_text(tmp_path: Path) -> None:
    bad = "=cmd()<script>alert(1)</script>"
    text = explanation().model_dump_json().replace("budget phone", bad).replace("Budget", "+1+1")
    told = type(explanation()).model_validate_json(text)
    given, outcome = renamed({"budget phone": bad, "Budget": "+1+1"})
    found = summarise(given, outcome, explanation=told)
    assert "script" not in read(page(found)).tags
    write_workbook(found, tmp_path / "plan.xlsx")
    book = openpyxl.load_workbook(tmp_path / "plan.xlsx")
    kinds = {c.data_type for sheet in book for row in sheet.iter_rows() for c in row if c.value is not None}
    assert kinds <= {"s", "n", "d"}


def test_without_pay_no_file_tells_it(tmp_path: Path) -> None:
    found = summary(pay=False)
    write_workbook(found, tmp_path / "plan.xlsx")
    book = openpyxl.load_workbook(tmp_path / "plan.xlsx")
    assert not {"Prices", "Prices by week"} & set(book.sheetnames)
    values = [
        cell for name in ("Why", "Vendors") for row in book[name].iter_rows(values_only=True) for cell in row
    ]
    told = " ".join(read(section_of(page(found), "why")).text) + " ".join(str(cell) for cell in values)
    for figure in PAID:
        for shown in (f"{figure:,.0f}", f"{figure:,.2f}", str(figure)):
            assert shown not in told or len(shown) < 3, figure
    assert "supervision by own people" not in told
    assert "own people's supervision comes on top" in told
    assert f"{OUTSIDE:.2f}" in told
    assert PAID[4] not in values


def test_sheets_say_why(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == [*SHEETS[:-1], *WHY, "Check"]
    words = {cell for name in WHY for row in book[name].iter_rows(values_only=True) for cell in row}
    for expected in (
        "hire 1, phone team, 5 Apr 2027", 1200, 93457, "Hires: 1", 24.5, "reasons: overtime/phone team",
        21.23, 30.01, 25.5, 700, 812, "250 to 96,790 more", 250, 96790, "no plan",
        "1 hire more saves 700 to 812.",
    ):  # fmt: skip
        assert expected in words, expected


def test_prices_by_period_have_a_row_a_method(path: Path) -> None:
    found = rows(openpyxl.load_workbook(path), "Prices by week")
    assert len(found) == 12
    assert [row["phone, EUR/h"] for row in found[:6]] == [40.18, 0, 0, "not possible", 90, 0]
    assert {row["Method"] for row in found[6:]} == {"LP relaxation"}
    assert found[0]["First day of the week"].date() == START


def test_the_chart_of_vendors_shows_the_cells_of_its_sheet(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    shown = {
        cells(book, name)[0]: cells(book, values)
        for name, values, _ in series(path) if name.startswith("Vendors!")
    }  # fmt: skip
    expected: dict[str, list[Any]] = {
        "billed hour": [20, 60], "shrinkage": [60 / 7, None], "onboarding and exit": [1000 / 168, None],
        "overheads": [60 / 168, None], "supervision by own people": [3.21, None], "efficiency": [None, -3],
    }  # fmt: skip
    assert shown.keys() == expected.keys()
    for name, values in expected.items():
        assert [v or 0 for v in shown[name]] == pytest.approx([v or 0 for v in values]), name


def test_the_same_explanation_gives_the_same_file(path: Path, tmp_path: Path) -> None:
    write_workbook(summary(), tmp_path / "again.xlsx")
    assert (tmp_path / "again.xlsx").read_bytes() == path.read_bytes()
