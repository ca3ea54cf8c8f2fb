"""Making a plan the one that is acted upon, and holding it against the one that is."""

from __future__ import annotations

from nicegui import ui

from api.schemas.parts import Compared
from api.schemas.plans import PlanState
from api.store.keys import Role
from api.web.parts.money import day, money
from api.web.parts.node import Node, node
from api.web.plan.section import bullets
from api.web.visit import Visit

WHAT = (
    "It becomes the plan of {series} that is acted upon: its hires and contracts become requisitions, and "
    "those of the plan adopted before that are no more needed are withdrawn."
)
MOST = 12  # sentences at once


class Adopting:
    """Buttons of a plan. `now`: the plan of the series that is acted upon, where there is one."""

    def __init__(self, visit: Visit, state: PlanState, now: PlanState | None) -> None:
        self._visit, self._state, self._now = visit, state, now
        mine = now is not None and now.id == state.id
        with node("div", classes="row deeds"):
            if visit.may(Role.PLANNER) and not mine:
                self._adopt = node("button", "Adopt this plan", "button main", type="button")
                self._adopt.on("click", self._ask)
            if now is not None and not mine:
                against = node("button", "Compare with the adopted plan", "button", type="button")
                against.on("click", self._compare)
            node("a", "Why this plan", "button", href=f"/plans/{state.id}/why")
            node("a", "What if …", "button", href=f"/what-if/{state.id}")
            node("a", "Take away", "button", href=f"/plans/{state.id}/take")
        self._place = node("div", classes="asked")

    def _ask(self) -> None:
        """Nobody adopts by a slip of the hand."""
        self._place.clear()
        with self._place, node("div", classes="card ask", role="group", aria_label="Adopt this plan?"):
            node("p", WHAT.format(series=self._state.series))
            with node("p", classes="row"):
                sure = node("button", "Yes, adopt it", "button main", type="button").on("click", self._do)
                node("button", "Not yet", "button", type="button").on("click", self._put_away)
        self._focus(sure)

    def _put_away(self) -> None:
        self._focus(self._adopt)
        self._place.clear()

    def _focus(self, button: Node) -> None:
        """Through the page itself: the button that asked may be gone by then."""
        self._place.client.run_javascript(f"getHtmlElement({button.id}).focus()")

    async def _do(self) -> None:
        await self._visit.api.send("POST", f"/v1/plans/{self._state.id}:adopt")
        ui.navigate.to(f"/plans/{self._state.id}")

    async def _compare(self) -> None:
        assert self._now is not None
        path = f"/v1/plans/{self._now.id}/difference/{self._state.id}"
        found = await self._visit.api.read(Compared, path)
        self._place.clear()
        with self._place, node("section", classes="card against", aria_labelledby="against"):
            node("h2", "Against the adopted plan", id="against")
            adopted = f"adopted on {day(self._now.adopted.date())}" if self._now.adopted else "adopted"
            with node("p", classes="soft"):
                node("a", "That plan", href=f"/plans/{self._now.id}")
                node("span", f" was {adopted}. {_money(found)}")
            bullets(found.sentences[:MOST] or ["Nothing is to be done otherwise."])
            if len(found.sentences) > MOST:
                node("p", f"And {len(found.sentences) - MOST} more, in What if.", "soft")


def _money(found: Compared) -> str:
    if found.headline:
        return f"This plan {found.headline.rstrip('.')}."
    cost = found.totals.cost
    if cost is None:
        return ""
    return f"This plan costs {money(cost.after)} {found.currency}, that one {money(cost.before)}."
