"""An explanation on the terminal: the plan, why, the vendors, where choices turn, what an hour costs."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from api.cli.screen import Screen
from api.cli.show import MOST_NOTICES
from api.cli.why.ask import LABELS
from api.cli.why.limits import limit_lines
from api.cli.why.prices import price_lines
from api.cli.why.remedy import Fixed, cell_line
from api.cli.why.vendors import vendor_lines
from scheduler.explain.asking import Explained
from scheduler.explain.explanation import Explanation
from scheduler.explain.reasons import Reason
from scheduler.report import headline
from scheduler.result import Result

MOST_LEFT = 3


@dataclass(frozen=True)
class Shown:
    """What is told: the explanation, what was written, the remedy carried out and where to, the command."""

    found: Explanation
    files: Sequence[Path]
    fixed: Fixed | None
    to: Path | None
    command: str
    verbose: bool


def show_explanation(screen: Screen, about: Explained, told: Shown) -> None:
    """Everything that was found, under the plan it is about; then what was left out, and what is next."""
    found, files, fixed = told.found, told.files, told.fixed
    screen.say(headline(about.problem, about.result), style="bold")
    edits = fixed.remedy.edits if fixed is not None else ()
    blocks = (
        ("In the way", [conflict.text for conflict in about.result.conflicts]),
        (LABELS["remedies"], _remedies(found)),
        ("Applied", [cell_line(cell) for edit in edits for cell in edit.cells]),
        (LABELS["reasons"], [line for each in found.reasons for line in _reason(each)]),
        (LABELS["vendors"], vendor_lines(found.vendors)),
        (LABELS["break_even"], [each.text for each in found.break_even]),
        (LABELS["prices"], price_lines(found.prices, about.problem.forecast.calendar.unit)),
        (LABELS["worth"], limit_lines(found.worth, told.verbose)),
        ("Not answered", _left(found)),
        ("Wrote", [" · ".join(map(str, files))] if files else []),
        ("Next", _next(about, told)),
    )
    screen.blocks(blocks)
    _notices(screen, about.result, told)


def _notices(screen: Screen, result: Result, told: Shown) -> None:
    """Warnings and assumptions under which all of this holds: the first few, as under a plan."""
    for label, texts in (("warning", result.warnings), ("assumed", result.assumptions)):
        shown = texts if told.verbose else texts[:MOST_NOTICES]
        for text in shown:
            screen.note(f"{label}: {text}", style="dim")
        if more := len(texts) - len(shown):
            screen.note(f"{label}: and {more} more: {told.command} --verbose", style="dim")


def _reason(reason: Reason) -> list[str]:
    """What it is, then what it is for and what would be without it, then the rules that bind."""
    what, _, rest = reason.text.partition(": ")
    parts = [
        part.strip() for part in rest.replace("; the best plan found", ".|The best plan found").split("|")
    ]
    binds = [f"Bound: {each.text}" for each in reason.binds]
    return [what, *(f"  {part[:1].upper()}{part[1:]}" for part in (*parts, *binds) if part)]


def _remedies(found: Explanation) -> list[str]:
    return [
        f"{number}  {each.text}{'' if each.least else ' (less may do)'}"
        for number, each in enumerate(found.remedies, 1)
    ]


def _left(found: Explanation) -> list[str]:
    """What there was no time for: the first few by name, as --ask takes them."""
    if not found.unanswered:
        return []
    more = len(found.unanswered) - MOST_LEFT
    lines = list(found.unanswered[:MOST_LEFT])
    return [*lines, f"and {more} more; allow more time with --time-limit"] if more > 0 else lines


def _next(about: Explained, told: Shown) -> list[str]:
    if about.result.plan is not None:
        return [f"{told.command} --questions"]
    if told.to is not None:
        return [f"staffmix plan {shlex.quote(str(told.to))} -o plan.xlsx"]
    return [f"{told.command} --apply 1 --to fixed.xlsx"] if told.found.remedies else []
