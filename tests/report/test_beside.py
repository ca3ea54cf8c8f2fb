"""Plans beside this one, on the page and in the workbook."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pytest

from scheduler.explain.alternatives import AlternativePlan
from scheduler.report import Summary, summarise
from scheduler.report.page.write import page
from scheduler.report.workbook import write_workbook
from tests.report.example import plan, problem, result
from tests.report.test_page import read

FEWER = AlternativePlan(
    character="fewest vendors", unit="vendors", slack=0.05, before=1.0, after=0.0, least=0.0, settled=True,
    plan=plan(), cost=60500.0, dearer=740.0, trades=("1 more hire",),
    dearer_than_cheapest={"low": 680.4, "high": 800.2}, text="fewest vendors: no vendors for 740 more",
)  # fmt: skip
NONE = AlternativePlan(
    character="least overtime", unit="hours of overtime", slack=0.05, before=28.0, settled=False,
    text="least overtime: none was found within the slack",
)  # fmt: skip


@pytest.fixture(scope="module")
def summary() -> Summary:
    """Beside an earlier plan that contracts nobody and costs 60,760."""
    hire, _ = plan().actions
    earlier = plan().model_copy(update={"actions": (hire,), "cost": 60760.0, "cash": 58240.0})
    return summarise(problem(), result(), others=[FEWER, NONE], earlier=earlier)


def test_the_page_shows_other_plans_and_what_is_decided_otherwise(summary: Summary) -> None:
    words = re.sub(r"\s+", " ", " ".join(read(page(summary)).text))
    for expected in (
        "Other plans", "fewest vendors", "60,500", "680 to 801 more", "none was found within the slack",
        "Against the earlier plan", "costs 1,000 less", "Actions: 1 new, 0 no more, 0 changed, 1 the same",
        "budget phone", "-1,000",
    ):  # fmt: skip
        assert expected in words, expected


def test_sheets_show_the_same(summary: Summary, tmp_path: Path) -> None:
    write_workbook(summary, tmp_path / "plan.xlsx")
    book = openpyxl.load_workbook(tmp_path / "plan.xlsx")
    assert book.sheetnames[-3:] == ["Other plans", "Against earlier plan", "Check"]
    found = {cell for row in book["Other plans"].iter_rows(values_only=True) for cell in row}
    assert {"fewest vendors", 60500, 680, 801, 28, NONE.text} <= found
    lines = [row[:4] for row in book["Against earlier plan"].iter_rows(values_only=True)]
    assert ("cost, in all", 60760, 59760, -1000) in lines
    assert any("budget phone" in str(line[0]) for line in lines)


def test_without_other_plans_there_is_no_word_of_them(tmp_path: Path) -> None:
    alone = summarise(problem(), result())
    write_workbook(alone, tmp_path / "plan.xlsx")
    assert not {"Other plans", "Against earlier plan"} & set(
        openpyxl.load_workbook(tmp_path / "plan.xlsx").sheetnames
    )
    assert "Other plans" not in page(alone)
