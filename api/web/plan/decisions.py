"""The next decisions, by date."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from api.schemas.told import DecisionLine, PlanSummary
from api.web.parts.money import day
from api.web.parts.node import Node, node
from api.web.parts.suppliers import Suppliers
from api.web.plan.rows import Decisions
from api.web.plan.section import section
from api.web.visit import Visit
from scheduler.report.capacity import OWN
from scheduler.words import sum_of

FIRST = 24  # that are shown at once
SOON = 14  # days


class DecisionsPart:
    """The part of the page; where there are many, the later ones are asked for."""

    def __init__(self, visit: Visit, plan: str, summary: PlanSummary) -> None:
        self._visit, self._plan = visit, plan
        self._suppliers = Suppliers(summary.vendors)
        self._count = len(summary.decisions)
        self._build(summary)

    def _build(self, summary: PlanSummary) -> None:
        with section("decide", "Decide next"):
            if not summary.decisions:
                node("p", "Nothing to decide: the team stays as it is.", "soft")
                return
            shown = summary.decisions[:FIRST]
            self._table = Decisions(self._rows(shown, summary.year), summary.currency)
            if self._count > FIRST:
                self._more: Node = node("button", f"All {self._count:,} decisions", "button", type="button")
                self._more.on("click", self._all)

    async def _all(self) -> None:
        found = await self._visit.api.read(PlanSummary, f"/v1/plans/{self._plan}/summary")
        self._table.fill(self._rows(found.decisions, found.year))
        self._more.delete()

    def _rows(self, decisions: Sequence[DecisionLine], year: int) -> list[dict[str, Any]]:
        return [_row(each, year, date.today(), self._suppliers) for each in decisions]


def _row(each: DecisionLine, year: int, today: date, suppliers: Suppliers) -> dict[str, Any]:
    left = (each.decide_by - today).days
    return {
        "by": day(each.decide_by, year),
        "late": left < 0,
        "note": "overdue" if left < 0 else _in(left) if left <= SOON else "",
        "verb": each.verb,
        "what": each.what.removeprefix(each.verb).strip(),
        "dates": each.dates,
        "amount": each.amount,
        "cost": "" if each.cost is None else sum_of(each.cost),
        "look": suppliers.look(each.vendor or OWN),
    }


def _in(days: int) -> str:
    return "today" if days == 0 else "tomorrow" if days == 1 else f"in {days} days"
