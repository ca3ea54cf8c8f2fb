"""`staffmix explain`: the plan of a small example explained, and an impossible one mended."""

import html
import json
import os
import signal
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from scheduler.explain.explain import explain
from scheduler.explain.explanation import Explanation
from scheduler.files import load
from scheduler.result import Outcome, StopReason
from scheduler.solving import solve
from tests.cli.conftest import Run
from tests.report.example import problem, result

Inside = Callable[..., Any]
NO_PLAN = {"plan": None, "cost": None, "cash": None, "penalties": None, "check": None, "bound": None}


@pytest.fixture
def planned(source: Path) -> tuple[Path, Path]:
    """The problem and its proven plan, as files."""
    plan = source.parent / "plan.json"
    plan.write_text(solve(problem(), gap=0.0).model_dump_json(), encoding="utf-8")
    return source, plan


@pytest.fixture
def impossible(changed: Callable[..., Path]) -> Path:
    """All work must be done, by a team of ten who may not be more."""

    def change(content: dict[str, Any]) -> None:
        content["policy"]["strict"] = True
        content["rate_card"] = {}
        content["workforce"]["pools"][0]["hire"]["max_total"] = 0

    return changed(change)


def labels(text: str) -> list[str]:
    return [line[:13].strip() for line in text.splitlines()[1:] if line and not line.startswith(" ")]


def test_a_plan_is_explained_part_by_part(staffmix: Run, planned: tuple[Path, Path]) -> None:
    ran = staffmix("explain", *planned, "-o", "why.json", "-o", "plan.xlsx", "-o", "plan.html")
    assert ran.returncode == 0, ran.stderr
    assert labels(ran.stdout) == [
        "Why", "Vendors", "Break-even", "An hour more", "Limits", "Wrote", "Next",
    ]  # fmt: skip
    assert "56,310 EUR, proven cheapest" in ran.stdout
    folder = planned[0].parent
    found = Explanation.model_validate_json((folder / "why.json").read_text(encoding="utf-8"))
    assert (found.cost, found.unanswered) == (56310.0, ())
    assert all(each.text in ran.stdout for each in found.break_even)
    assert [each.vendor for each in found.vendors] == ["Budget", "Prime", "Late"]
    book = openpyxl.load_workbook(folder / "plan.xlsx")
    cells = {str(cell.value) for sheet in book for row in sheet for cell in row if cell.value is not None}
    assert any(found.break_even[0].text in cell for cell in cells)
    assert "\nassumed: " in ran.stderr
    assert found.break_even[0].text in (folder / "plan.html").read_text(encoding="utf-8")


def test_without_a_plan_it_is_solved_first(inside: Inside, source: Path) -> None:
    ran = inside("explain", source, "--only", "vendors", "--gap", "0", "--json")
    assert ran.exit_code == 0, ran.output
    found = json.loads(ran.stdout)
    assert (found["outcome"], found["cost"], found["bound"]) == ("optimal", 56310.0, 56310.0)
    assert [each["vendor"] for each in found["explanation"]["vendors"]] == ["Budget", "Prime", "Late"]
    assert found["explanation"]["prices"] == []


def test_what_it_says_of_a_vendor_is_what_a_solve_without_it_says(
    inside: Inside, planned: tuple[Path, Path]
) -> None:
    ran = inside("explain", *planned, "--ask", "vendors: Budget", "--gap", "0", "--json")
    (view,) = json.loads(ran.stdout)["explanation"]["vendors"]
    content = problem().model_dump(mode="json", by_alias=True)
    card = content["rate_card"]
    card["offers"] = [offer for offer in card["offers"] if offer["vendor"] != "Budget"]
    other = solve(type(problem()).model_validate_json(json.dumps(content)), gap=0.0)
    assert other.cost is not None
    change = view["without"]["change"]
    assert change["low"] == pytest.approx(other.cost - 56310, abs=1)
    assert change["high"] == pytest.approx(other.cost - 56310, abs=1)


def test_one_action_can_be_asked_for(inside: Inside, planned: tuple[Path, Path]) -> None:
    named = "contract/budget phone/2027-04-12/2027-05-03"
    ran = inside("explain", *planned, "--action", named)
    assert ran.exit_code == 0, ran.output
    assert labels(ran.stdout) == ["Why", "Next"]
    assert "3 heads at budget phone from 12 Apr 2027 to 3 May 2027" in ran.stdout


def test_all_questions_are_listed_and_each_can_be_asked(inside: Inside, planned: tuple[Path, Path]) -> None:
    every = json.loads(inside("explain", *planned, "--questions", "--json").stdout)["questions"]
    assert "break_even: lead: Budget" in every
    listed = inside("explain", *planned, "--questions").stdout
    assert all(question in listed for question in every)
    ran = inside("explain", *planned, "--ask", "lead: Budget", "--json")
    assert [each["kind"] for each in json.loads(ran.stdout)["explanation"]["break_even"]] == ["lead"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--only", "weather"), "there is no 'weather'"),
        (("--ask", "vendors: Bugdet"), "vendors: Budget"),
        (("--action", "hire/nobody"), "there is no 'hire/nobody' to ask about"),
        (("--apply", "1"), "Add --to fixed.xlsx"),
        (("--to", "fixed.xlsx"), "Add --apply 1"),
        (("--apply", "1", "--to", "fixed.xlsx"), "there is a plan already"),
        (("--apply", "1", "--to", "fixed.csv"), "no kind of problem file"),
        (("--apply", "1", "--to", "problem.json"), "is also an input"),
        (("-o", "plan.pdf"), "no kind of plan file"),
        (("-o", "plan.json"), "is also an input"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_a_way_out(
    inside: Inside, planned: tuple[Path, Path], words: tuple[str, ...], said: str
) -> None:
    ran = inside("explain", *planned, "--only", "reasons", *words)
    assert ran.exit_code == 2
    assert said in ran.stderr
    assert not Path("fixed.xlsx").exists()


def test_a_plan_needs_its_problem_and_one_is_enough(inside: Inside, planned: tuple[Path, Path]) -> None:
    source, plan = planned
    assert "without the problem" in inside("explain", plan).stderr
    second = plan.with_name("other.json")
    second.write_text(plan.read_text(encoding="utf-8"), encoding="utf-8")
    ran = inside("explain", source, plan, second)
    assert ran.exit_code == 2
    assert "staffmix compare" in ran.stderr


def test_a_plan_of_another_problem_is_refused(
    inside: Inside, planned: tuple[Path, Path], changed: Callable[..., Path]
) -> None:
    def more_work(content: dict[str, Any]) -> None:
        content["forecast"]["workstreams"][0]["hours"][0] = 300

    ran = inside("explain", changed(more_work), planned[1])
    assert ran.exit_code == 2
    assert "no plan of this problem" in ran.stderr
    assert "staffmix check" in ran.stderr


def test_a_plan_without_a_bound_of_its_own_gets_one(inside: Inside, source: Path) -> None:
    # the example's plan costs 59,760, the cheapest 56,310; a bare plan has no bound, a result of other
    # inputs has another's
    for content in (result().plan, result(bound=59759.0, gap=1 / 59760)):
        assert content is not None
        Path("bare.json").write_text(content.model_dump_json(), encoding="utf-8")
        ran = inside("explain", source, "bare.json", "--only", "reasons", "--gap", "0", "--json")
        assert ran.exit_code == 0, ran.stderr
        found = json.loads(ran.stdout)
        assert found["cost"] == 59760.0
        assert found["bound"] == pytest.approx(56310, abs=1)
        assert "costs 3,450 EUR less" in ran.stderr


def test_when_time_is_short_what_is_left_is_named(inside: Inside, planned: tuple[Path, Path]) -> None:
    ran = inside("explain", *planned, "--time-limit", "0.1")
    assert ran.exit_code == 0
    assert "Not answered" in ran.stdout
    assert "--time-limit" in ran.stdout


def test_ctrl_c_keeps_what_is_answered(
    inside: Inside, planned: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*given: object, stop: threading.Event, **more: Any) -> Explanation:
        os.kill(os.getpid(), signal.SIGINT)
        assert stop.wait(5)
        return explain(*given, stop=stop, **more)  # type: ignore[arg-type]

    monkeypatch.setattr("api.cli.why.explain.explain", interrupted)
    ran = inside("explain", *planned, "--only", "vendors")
    assert ran.exit_code == 0
    assert "Stopping: keeping the answers so far" in ran.stderr
    assert "Not answered vendors: Budget" in ran.stdout


def test_what_is_impossible_is_told_with_remedies(inside: Inside, impossible: Path) -> None:
    ran = inside("explain", impossible)
    assert ran.exit_code == 3
    assert labels(ran.stdout) == ["In the way", "Remedies", "Next"]
    assert "1  overtime up to 40 % in phone team: then there is a plan for 53,190 EUR" in ran.stdout
    assert f"staffmix explain {impossible} --apply 1 --to fixed.xlsx" in ran.stdout


def test_a_remedy_is_carried_out_and_works(inside: Inside, impossible: Path) -> None:
    target = "fixed.xlsx"
    before = impossible.read_text(encoding="utf-8")
    ran = inside("explain", impossible, "--apply", "1", "--to", target)
    assert ran.exit_code == 3, ran.stderr
    assert "phone team, overtime max share: 0.1 → 0.4" in ran.stdout
    assert impossible.read_text(encoding="utf-8") == before
    mended = load([target]).problem
    assert mended.workforce.pools[0].overtime is not None
    assert mended.workforce.pools[0].overtime.max_share == 0.4
    assert solve(mended, gap=0.0).cost == pytest.approx(53190)
    assert solve(load([impossible]).problem, gap=0.0).outcome is Outcome.INFEASIBLE


def test_a_remedy_that_is_not_there_is_refused(inside: Inside, impossible: Path) -> None:
    ran = inside("explain", impossible, "--apply", "9", "--to", "fixed.json")
    assert ran.exit_code == 2
    assert "there is no remedy 9" in ran.stderr
    assert not Path("fixed.json").exists()


def test_without_a_plan_files_say_what_would_make_one(inside: Inside, impossible: Path) -> None:
    ran = inside("explain", impossible, "-o", "why.json", "-o", "plan.html", "-o", "plan.xlsx", "--json")
    assert ran.exit_code == 3
    found = json.loads(ran.stdout)
    assert found["outcome"] == "infeasible"
    assert found["files"] == ["why.json", "plan.html", "plan.xlsx"]
    remedies = [edit["text"] for each in found["explanation"]["remedies"] for edit in each["edits"]]
    assert remedies
    page = Path("plan.html").read_text(encoding="utf-8")
    sheet = openpyxl.load_workbook("plan.xlsx")["Remedies"]
    cells = {cell for row in sheet.iter_rows(values_only=True) for cell in row}
    assert all(html.escape(each) in page for each in remedies)
    assert set(remedies) <= cells
    stored = Explanation.model_validate_json(Path("why.json").read_text(encoding="utf-8"))
    assert stored.model_dump(mode="json", by_alias=True) == found["explanation"]


def test_no_plan_in_time_is_not_called_impossible(
    inside: Inside, source: Path, searching: Callable[..., None]
) -> None:
    late = result(outcome=Outcome.NO_PLAN_IN_TIME, stop_reason=StopReason.TIME_LIMIT, **NO_PLAN)
    searching(lambda *_, **__: late)
    ran = inside("explain", source)
    assert ran.exit_code == 3
    assert "that does not mean that there is none" in ran.stdout
    assert "Remedies" not in ran.stdout
    assert json.loads(inside("explain", source, "--json").stdout)["outcome"] == "no_plan_in_time"
