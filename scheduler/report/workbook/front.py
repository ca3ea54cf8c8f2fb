"""The first sheet (headline, comparison, decisions, costs, charts) and the last (the check)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from scheduler.report.headline import how_good
from scheduler.report.summary import Summary
from scheduler.report.workbook.book import Book, header_style
from scheduler.rules import Rule
from scheduler.words import day, kind_name, percent

MOST = 12
STYLES = {
    "Share": "share",
    "Heads": "count",
    "Hours short": "hours",
    "Productive h": "hours",
}


def front_sheet(book: Book, summary: Summary) -> Any:
    """Written first so that it opens first; charts are put on it when their cells stand."""
    sheet = book.sheet("Summary")
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 4, 15)
    sheet.set_column(5, 5, 110)
    sheet.merge_range(0, 0, 0, 5, "", book.format("title"))
    sheet.write_string(0, 0, summary.headline, book.format("title"))
    sheet.set_row(0, 46)
    sheet.merge_range(1, 0, 1, 5, "", book.format("lead"))
    sheet.write_string(1, 0, _made_from(summary), book.format("lead"))
    return sheet


def comparison(book: Book, sheet: Any, summary: Summary, top: int) -> int:
    """What else could be done, above the charts. Returns the next free row."""
    money = summary.plan.currency
    names = f"|Cost, {money}|Cash, {money}|Penalties, {money}|Hours short|Why not"
    return _section(book, sheet, top, "Compared with", _alternatives(summary), names.split("|"))


def front_tables(book: Book, sheet: Any, summary: Summary, top: int) -> None:
    """What to decide, what it costs, who is not used, under the charts."""
    money = summary.plan.currency
    unused = [(entry.who, None, None, None, None, entry.why) for entry in summary.unused]
    sections: list[tuple[str, str, Sequence[Sequence[object]]]] = [
        ("Decide next", "Who|Decide by|Start|End|Heads|What", _decisions(summary)),
        ("Costs", f"Kind|Amount, {money}|Cash or penalty|Share||What it is", _costs(summary)),
        (
            "What an hour really costs",
            f"Supplier|Quoted, {money}/h|True, {money}/h|Productive h||Made up of",
            _rates(summary),
        ),
        ("Not used, and why", "Who|||||Why", unused),
    ]
    for title, names, rows in sections:
        top = _section(book, sheet, top, title, rows, names.split("|"))


def check_sheet(book: Book, summary: Summary) -> None:
    """What was checked and how good the plan is; warnings, assumptions, versions."""
    sheet, result = book.sheet("Check", landscape=False), summary.result
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 90)
    facts: list[tuple[str, object, str]] = [
        ("Outcome", kind_name(result.outcome.value), "text"),
        ("Search stopped", kind_name(result.stop_reason.value), "text"),
        ("Check", f"passed: {len(Rule)} rules and every cost line recomputed independently", "text"),
        (f"Cost, {summary.plan.currency}", result.cost, "cents"),
        (f"Cash, {summary.plan.currency}", result.cash, "cents"),
        (f"Penalties, {summary.plan.currency}", result.penalties, "cents"),
        (f"No plan costs less than, {summary.plan.currency}", result.bound, "cents"),
        ("How good", how_good(result), "text"),
        ("Seconds", result.seconds, "heads"),
        ("Gap asked for", result.limits.gap, "share"),
        ("Seed", result.limits.seed, "whole"),
        *((f"Version of {name}", version, "text") for name, version in result.versions.items()),
        *((f"Input {name}", digest, "text") for name, digest in result.inputs.items()),
        *(("Warning", text, "wrap") for text in result.warnings),
        *(("Assumed", text, "wrap") for text in result.assumptions),
    ]
    sheet.write_string(0, 0, "Check", book.format("header"))
    sheet.write_string(0, 1, "Result", book.format("header"))
    sheet.freeze_panes(1, 0)
    for row, (name, value, style) in enumerate(facts, start=1):
        book.cell(sheet, row, 0, name, "text")
        book.cell(sheet, row, 1, value, style)
    rules = [(kind_name(rule.value), f"kept: {rule.meaning}") for rule in Rule]
    book.table(sheet, ["Rule", "Kept"], rows, {"Kept": "wrap"}, top=len(facts) + 2) if (
        rows := rules
    ) else None


def _section(
    book: Book, sheet: Any, top: int, title: str, rows: Sequence[Sequence[object]], names: Sequence[str]
) -> int:
    """A titled table of six columns; nothing when there are no rows. Returns the next free row."""
    if not rows:
        return top
    for column in range(6):
        sheet.write_blank(top, column, None, book.format("section"))
    sheet.write_string(top, 0, title, book.format("section"))
    for column, name in enumerate(names):
        sheet.write_string(top + 1, column, name, book.format(header_style(_style(name))))
    for place, row in enumerate(rows):
        for column, value in enumerate(row):
            book.cell(sheet, top + 2 + place, column, value, _style(names[column]))
    return top + len(rows) + 3


def _style(name: str) -> str:
    if "/h" in name:
        return "cents"
    if "," in name:
        return "money"
    return STYLES.get(name, "text")


def _made_from(summary: Summary) -> str:
    calendar, plan = summary.problem.forecast.calendar, summary.plan
    found = summary.coverage
    worst = ""
    if found.worst is not None:
        worst = f", worst {calendar.unit} {found.worst + 1} ({day(plan.first_days[found.worst])})"
    return (
        f"{calendar.periods} {calendar.unit}s from {day(plan.first_days[0])}. "
        f"Coverage {percent(found.share)} of {found.demand:,.0f} hours{worst}. "
        f"{how_good(summary.result).capitalize()}. Checked: {len(Rule)} rules. "
        f"Head counts are own, contract or both, as each heading says; "
        f"expected heads are real numbers."
    )


def _alternatives(summary: Summary) -> list[tuple[object, ...]]:
    result = summary.result
    rows: list[tuple[object, ...]] = [
        ("this plan", result.cost, result.cash, result.penalties, summary.coverage.short, "")
    ]
    rows += [(a.name, a.cost, a.cash, a.penalties, a.hours_short, a.why) for a in summary.alternatives]
    return rows if summary.alternatives else []


def _decisions(summary: Summary) -> list[tuple[object, ...]]:
    year = summary.view.year
    return [
        (d.who, d.decide_by, d.start, d.end, d.heads or None, d.sentence(year))
        for d in summary.decisions[:MOST]
    ]


def _costs(summary: Summary) -> list[tuple[object, ...]]:
    total = float(sum(entry.amount for entry in summary.kinds)) or 1.0
    return [
        (
            kind_name(entry.kind.value),
            float(entry.amount),
            "cash" if entry.kind.cash else "penalty",
            float(entry.amount) / total,
            None,
            entry.kind.meaning,
        )
        for entry in summary.kinds
    ]


def _rates(summary: Summary) -> list[tuple[object, ...]]:
    costs = [cost for cost in [*summary.own, *summary.contractors] if cost.delivered]
    return [
        (
            cost.supplier,
            cost.quoted,
            cost.true_rate,
            cost.delivered,
            None,
            " + ".join(f"{name} {value:,.2f}" for name, value in cost.parts.items() if abs(value) >= 0.005),
        )
        for cost in costs
    ]
