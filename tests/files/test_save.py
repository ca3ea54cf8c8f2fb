"""What is written: whole or not at all, text as text, and a template worth starting from."""

from __future__ import annotations

import json
import re
from pathlib import Path

import openpyxl
import pytest

from scheduler.errors import InvalidProblem
from scheduler.files import load, save, schema, template
from scheduler.files.sheets import SHEETS
from scheduler.files.true_cost import true_cost
from scheduler.problem import Problem
from scheduler.validate import validate
from tests.files.plain import document


def with_name(name: str) -> Problem:
    data = document()
    data["workforce"]["pools"][0]["key"] = name
    return Problem.model_validate_json(json.dumps(data))


def test_a_failed_run_leaves_an_existing_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "problem.xlsx"
    path.write_text("precious")
    with pytest.raises(InvalidProblem):
        save(with_name("a\uffff"), path)
    assert path.read_text() == "precious"
    assert [file.name for file in tmp_path.iterdir()] == ["problem.xlsx"]


def test_days_before_the_first_of_a_spreadsheet_are_written_as_text(tmp_path: Path) -> None:
    data = document()
    data["rate_card"]["running"] = [
        {"key": "r", "offer": "steady-phone", "heads": 1, "started": "1850-01-01"}
    ]
    problem = Problem.model_validate_json(json.dumps(data))
    save(problem, tmp_path / "problem.xlsx")
    assert load(tmp_path / "problem.xlsx").problem == problem


def test_an_unknown_suffix_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidProblem, match="is no format of ours"):
        save(template(), tmp_path / "problem.ods")


def test_a_folder_loses_sheets_that_are_empty_now(tmp_path: Path) -> None:
    save(template(), tmp_path / "problem")
    assert (tmp_path / "problem" / "running.csv").exists()
    data = document()
    save(Problem.model_validate_json(json.dumps(data)), tmp_path / "problem")
    assert not (tmp_path / "problem" / "running.csv").exists()
    assert load(tmp_path / "problem").problem.workforce.pools[0].key == "Phone"


def test_text_is_never_a_formula(tmp_path: Path) -> None:
    save(with_name("=1+1"), tmp_path / "problem.xlsx")
    save(with_name("=1+1"), tmp_path / "problem")
    book = openpyxl.load_workbook(tmp_path / "problem.xlsx")
    assert (book["Teams"]["A2"].value, book["Teams"]["A2"].data_type) == ("=1+1", "s")
    assert "\n'=1+1," in (tmp_path / "problem" / "teams.csv").read_text(encoding="utf-8-sig")


def test_the_workbook_has_frozen_headers_comments_drop_downs_and_folded_columns(tmp_path: Path) -> None:
    save(template(), tmp_path / "problem.xlsx")
    book = openpyxl.load_workbook(tmp_path / "problem.xlsx")
    assert book.sheetnames == [sheet.name for sheet in SHEETS]
    teams = book["Teams"]
    assert teams.freeze_panes == "B2"
    assert "Example" in teams["B1"].comment.text
    assert any(
        '"hour,day,week,month,year"' in rule.formula1 for rule in teams.data_validations.dataValidation
    )
    letter = next(cell.column_letter for cell in teams[1] if cell.value == "Short time hours")
    assert book["Teams"].column_dimensions[letter].hidden
    assert book["Demand"]["D1"].is_date
    assert book["Rate card"]["S2"].data_type == "f"


def test_the_template_is_a_story_without_faults() -> None:
    problem = template()
    sizes = (problem.workforce.pools, problem.forecast.workstreams, problem.rate_card.vendors)
    assert [len(rows) for rows in sizes] == [3, 3, 2]
    assert len(problem.rate_card.offers) == 4
    assert problem.forecast.calendar.periods == 26
    assert validate(problem).faults == ()


def test_what_a_productive_hour_really_costs() -> None:
    """Steady's phone offer over its 12 weeks of 38 hours at 27.50, in which 1.7 weeks are lost to the ramp.

    Paid 12·38·27.50 + 800 = 13,340. Left (12 − 1.7)·38·0.78·0.97·0.95 − 12 hours of supervision
    = 281.33 − 12 = 269.33: 49.53 an hour.
    """
    costs = [true_cost(offer) for offer in template().rate_card.offers]
    assert costs[0] == pytest.approx(49.53, abs=0.01)
    assert costs[3] is None


def test_the_schema_names_every_field_by_its_name_in_files() -> None:
    schemas = schema()
    assert list(schemas) == ["problem", "forecast", "workforce", "rate_card", "policy"]
    assert {"from", "to"} <= set(schemas["policy"]["$defs"]["Budget"]["properties"])
    assert json.loads(json.dumps(schemas)) == schemas


def test_the_definitions_of_the_schema_have_short_names_and_every_reference_leads_to_one() -> None:
    for whole in schema().values():
        text = json.dumps(whole)
        references = set(re.findall(r'"#/\$defs/([^"]+)"', text))
        assert text.count('"$ref"') == len(re.findall(r'"\$ref": "#/\$defs/', text))
        assert references == set(whole["$defs"])
        assert all(re.fullmatch(r"[A-Za-z0-9]{1,24}", name) for name in whole["$defs"])
    assert {"DatedMoney", "DatedShare", "DatedHeads"} <= set(schema()["problem"]["$defs"])
