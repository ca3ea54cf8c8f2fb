"""A result on the terminal: short, aligned, in the order a planner asks."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from api.cli.problems import Read
from api.cli.screen import Screen
from scheduler.explain.alternative import Alternative
from scheduler.problem import Problem
from scheduler.report import Summary, headline
from scheduler.report.decisions import VERBS, Decision, dates, until_day
from scheduler.report.headline import how_good
from scheduler.result import Outcome, Result
from scheduler.rules import Rule
from scheduler.words import day, kind_name, listed, money, number, percent, rate

MOST_DECISIONS, MOST_UNUSED, MOST_NOTICES = 6, 6, 3


def show_plan(screen: Screen, summary: Summary, files: Sequence[Path], problems: Sequence[Path]) -> None:
    """Headline, instead, decide next, not used, costs, coverage, check, files, next command."""
    screen.say(summary.headline, style="bold")
    screen.say()
    if summary.alternatives:
        screen.block("Instead", [" · ".join(_alternative(a) for a in summary.alternatives)])
    screen.block("Decide next", decision_lines(summary))
    screen.block("Not used", _unused(summary))
    screen.block("Costs", _costs(summary))
    screen.block("True rates", _rates(summary))
    screen.block("Coverage", [_coverage(summary)])
    screen.block(
        "Checked", [f"{len(Rule)} rules, passed · {how_good(summary.result)} · {_search(summary.result)}"]
    )
    if files:
        screen.block("Wrote", [" · ".join(map(str, files))])
    screen.block("Next", _next(files, problems))


def show_no_plan(
    screen: Screen, problem: Problem, result: Result, problems: Sequence[Path], files: Sequence[Path]
) -> None:
    """Why there is none, and what to try."""
    screen.say(headline(problem, result), style="bold")
    for conflict in result.conflicts:
        screen.say(f"  {conflict.text}")
    if result.outcome == Outcome.INFEASIBLE:
        command = f"staffmix explain {shlex.join(map(str, problems))}"
        screen.say("Give one of these rules more room and plan again.")
        screen.say(f"What would be enough, and what it would cost: {command}")
    else:
        screen.say("Allow more time with --time-limit, or accept more with --gap.")
    if files:
        screen.block("Wrote", [" · ".join(map(str, files))])


def show_notes(screen: Screen, read: Read) -> None:
    """What was ignored or guessed while reading: said before anything is made of it."""
    for note in read.notes:
        screen.note(f"note: {note}")


def show_notices(screen: Screen, read: Read, problems: Sequence[Path], verbose: bool) -> None:
    """Warnings and assumptions, beside the answer."""
    for label, notices in (("warning", read.warnings), ("assumed", read.assumptions)):
        shown = notices if verbose else notices[:MOST_NOTICES]
        for notice in shown:
            screen.note(f"{label}: {notice}", style="dim")
        if more := len(notices) - len(shown):
            command = f"staffmix validate {shlex.join(map(str, problems))}"
            screen.note(f"{label}: and {more} more: {command}", style="dim")


def _alternative(alternative: Alternative) -> str:
    if alternative.cost is None:
        return f"{alternative.name}: {alternative.why}"
    short = alternative.hours_short or 0.0
    return f"{alternative.name} {money(alternative.cost)}" + (
        f", {number(short)} h short" if short >= 0.5 else ""
    )


def decision_lines(summary: Summary) -> list[str]:
    """A line for each date and kind; what is done from one day on stands together."""
    year = summary.view.year
    found = [list(same) for _, same in groupby(summary.decisions, key=lambda d: (d.decide_by, d.kind))]
    days = [day(same[0].decide_by, year) for same in found[:MOST_DECISIONS]]
    width = max(map(len, days), default=0)
    lines = [f"{by.ljust(width)}  {_together(same, year)}" for by, same in zip(days, found)]
    more = len(found) - MOST_DECISIONS
    if more > 0:
        left = "1 more date" if more == 1 else f"{more} more dates"
        lines.append(f"and {left}, up to {day(found[-1][0].decide_by, year)}")
    return lines or ["nothing"]


def _together(same: list[Decision], year: int) -> str:
    """hire 3 in order desk and 1 in phone team, 15 Mar; sign 6 bright phone, 5 Apr to 4 Oct, 2 to 27 Sep."""
    spans = {(d.start, d.end) for d in same}
    if len(spans) == 1:
        who = listed((d.what for d in same), limit=9)
        return f"{VERBS[same[0].kind]} {who}, {dates(same[0], year)}"
    starts = [list(group) for _, group in groupby(same, key=lambda d: (d.owner, d.start))]
    return " · ".join(_ends(group, year) for group in starts)


def _ends(same: list[Decision], year: int) -> str:
    """One owner and first day: each end with its own heads."""
    if same[0].kind != "contract":
        return " · ".join(d.sentence(year) for d in same)
    later = (f"{d.amount} {until_day(d, year)}" for d in same[1:])
    return ", ".join([same[0].sentence(year), *later])


def _unused(summary: Summary) -> list[str]:
    lines = [f"{entry.who}: {entry.why}" for entry in summary.unused[:MOST_UNUSED]]
    more = len(summary.unused) - MOST_UNUSED
    return [*lines, f"and {more} more"] if more > 0 else lines


def _costs(summary: Summary) -> list[str]:
    lines = []
    for label, cash, total in (
        ("cash", True, summary.result.cash),
        ("penalties", False, summary.result.penalties),
    ):
        kinds = [entry for entry in summary.kinds if entry.kind.cash == cash and entry.amount]
        shown = " · ".join(
            f"{kind_name(e.kind.value)} {money(float(e.amount))}"
            for e in sorted(kinds, key=lambda entry: -abs(entry.amount))
        )
        lines.append(f"{label.ljust(9)}  {money(total or 0.0).rjust(9)}" + (f"  = {shown}" if shown else ""))
    return lines


def _rates(summary: Summary) -> list[str]:
    """Quoted and true, so that hidden costs can be seen."""
    used = [cost for cost in summary.contractors if cost.delivered]
    width = max((len(cost.supplier) for cost in used), default=0)
    return [
        f"{cost.supplier.ljust(width)}  quoted {rate(cost.quoted).rjust(6)}  "
        f"true {rate(cost.true_rate).rjust(6)} per productive hour"
        for cost in used
    ]


def _coverage(summary: Summary) -> str:
    found, unit = summary.coverage, summary.problem.forecast.calendar.unit
    if found.worst is None:
        return f"100 % of {number(found.demand)} h"
    when = day(summary.plan.first_days[found.worst], summary.view.year)
    return (
        f"{percent(found.share)} of {number(found.demand)} h, {number(found.short)} h short · "
        f"worst {unit} {found.worst + 1} ({when}): {percent(found.worst_share)}"
    )


def _search(result: Result) -> str:
    reason = {
        "time_limit": "time was up",
        "gap": "good enough",
        "proved": "proved",
        "stopped": "stopped by you",
    }
    return (
        f"{result.seconds:.1f} s, {reason.get(result.stop_reason.value, kind_name(result.stop_reason.value))}"
    )


def _next(files: Sequence[Path], problems: Sequence[Path]) -> list[str]:
    names = shlex.join(map(str, problems))
    stored = [shlex.quote(str(path)) for path in files if path.suffix.lower() == ".json"]
    if stored:
        return [f"staffmix {command} {names} {stored[0]}" for command in ("check", "explain")]
    target = shlex.quote(str(files[0])) if files else "plan.xlsx"
    return [f"staffmix plan {names} -o {target}"]
