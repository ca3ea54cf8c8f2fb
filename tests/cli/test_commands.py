"""The smaller commands, and the first five minutes."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from scheduler.files import load
from tests.cli.conftest import Run
from tests.report.example import plan, problem, result

DOCUMENTS = (
    "problem", "forecast", "workforce", "rate_card", "policy", "plan", "result",
    "explanation", "alternative", "difference", "replanned", "scorecard", "actuals",
)  # fmt: skip


def test_version(inside: Callable[..., Any]) -> None:
    assert inside("--version").stdout.startswith("staffmix 0.")


def test_help_names_the_exit_codes(inside: Callable[..., Any]) -> None:
    shown = inside("--help").stdout
    for word in ("demo", "init", "validate", "plan", "check", "schema", "0 a checked plan", "3 no plan"):
        assert word in shown
    assert "the plan breaks a rule" in inside("check", "--help").stdout


@pytest.mark.parametrize(
    "name", ["problem", "forecast", "workforce", "rate_card", "policy", "plan", "result"]
)
def test_schema(inside: Callable[..., Any], name: str) -> None:
    schema = json.loads(inside("schema", name).stdout)
    assert schema["$schema"].endswith("2020-12/schema")
    assert schema["type"] == "object"


def test_the_schema_speaks_as_files_do(inside: Callable[..., Any]) -> None:
    move = json.loads(inside("schema", "workforce").stdout)["$defs"]["Move"]["properties"]
    assert {"from", "to"} <= move.keys()


def test_validate_says_what_is_assumed(inside: Callable[..., Any], source: Path) -> None:
    ran = inside("validate", source, "--show-periods")
    assert ran.exit_code == 0
    assert ran.stdout.startswith("Valid: 6 weeks from 2027-03-29, 2 workstreams, 1 pool, 4 offers, 3 vendors")
    assert "offers/0/lead lead 1w" in ran.stdout or "offers/0/lead 1w" in ran.stdout


def test_validate_as_json(inside: Callable[..., Any], source: Path) -> None:
    found = json.loads(inside("validate", source, "--show-periods", "--json").stdout)
    assert (found["outcome"], found["faults"]) == ("valid", [])
    assert found["assumptions"]
    assert found["periods"]


def test_check_tells_a_plan_that_does_not_pass(
    inside: Callable[..., Any], source: Path, tmp_path: Path
) -> None:
    # the example is right; with one hour more delivered than there is it is not
    (tmp_path / "plan.json").write_text(result().model_dump_json())
    assert inside("check", source, "plan.json").exit_code == 0
    bare = plan().model_dump(mode="json")
    bare["allocations"][0]["hours"][0] += 1
    (tmp_path / "bare.json").write_text(json.dumps(bare))
    ran = inside("check", source, "bare.json")
    assert ran.exit_code == 3
    assert "does not pass" in ran.stdout
    found = json.loads(inside("check", source, "bare.json", "--json").stdout)
    assert found["check"][0]["rule"]


@pytest.mark.parametrize("target", ["start.xlsx", "start.json", "start"])
def test_init_writes_a_problem_that_is_valid(inside: Callable[..., Any], target: str) -> None:
    ran = inside("init", target)
    assert ran.exit_code == 0, ran.output
    assert f"staffmix plan {target}" in ran.stdout
    assert len(load([Path(target)]).problem.workforce.pools) == 3
    assert inside("validate", target).exit_code == 0


def test_the_template_solves_at_once(inside: Callable[..., Any]) -> None:
    inside("init", "start.xlsx")
    ran = inside("plan", "start.xlsx", "--json", "--no-compare", "--time-limit", "20", "--gap", "0.01")
    assert ran.exit_code == 0, ran.stderr
    found = json.loads(ran.stdout)
    assert found["check"] == "passed"
    kinds = {decision["kind"] for decision in found["decisions"]}
    assert {"hire", "contract"} <= kinds


def test_the_first_five_minutes(staffmix: Run, tmp_path: Path) -> None:
    ran = staffmix("demo", "--time-limit", "15", "--no-compare")
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.startswith("Hire ")
    assert "Next         staffmix plan surge.xlsx -o plan.xlsx" in ran.stdout
    assert {path.name for path in tmp_path.iterdir()} == {"surge.xlsx", "plan.xlsx", "plan.html"}
    assert len(load([tmp_path / "surge.xlsx"]).problem.rate_card.vendors) == 4
    assert openpyxl.load_workbook(tmp_path / "plan.xlsx").sheetnames[0] == "Summary"


def test_the_demo_does_not_write_over_an_edited_workbook(inside: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "surge.xlsx").write_bytes(b"mine")
    ran = inside("demo")
    assert ran.exit_code == 2
    assert "has been edited" in ran.stderr
    assert (tmp_path / "surge.xlsx").read_bytes() == b"mine"


def test_files_merge_on_the_command_line(inside: Callable[..., Any], tmp_path: Path) -> None:
    whole = problem().model_dump(mode="json", by_alias=True)
    rates = {"format": 1, "rate_card": whole.pop("rate_card")}
    (tmp_path / "forecast.json").write_text(json.dumps(whole))
    (tmp_path / "rates.json").write_text(json.dumps(rates))
    assert "4 offers" in inside("validate", "forecast.json", "rates.json").stdout
