"""The parts of the page, in the order a planner asks."""

from __future__ import annotations

from scheduler.report.bars import timeline_bars
from scheduler.report.decisions import VERBS, WHERE, Decision, until_day
from scheduler.report.headline import how_good
from scheduler.report.page.markup import bullets, details, figure, paragraph, section, table, text
from scheduler.report.pictures.money import months_picture, waterfall_picture
from scheduler.report.pictures.rates import rates_picture
from scheduler.report.pictures.timeline import MOST_ROWS, timeline_picture
from scheduler.report.summary import Summary
from scheduler.rules import Rule
from scheduler.words import day, kind_name, money, number, percent, rate

MOST_DECISIONS = 40
MOST_SUPPLIERS = 24
MOST_UNUSED = 20


def top(summary: Summary) -> str:
    """Headline and the few figures everybody asks for."""
    result, found, currency = summary.result, summary.coverage, summary.plan.currency
    cards = [
        (money(result.cost or 0), f"{currency} in all"),
        (money(result.cash or 0), f"{currency} cash"),
        (money(result.penalties or 0), f"{currency} penalties (not paid, they steer)"),
        (percent(found.share), f"of {number(found.demand)} hours covered"),
        (
            how_good(result).split(" above")[0],
            "above the cheapest possible" if "above" in how_good(result) else "",
        ),
        (f"{len(Rule)} rules", "checked independently, all kept"),
    ]
    shown = "".join(f'<div class="card"><b>{text(v)}</b><span>{text(w)}</span></div>' for v, w in cards)
    calendar = summary.problem.forecast.calendar
    span = f"{calendar.periods} {calendar.unit}s from {day(summary.plan.first_days[0])}"
    return (
        f'<h1>{text(summary.headline)}</h1><p class="soft">{text(span)}</p><div class="cards">{shown}</div>'
    )


def instead(summary: Summary) -> str:
    """What else could be done, and what it would cost."""
    if not summary.alternatives:
        return ""
    own = summary.result.cost or 0.0
    rows: list[list[object]] = [["this plan", money(own), "", number(summary.coverage.short), ""]]
    for other in summary.alternatives:
        if other.cost is None:
            rows.append([other.name, "", "", "", other.why])
        else:
            more = f"{'+' if other.cost >= own else '−'}{money(abs(other.cost - own))}"
            rows.append([other.name, money(other.cost), more, number(other.hours_short or 0.0), other.why])
    names = ["", f"cost, {summary.plan.currency}", "against this plan", "hours short", ""]
    caption = "Other ways to meet the same demand, solved to 1 %; costs include penalties for hours short"
    return section("instead", "Instead", table(caption, names, rows, (1, 2, 3)))


def decisions(summary: Summary) -> str:
    """What to decide, by when."""
    year = summary.view.year
    rows = [
        [day(d.decide_by, year), f"{VERBS[d.kind]} {WHERE.get(d.kind, '')}{d.who}", d.amount,
         day(d.start, year), _end(d, year)]
        for d in summary.decisions
    ]  # fmt: skip
    names = ["decide by", "what", "heads", "first day", "end"]
    if not rows:
        return section("decide", "Decide next", paragraph("Nothing to decide."))
    shown, rest = table("By decide-by date", names, rows[:MOST_DECISIONS], (2,)), rows[MOST_DECISIONS:]
    later = details(f"{len(rest):,} more", table("Later", names, rest, (2,))) if rest else ""
    return section("decide", "Decide next", shown, later)


def _end(decision: Decision, year: int) -> str:
    if decision.kind == "conversion":
        return f"joins {day(decision.end, year)}" if decision.end else "not taken over within the plan"
    return until_day(decision, year).removeprefix("to ")


def timeline(summary: Summary) -> str:
    """Who comes and goes, when."""
    bars = len(timeline_bars(summary))
    if not bars:
        return ""
    more = f" The first {MOST_ROWS} of {bars}." if bars > MOST_ROWS else ""
    caption = f"Hires and contracts from start to end; → runs to the end of the plan or on.{more}"
    picture = figure(timeline_picture(summary, "timeline"), caption)
    return section("timeline", "Hires and contracts on a timeline", picture)


def costs(summary: Summary) -> str:
    """Costs by kind with what quotes hide, by month, and per productive hour."""
    currency = summary.plan.currency
    rows: list[list[object]] = [
        [
            kind_name(entry.kind.value),
            f"{entry.amount:,}",
            "cash" if entry.kind.cash else "penalty",
            entry.kind.meaning,
        ]
        for entry in summary.kinds
    ]
    total = sum(entry.amount for entry in summary.kinds)
    rows.append(["total", f"{total:,}", "", ""])
    kinds = details(
        "Figures by kind",
        table("Costs by kind", ["kind", f"amount, {currency}", "", "what it is"], rows, (1,)),
    )
    return section(
        "costs",
        "Costs",
        figure(
            waterfall_picture(summary, "waterfall"),
            f"What makes up the cost, {currency}; penalties are not paid",
        ),
        kinds,
        figure(
            months_picture(summary, "months"), f"Cost by calendar month, {currency}, amounts split by days"
        ),
        details("Figures by month", _months(summary)),
    )


def _months(summary: Summary) -> str:
    table_of = summary.months
    names = ["kind", *(f"{month:%b %y}" for month in table_of.months), "after", "total"]
    rows: list[list[object]] = [
        [kind_name(kind.value), *(f"{a:,.0f}" for a in row), f"{table_of.row_total(kind):,.0f}"]
        for kind, row in table_of.rows.items()
    ]
    return table("Rounded to whole units; exact in the workbook", names, rows, range(1, len(names)))


def rates(summary: Summary) -> str:
    """Quoted against true cost of a productive hour."""
    used = [cost for cost in [*summary.own, *summary.contractors] if cost.delivered]
    if not used:
        return ""
    most = sorted(used, key=lambda cost: -cost.delivered)[:MOST_SUPPLIERS]
    shown = [cost for cost in used if cost in most]
    money_of = summary.plan.currency
    caption = f"{money_of} per productive hour in this plan: the quoted rate (or pay), and all it hides"
    if len(shown) < len(used):
        caption += f". The {len(shown)} that deliver most, of {len(used)}"
    rows: list[list[object]] = [
        [cost.supplier, cost.vendor, number(cost.delivered), rate(cost.quoted), rate(cost.true_rate)]
        for cost in used
    ]
    figures = table(
        "Quoted and true", ["supplier", "", "productive hours", "quoted", "true"], rows, (2, 3, 4)
    )
    return section(
        "hour",
        "What an hour really costs",
        figure(rates_picture(shown, "rates"), caption),
        details("Figures", figures),
    )


def unused(summary: Summary) -> str:
    """Who is not used, and why."""
    if not summary.unused:
        return ""
    names, rows = ["who", "why"], [[entry.who, entry.why] for entry in summary.unused]
    shown, rest = rows[:MOST_UNUSED], rows[MOST_UNUSED:]
    more = details(f"{len(rest):,} more", table("The others", names, rest)) if rest else ""
    return section(
        "unused", "Not used, and why", table("From the problem and this plan alone", names, shown), more
    )


def check(summary: Summary) -> str:
    """How good the plan is, what was checked, what was assumed."""
    result = summary.result
    bound = f"No plan costs less than {money(result.bound)} {summary.plan.currency}. " if result.bound else ""
    words = (
        f"{how_good(result).capitalize()}. {bound}The search stopped after {result.seconds:.1f} s: "
        f"{kind_name(result.stop_reason.value)}. An independent check recomputed all {len(Rule)} rules "
        f"and every cost line and found no fault."
    )
    rules = bullets([f"{kind_name(rule.value)}: {rule.meaning}" for rule in Rule])
    return section(
        "check",
        "Check",
        paragraph(words),
        details(f"The {len(Rule)} rules", rules),
        _notes("Warnings", result.warnings),
        _notes("Assumed", result.assumptions),
    )


def _notes(title: str, lines: tuple[str, ...]) -> str:
    return f"<h3>{text(title)}</h3>{bullets(lines)}" if lines else ""


def foot(summary: Summary) -> str:
    """Where the figures come from."""
    result = summary.result
    made = ", ".join(f"{name} {version}" for name, version in result.versions.items())
    inputs = ", ".join(f"{name} {digest[:12]}" for name, digest in result.inputs.items())
    return (
        f"<footer><p>{text(f'Made with {made}; seed {result.limits.seed}. Inputs: {inputs}.')}</p></footer>"
    )
