"""The plan workbook, whole or without pay."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from api.parts.pay import Seen
from api.parts.told import SUM, Told, note, told
from scheduler.report import frames, summarise
from scheduler.report.no_plan import no_plan
from scheduler.report.workbook import charts, front, sheets, write_workbook
from scheduler.report.workbook.book import Book
from scheduler.report.workbook.no_plan import write_no_plan
from scheduler.report.workbook.write import CHART_ROWS, why_sheets
from scheduler.words import kind_name

COST = "Cost to the end of the plan"


def workbook(seen: Seen) -> bytes:
    """The file's content; the same plan gives the same file."""
    with tempfile.TemporaryDirectory(prefix="staffmix-") as folder:
        path = Path(folder) / "plan.xlsx"
        if seen.result.plan is None:
            write_no_plan(no_plan(seen.problem, seen.result, seen.explanation, pay=seen.pay), path)
        elif seen.pay:
            write_workbook(summarise(seen.problem, seen.result, seen.others, seen.explanation), path)
        else:
            _without_pay(seen, path)
        return path.read_bytes()


def _without_pay(seen: Seen, path: Path) -> None:
    summary = told(seen)
    with Book(path) as book:
        first = front.front_sheet(book, summary)
        first.merge_range(2, 0, 2, 5, "", book.format("lead"))
        first.write_string(2, 0, note(seen), book.format("lead"))
        first.set_row(2, 32)
        _decisions(book, summary)
        sheets.heads(book, summary)
        cover = sheets.coverage(book, summary)
        _costs(book, seen, summary)
        _months(book, summary)
        sheets.costs(book, summary)
        sheets.teams(book, summary)
        sheets.contracts(book, summary)
        why_sheets(book, summary)
        front.check_sheet(book, summary)
        capacity = charts.capacity_chart(book, summary, cover)
        first.insert_chart(4, 0, capacity, {"description": "Capacity against demand"})
        _front(book, first, summary, 4 + CHART_ROWS)
        first.activate()


def _front(book: Book, first: Any, summary: Told, top: int) -> None:
    """Decisions and who is not used; what costs has a sheet of its own."""
    rows = [(d.who, d.decide_by, d.start, d.end, d.heads or None) for d in summary.decisions[: front.MOST]]
    names = ["Who", "Decide by", "Start", "End", "Heads"]
    top = book.table(first, names, rows, {"Heads": "heads"}, top=top) + 1
    book.table(first, ["Not used", "Why"], [(u.who, u.why) for u in summary.unused], {}, top=top)


def _decisions(book: Book, summary: Told) -> None:
    frame = frames.decision_frame(summary.view)
    frame[COST] = frame[COST].astype(float).where(frame["Own or contract"] != "own")
    styles = {"Heads": sheets.HEADS, "Hours": sheets.HOURS, COST: "money"}
    sheets.place(book, "Decisions", frame, styles, 1)


def _costs(book: Book, seen: Seen, summary: Told) -> None:
    sheet = book.sheet("Costs", landscape=False)
    amount = f"Amount, {summary.plan.currency}"
    rows: list[tuple[object, ...]] = [
        (kind_name(e.kind.value), float(e.amount), "cash" if e.kind.cash else "penalty", e.kind.meaning)
        for e in summary.kinds
    ]
    if seen.in_house is not None:
        rows += [(SUM, float(seen.in_house), "", "One sum."), ("total", seen.result.cost, "", "")]
    sheet.set_column(0, 0, 48)
    sheet.set_column(1, 2, 18)
    sheet.set_column(3, 3, 60)
    last = book.table(sheet, ["Kind", amount, "Cash or penalty", "What it is"], rows, {amount: "cents"})
    sheet.write_string(last + 1, 0, note(seen), book.format("text"))


def _months(book: Book, summary: Told) -> None:
    frame = frames.month_frame(summary.months)
    styles = dict.fromkeys((str(name) for name in frame.columns[2:]), "cents")
    sheets.place(book, "Cost by month", frame, styles, 2)
