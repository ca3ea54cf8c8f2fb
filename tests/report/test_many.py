"""Plans too large to draw whole: the largest are drawn, and it is said where the others are."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from scheduler.report import Summary, summarise
from scheduler.report.capacity import OTHER, OWN
from scheduler.report.page.write import page
from scheduler.report.workbook import write_workbook
from scheduler.result import Result
from tests.check.maker import plan_of
from tests.report.example import result
from tests.rules.small import offer, pool, problem, stream

SKILLS, WEEKS = 20, 3


@pytest.fixture(scope="module")
def summary() -> Summary:
    """Twenty skills, each with a team of one and 40 + 2n hours; vendor n sells 2n hours a week of its skill.

    Nothing is short. The last six vendors deliver most; a vendor that nobody needs stands at the end.
    """
    skills = [f"skill {n:02}" for n in range(SKILLS)]
    given = problem(
        *(stream([40.0 + 2 * n] * WEEKS, key=f"work {n:02}", skill=s) for n, s in enumerate(skills)),
        pools=[pool(1, key=f"team {n:02}", skills={s: 1.0}) for n, s in enumerate(skills)],
        offers=[_offer(n, skill) for n, skill in enumerate(skills)] + [_offer(99, skills[0])],
    )
    teams = {(f"team {n:02}", f"work {n:02}"): [40.0] * WEEKS for n in range(SKILLS)}
    calls = {(f"offer {n:02}", f"work {n:02}"): [2.0 * n] * WEEKS for n in range(1, SKILLS)}
    bought: dict[str, Any] = {
        f"offer {n:02}": {skills[n]: dict.fromkeys(range(WEEKS), 2.0 * n)} for n in range(1, SKILLS)
    }
    return summarise(given, _result(plan_of(given, deliver=teams | calls, bought=bought)))


def _offer(number: int, skill: str) -> Any:
    terms = {"unit": "hours", "rate": 40.0, "per": "hour"}
    return offer(f"offer {number:02}", vendor=f"vendor {number:02}", skills={skill: 1.0}, **terms)


def _result(plan: Any) -> Result:
    return result(plan=plan, cost=plan.cost, cash=plan.cash, penalties=plan.penalties)


def test_vendors_beyond_those_a_picture_can_tell_apart_are_one(summary: Summary) -> None:
    """Vendors 14 to 19 by name; of the others 1 to 13 deliver 2 × (1 + … + 13) = 182 hours a week."""
    named = [f"vendor {n}" for n in range(14, 20)]
    assert list(summary.every.supply) == [OWN, *named, OTHER]
    assert list(summary.every.supply[OTHER]) == pytest.approx([182.0] * WEEKS)
    assert len({summary.palette.style(name) for name in [OWN, OTHER, *named]}) == 8


def test_the_page_draws_all_skills_together_and_the_largest(summary: Summary) -> None:
    html = page(summary)
    drawn = re.findall(r"<h3>(.*?)</h3>", html)
    assert drawn[:13] == ["all skills", *(f"skill {n:02}" for n in range(8, 20))]
    assert "The 12 skills with the most hours asked for. 8 more are in the table below" in html
    for n in range(SKILLS):
        assert f"<th scope=row>skill {n:02}</th>" in html


def test_the_page_draws_the_suppliers_that_deliver_most_and_lists_all(summary: Summary) -> None:
    """Twenty teams of 120 hours and nineteen vendors of up to 114: all teams and the last four vendors."""
    html = page(summary)
    assert "The 24 that deliver most, of 39" in html
    picture = html[html.index('id="rates-') : html.index("<summary>Figures</summary>")]
    assert "offer 16" in picture
    assert "offer 15" not in picture
    assert "<th scope=row>offer 01</th>" in html


def test_the_workbook_has_every_skill_and_every_offer_used(summary: Summary, tmp_path: Path) -> None:
    write_workbook(summary, tmp_path / "plan.xlsx")
    book = openpyxl.load_workbook(tmp_path / "plan.xlsx")
    cover = list(book["Coverage"].iter_rows(values_only=True))
    assert len(cover) == 1 + (1 + SKILLS) * WEEKS
    others = cover[0].index("Other vendors h")
    assert [row[others] for row in cover[1:4]] == [182, 182, 182]
    used = {row[0] for row in book["Contract ledger"].iter_rows(min_row=2, values_only=True)}
    assert used == {f"offer {n:02}" for n in range(1, SKILLS)}
