"""docs/api.md says what is so, and its program runs."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from api.client import Staffmix
from api.openapi.words import ERROR_WORDS
from api.store.keys import Role
from tests.api.rows import ANYBODY, OPEN, ROWS
from tests.api.served import Served
from tests.api.small import POOL, problem

PAGE = (Path(__file__).parents[3] / "docs/api.md").read_text(encoding="utf-8")
COLUMNS = (Role.PLANNER, Role.HR, Role.PROCUREMENT, Role.VIEWER)


def test_the_table_of_roles() -> None:
    told: dict[tuple[str, str], set[str]] = {}
    for methods, path, cells in re.findall(r"^\| `([A-Z ]+) (/\S+)` \|(.*)\|$", PAGE, re.MULTILINE):
        may = {role for role, cell in zip(COLUMNS, cells.split("|"), strict=True) if cell.strip() == "yes"}
        told |= {(method, path): {*may, Role.ADMIN} for method in methods.split()}
    assert told == {row: may for row, may in ROWS.items() if may is not OPEN and may != ANYBODY}


def test_every_status_is_told() -> None:
    told = re.findall(r"^\| (\d{3}(?:, \d{3})*) \|", PAGE, re.MULTILINE)
    assert {int(each) for cell in told for each in cell.split(", ")} == set(ERROR_WORDS)


def test_the_night_runs(
    served: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    key = served.key(Role.HR, Role.PLANNER, tenant="theirs", pay=True)
    documents = problem()
    template = {
        name: each for name, each in documents["workforce"]["pools"][0].items() if name != "headcount"
    }
    columns = {"employee": "No", "job": "Job", "start": "From", "fte": "FTE", "salary": "Salary"}
    mapping: dict[str, Any] = {
        "columns": columns,
        "salary_per": "year",
        "jobs": {"Agent": POOL},
        "by_site": False,
        "templates": [template],
    }
    lines = ["No,Job,From,FTE,Salary", *(f"{n},Agent,2020-01-01,1,26000" for n in range(8))]
    (tmp_path / "export.csv").write_text("\n".join(lines), encoding="utf-8")
    with Staffmix(served.url, key) as staffmix:
        staffmix.put_mapping("ours", mapping, if_match="*")
        staffmix.put("forecast", "emea", documents["forecast"], if_match="*")
        staffmix.put("rate_card", "emea", documents["rate_card"], if_match="*")
    monkeypatch.chdir(tmp_path)
    (program,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    given: dict[str, Any] = {"URL": served.url, "KEY": key}
    exec(program, given)
    first = capsys.readouterr().out.splitlines()
    assert first[0] == "version 1: 8 people"
    assert (tmp_path / "plan.xlsx").exists()
    with Staffmix(served.url, key) as staffmix:
        staffmix.adopt(given["plan"])
    exec(program, given)
    second = capsys.readouterr().out.splitlines()
    assert second[:2] == first[:2]  # the same export, the same plan
    assert [line.split()[:2] for line in second[2:]] == [["created", "hire"], ["created", "contract"]]
    with Staffmix(served.url, key) as staffmix:
        assert {each.status for each in staffmix.requisitions("support")} == {"opened"}


def test_no_route_is_told_twice() -> None:
    seen: dict[str, int] = defaultdict(int)
    for methods, path in re.findall(r"^\| `([A-Z ]+) (/\S+)` \|", PAGE, re.MULTILINE):
        for method in methods.split():
            seen[f"{method} {path}"] += 1
    assert seen
    assert set(seen.values()) == {1}
