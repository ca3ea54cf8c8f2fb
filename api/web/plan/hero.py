"""The plan in a sentence, and the figures everybody asks for."""

from __future__ import annotations

from api.schemas.plans import PlanState
from api.schemas.told import PlanSummary
from api.web.parts.money import amount, day, gap, money, number, percent
from api.web.parts.node import Node, node
from api.web.plan.section import figures

RELATIONS = {"alternative": "an alternative to", "replan": "carries on", "variant": "a variant of"}


def hero(state: PlanState, summary: PlanSummary, *, adopted: bool) -> Node:
    """Series, headline, figures; who made it what it is. Children made later stand below."""
    with node("section", classes="hero", aria_label="The plan in short") as place:
        with node("p", classes="eyebrow"):
            node("span", state.series, "series")
            node("span", span(summary))
            if adopted:
                node("span", "Adopted", "badge good")
            elif state.adopted is not None:
                node("span", f"Adopted on {day(state.adopted.date())}, another is now", "badge plain")
            node("a", "All plans", href="/plans")
        node("p", summary.headline, "headline")
        if state.beside is not None:
            _beside(state)
        figures(_figures(summary), "strip")
        if summary.note:
            node("p", summary.note, "soft small")
    return place


def span(summary: PlanSummary) -> str:
    """52 weeks from 4 Jan 2027."""
    count = len(summary.first_days) - 1
    return f"{count} {summary.unit}{'' if count == 1 else 's'} from {day(summary.first_days[0])}"


def _beside(state: PlanState) -> None:
    assert state.beside is not None
    relation = RELATIONS.get(state.beside.relation, "beside")
    with node("p", classes="soft"):
        told = state.beside.text or state.beside.character or "This plan"
        node("span", f"{told.rstrip('.')}: {relation} ")
        node("a", "this plan", href=f"/plans/{state.beside.of}")


def _figures(summary: PlanSummary) -> list[tuple[str, str, str]]:
    currency, covered = summary.currency, summary.coverage
    short = f"{number(covered.short)} of {number(covered.demand)} hours short"
    if covered.worst is not None:
        worst = day(covered.worst, summary.year)
        short += f"; least in the {summary.unit} of {worst}: {percent(covered.worst_share)} of its hours"
    shown = [("Cost in all", amount(summary.cost, currency), "")] if summary.cost is not None else []
    if summary.cash is not None:
        shown.append(("Paid", amount(summary.cash, currency), "cash over the plan"))
    if summary.penalties is not None:
        shown.append(("Penalties", amount(summary.penalties, currency), "not paid: they steer"))
    shown.append(("Covered", percent(covered.share), short))
    if summary.gap is not None and summary.bound is not None:
        shown.append(("Above the cheapest", _gap(summary), f"none costs less than {money(summary.bound)}"))
    shown.append(("Checked", f"{len(summary.rules)} rules", "independently, all kept"))
    return shown


def _gap(summary: PlanSummary) -> str:
    if summary.how_good == "proven cheapest":
        return "nothing"
    assert summary.cost is not None
    assert summary.bound is not None
    return gap((summary.cost - summary.bound) / summary.bound) if summary.bound > 0 else gap(summary.gap)
