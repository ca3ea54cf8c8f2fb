"""Run: a plan that is searched for, until it is there."""

from __future__ import annotations

import asyncio
import time

from nicegui import ui

from api.client.problem import ApiProblem
from api.schemas.plans import PlanState
from api.schemas.progress import SearchProgress
from api.store.keys import Role
from api.web.parts.node import Node, node
from api.web.plan.asked import Asked
from api.web.plan.closing_in import Picture
from api.web.plan.search import Figures, summed_up, where
from api.web.screens.screen import Screen
from api.web.visit import Visit

LOOK_EVERY = 0.7  # seconds
SAY_EVERY = 6.0  # seconds between two sentences that are read aloud
OPEN = ("queued", "running")


class Run:
    """The page of a search: it looks where the search is, and turns into the plan when it has ended."""

    def __init__(self, visit: Visit, state: PlanState) -> None:
        self._visit, self._state = visit, state
        self._asked = Asked(visit, state)
        self._said, self._stopped, self._seen = 0.0, False, -1

    async def build(self) -> None:
        """What is known by now; from then on it looks by itself."""
        found = await self._read()
        self._currency = found.currency or ""
        with node("section", classes="hero", aria_label="The search"):
            await self._asked.above()
            self._where = node("p", where(found), "headline working")
            self._asked.below()
            self._figures = Figures(self._currency)
            self._buttons()
        self._aloud = node("p", "", "unseen", role="status", aria_live="polite")
        self._place = node("div", classes="picture")
        with self._place:
            node("h2", f"Cost and bound, {self._currency}" if self._currency else "Cost and bound")
            self._legend()
            self._picture = Picture(found)
        self._show(found)
        self._timer = ui.timer(LOOK_EVERY, self._look, immediate=False)

    def _buttons(self) -> None:
        self._hint = node("p", "", "soft small")
        if not self._visit.may(Role.PLANNER):
            return
        with node("div", classes="row deeds"):
            self._stop: Node = node("button", "Stop and keep the best", "button", type="button")
            self._stop.on("click", self._end)

    def _legend(self) -> None:
        with node("ul", classes="legend"):
            for look, words in (("best", "best plan so far"), ("line dashed", "no plan costs less")):
                with node("li"):
                    node("span", classes=f"swatch {look}", aria_hidden="true")
                    node("span", words)

    async def _read(self) -> SearchProgress:
        return await self._visit.api.read(SearchProgress, f"/v1/plans/{self._state.id}/progress")

    async def _look(self) -> None:
        try:
            found = await self._read()
        except ApiProblem as error:
            if error.retryable:
                return
            raise
        if found.state in OPEN:
            self._show(found)
            return
        self._timer.cancel()
        self._aloud.set_text("The search has ended.")
        await asyncio.sleep(0)
        ui.navigate.to(f"/plans/{self._state.id}")

    async def _end(self) -> None:
        self._stop.attribute("disabled", value=True)
        await self._visit.api.send("POST", f"/v1/plans/{self._state.id}:stop")
        self._stopped = True
        await self._look()

    def _show(self, found: SearchProgress) -> None:
        self._where.set_text(where(found))
        self._asked.show(found)
        self._figures.show(found)
        self._picture.show(found)
        if self._visit.may(Role.PLANNER):
            self._offer(found)
        if time.monotonic() - self._said >= SAY_EVERY:
            self._said = time.monotonic()
            self._aloud.set_text(summed_up(found, self._currency))

    def _offer(self, found: SearchProgress) -> None:
        there = found.cost is not None
        self._stop.set_text("Stop and keep the best" if there else "Stop")
        self._stop.attribute("disabled", value=found.stopping)
        self._hint.set_text(
            "" if there or found.stopping else "There is no plan yet: whoever stops now gets none."
        )


async def build(visit: Visit, plan: str) -> None:
    """How far it is."""
    del plan
    assert visit.way.plan is not None
    await Run(visit, visit.way.plan).build()


SCREEN = Screen("run", "/plans/{plan}", "Run", build, when=lambda way: way.running)
