"""The sheet that says why: reasons, where choices begin to pay, what was not answered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from scheduler.report.intervals import ends
from scheduler.report.why import WITHOUT_PAY, Why, action
from scheduler.report.workbook.book import Book
from scheduler.report.workbook.tables import Stack

if TYPE_CHECKING:
    from scheduler.explain.break_even import BreakEven
    from scheduler.explain.reasons import Reason

Row = Sequence[object]


def why_sheet(book: Book, told: Why) -> None:
    """Nothing where nothing was answered."""
    found = told.explanation
    if not (found.reasons or found.break_even or found.unanswered):
        return
    stack = Stack(book, "Why", (46, 14, 14, 14, 75, 50))
    if not told.pay:
        stack.note(WITHOUT_PAY)
    stack.table("The costliest actions", *_reasons(told))
    stack.table("Where a choice begins to pay", *_points(told))
    rest = [(each,) for each in found.unanswered]
    stack.table("Not answered: no time, or no answer found", ["Question"], rest, {})


def _reasons(told: Why) -> tuple[list[str], list[Row], dict[str, str]]:
    money = told.explanation.currency
    cost, least, most = f"Cost, {money}", f"Without it, at least, {money} more", f"At most, {money} more"
    names = ["Action", cost, least, most, "Why", "Rules that leave it no room"]
    styles = dict.fromkeys((cost, least, most), "count") | dict.fromkeys(names[4:], "wrap")
    return names, [_reason(each) for each in told.explanation.reasons], styles | {"Action": "wrap"}


def _reason(reason: Reason) -> Row:
    binds = "; ".join(each.text for each in reason.binds)
    return (action(reason), reason.cost, *ends(reason.dearer), reason.text, binds)


def _points(told: Why) -> tuple[list[str], list[Row], dict[str, str]]:
    names = ["Choice", "Now", "No less than", "No more than", "In words", "Unit"]
    styles = dict.fromkeys(names[1:4], "number") | {"Choice": "wrap", "In words": "wrap", "Unit": "wrap"}
    return names, [_point(each) for each in told.explanation.break_even], styles


def _point(point: BreakEven) -> Row:
    what = KINDS[point.kind]
    return (f"{what}: {point.subject}", point.now, point.low, point.high, point.text, point.unit)


KINDS = {
    "surge": "how long the surge must last",
    "rate": "rate at which it enters or leaves",
    "lead": "lead at which it is of no more use",
    "own_hour": "rate that equals an own hour",
}
