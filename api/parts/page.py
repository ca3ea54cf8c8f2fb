"""The HTML report, whole or without pay."""

from __future__ import annotations

from api.parts.pay import Seen
from api.parts.told import SUM, Told, note, told
from scheduler.report import summarise
from scheduler.report.headline import how_good
from scheduler.report.no_plan import no_plan
from scheduler.report.page import parts
from scheduler.report.page.capacity import capacity
from scheduler.report.page.markup import paragraph, section, table, text
from scheduler.report.page.no_plan import no_plan_page
from scheduler.report.page.why import why
from scheduler.report.page.write import framed, page
from scheduler.rules import Rule
from scheduler.words import day, kind_name, money, number, percent


def report(seen: Seen) -> bytes:
    """The page of a plan, or of why there is none; the same plan gives the same page."""
    if seen.result.plan is None:
        return no_plan_page(no_plan(seen.problem, seen.result, seen.explanation, pay=seen.pay)).encode()
    if seen.pay:
        return page(summarise(seen.problem, seen.result, seen.others, seen.explanation)).encode()
    return _without_pay(seen).encode()


def _without_pay(seen: Seen) -> str:
    summary = told(seen)
    body = (
        _top(summary)
        + paragraph(note(seen), "soft")
        + (parts.instead(summary) if seen.result.cost is not None else "")
        + parts.decisions(summary)
        + capacity(summary)
        + parts.timeline(summary)
        + _costs(seen, summary)
        + why(summary)
        + parts.unused(summary)
        + parts.check(summary)
        + parts.foot(summary)
    )
    return framed(summary, body)


def _top(summary: Told) -> str:
    result, found, calendar = summary.result, summary.coverage, summary.problem.forecast.calendar
    cards = [(percent(found.share), f"of {number(found.demand)} hours covered")]
    cards += [(f"{len(Rule)} rules", "checked independently, all kept")]
    if result.cost is not None:
        cards = [(money(result.cost), f"{summary.plan.currency} in all"), (how_good(result), ""), *cards]
    shown = "".join(f'<div class="card"><b>{text(v)}</b><span>{text(w)}</span></div>' for v, w in cards)
    span = f"{calendar.periods} {calendar.unit}s from {day(summary.plan.first_days[0])}"
    return (
        f'<h1>{text(summary.headline)}</h1><p class="soft">{text(span)}</p><div class="cards">{shown}</div>'
    )


def _costs(seen: Seen, summary: Told) -> str:
    names = ["kind", f"amount, {summary.plan.currency}", "", "what it is"]
    return section("costs", "Costs", table("Costs by kind", names, cost_rows(seen, summary), (1,)))


def cost_rows(seen: Seen, summary: Told) -> list[list[object]]:
    """Kinds that may be seen, the one sum, and the total; without the last two where they are left out."""
    rows: list[list[object]] = [
        [kind_name(e.kind.value), f"{e.amount:,}", "cash" if e.kind.cash else "penalty", e.kind.meaning]
        for e in summary.kinds
    ]
    if seen.in_house is None or seen.result.cost is None:
        return rows
    total = float(seen.result.cost)
    return [*rows, [SUM, f"{seen.in_house:,}", "", "One sum."], ["total", f"{total:,.2f}", "", ""]]
