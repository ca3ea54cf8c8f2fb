"""Plans beside this one: of another character, and the earlier one it takes the place of."""

from __future__ import annotations

from collections.abc import Iterable

from scheduler.explain.difference import difference, headline, sentences
from scheduler.report.beside import Pairs, hour_pairs, money_pairs
from scheduler.report.intervals import more
from scheduler.report.page.markup import details, paragraph, section, table
from scheduler.report.page.markup import sentences as told
from scheduler.report.summary import Summary
from scheduler.words import number

NOTE = "Each leaves no work more hours undone than this plan; sums stand as far as they are proven"


def other_plans(summary: Summary) -> str:
    """Plans of another character, what each costs and what it trades."""
    found = summary.others
    if not found:
        return ""
    rows = [
        [
            each.character,
            f"{each.cost:,.0f}",
            "" if each.dearer_than_cheapest is None else more(each.dearer_than_cheapest),
            *(f"{number(amount)}" for amount in (each.before, each.after or 0.0)),
            each.unit,
        ]
        for each in found
        if each.cost is not None
    ]
    names = [
        "plan",
        f"cost, {summary.plan.currency}",
        "than the cheapest",
        "this plan",
        "that plan",
        "counted",
    ]
    shown = table(NOTE, names, rows, range(1, 5)) if rows else ""
    return section("others", "Other plans", shown, told([each.text for each in found], led=True))


def against_earlier(summary: Summary) -> str:
    """What is decided otherwise than in the earlier plan, and what that comes to."""
    if summary.earlier is None:
        return ""
    found, currency = difference(summary.earlier, summary.plan), summary.plan.currency
    counts = (
        f"Actions: {len(found.added)} new, {len(found.removed)} no more, {len(found.changed)} changed, "
        f"{found.same} the same."
    )
    costs = _table(f"Costs, {currency}", money_pairs(found))
    hours = _table("Hours", hour_pairs(found))
    words = paragraph(f"This plan {headline(found)}. {counts}")
    return section("earlier", "Against the earlier plan", words, told(sentences(found)), costs, hours)


def _table(title: str, pairs: Iterable[Pairs]) -> str:
    """Figures of both plans, to open; nothing where none differ."""
    rows = [
        [each.name, f"{each.before:,.0f}", f"{each.after:,.0f}", f"{each.difference:+,.0f}"] for each in pairs
    ]
    shown = table(title, ["", "earlier plan", "this plan", "difference"], rows, (1, 2, 3))
    return details(title, shown) if rows else ""
