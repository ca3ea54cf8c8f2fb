"""The page and the workbook where there is no plan: remedies, and the rules in the way."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from scheduler.explain.remedies import Remedy
from scheduler.report.no_plan import NONE_ASKED, NoPlan, no_plan
from scheduler.report.page.no_plan import no_plan_page
from scheduler.report.why import why
from scheduler.report.workbook.no_plan import write_no_plan
from scheduler.result import Conflict
from tests.report.example import problem, result
from tests.report.why_example import explanation


def infeasible(pay: bool = True, remedies: bool = True) -> NoPlan:
    none: dict[str, Any] = dict.fromkeys(("plan", "cost", "cash", "penalties", "bound", "gap", "check"))
    says = "Cash in a span stays within its budget: short by 4,321."
    conflict = Conflict(rule="budget", owner="all", periods=(0,), amount=4321.0, text=says)
    edits = (
        {"rule": "budget", "owner": "all", "text": "budget +4,321", "cells": ()},
        {
            "rule": "contract_lead",
            "owner": "late phone",
            "text": "let Late start 5 weeks sooner",
            "cells": (),
        },
    )
    remedy = {"edits": edits, "cost": {"low": 60000.5, "high": 61000.5}, "least": True, "text": "both"}
    found = explanation(
        cost=None, bound=None, prices=(), worth=(), reasons=(), break_even=(), vendors=(),
        remedies=(Remedy.model_validate(remedy),),
    )  # fmt: skip
    outcome = result(**none, outcome="infeasible", stop_reason="proved", conflicts=(conflict,))
    return no_plan(problem(), outcome, found if remedies else None, pay=pay)


def test_where_there_is_no_plan_files_say_what_would_make_one_possible(tmp_path: Path) -> None:
    told = infeasible()
    shown = no_plan_page(told)
    write_no_plan(told, tmp_path / "none.xlsx")
    book = openpyxl.load_workbook(tmp_path / "none.xlsx")
    assert book.sheetnames == ["Remedies", "Conflicts"]
    words = {cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row}
    for expected in ("budget +4,321", "let Late start 5 weeks sooner", 60000, 61001, "budget"):
        assert expected in words
        assert (f"{expected:,}" if isinstance(expected, int) else expected) in shown
    assert f"<h1>{told.headline}</h1>" in shown
    assert told.headline == "No plan can keep all the rules: budget stands in the way"


def test_where_there_is_no_plan_nothing_tells_pay(tmp_path: Path) -> None:
    told = infeasible(pay=False)
    write_no_plan(told, tmp_path / "none.xlsx")
    book = openpyxl.load_workbook(tmp_path / "none.xlsx")
    words = [str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
    shown = no_plan_page(told) + " ".join(words)
    for figure in ("4,321", "4321", "60,000", "60000", "61,001", "61001"):
        assert figure not in shown
    assert "a larger budget" in shown
    assert "let Late start 5 weeks sooner" in shown


def test_no_remedies_are_said_to_be_none() -> None:
    assert NONE_ASKED in no_plan_page(infeasible(remedies=False))
    failed = Remedy(edits=(), cost=None, least=False, text="no remedy: time was over")
    told = infeasible()
    assert told.why is not None
    late = told.why.explanation.model_copy(update={"remedies": (failed,)})
    assert "no remedy: time was over" in no_plan_page(replace(told, why=why(late)))


def test_a_plan_is_no_lack_of_one() -> None:
    with pytest.raises(ValueError, match="there is a plan"):
        no_plan(problem(), result())
