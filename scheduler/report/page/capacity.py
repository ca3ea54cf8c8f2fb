"""Capacity against demand: pictures of skills, and coverage in figures."""

from __future__ import annotations

from scheduler.report.capacity import SkillSupply
from scheduler.report.page.legend import legend
from scheduler.report.page.markup import details, figure, paragraph, section, table, text
from scheduler.report.pictures.supply import supply_picture
from scheduler.report.summary import Summary
from scheduler.words import day, number, percent

MOST_SKILLS = 12


def capacity(summary: Summary) -> str:
    """Capacity against demand, a picture a skill; where skills are many, all together and the largest."""
    shown, rest = largest(summary)
    every = [summary.every] if rest else []
    pictures = [
        f"<h3>{text(supply.skill)}</h3>"
        + figure(supply_picture(summary, supply, f"skill{place}"), _skill_caption(summary, supply))
        for place, supply in enumerate([*every, *shown])
    ]
    words = (
        f"The {len(shown)} skills with the most hours asked for. "
        f"{len(rest)} more are in the table below and, by period, in the workbook (Coverage)."
    )
    return section(
        "capacity",
        "Capacity against demand",
        legend(summary),
        paragraph(words, "soft") if rest else "",
        *pictures,
        coverage(summary),
    )


def largest(summary: Summary) -> tuple[list[SkillSupply], list[SkillSupply]]:
    """Skills to draw, those with the most hours asked for, and the others; both in the forecast's order."""
    found = summary.supplies
    order = sorted(range(len(found)), key=lambda place: -float(found[place].demand.sum()))
    chosen = set(order[:MOST_SKILLS])
    return (
        [supply for place, supply in enumerate(found) if place in chosen],
        [supply for place, supply in enumerate(found) if place not in chosen],
    )


def _skill_caption(summary: Summary, supply: SkillSupply) -> str:
    demand, short = float(supply.demand.sum()), float(supply.short.sum())
    share = percent(1 - short / demand if demand else 1.0)
    peak = int(supply.fte_gross.argmax())
    waits = supply.waiting.any() or supply.ahead.any()
    later = "; work may wait or be done ahead, so supply and demand differ by period" if waits else ""
    when = day(summary.plan.first_days[peak], summary.view.year)
    return (
        f"{supply.skill}: {number(demand)} hours asked for, {share} covered; "
        f"most people needed: {number(float(supply.fte_gross[peak]))} gross FTE in the "
        f"{summary.problem.forecast.calendar.unit} of {when}{later}"
    )


def coverage(summary: Summary) -> str:
    """Coverage and required people by skill."""
    names = [
        "skill",
        "hours asked for",
        "hours short",
        "covered",
        "most waiting, h",
        "peak FTE net",
        "peak FTE gross",
    ]
    shown, rest = ([_coverage_row(supply) for supply in part] for part in largest(summary))
    more = table("The other skills", names, rest, range(1, 7)) if rest else ""
    caption = "Coverage and required people by skill"
    return table(caption, names, shown, range(1, 7)) + details(f"{len(rest):,} more", more)


def _coverage_row(supply: SkillSupply) -> list[object]:
    demand, short = float(supply.demand.sum()), float(supply.short.sum())
    share = 1 - short / demand if demand else 1.0
    return [
        supply.skill,
        number(demand),
        number(short),
        percent(share),
        number(float(supply.waiting.max())),
        number(float(supply.fte_net.max())),
        number(float(supply.fte_gross.max())),
    ]
