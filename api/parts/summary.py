"""A plan in words and figures, as its report tells it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from api.parts.actions import OWN
from api.parts.costs import months
from api.parts.pay import Seen
from api.parts.told import note, told
from api.parts.waterfall import steps
from api.schemas.told import BarLine, Covered, DecisionLine, PlanSummary, RuleLine, SkillLine
from scheduler.plan import Action
from scheduler.problem.money import digits
from scheduler.report import summarise
from scheduler.report.bars import Bar, timeline_bars
from scheduler.report.capacity import SkillSupply, named_vendors
from scheduler.report.decisions import VERBS, WHERE, Decision, action_cost, dates, hours_cost
from scheduler.report.headline import how_good
from scheduler.report.summary import Summary
from scheduler.rules import Rule
from scheduler.words import day

Actions = Mapping[str, Action]  # by their ids
FIRST = 3  # decisions in the sentence of what to decide first


def summary_of(seen: Seen) -> Summary:
    """The report's own summary, for readers with or without pay."""
    return summarise(seen.problem, seen.result) if seen.pay else told(seen)


def plan_summary(plan: str, seen: Seen, summary: Summary | None = None) -> PlanSummary:
    """Everything that is told at once. `summary`: where there is one already."""
    summary = summary or summary_of(seen)
    result, calendar = seen.result, seen.problem.forecast.calendar
    return PlanSummary(
        plan=plan,
        headline=summary.headline,
        how_good="" if result.cost is None else how_good(result),
        next=_next(summary),
        note=None if seen.pay else note(seen),
        currency=summary.plan.currency,
        unit=calendar.unit,
        year=summary.view.year,
        first_days=list(summary.plan.first_days),
        pay_shown=seen.pay,
        cost=result.cost,
        cash=result.cash,
        penalties=result.penalties,
        bound=result.bound,
        gap=result.gap,
        seconds=result.seconds,
        stop_reason=str(result.stop_reason),
        vendors=named_vendors(summary.view),
        coverage=_covered(summary),
        skills=list(_skills(summary)),
        decisions=_decisions(seen, summary),
        timeline=[_bar(each) for each in timeline_bars(summary)],
        steps=steps(seen, summary),
        months=months(summary.plan),
        rules=[RuleLine(name=rule.value, meaning=rule.meaning) for rule in Rule],
        warnings=list(result.warnings),
        assumptions=list(result.assumptions),
        versions=result.versions,
    )


def _next(summary: Summary) -> str | None:
    """By 4 Jan hire 3 in order desk, 15 Mar · by 22 Mar sign …: what somebody has to decide first."""
    year = summary.view.year
    said = [f"by {day(each.decide_by, year)} {each.sentence(year)}" for each in summary.decisions[:FIRST]]
    return " · ".join(said) or None


def _covered(summary: Summary) -> Covered:
    found = summary.coverage
    worst = None if found.worst is None else summary.plan.first_days[found.worst]
    return Covered(
        demand=found.demand,
        short=found.short,
        share=found.share,
        worst=worst,
        worst_share=found.worst_share,
    )


def _skills(summary: Summary) -> Iterator[SkillLine]:
    surging = {work.skill for work in summary.problem.forecast.workstreams if work.surge is not None}
    for each in summary.supplies:
        yield _skill(each, each.skill in surging)


def _skill(found: SkillSupply, surge: bool) -> SkillLine:
    demand, short = float(found.demand.sum()), float(found.short.sum())
    return SkillLine(
        skill=found.skill,
        demand=demand,
        short=short,
        share=1 - short / demand if demand else 1.0,
        most_waiting=float(found.waiting.max()),
        fte_net=float(found.fte_net.max()),
        fte_gross=float(found.fte_gross.max()),
        surge=surge,
    )


def _decisions(seen: Seen, summary: Summary) -> list[DecisionLine]:
    actions = {action.id: action for action in summary.plan.actions}
    return [_decision(seen, summary, each, actions) for each in summary.decisions]


def _decision(seen: Seen, summary: Summary, each: Decision, actions: Actions) -> DecisionLine:
    view = summary.view
    offer = view.offers.get(view.running[each.owner].offer if each.owner in view.running else each.owner)
    return DecisionLine(
        decide_by=each.decide_by,
        kind=each.kind,
        verb=VERBS[each.kind],
        what=f"{VERBS[each.kind]} {WHERE.get(each.kind, '')}{each.who}",
        who=each.who,
        vendor=None if offer is None or each.kind in OWN else offer.vendor,
        amount=each.amount,
        heads=None if each.kind == "hours" else each.heads,
        hours=each.hours if each.kind == "hours" else None,
        start=each.start,
        end=each.end,
        dates=dates(each, view.year),
        cost=_cost(seen, summary, each, actions),
        ids=list(each.ids),
    )


def _cost(seen: Seen, summary: Summary, each: Decision, actions: Actions) -> float | None:
    """What it costs until the end of the plan; None where pay sets it, and for ends decided apart."""
    if each.kind in ("end_contract", "take_over") or (each.kind in OWN and not seen.pay):
        return None
    view = summary.view
    if each.kind == "hours":
        cost = hours_cost(view, each)
    else:
        cost = sum(action_cost(view, actions[identity]) for identity in each.ids)
    return round(cost, digits(view.plan.currency))


def _bar(bar: Bar) -> BarLine:
    kind, _, _ = bar.text.partition(" ")
    kind = "conversion" if bar.text.endswith("then join") else kind
    heads = float(bar.text.split()[1].rstrip(",").replace(",", ""))
    return BarLine.model_validate(
        {
            "who": bar.label,
            "text": bar.text,
            "heads": heads,
            "kind": kind,
            "supplier": bar.style,
            "start": bar.start,
            "end": bar.end,
            "open_end": bar.open_end,
            "instant": bar.instant,
        }
    )
