"""What is refused, before any search, with place and remedy."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run


def test_every_fault_is_told_with_place_and_fix(staffmix: Run, changed: Callable[..., Path]) -> None:
    def spoil(content: dict[str, Any]) -> None:
        content["workforce"]["pools"][0]["headcount"] = -3
        content["rate_card"]["offers"][0]["min_term"] = "soon"

    source = changed(spoil)
    ran = staffmix("plan", source, "-o", "plan.json")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "2 faults in the input" in ran.stderr
    assert "pools/0/headcount" in ran.stderr
    assert "offers/0/min_term" in ran.stderr
    shown = staffmix("plan", source, "--json")
    assert (shown.returncode, shown.stderr) == (2, "")
    faults = json.loads(shown.stdout)["faults"]
    assert len(faults) == 2
    assert all(set(fault) == {"code", "place", "found", "fix"} for fault in faults)


def test_faults_across_documents_are_told_too(
    inside: Callable[..., Any], changed: Callable[..., Path]
) -> None:
    def orphan(content: dict[str, Any]) -> None:
        content["rate_card"]["offers"][0]["vendor"] = "Nobody"

    for command in ("plan", "validate"):
        ran = inside(command, changed(orphan))
        assert ran.exit_code == 2
        assert "Nobody" in ran.stderr


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["plan", "missing.json"], "missing.json"),
        (["plan", "{source}", "-o", "plan.pdf"], "no kind of plan file"),
        (["plan", "{source}", "-o", "nowhere/plan.xlsx"], "there is no folder nowhere"),
        (["plan", "{source}", "-o", "folder.json"], "is a folder"),
        (["plan", "{source}", "-o", "{source}"], "is also an input"),
        (["plan", "{source}", "-o", "./a.json", "-o", "a.json"], "named twice"),
        (["plan", "{source}", "--time-limit", "nan"], "Invalid value for '--time-limit'"),
        (["plan", "{source}", "--gap", "nan"], "Invalid value for '--gap'"),
        (["plan", "{source}", "--baseline", "missing.json"], "cannot be read"),
        (["plan", "{source}", "--baseline", "{source}"], "this is a problem, not a plan"),
        (["check", "{source}", "broken.json"], "not JSON"),
        (["check", "{source}", "missing.json"], "cannot be read"),
        (["schema", "polisy"], "Did you mean policy?"),
        (["init", "there.json"], "is there already"),
        (["init", "file.doc"], "no kind of problem file"),
        (["init", "nowhere/x.json"], "there is no folder nowhere"),
    ],
)
def test_what_cannot_be_is_said_first(
    inside: Callable[..., Any], source: Path, searching: Callable[..., None], words: list[str], found: str
) -> None:
    searching(lambda *_, **__: pytest.fail("must not search"))
    Path("folder.json").mkdir()
    Path("there.json").write_text("{}")
    Path("broken.json").write_text('{"format": 1')
    before = source.read_bytes()
    ran = inside(*(word.format(source=source) for word in words))
    assert ran.exit_code == 2
    assert found in ran.stderr
    assert ran.stdout == ""
    assert source.read_bytes() == before


@pytest.mark.parametrize(
    "words",
    [[], ["plan"], ["plan", "x.json", "--gap", "2"], ["plan", "x", "--seed", "-1"], ["plann"], ["--nope"]],
)
def test_usage_errors_are_two_as_well(inside: Callable[..., Any], words: list[str]) -> None:
    ran = inside(*words)
    assert ran.exit_code == 2
    assert "Usage" in ran.output


def test_a_reader_that_goes_away_is_no_error() -> None:
    code = "from api.cli import main; main()"
    with subprocess.Popen(
        [sys.executable, "-c", code, "schema", "result"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        said = process.stderr.read()
        assert (process.wait(60), said) == (0, b"")
