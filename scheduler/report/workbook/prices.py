"""What one more hour of a skill costs, in all and by period, and what limits are worth."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from scheduler.report.intervals import cents, ends
from scheduler.report.page.hour_prices import FREE, HELD, IMPOSSIBLE, VERDICTS, note, row_of
from scheduler.report.why import Why
from scheduler.report.workbook.book import Book, widths
from scheduler.report.workbook.sheets import HEADER_HEIGHT
from scheduler.report.workbook.tables import Stack

if TYPE_CHECKING:
    from scheduler.explain.prices.hours import HourPrices
    from scheduler.explain.prices.worth import Worth

Row = Sequence[object]


def price_sheets(book: Book, told: Why, unit: str) -> None:
    """Skills and limits on one sheet, periods on another; nothing where nothing was answered."""
    found = told.explanation
    if not (found.prices or found.worth):
        return
    stack = Stack(book, "Prices", (42, 12, 14, 14, 14, 20, 16, 16, 75))
    if found.prices:
        stack.note(note(found.currency, unit))
        stack.table("One more productive hour, all the time", *_skills(told))
        _by_period(book, told, unit)
    stack.table("What limits cost", *_limits(told))


def _skills(told: Why) -> tuple[list[str], list[Row], dict[str, str]]:
    money = f"{told.explanation.currency}/h"
    sums = [f"At least, {money}", f"At most, {money}", f"LP relaxation, {money}"]
    names = ["Skill", "FTE more", "Method", *sums[:2], "LP relaxation is", sums[2]]
    rows = [_skill(each) for each in told.explanation.prices]
    return names, rows, {"FTE more": "count", **dict.fromkeys(sums, "cents")}


def _skill(prices: HourPrices) -> Row:
    through = prices.throughout
    if through is None:
        return (prices.skill, None, "not answered")
    verdict = VERDICTS.get(through.relaxation, through.relaxation)
    method = through.method if through.possible else IMPOSSIBLE
    return (prices.skill, through.fte, method, *cents(through.per_hour), verdict, through.in_relaxation)


def _limits(told: Why) -> tuple[list[str], list[Row], dict[str, str]]:
    money = told.explanation.currency
    sums = [f"{what}, {money}" for what in ("Saves at least", "Saves at most")]
    names = ["Limit", "Steps", "Now", "Then", "Method", "Unit", *sums, "In words"]
    return (
        names,
        [_limit(each) for each in told.explanation.worth],
        dict.fromkeys(sums, "count") | {"Steps": "count"},
    )


def _limit(worth: Worth) -> Row:
    method = worth.method if worth.possible else IMPOSSIBLE
    saving = ends(worth.saving)
    return (worth.limit, worth.steps, worth.before, worth.after, method, worth.unit, *saving, worth.text)


def _by_period(book: Book, told: Why, unit: str) -> None:
    """A row a period and method, a column a skill."""
    found, money = told.explanation.prices, told.explanation.currency
    names = [f"First day of the {unit}", "Method", *(f"{each.skill}, {money}/h" for each in found)]
    rows = [row for method in (HELD, FREE) for row in _periods(found, method)]
    if not rows:
        return
    sheet = book.sheet(f"Prices by {unit}")
    styles = dict.fromkeys(names[2:], "cents")
    last = book.table(sheet, names, rows, styles)
    sheet.set_row(0, HEADER_HEIGHT)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, last - 1, len(names) - 1)
    sheet.repeat_rows(0)
    for place, width in enumerate(widths(names, list(zip(*rows)))):
        sheet.set_column(place, place, width)


def _periods(found: Sequence[HourPrices], method: str) -> Iterator[Row]:
    rows = [row_of(each, method) for each in found]
    if not any(rows):
        return
    for t, first in enumerate(found[0].first_days):
        amounts = (None if row is None else row.amounts[t] for row in rows)
        there = (IMPOSSIBLE if row is not None and a is None else a for row, a in zip(rows, amounts))
        yield (first, method, *there)
