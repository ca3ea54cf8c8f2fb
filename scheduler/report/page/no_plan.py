"""The page of a result without a plan."""

from __future__ import annotations

from pathlib import Path

from scheduler.report.no_plan import CONFLICTS, PROVEN, REMEDIES, NoPlan, costs_then
from scheduler.report.page.markup import bullets, details, paragraph, section, table, text
from scheduler.report.page.why import unanswered, whole
from scheduler.report.page.write import framed
from scheduler.words import kind_name


def write_no_plan(told: NoPlan, path: Path) -> None:
    """Writes the HTML report. Raises OSError when the file cannot be written."""
    path.write_text(no_plan_page(told), encoding="utf-8")


def no_plan_page(told: NoPlan) -> str:
    """The whole page as text."""
    return framed(told, f"<h1>{text(told.headline)}</h1>{remedies(told)}{conflicts(told)}")


def remedies(told: NoPlan) -> str:
    """A row a remedy: all its edits, and what the plan then costs."""
    rest = "" if told.why is None else unanswered(told.why)
    if not told.remedies:
        return section("remedies", REMEDIES, paragraph(told.note), rest)
    pay = told.pay
    names = ["remedy", *([f"cost then, {told.currency}, at least", "at most"] if pay else []), "how small"]
    rows = [
        [" and ".join(edit.text for edit in each.edits), *(map(whole, costs_then(each)) if pay else ()),
         PROVEN[each.least]]
        for each in told.remedies
    ]  # fmt: skip
    caption = "Any one of these; each was tried: with it there is a plan, without it there is none"
    return section("remedies", REMEDIES, table(caption, names, rows, (1, 2) if pay else ()), rest)


def conflicts(told: NoPlan) -> str:
    """The rules by name and place."""
    names = ["rule", "who", "what stands in the way"]
    rows = [[kind_name(each.rule), each.owner, each.text] for each in told.conflicts]
    shown = table("Rules that no plan can keep together", names, rows) if rows else ""
    warned = details("Warnings", bullets(told.warnings)) if told.warnings else ""
    return section("conflicts", CONFLICTS, shown, warned) if shown or warned else ""
