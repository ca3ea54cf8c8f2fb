"""Supply and demand of one skill, or of all."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from api.errors import not_found
from api.schemas.told import Capacity, Span, Supply
from scheduler.report.capacity import OTHER, OVERTIME, OWN, SkillSupply, named_vendors
from scheduler.report.summary import Summary
from scheduler.report.view import TRACE, Array, PlanView
from scheduler.words import day, number, percent


def capacity(plan: str, summary: Summary, skill: str | None) -> Capacity:
    """What each class of supply delivers to a skill (None: to all). 404 for a skill nobody asks for."""
    found = summary.every if skill is None else _of(summary, skill)
    return Capacity(
        plan=plan,
        skill=skill,
        unit=summary.problem.forecast.calendar.unit,
        first_days=list(summary.plan.first_days),
        demand=_rounded(found.demand),
        supply=list(_supplies(summary, found, skill)),
        short=_rounded(found.short),
        waiting=_rounded(found.waiting),
        ahead=_rounded(found.ahead),
        fte_net=_rounded(found.fte_net),
        fte_gross=_rounded(found.fte_gross),
        surges=_surges(summary, skill),
        text=_text(summary, found),
    )


def _of(summary: Summary, skill: str) -> SkillSupply:
    found = next((each for each in summary.supplies if each.skill == skill), None)
    if found is None:
        raise not_found()
    return found


def _supplies(summary: Summary, found: SkillSupply, skill: str | None) -> Iterator[Supply]:
    """Own people, overtime, then each vendor: what runs already beside what is new."""
    running = _running(summary.view, skill)
    for name, hours in found.supply.items():
        there = running.get(name)
        if name in (OWN, OVERTIME) or there is None:
            yield Supply(name=name, running=False, hours=_rounded(hours))
            continue
        there = np.minimum(there, hours)
        yield Supply(name=name, running=True, hours=_rounded(there))
        if (hours - there > TRACE).any():
            yield Supply(name=name, running=False, hours=_rounded(hours - there))


def _running(view: PlanView, skill: str | None) -> dict[str, Array]:
    """Hours by vendor of contracts that ran already: of what an offer delivers, their share by heads."""
    named, found = named_vendors(view), dict[str, Array]()
    works = [work.key for each, its in view.works.items() if skill in (None, each) for work in its]
    for key, contracts in view.running_of.items():
        delivered = view.deliveries.get(key, {})
        hours = np.sum([view.zeros(), *(delivered[work] for work in works if work in delivered)], axis=0)
        there = np.sum([view.plan.running[each.key].active for each in contracts], axis=0)
        heads = view.contract_heads(key)
        share = np.divide(there, heads, out=view.zeros(), where=heads > TRACE)
        if (hours * share > TRACE).any():
            vendor = view.offers[key].vendor
            name = vendor if vendor in named else OTHER
            found[name] = found.get(name, view.zeros()) + hours * share
    return found


def _surges(summary: Summary, skill: str | None) -> list[Span]:
    """Named surges of the work that asks for the skill."""
    works = summary.problem.forecast.workstreams
    spans = {
        (work.surge.since, work.surge.until)
        for work in works
        if work.surge is not None and skill in (None, work.skill)
    }
    return [Span(since=since, until=until) for since, until in sorted(spans)]


def _text(summary: Summary, found: SkillSupply) -> str:
    """What is to be seen, in a sentence."""
    demand, short = float(found.demand.sum()), float(found.short.sum())
    peak, unit = int(found.fte_gross.argmax()), summary.problem.forecast.calendar.unit
    when = day(summary.plan.first_days[peak], summary.view.year)
    later = "; work may wait or be done ahead" if found.waiting.any() or found.ahead.any() else ""
    return (
        f"{number(demand)} hours asked for, {percent(1 - short / demand if demand else 1.0)} covered; "
        f"most people needed: {number(float(found.fte_gross[peak]))} gross FTE in the {unit} of {when}{later}"
    )


def _rounded(hours: Array) -> list[float]:
    return [round(float(each), 4) + 0.0 for each in hours]
