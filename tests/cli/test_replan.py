"""`staffmix replan`, `actuals` and `scorecard`: a desk of ten (see `tests.replan.desk`) from week to week."""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from scheduler.files import load
from scheduler.problem import Problem
from scheduler.result import Result
from scheduler.solving import solve
from tests.replan.desk import desk, surge, week
from tests.replan.test_scorecard import long_surge

Inside = Callable[..., Any]


def store(one: Problem, name: str) -> None:
    Path(name).write_text(one.model_dump_json(by_alias=True), encoding="utf-8")


def planned(one: Problem) -> None:
    """The problem and its plan as files."""
    store(one, "problem.json")
    Path("plan.json").write_text(solve(one, gap=0.0).model_dump_json(), encoding="utf-8")


def test_nothing_changed_changes_nothing(inside: Inside) -> None:
    planned(surge())
    ran = inside("replan", "problem.json", "plan.json", "--as-of", str(week(1)))
    assert ran.exit_code == 0, ran.output
    # ten people for the seven weeks left, two agents for four weeks at 1,200
    assert ran.stdout.startswith("Nothing is to be decided otherwise: keeping the plan costs 79,600 EUR")
    assert "Otherwise" not in ran.stdout


def test_a_surge_that_is_off_is_planned_anew_around_what_is_signed(inside: Inside) -> None:
    planned(surge())
    store(desk(*[400] * 8), "calm.json")
    ran = inside(
        "replan", "calm.json", "plan.json", "--as-of", str(week(1)), "--before", "problem.json",
        "--gap", "0", "-o", "new.json", "--to", "now.json", "--json",
    )  # fmt: skip
    assert ran.exit_code == 0, ran.output
    found = json.loads(ran.stdout)
    # the agents are signed for three weeks at least: 7,200 and not 9,600
    assert (found["cost"], found["cost_if_kept"]) == (pytest.approx(77200), pytest.approx(79600))
    assert found["difference"]["cost"]["difference"] == pytest.approx(-2400)
    assert found["files"] == ["new.json", "now.json"]
    stored = Result.model_validate_json(Path("new.json").read_text(encoding="utf-8"))
    assert stored.cost == pytest.approx(77200)
    # the problem as it stands has the same answer, and the plan is one of it
    assert solve(load(["now.json"]).problem, gap=0.0).cost == pytest.approx(77200)
    assert inside("check", "now.json", "new.json").exit_code == 0


def test_where_no_plan_can_keep_to_what_is_decided_that_is_said(inside: Inside) -> None:
    planned(surge())
    content = json.loads(desk(*[400] * 8).model_dump_json(by_alias=True))
    # two agents for three weeks cost 7,200 and are signed; ten people cost 70,000
    span = {"from": str(week(1)), "to": str(week(8))}
    content["policy"]["budget"] = [{"amount": 75000, **span}]
    Path("poor.json").write_text(json.dumps(content), encoding="utf-8")
    ran = inside("replan", "poor.json", "plan.json", "--as-of", str(week(1)), "--before", "problem.json",
                 "-o", "new.json")  # fmt: skip
    assert ran.exit_code == 3, ran.output
    assert "there is no plan that keeps to what is decided" in ran.stdout
    assert "Blocking" in ran.stdout
    stored = Result.model_validate_json(Path("new.json").read_text(encoding="utf-8"))
    assert stored.plan is None
    assert stored.conflicts


def test_the_table_of_actuals_is_made_filled_in_and_counted(inside: Inside) -> None:
    planned(surge())
    ran = inside("actuals", "plan.json", "--until", str(week(3)), "-o", "actuals.csv")
    assert ran.exit_code == 0, ran.output
    rows = list(csv.reader(Path("actuals.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert rows[0] == ["What", "Name", "Date", "Value", "Planned for", "Why"]
    assert ["contract starts", "agents", str(week(2)), "2", str(week(2)), ""] in rows
    # as planned: nothing to change
    ran = inside("replan", "problem.json", "plan.json", "--as-of", str(week(3)), "--actuals", "actuals.csv")
    assert ran.exit_code == 0, ran.output
    assert ran.stdout.startswith("Nothing is to be decided otherwise")
    # one of the team has gone: from there on nine people cost 1,000 a week less for five weeks
    content = Path("actuals.csv").read_text(encoding="utf-8-sig")
    Path("actuals.csv").write_text(
        content.replace(f"own heads,team,{week(2)},10", f"own heads,team,{week(2)},9")
    )
    words = ("--as-of", str(week(3)), "--actuals", "actuals.csv", "--to", "now.json", "--time-limit", "5")
    assert inside("replan", "problem.json", "plan.json", *words).exit_code == 0
    assert load(["now.json"]).problem.workforce.pools[0].headcount == 9


def test_actuals_are_never_written_over_what_is_filled_in(inside: Inside) -> None:
    planned(surge())
    Path("actuals.csv").write_text("mine")
    ran = inside("actuals", "plan.json", "--until", str(week(3)), "-o", "actuals.csv")
    assert ran.exit_code == 2
    assert "is there already" in ran.stderr
    assert Path("actuals.csv").read_text() == "mine"
    ran = inside("actuals", "plan.json", "--until", str(week(0)), "-o", "new.csv")
    assert ran.exit_code == 2
    assert "nothing of the plan lies before" in ran.stderr


def test_faults_of_actuals_are_told_by_cell(inside: Inside) -> None:
    planned(surge())
    text = f"What,Name,Date,Value\nown heads,team,{week(7)},9\nown heads,crew,{week(0)},9\n"
    Path("actuals.csv").write_text(text)
    words = ("replan", "problem.json", "plan.json", "--as-of", str(week(2)), "--actuals", "actuals.csv")
    ran = inside(*words)
    assert ran.exit_code == 2
    assert "actuals.csv" in ran.stderr
    assert "crew" in ran.stderr
    Path("actuals.csv").write_text(text.replace("crew", "team"))
    ran = inside(*words, "--json")
    assert ran.exit_code == 2
    (fault,) = json.loads(ran.stdout)["faults"]
    assert fault["place"] == "actuals.csv line 2 column C"


@pytest.mark.parametrize("day", ["soon", "2026-02-30", "1999-01-01"])
def test_a_day_that_is_none_of_the_plan_is_refused(inside: Inside, day: str) -> None:
    planned(surge())
    ran = inside("replan", "problem.json", "plan.json", "--as-of", day)
    assert ran.exit_code == 2
    assert day in ran.stderr


def test_a_scorecard_tells_what_came_and_corrects_the_input(inside: Inside) -> None:
    # two agents for eight weeks, away for a tenth of 40 hours: 72 hours a week; 64 come, 256 of 288
    planned(long_surge())
    lines = [f"hours worked,agents,{week(2 + n)},{value}" for n, value in enumerate([62, 66, 64, 64])]
    Path("facts.csv").write_text("\n".join(["What,Name,Date,Value", *lines]) + "\n")
    words = ("scorecard", "problem.json", "plan.json", "--actuals", "facts.csv")
    ran = inside(*words)
    assert ran.exit_code == 0, ran.output
    assert ran.stdout.startswith("Scorecard of 1 offer: agency")
    assert "256 of 288 hours promised (89 %)" in ran.stdout
    assert "1  agents: set shrinkage to 0.2, from 0.1." in ran.stdout
    ran = inside(*words, "--to", "corrected.json", "--json")
    assert json.loads(ran.stdout)["files"] == ["corrected.json"]
    assert load(["corrected.json"]).problem.rate_card.offers[0].shrinkage == 0.2
    ran = inside(*words, "--to", "again.json", "--apply", "2")
    assert ran.exit_code == 2
    assert "there is no correction 2" in ran.stderr
    assert not Path("again.json").exists()


def test_a_scorecard_needs_the_problem_of_the_plan(inside: Inside) -> None:
    planned(surge())
    store(long_surge(), "problem.json")
    Path("facts.csv").write_text("What,Name,Date,Value\n")
    ran = inside("scorecard", "problem.json", "plan.json", "--actuals", "facts.csv")
    assert ran.exit_code == 2
    assert "Name the problem that this plan was made from" in ran.stderr
