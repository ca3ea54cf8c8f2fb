"""The plans that stand beside one: each with how it goes, and a box to compare it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from nicegui import ui

from api.client.problem import ApiProblem
from api.schemas.plans import PlanPage, PlanState
from api.schemas.progress import SearchProgress
from api.store.keys import Role
from api.web.parts.money import amount, gap
from api.web.parts.node import Node, node
from api.web.plan.search import summed_up, where
from api.web.steps import OPEN, PLANNED
from api.web.visit import Visit

EVERY = 0.8  # seconds between two looks at searches
RELATIONS = {"alternative": "Alternative", "replan": "Carried on", "variant": "What if"}
ENDED = {"infeasible": "There is no plan", "no_plan": "No plan was found in time"}


class Tried:
    """A row a plan, newest first; open ones are followed until they end."""

    def __init__(
        self,
        visit: Visit,
        state: PlanState,
        currency: str,
        chosen: list[str],
        told: Callable[[list[PlanState]], Awaitable[None]],
    ) -> None:
        self._visit, self._state, self._currency, self._told = visit, state, currency, told
        self.chosen = list(chosen)
        self._plans: dict[str, PlanState] = {}
        self._following: dict[str, tuple[Node, Node]] = {}

        with node("section", classes="answer", aria_labelledby="tried-heading"):
            node("h2", "What was tried", id="tried-heading")
            self._place = node("div")

    async def begin(self) -> None:
        """The list, and what is chosen of it."""
        self._timer = ui.timer(EVERY, self._follow, active=False, immediate=False)
        await self._read()
        if self.chosen:
            ui.timer(0.01, self._compare, once=True)  # the page need not wait for it

    async def add(self, plan: str) -> None:
        """A plan that was just asked for: chosen, and followed."""
        self.chosen = [*(each for each in self.chosen if each != plan), plan]
        await self._read()
        await self._compare()

    async def _read(self) -> None:
        """All plans beside this one, and those that were chosen from elsewhere."""
        found = await self._visit.api.read(PlanPage, "/v1/plans", of=self._state.id, limit=50)
        self._plans = {each.id: each for each in found.plans}
        beside = [self._state.beside.of] if self._state.beside else []
        for plan in (*beside, *self.chosen):
            if plan not in self._plans and plan != self._state.id:
                self._plans[plan] = await self._visit.api.read(PlanState, f"/v1/plans/{plan}")
        self._show()

    def _show(self) -> None:
        self._place.clear()
        self._following.clear()
        with self._place:
            if not self._plans:
                node("p", "Nothing yet: add a change above and run it.", "soft")
            else:
                with node("ul", classes="tried"):
                    for plan in self._plans.values():
                        self._row(plan)
        (self._timer.activate if self._following else self._timer.deactivate)()

    def _row(self, plan: PlanState) -> None:
        with node("li"):
            if plan.outcome in PLANNED:
                box = node(
                    "input",
                    type="checkbox",
                    id=f"with-{plan.id}",
                    checked=plan.id in self.chosen,
                    aria_label=f"Compare {name_of(plan, self._state)}",
                )
                chosen = partial(self._choose, plan.id)
                box.on("change", chosen, js_handler="(event) => emit(event.target.checked)")
            else:
                node("span", classes="no-box")
            with node("span", classes="tried-name"):
                node("a", name_of(plan, self._state), href=f"/plans/{plan.id}")
                relation = RELATIONS.get(plan.beside.relation if plan.beside else "", "")
                node(
                    "span", relation if plan.beside and plan.beside.of == self._state.id else "", "soft small"
                )
            if plan.state in OPEN:
                self._open(plan)
            else:
                node("span", self._ended(plan), "number")

    def _open(self, plan: PlanState) -> None:
        with node("span", classes="row", role="status"):
            bar = node("progress", max=100, aria_label="Time used")
            said = node("span", "Waiting", "soft")
            self._following[plan.id] = (bar, said)
            if self._visit.may(Role.PLANNER):
                stop = node("button", "Stop", "button", type="button")
                stop.on("click", partial(self._stop, plan.id))

    def _ended(self, plan: PlanState) -> str:
        if plan.outcome not in PLANNED:
            return ENDED.get(plan.outcome or "", plan.outcome or plan.state).replace("_", " ")
        if plan.cost is None:
            return "Planned"
        return f"{amount(plan.cost, self._currency)}, {gap(plan.gap)} above the cheapest"

    async def _stop(self, plan: str) -> None:
        await self._visit.api.send("POST", f"/v1/plans/{plan}:stop")

    async def _follow(self) -> None:
        """Looks where each search is; whatever has ended is drawn anew."""
        over = False
        for plan, (bar, said) in list(self._following.items()):
            try:
                found = await self._visit.api.read(SearchProgress, f"/v1/plans/{plan}/progress")
            except ApiProblem as error:
                if error.retryable:
                    return
                self._timer.deactivate()
                raise
            over = over or found.state not in OPEN
            if found.state in OPEN:
                bar.attribute("value", str(round(100 * (found.elapsed or 0.0) / found.time_limit, 1)))
                said.set_text(_where(found))
        if over:
            await self._read()
            await self._compare()

    async def _choose(self, plan: str, event: Any) -> None:
        self.chosen = [each for each in self.chosen if each != plan] + ([plan] if event.args else [])
        await self._compare()

    async def _compare(self) -> None:
        there = [self._plans[each] for each in self.chosen if each in self._plans]
        await self._told([each for each in there if each.outcome in PLANNED])


def name_of(plan: PlanState, origin: PlanState) -> str:
    """What a plan is called beside another."""
    if plan.id == origin.id:
        return "This plan"
    if origin.beside is not None and plan.id == origin.beside.of:
        return "The plan this one came from"
    if plan.beside is not None:
        return plan.beside.name or (plan.beside.character or "").capitalize() or "Carried on"
    return f"A plan of {plan.series}"


def _where(found: SearchProgress) -> str:
    if found.cost is None:
        return where(found)
    return summed_up(found, found.currency)
