"""`staffmix validate`: everything wrong, odd or assumed, and what the calendar makes of durations."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from api.cli.faults import vars_of
from api.cli.guard import PLANNED
from api.cli.problems import Read, read_problem
from api.cli.screen import Screen
from scheduler.validate import explain_conversion


def run(problems: Sequence[Path], show_periods: bool, as_json: bool) -> int:
    """0 when a plan can be made; faults are raised as InvalidProblem."""
    read = read_problem(problems)
    screen = Screen(quiet=as_json)
    if as_json:
        content = {
            "outcome": "valid",
            "faults": [],
            "warnings": [vars_of(notice) for notice in read.warnings],
            "assumptions": [vars_of(notice) for notice in read.assumptions],
            "notes": list(read.notes),
            **({"periods": [vars(c) for c in explain_conversion(read.problem)]} if show_periods else {}),
        }
        screen.json(json.dumps(content, ensure_ascii=False))
        return PLANNED
    screen.say(f"Valid: {contents(read)}", style="bold")
    screen.block("Note", read.notes)
    screen.block("Warning", [str(notice) for notice in read.warnings])
    screen.block("Assumed", [str(notice) for notice in read.assumptions])
    if show_periods:
        screen.block("Periods", period_lines(read))
    return PLANNED


def period_lines(read: Read) -> list[str]:
    """Every date and duration at its place, with what it becomes."""
    return [
        f"{read.place(c.place)} {c.given}: {c.counted}{' (rounded up)' if c.rounded else ''}"
        for c in explain_conversion(read.problem)
    ]


def contents(read: Read) -> str:
    """52 weeks from 2027-01-04, 6 workstreams, 5 pools, 11 offers of 4 vendors."""
    problem = read.problem
    calendar = problem.forecast.calendar
    counts = [
        (calendar.periods, calendar.unit, f" from {calendar.start}"),
        (len(problem.forecast.workstreams), "workstream", ""),
        (len(problem.workforce.pools), "pool", ""),
        (len(problem.rate_card.offers), "offer", ""),
        (len(problem.rate_card.vendors), "vendor", ""),
        (len(problem.rate_card.running), "running contract", ""),
    ]
    return ", ".join(f"{n} {noun}{'' if n == 1 else 's'}{rest}" for n, noun, rest in counts if n)
