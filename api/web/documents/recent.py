"""What one was at work on: documents with their drafts, and plans."""

from __future__ import annotations

import asyncio
from datetime import datetime

from api.schemas.drafts import DraftLine, DraftList
from api.schemas.plans import PlanLine, PlanPage
from api.store.keys import Role
from api.web.documents.kinds import BY_NAME, KINDS
from api.web.documents.planning import stored
from api.web.parts.empty import empty
from api.web.parts.money import amount, day, gap
from api.web.parts.node import node
from api.web.parts.table import Cell, Column, Link, Table
from api.web.plan.search import standing
from api.web.visit import Visit

MOST = 10
DOCUMENTS = (
    Column("Document"),
    Column("Kind"),
    Column("Version", number=True),
    Column("Changed"),
    Column("Draft"),
)
PLANS = (
    Column("Series"),
    Column("State"),
    Column("Cost", number=True),
    Column("Above the cheapest"),
    Column("Asked for"),
)


async def recent(visit: Visit) -> None:
    """Two tables, or what to do where there is nothing yet."""
    drafts = await _drafts(visit)
    lines = await asyncio.gather(*(stored(visit.api, kind.path) for kind in KINDS))
    plans = (await visit.api.read(PlanPage, "/v1/plans", limit=MOST)).plans
    with node("div", classes="recent"):
        with node("section", aria_labelledby="recent-documents"):
            node("h2", "Documents", id="recent-documents")
            there = [
                (line.updated, kind, line) for kind, found in zip(KINDS, lines, strict=True) for line in found
            ]
            at_work = {(draft.kind, draft.key): draft for draft in drafts}
            rows: list[list[Cell]] = [
                [Link(line.key, kind.page(line.key)), kind.label, str(line.version), _when(moment),
                 _draft(at_work.pop((kind.name, line.key), None))]
                for moment, kind, line in sorted(there, key=lambda each: each[0], reverse=True)[:MOST]
            ]  # fmt: skip
            begun: list[list[Cell]] = [
                [
                    Link(key, BY_NAME[kind].page(key)),
                    BY_NAME[kind].label,
                    "–",
                    _when(draft.updated),
                    "not stored yet",
                ]
                for (kind, key), draft in at_work.items()
                if draft.base is None
            ]
            if rows or begun:
                Table("Documents, newest change first", DOCUMENTS, [*begun, *rows], captioned=False)
            else:
                empty("No documents yet", "Drop a workbook above, or open the example: it takes one click.")
        with node("section", aria_labelledby="recent-plans"):
            node("h2", "Plans", id="recent-plans")
            if plans:
                Table("Plans, newest first", PLANS, [_plan(plan) for plan in plans], captioned=False)
            else:
                empty("No plans yet", "Open a document and choose Find the cheapest plan at its foot.")


async def _drafts(visit: Visit) -> list[DraftLine]:
    if not visit.may(Role.PLANNER, Role.HR, Role.PROCUREMENT):
        return []
    return (await visit.api.read(DraftList, "/v1/drafts")).drafts


def _plan(plan: PlanLine) -> list[Cell]:
    state = standing(plan) + (", adopted" if plan.adopted else "")
    cost = amount(plan.cost, plan.currency)
    return [Link(plan.series, f"/plans/{plan.id}"), state, cost, gap(plan.gap), _when(plan.created)]


def _draft(draft: DraftLine | None) -> str:
    return f"yours, from {_when(draft.updated)}" if draft else ""


def _when(moment: datetime) -> str:
    local = moment.astimezone()
    return f"{day(local.date())}, {local:%H:%M}"
