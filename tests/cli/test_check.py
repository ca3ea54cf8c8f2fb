"""`staffmix check` also holds a result's headline figures against its plan."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from scheduler.result import Outcome
from tests.report.example import result


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"cost": 50_000.0}, "headline_cost"),
        ({"cash": 50_000.0}, "headline_cash"),
        ({"penalties": 0.0}, "headline_penalties"),
        ({"bound": 60_000.0, "gap": 0.0}, "headline_bound"),
        ({"gap": 0.0}, "headline_gap"),
        ({"outcome": Outcome.OPTIMAL}, "headline_outcome"),
    ],
)
def test_a_figure_that_is_not_the_plans_is_a_fault(
    inside: Callable[..., Any], source: Path, changes: dict[str, Any], rule: str
) -> None:
    Path("plan.json").write_text(result(**changes).model_dump_json())
    ran = inside("check", source, "plan.json")
    assert ran.exit_code == 3
    assert "does not pass: 1 fault\n" in ran.stdout
    found = json.loads(inside("check", source, "plan.json", "--json").stdout)
    assert [fault["rule"] for fault in found["check"]] == [rule]


def test_a_plan_of_another_problem_is_warned_about(inside: Callable[..., Any], source: Path) -> None:
    # the example's hash of the forecast is made up
    Path("plan.json").write_text(result().model_dump_json())
    ran = inside("check", source, "plan.json")
    assert ran.exit_code == 0
    assert "warning: the plan was made from another forecast" in ran.stderr
