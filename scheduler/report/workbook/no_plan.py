"""The workbook of a result without a plan: remedies, and the rules that stand in the way."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from scheduler.report.no_plan import CONFLICTS, PROVEN, REMEDIES, NoPlan, costs_then
from scheduler.report.workbook.book import Book
from scheduler.report.workbook.tables import Stack
from scheduler.words import kind_name

Row = Sequence[object]


def write_no_plan(told: NoPlan, path: Path) -> None:
    """Writes the workbook: the same result gives the same file. Raises OSError when it cannot be written."""
    with Book(path) as book:
        stack = Stack(book, "Remedies", (8, 70, 18, 18, 18, 30))
        stack.note(told.headline, "title")
        if told.note:
            stack.note(told.note)
        stack.table(REMEDIES, *_remedies(told))
        rest = () if told.why is None else told.why.explanation.unanswered
        stack.words("Not answered: no time, or no answer found", [("", each) for each in rest])
        if told.conflicts:
            rules = Stack(book, "Conflicts", (28, 28, 100))
            rules.table(CONFLICTS, *_conflicts(told))


def _remedies(told: NoPlan) -> tuple[list[str], list[Row], dict[str, str]]:
    """A row an edit; what the plan then costs beside the first of its remedy."""
    costs = [f"Cost then, at least, {told.currency}", f"At most, {told.currency}"]
    names = ["No.", "What to change", *costs, "Rule", "How small"]
    styles = dict.fromkeys(("No.", *costs), "count") | dict.fromkeys(
        ("What to change", "Rule", "How small"), "wrap"
    )
    rows: list[Row] = []
    for place, remedy in enumerate(told.remedies, start=1):
        for first, edit in enumerate(remedy.edits):
            sums = (None, None) if first else costs_then(remedy)
            small = "" if first else PROVEN[remedy.least]
            rows.append((place, edit.text, *sums, kind_name(edit.rule), small))
    return names, rows, styles


def _conflicts(told: NoPlan) -> tuple[list[str], list[Row], dict[str, str]]:
    names = ["Rule", "Who", "What stands in the way"]
    rows: list[Row] = [(kind_name(each.rule), each.owner, each.text) for each in told.conflicts]
    return names, rows, dict.fromkeys(names, "wrap")
