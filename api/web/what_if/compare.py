"""Plans side by side: in words, in figures, in pictures, and what changed in the inputs."""

from __future__ import annotations

import asyncio

from api.schemas.parts import Compared, Costs, Ledger
from api.schemas.plans import PlanState
from api.schemas.variants import PlanProblem
from api.web.parts.money import day
from api.web.parts.node import node
from api.web.parts.suppliers import Suppliers
from api.web.visit import Visit
from api.web.what_if.figures import Figures, heads_of, money_of
from api.web.what_if.pictures import costs_picture, heads_pictures
from api.web.what_if.tables import Beside, headline, kinds
from api.web.what_if.tried import name_of
from api.web.why.seen import vendors_of

SENTENCES = 6
KEPT = "What is to be done stays as it is."


class Compare:
    """Below the list: what is chosen there."""

    def __init__(self, visit: Visit, origin: PlanState) -> None:
        self._visit, self._origin, self._wanted = visit, origin, 0
        self._place = node("div", classes="side-by-side")

    async def show(self, chosen: list[PlanState]) -> None:
        """Sets these plans beside the one they are compared with."""
        self._wanted += 1
        mine = self._wanted
        self._place.clear()
        if not chosen or self._origin.outcome not in ("optimal", "feasible"):
            if chosen:
                with self._place:
                    node("p", "The plan itself has no actions to compare with; open what came of it.", "soft")
            return
        with self._place:
            node("p", "Setting these plans side by side.", "soft", role="status")
        others = [
            Beside(name_of(plan, self._origin), await self._visit.api.read(Compared, self._path(plan)))
            for plan in chosen
        ]
        figures = await asyncio.gather(*(self._figures(plan) for plan in (self._origin, *chosen)))
        problem = await self._problem(self._origin.id)
        looks = Suppliers(await vendors_of(self._visit, self._origin.id))
        if mine != self._wanted:
            return  # others were chosen meanwhile
        self._place.clear()
        with self._place, node("section", classes="answer", aria_labelledby="beside-heading"):
            node("h2", "Side by side", id="beside-heading")
            _words(others)
            headline(others)
            node("h3", "What they cost")
            costs_picture(figures, looks, others[0].difference.currency)
            kinds(others)
            node("h3", "Who is there")
            heads_pictures(figures, looks, problem.forecast["calendar"]["unit"])

    def _path(self, plan: PlanState) -> str:
        return f"/v1/plans/{self._origin.id}/difference/{plan.id}"

    async def _problem(self, plan: str) -> PlanProblem:
        return await self._visit.api.read(PlanProblem, f"/v1/plans/{plan}/problem")

    async def _figures(self, plan: PlanState) -> Figures:
        problem = await self._problem(plan.id)
        costs = await self._visit.api.read(Costs, f"/v1/plans/{plan.id}/costs")
        ledger = await self._visit.api.read(Ledger, f"/v1/plans/{plan.id}/ledger")
        return Figures(
            name_of(plan, self._origin),
            money_of(costs, problem),
            heads_of(ledger, problem),
            [day(each) for each in ledger.first_days[:-1]],
        )


def _words(others: list[Beside]) -> None:
    """A card a plan: what it comes to, what to do otherwise, what its documents say otherwise."""
    with node("div", classes="told"):
        for each in others:
            found = each.difference
            with node("article", classes="panel"):
                node("h3", each.name)
                if found.headline:
                    node("p", f"It {found.headline}.", "says")
                _list("What to do otherwise", found.sentences, KEPT)
                _list("What the documents say otherwise", [one.text for one in found.inputs], "Nothing.")


def _list(title: str, lines: list[str], none: str) -> None:
    node("h4", title)
    if not lines:
        node("p", none, "soft")
        return
    with node("ul", classes="sentences"):
        for line in lines[:SENTENCES]:
            node("li", line)
    if lines[SENTENCES:]:
        with node("details", classes="more"):
            node("summary", f"{len(lines) - SENTENCES} more")
            with node("ul", classes="sentences"):
                for line in lines[SENTENCES:]:
                    node("li", line)
