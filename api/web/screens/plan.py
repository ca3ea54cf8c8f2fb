"""Plan: what was decided, what it costs, what to do next."""

from __future__ import annotations

import asyncio

from api.schemas.plans import PlanPage, PlanState
from api.schemas.told import PlanSummary
from api.web.parts.money import amount, percent
from api.web.plan.adopting import Adopting
from api.web.plan.capacity import CapacityPart
from api.web.plan.checked import checked
from api.web.plan.costs import costs
from api.web.plan.decisions import DecisionsPart
from api.web.plan.hero import hero
from api.web.plan.ledgers import Ledgers
from api.web.plan.section import Part, contents, side_by_side
from api.web.plan.timeline import TimelinePart
from api.web.plan.ways import Ways
from api.web.plan.without import without
from api.web.screens.screen import Screen
from api.web.visit import Visit


async def build(visit: Visit, plan: str) -> None:
    """The plan, or why there is none."""
    state = visit.way.plan
    assert state is not None
    if not visit.way.planned:
        await without(visit, state)
        return
    summary, now = await asyncio.gather(
        visit.api.read(PlanSummary, f"/v1/plans/{plan}/summary"), _adopted(visit, state)
    )
    with hero(state, summary, adopted=now is not None and now.id == plan):
        await Ways(visit, plan, summary).build()
        Adopting(visit, state, now)
    contents(_parts(summary))
    with side_by_side().classes("wide-first"):
        DecisionsPart(visit, plan, summary)
        TimelinePart(visit, plan, summary)
    await CapacityPart(visit, plan, summary).build()
    costs(summary)
    Ledgers(visit, plan, summary.year)
    checked(state, summary)


def _parts(summary: PlanSummary) -> list[Part]:
    """What there is below, each with its headline figure."""
    return [
        ("decide", "Decide next", f"{len(summary.decisions):,}"),
        ("timeline", "Contracts and hires", f"{len(summary.timeline):,}"),
        ("capacity", "Capacity", percent(summary.coverage.share)),
        ("costs", "Cost", "" if summary.cost is None else amount(summary.cost, summary.currency)),
        ("ledgers", "Ledgers", ""),
        ("check", "Check", f"{len(summary.rules)} rules"),
    ]


async def _adopted(visit: Visit, state: PlanState) -> PlanState | None:
    """The plan of the series that is acted upon."""
    found = await visit.api.read(PlanPage, "/v1/plans", adopted=True, series=state.series, limit=1)
    return next(iter(found.plans), None)


SCREEN = Screen("plan", "/plans/{plan}", "Plan", build)
