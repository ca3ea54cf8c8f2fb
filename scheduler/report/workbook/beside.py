"""Plans beside this one: of another character, and the earlier one it takes the place of."""

from __future__ import annotations

from scheduler.explain.difference import difference, headline, sentences
from scheduler.report.beside import hour_pairs, money_pairs
from scheduler.report.intervals import ends
from scheduler.report.page.beside import NOTE
from scheduler.report.summary import Summary
from scheduler.report.workbook.book import Book
from scheduler.report.workbook.tables import Stack

MOST = 1000


def other_plans_sheet(book: Book, summary: Summary) -> None:
    """A row a character; nothing where there are none."""
    if not summary.others:
        return
    money = summary.plan.currency
    sums = [f"Cost, {money}", f"Than the cheapest, at least, {money} more", f"At most, {money} more"]
    figures = ["This plan", "That plan", "Least possible"]
    names = ["Character", *sums, *figures, "Counted", "In words"]
    rows = [
        (each.character, each.cost, *ends(each.dearer_than_cheapest), each.before, each.after, each.least,
         each.unit, each.text)
        for each in summary.others
    ]  # fmt: skip
    styles = dict.fromkeys(sums, "count") | dict.fromkeys(figures, "hours")
    stack = Stack(book, "Other plans", (34, 14, 18, 18, 14, 14, 14, 40, 80))
    stack.note(NOTE)
    stack.table("Other plans", names, rows, styles | dict.fromkeys(("Counted", "In words"), "wrap"))


def against_earlier_sheet(book: Book, summary: Summary) -> None:
    """What is decided otherwise, and what it comes to; nothing without an earlier plan."""
    if summary.earlier is None:
        return
    found, money = difference(summary.earlier, summary.plan), summary.plan.currency
    stack = Stack(book, "Against earlier plan", (60, 18, 18, 18))
    stack.note(f"This plan {headline(found)}.")
    changes = [(text,) for text in sentences(found, MOST)]
    stack.table("What is decided otherwise", ["Change"], changes, {"Change": "wrap"})
    names = ["Earlier plan", "This plan", "Difference"]
    stack.table(f"Costs, {money}", ["Cost", *names], list(money_pairs(found)), dict.fromkeys(names, "cents"))
    stack.table("Hours", ["Work", *names], list(hour_pairs(found)), dict.fromkeys(names, "hours"))
