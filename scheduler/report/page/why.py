"""Why this plan: reasons, where choices begin to pay, vendors, and what an hour or a limit is worth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scheduler.report.intervals import ends
from scheduler.report.page.hour_prices import hour_prices, limits
from scheduler.report.page.markup import bullets, details, paragraph, section, sentences, table
from scheduler.report.page.vendors import vendors
from scheduler.report.summary import Summary
from scheduler.report.why import WITHOUT_PAY, Why, action

if TYPE_CHECKING:
    from scheduler.explain.reasons import Reason

MOST = 10


def why(summary: Summary) -> str:
    """The whole section; nothing without an explanation."""
    told = summary.why
    if told is None:
        return ""
    unit = summary.problem.forecast.calendar.unit
    inside = (
        reasons(told),
        points(told),
        vendors(told, summary.palette),
        hour_prices(told, unit),
        limits(told),
        unanswered(told),
    )
    note = "" if told.pay else paragraph(WITHOUT_PAY, "soft")
    return section("why", "Why this plan", note, *inside) if any(inside) else ""


def reasons(told: Why) -> str:
    """A sentence an action, with its figures and the rules that bind on it."""
    found = told.explanation.reasons
    if not found:
        return ""
    rows = [_reason_row(each, told.pay) for each in found]
    names = ["action", f"cost, {told.explanation.currency}"]
    names += ["without it, at least", "at most"] if told.pay else []
    figures = table(
        "Cost until the end of the plan; how much more the best plan costs without the action",
        [*names, "rules that leave it no room"],
        rows,
        range(1, len(names)),
    )
    said, more = ([each.text for each in part] for part in (found[:MOST], found[MOST:]))
    return (
        "<h3>The costliest actions</h3>"
        + sentences(said, led=True)
        + details(f"{len(more):,} more", sentences(more, led=True))
        + details("Figures and rules", figures)
    )


def points(told: Why) -> str:
    """Where a choice begins or ceases to pay."""
    said = sentences([each.text for each in told.explanation.break_even])
    return f"<h3>Where a choice begins to pay</h3>{said}" if said else ""


def unanswered(told: Why) -> str:
    """What there was no time for, by name."""
    rest = told.explanation.unanswered
    words = f"{len(rest)} question{'s' if len(rest) != 1 else ''} without an answer: no time, or none found"
    return details(words, bullets(rest))


def _reason_row(reason: Reason, pay: bool) -> list[object]:
    cost = "" if reason.cost is None else f"{reason.cost:,.0f}"
    without = list(map(whole, ends(reason.dearer))) if pay else []
    return [action(reason), cost, *without, "; ".join(each.text for each in reason.binds)]


def whole(amount: int | None) -> str:
    """An end of an interval; empty where there is none."""
    return "" if amount is None else f"{amount:,}"
