"""`staffmix compare` and `staffmix alternatives`: plans side by side, and plans that are truly others."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from scheduler.check import check
from scheduler.problem import Problem
from scheduler.result import Outcome, Result, StopReason
from scheduler.solving import solve
from tests.report.example import problem, result

Inside = Callable[..., Any]


@pytest.fixture
def example(tmp_path: Path) -> None:
    """The example, its hand-made plan for 59,760 and its cheapest, 56,310, in the folder at hand."""
    (tmp_path / "problem.json").write_text(problem().model_dump_json(by_alias=True), encoding="utf-8")
    (tmp_path / "hand.json").write_text(result().model_dump_json(), encoding="utf-8")
    best = solve(problem(), gap=0.0)
    (tmp_path / "best.json").write_text(best.model_dump_json(), encoding="utf-8")


@pytest.fixture
def dearer(tmp_path: Path) -> Problem:
    """The example with budget phone at 22 an hour in place of 20, in other.json."""
    content = problem().model_dump(mode="json", by_alias=True)
    content["rate_card"]["offers"][0]["rate"] = 22
    found = Problem.model_validate_json(json.dumps(content))
    (tmp_path / "other.json").write_text(found.model_dump_json(by_alias=True), encoding="utf-8")
    return found


@pytest.mark.usefixtures("example")
def test_two_plans_stand_side_by_side(inside: Inside) -> None:
    ran = inside("compare", "hand.json", "best.json")
    assert ran.exit_code == 0, ran.output
    lines = [line[13:].rsplit(None, 2) for line in ran.stdout.splitlines() if line.startswith(" " * 13)]
    rows = {line[0].strip(): line[1:] for line in lines}
    # one hire and two contract heads; the cheapest hires nobody and contracts three for three weeks
    assert rows["cost"] == ["59,760", "56,310"]
    assert rows["hired"] == ["1", "0"]
    assert rows["contract heads at most"] == ["2", "3"]
    assert rows["hours left undone"] == ["28", "0"]
    assert "best.json costs 3,450 less (5.8 %): 56,310 in place of 59,760" in ran.stdout
    assert "hire 1 fewer in phone team on 5 Apr 2027" in ran.stdout
    assert "contract 1 more at budget phone from 12 Apr 2027 to 3 May 2027 (3 in place of 2)" in ran.stdout
    assert "Inputs" not in ran.stdout


@pytest.mark.usefixtures("example")
def test_plans_behind_their_problems_tell_what_the_inputs_say_otherwise(
    inside: Inside, dearer: Problem
) -> None:
    Path("then.json").write_text(solve(dearer, gap=0.0).model_dump_json(), encoding="utf-8")
    ran = inside("compare", "problem.json", "best.json", "other.json", "then.json", "--json")
    assert ran.exit_code == 0, ran.output
    found = json.loads(ran.stdout)
    assert [each["file"] for each in found["plans"]] == ["best.json", "then.json"]
    (apart,) = found["differences"]
    (change,) = apart["inputs"]
    assert (change["key"], change["field"], change["before"], change["after"]) == (
        "budget phone", "rate", 20, 22,
    )  # fmt: skip
    # three heads for three weeks of 40 hours, 2 more each
    assert apart["cost"]["difference"] == pytest.approx(720.0)
    shown = inside("compare", "problem.json", "best.json", "hand.json").stdout
    assert "Inputs       the same" in shown


@pytest.mark.usefixtures("example", "dearer")
def test_two_problems_alone_are_compared_too(inside: Inside) -> None:
    ran = inside("compare", "problem.json", "other.json")
    assert ran.exit_code == 0, ran.output
    assert ran.stdout.splitlines()[0] == "other.json says 1 thing otherwise than problem.json"
    assert "budget phone rate 20 → 22" in ran.stdout
    assert json.loads(inside("compare", "problem.json", "problem.json", "--json").stdout) == {"inputs": []}


@pytest.mark.usefixtures("example")
def test_sums_over_different_times_are_not_set_beside_each_other(inside: Inside) -> None:
    content = json.loads(Path("hand.json").read_text(encoding="utf-8"))
    days = content["plan"]["first_days"]
    content["plan"]["first_days"] = [*days[1:], "2027-05-17"]
    Path("later.json").write_text(json.dumps(content), encoding="utf-8")
    ran = inside("compare", "hand.json", "later.json")
    assert ran.exit_code == 0, ran.output
    assert "is of another time" in ran.stdout
    assert " more (" not in ran.stdout
    assert " less (" not in ran.stdout


@pytest.mark.usefixtures("example")
def test_a_bound_that_is_not_its_plans_is_not_told(inside: Inside) -> None:
    Path("odd.json").write_text(result(cost=50000.0).model_dump_json(), encoding="utf-8")
    found = json.loads(inside("compare", "best.json", "odd.json", "--json").stdout)
    assert [each["above_cheapest"] for each in found["plans"]] == [0.0, None]
    assert found["plans"][1]["cost"] == 59760.0


@pytest.mark.usefixtures("example")
@pytest.mark.parametrize(("below", "said"), [(0.01, None), (8.0, "0.02 %")])
def test_a_plan_that_counts_as_proven_has_no_gap(inside: Inside, below: float, said: str | None) -> None:
    # a millionth of 56,310 is 0.06; 8.00 are 0.0142 %, rounded up
    best = Result.model_validate_json(Path("best.json").read_text(encoding="utf-8"))
    open_still = {"outcome": Outcome.FEASIBLE, "stop_reason": StopReason.GAP, "gap": below / 56310}
    near = best.model_copy(update={**open_still, "bound": 56310 - below})
    Path("near.json").write_text(near.model_dump_json(), encoding="utf-8")
    ran = inside("compare", "best.json", "near.json")
    assert ran.exit_code == 0, ran.output
    rows = [line.split() for line in ran.stdout.splitlines() if "gap to the cheapest" in line]
    assert rows == ([] if said is None else [["gap", "to", "the", "cheapest", "0.00", "%", *said.split()]])


@pytest.mark.usefixtures("example")
@pytest.mark.parametrize(
    ("files", "said"),
    [
        (["best.json"], "cannot be compared"),
        (["best.json", "problem.json"], "no plan stands behind it"),
        (["best.json", "nowhere.json"], "nowhere.json: there is no such file"),
        (["best.json", "crowns.json"], "one plan counts in EUR, the other in SEK"),
    ],
)
def test_what_cannot_be_compared_is_refused(inside: Inside, files: list[str], said: str) -> None:
    text = Path("best.json").read_text(encoding="utf-8").replace('"EUR"', '"SEK"')
    Path("crowns.json").write_text(text, encoding="utf-8")
    ran = inside("compare", *files)
    assert ran.exit_code == 2
    assert said in ran.stderr


@pytest.mark.usefixtures("example")
def test_alternatives_are_plans_of_the_problem_within_the_slack(inside: Inside) -> None:
    ran = inside(
        "alternatives", "problem.json", "best.json", "--slack", "30%", "-o", "others", "--time-limit", "3"
    )
    assert ran.exit_code == 0, ran.output
    files = sorted(Path("others").iterdir())
    assert files
    for file in files:
        found = Result.model_validate_json(file.read_text(encoding="utf-8"))
        assert found.plan is not None
        assert check(problem(), found.plan) == ()
        assert found.cost is not None
        assert 56310 <= found.cost <= 56310 * 1.3
        assert found.bound is not None
        assert found.bound <= 56310.01
        assert (found.outcome, found.stop_reason) == (Outcome.FEASIBLE, StopReason.GAP)
        assert str(file) in ran.stdout
        assert inside("check", "problem.json", str(file)).exit_code == 0
    assert "fewest vendors: 0 vendors in place of 1" in ran.stdout


@pytest.mark.usefixtures("example")
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("best.json", "--slack", "much"), "Say it as 2% or 0.02"),
        (("best.json", "--slack", "-1%"), "Say it as 2% or 0.02"),
        (("best.json", "--slack", "nan"), "Say it as 2% or 0.02"),
        (("best.json", "-o", "best.json"), "is a file"),
        (("problem.json",), "there is no plan among these files"),
    ],
)
def test_alternatives_refuse_what_they_cannot_do(inside: Inside, words: tuple[str, ...], said: str) -> None:
    ran = inside("alternatives", "problem.json", *words)
    assert ran.exit_code == 2
    assert said in ran.stderr
