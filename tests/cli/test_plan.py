"""`staffmix plan`, seen from outside."""

import html
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from api.cli.live import line
from scheduler.engine import Progress
from scheduler.report.no_plan import CONFLICTS, NOT_PROVEN
from scheduler.result import Outcome, Result, StopReason
from tests.cli.conftest import Run
from tests.report.example import result

NO_PLAN = {"plan": None, "cost": None, "cash": None, "penalties": None, "check": None}


def test_a_plan_says_what_a_planner_needs_and_writes_its_files(
    staffmix: Run, source: Path, tmp_path: Path
) -> None:
    ran = staffmix("plan", source, "-o", "plan.xlsx", "-o", "plan.json", "-o", "plan.html")
    assert ran.returncode == 0, ran.stderr
    labels = [
        line.split("  ")[0] for line in ran.stdout.splitlines()[1:] if line and not line.startswith(" ")
    ]
    assert labels == [
        "Instead", "Decide next", "Not used", "Costs", "True rates", "Coverage", "Checked", "Wrote", "Next",
    ]  # fmt: skip
    assert "proven cheapest" in ran.stdout
    assert "41 rules, passed" in ran.stdout
    assert openpyxl.load_workbook(tmp_path / "plan.xlsx")["Summary"]["A1"].value == ran.stdout.splitlines()[0]
    assert (tmp_path / "plan.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert Result.model_validate_json((tmp_path / "plan.json").read_text()).outcome == Outcome.OPTIMAL
    assert sorted(p.name for p in tmp_path.iterdir()) == [
        "plan.html",
        "plan.json",
        "plan.xlsx",
        "problem.json",
    ]
    judged = staffmix("check", source, "plan.json")
    assert (judged.returncode, judged.stdout[:6]) == (0, "Passed")


def test_json_is_one_object_and_nothing_else(staffmix: Run, source: Path) -> None:
    ran = staffmix(
        "plan", source, "--json", "--gap", "0", "--seed", "7", "--time-limit", "20", "--no-compare"
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.count("\n") == 1
    found = json.loads(ran.stdout)
    assert (found["outcome"], found["stop_reason"], found["check"]) == ("optimal", "proved", "passed")
    assert found["cost"] == pytest.approx(found["cash"] + found["penalties"], abs=0.01)
    assert found["bound"] <= found["cost"]
    assert found["gap"] == pytest.approx(0, abs=1e-6)
    assert found["seconds"] >= 0
    assert found["limits"] == {"time_limit": 20, "gap": 0, "seed": 7}


def test_the_same_input_gives_the_same_plan_but_for_times(inside: Callable[..., Any], source: Path) -> None:
    plans = []
    for name in ("a.json", "b.json"):
        assert inside("plan", source, "-o", name, "--no-compare").exit_code == 0
        plans.append({**json.loads(Path(name).read_text()), "seconds": 0})
    assert plans[0] == plans[1]


def test_an_earlier_plan_can_be_the_baseline(inside: Callable[..., Any], source: Path) -> None:
    assert inside("plan", source, "-o", "plan.json", "--no-compare").exit_code == 0
    ran = inside("plan", source, "--baseline", "plan.json", "--no-compare", "--json")
    assert ran.exit_code == 0, ran.stderr
    assert json.loads(ran.stdout)["outcome"] == "optimal"


def test_no_plan_is_an_answer_with_its_reason(
    inside: Callable[..., Any], changed: Callable[..., Path]
) -> None:
    def impossible(content: dict[str, Any]) -> None:
        content["policy"]["strict"] = True
        content["rate_card"] = {}
        content["workforce"]["pools"][0]["hire"]["max_total"] = 0

    source = changed(impossible)
    Path("plan.xlsx").write_text("mine")
    ran = inside("plan", source, "-o", "plan.xlsx")
    assert ran.exit_code == 3
    assert ran.stdout.startswith("No plan can keep all the rules")
    assert "plan.xlsx" in ran.stdout.partition("Wrote")[2]
    assert openpyxl.load_workbook("plan.xlsx").sheetnames == ["Remedies", "Conflicts"]
    shown = inside("plan", source, "--json", "-o", "plan.html", "-o", "plan.json")
    found = json.loads(shown.stdout)
    assert found["files"] == ["plan.html", "plan.json"]
    page = Path("plan.html").read_text(encoding="utf-8")
    assert all(html.escape(each["text"]) in page for each in found["conflicts"])
    stored = Result.model_validate_json(Path("plan.json").read_text(encoding="utf-8"))
    assert (stored.outcome, stored.plan) == (Outcome.INFEASIBLE, None)
    refused = inside("check", source, "plan.json")  # it is no plan, and is not taken for one
    assert (refused.exit_code, "plan.json" in refused.stderr) == (2, True)
    assert (shown.exit_code, found["outcome"], found["cost"]) == (3, "infeasible", None)
    assert found["conflicts"]


def test_no_plan_in_time_is_told_apart(
    inside: Callable[..., Any], source: Path, searching: Callable[..., None]
) -> None:
    late = result(outcome=Outcome.NO_PLAN_IN_TIME, stop_reason=StopReason.TIME_LIMIT, **NO_PLAN)
    searching(lambda *_, **__: late)
    ran = inside("plan", source, "-o", "late.html", "-o", "late.xlsx")
    assert ran.exit_code == 3
    assert "that does not mean that there is none" in ran.stdout
    page = Path("late.html").read_text(encoding="utf-8")
    assert NOT_PROVEN in page
    assert CONFLICTS not in page
    book = openpyxl.load_workbook("late.xlsx")
    assert book.sheetnames == ["Remedies"]
    assert NOT_PROVEN in [row[0] for row in book["Remedies"].iter_rows(values_only=True)]


def test_a_fault_of_ours_is_one_line_and_touches_no_file(
    inside: Callable[..., Any], source: Path, monkeypatch: pytest.MonkeyPatch, searching: Callable[..., None]
) -> None:
    def broken(*_: object, **__: object) -> Result:
        raise RuntimeError("a wheel came off\nand rolled away")

    searching(broken)
    monkeypatch.setattr("tempfile.tempdir", str(source.parent))
    Path("plan.json").write_text("mine")
    ran = inside("plan", source, "-o", "plan.json")
    assert ran.exit_code == 4
    assert "Something of ours went wrong: RuntimeError: a wheel came off\n" in ran.stderr
    assert "Traceback" not in ran.output
    assert Path("plan.json").read_text() == "mine"
    log = next(source.parent.glob("staffmix-*.log"))
    assert str(log) in ran.stderr
    assert "Traceback" in log.read_text()


def test_a_plan_that_fails_its_check_is_a_fault_of_ours(
    inside: Callable[..., Any], source: Path, searching: Callable[..., None]
) -> None:
    searching(lambda *_, **__: result(check=()))
    assert inside("plan", source, "-o", "plan.json").exit_code == 4
    assert not Path("plan.json").exists()


def test_a_file_that_cannot_be_finished_leaves_the_old_one(
    inside: Callable[..., Any], source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", "plan.html")

    monkeypatch.setattr("scheduler.report.page.write_page", full)
    for name in ("plan.json", "plan.html"):
        Path(name).write_text("mine")
    ran = inside("plan", source, "-o", "plan.json", "-o", "plan.html", "--no-compare")
    assert ran.exit_code == 2
    assert "No space left on device" in ran.stderr
    assert [Path(name).read_text() for name in ("plan.json", "plan.html")] == ["mine", "mine"]
    assert not [path for path in Path().iterdir() if path.name.startswith(".")]


def test_ctrl_c_keeps_the_best_plan(
    inside: Callable[..., Any], source: Path, searching: Callable[..., None]
) -> None:
    def interrupted(*_: object, stop: threading.Event, **__: object) -> Result:
        os.kill(os.getpid(), signal.SIGINT)
        assert stop.wait(5)
        return result(stop_reason=StopReason.STOPPED)

    searching(interrupted)
    ran = inside("plan", source, "--no-compare")
    assert ran.exit_code == 0
    assert "Stopping: keeping the best plan so far" in ran.stderr
    assert "stopped by you" in ran.stdout


def test_a_second_ctrl_c_aborts(
    inside: Callable[..., Any], source: Path, searching: Callable[..., None]
) -> None:
    def interrupted(*_: object, **__: object) -> Result:
        os.kill(os.getpid(), signal.SIGINT)
        os.kill(os.getpid(), signal.SIGINT)
        return result()

    searching(interrupted)
    ran = inside("plan", source, "-o", "plan.json")
    assert ran.exit_code == 130
    assert not Path("plan.json").exists()


def test_names_are_printed_as_they_are(
    inside: Callable[..., Any], tmp_path: Path, searching: Callable[..., None]
) -> None:
    from tests.report.example import renamed

    given, found = renamed({"Budget": "[red]Budget[/]", "phone team": ":smile: team"})
    (tmp_path / "named.json").write_text(given.model_dump_json(by_alias=True), encoding="utf-8")
    searching(lambda *_, **__: found)
    shown = inside("plan", "named.json", "--no-compare").stdout
    assert "from [red]Budget[/]," in shown
    assert ":smile: team" in shown


def test_nothing_is_compared_after_ctrl_c(
    inside: Callable[..., Any],
    source: Path,
    searching: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    searching(lambda *_, **__: result(stop_reason=StopReason.STOPPED))
    monkeypatch.setattr("scheduler.explain.instead.instead", lambda *_, **__: pytest.fail("must not compare"))
    assert inside("plan", source).exit_code == 0


def test_notes_of_reading_come_first_and_places_are_cells(
    inside: Callable[..., Any],
) -> None:
    inside("init", "start.xlsx")
    book = openpyxl.load_workbook("start.xlsx")
    book.create_sheet("Ofers")["A1"] = "Offer"
    book["Ofers"]["A2"] = "somebody"
    book.save("start.xlsx")
    ran = inside(
        "plan", "start.xlsx", "-o", "plan.json", "--no-compare", "--time-limit", "20", "--gap", "0.05"
    )
    assert ran.exit_code == 0, ran.stderr
    assert "note: " in ran.stderr
    assert "Ofers" in ran.stderr.split("assumed:")[0]
    told = Result.model_validate_json(Path("plan.json").read_text())
    assert told.assumptions
    assert not any("#/" in text for text in told.assumptions)


def test_few_assumptions_unless_all_are_asked_for(
    inside: Callable[..., Any],
    source: Path,
    searching: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("api.cli.show.MOST_NOTICES", 0)
    searching(lambda *_, **__: result())
    short = inside("plan", source, "--no-compare").stderr
    assert f"assumed: and 2 more: staffmix validate {source}" in short
    every = inside("plan", source, "--no-compare", "--verbose").stderr
    assert "assumed: forecast#/calendar: working days" in every
    assert "more: staffmix" not in every


@pytest.mark.parametrize("module", ["api.cli.guard", "api.cli.main"])
def test_ctrl_c_while_starting_is_no_traceback(module: str) -> None:
    code = (
        "import builtins, sys\n"
        "before = builtins.__import__\n"
        "def held(name, *rest, **more):\n"
        f"    if name == {module!r}: raise KeyboardInterrupt\n"
        "    return before(name, *rest, **more)\n"
        "from api.cli import main\n"
        "builtins.__import__ = held\n"
        "main()"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert (ran.returncode, ran.stdout, ran.stderr) == (130, "", "Aborted.\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("words", [["schema"], ["--version"], ["--help"]])
def test_a_full_disk_behind_stdout_is_said_plainly(words: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-c", "from api.cli import main; main()", *words]
        ran = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, timeout=60)
    assert ran.returncode == 4
    assert ran.stderr == "Could not write the answer: No space left on device.\n"


def test_the_bound_is_shown_once_it_says_something() -> None:
    assert line(Progress(1, None, -5e6, None), "EUR") == "   1 s   cost no plan yet"
    assert "bound" in line(Progress(1, None, 5e6, None), "EUR")
    assert line(Progress(1, 200.0, 100.0, 0.5), "EUR").endswith("cost 200 EUR   bound 100   gap 50.0 %")
