"""Take away: the plan as files."""

from __future__ import annotations

from api.schemas.plans import PlanState
from api.schemas.told import PlanSummary
from api.web.parts.empty import empty
from api.web.parts.money import day
from api.web.parts.node import node
from api.web.screens.screen import Screen
from api.web.take.offers import File, Offer, calendar, report, tables, workbook
from api.web.take.wanted import requisitions
from api.web.visit import Visit

HOLDS = "What to decide by when, heads and hours by {unit}, costs, teams and contracts, the check."
SHOWS = "The headline, pictures of capacity and cost, what to decide next, what hidden costs add."
NO_PLAN = "The rules that stand in the way and, once it is explained, what would make a plan possible."
WITHOUT_PAY = "Your key does not see pay, so the files come without in-house pay. "


async def build(visit: Visit, plan: str) -> None:
    """Everything there is, each with a link."""
    state = visit.way.plan
    assert state is not None
    if visit.way.running:
        empty("Not there yet", "This plan is still searched for.", do="How far it is", to=f"/plans/{plan}")
    elif not visit.way.ended:
        text = "This run ended without an answer, so that there is nothing in it to keep."
        empty("Nothing to take away", text, do="What happened", to=f"/plans/{plan}")
    elif visit.way.planned:
        await _plan(visit, state)
    else:
        _head(state, "There is no plan in this, but why there is none can be shown to others.")
        _shelf([workbook(state, NO_PLAN), report(state, NO_PLAN)])


async def _plan(visit: Visit, state: PlanState) -> None:
    summary = await visit.api.read(PlanSummary, f"/v1/plans/{state.id}/summary")
    _head(state, summary.headline)
    if not visit.me.pay:
        node("p", f"{WITHOUT_PAY}{summary.note or ''}".strip(), "withheld")
    _shelf(
        [
            workbook(state, HOLDS.format(unit=summary.unit)),
            report(state, SHOWS if visit.me.pay else SHOWS.replace("capacity and cost", "capacity")),
            calendar(state, summary),
            await requisitions(visit, state),
            tables(state),
        ]
    )


def _head(state: PlanState, text: str) -> None:
    with node("section", classes="taken", aria_label="The plan"):
        with node("p", classes="eyebrow"):
            node("span", state.series, "series")
            if state.finished is not None:
                node("span", f"found on {day(state.finished.date())}")
        node("p", text, "told")


def _shelf(offers: list[Offer]) -> None:
    with node("ul", classes="shelf"):
        for offer in offers:
            with node("li", classes="parcel"):
                _parcel(offer)


def _parcel(offer: Offer) -> None:
    form = offer.files[0].suffix if offer.files else ""
    node("span", form.upper(), f"form {form or 'none'}", aria_hidden="true")
    with node("div", classes="about"):
        node("h2", offer.title)
        node("p", offer.purpose)
        if offer.more:
            node("p", offer.more, "soft")
    with node("div", classes="row links"):
        for file in offer.files:
            _link(offer, file)
        if offer.do:
            node("a", offer.do, "button", href=offer.to)


def _link(offer: Offer, file: File) -> None:
    first = "button main" if offer.title == "Workbook" else "button"
    node("a", file.text, first, href=file.address, download="", aria_label=f"{offer.title}: {file.text}")


SCREEN = Screen("take", "/plans/{plan}/take", "Take away", build)
