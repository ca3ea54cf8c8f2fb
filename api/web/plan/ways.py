"""What the plan is compared with: other ways to meet the same demand."""

from __future__ import annotations

from nicegui import ui

from api.client.problem import ApiProblem
from api.schemas.comparisons import Comparisons
from api.schemas.told import PlanSummary
from api.store.keys import Role
from api.web.parts.money import money, number
from api.web.parts.node import Node, node
from api.web.visit import Visit

LOOK_EVERY = 2.0  # seconds, while they are worked out
WAITING = "Other ways are being worked out: no contractors, contractors only, as a spreadsheet would …"
NONE = "What would it cost with no contractors, with contractors only, or as a spreadsheet would plan it?"


class Ways:
    """A line for each other way with its cost beside the plan's."""

    def __init__(self, visit: Visit, plan: str, summary: PlanSummary) -> None:
        self._visit, self._summary = visit, summary
        self._path = f"/v1/plans/{plan}"

    async def build(self) -> None:
        """Shows those there are; otherwise offers to have them worked out."""
        self._place = node("div", classes="ways", role="status")
        self._timer: ui.timer | None = None
        self._show(await self._visit.api.read(Comparisons, f"{self._path}/comparisons"))

    async def _ask(self) -> None:
        answer = await self._visit.api.send("POST", f"{self._path}:compare")
        self._show(Comparisons.model_validate_json(answer.content))

    async def _look(self) -> None:
        try:
            self._show(await self._visit.api.read(Comparisons, f"{self._path}/comparisons"))
        except ApiProblem as error:
            if not error.retryable:
                raise

    def _show(self, found: Comparisons) -> None:
        waiting = found.state == "waiting"
        if waiting and self._timer is not None:
            return  # nothing new
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        self._place.clear()
        with self._place:
            self._fill(found)
            if waiting:
                self._timer = ui.timer(LOOK_EVERY, self._look, immediate=False)

    def _fill(self, found: Comparisons) -> None:
        if found.state == "waiting":
            with node("p", classes="soft working"):
                node("span", classes="spin", aria_hidden="true")
                node("span", WAITING)
        elif found.state == "failed":
            node("p", "Other ways could not be worked out; that is a fault of ours.", "soft")
            self._offer("Try once more")
        elif not found.ways:
            self._offer("Compare with other ways", NONE)
        else:
            _rows(found, self._summary)

    def _offer(self, words: str, text: str = "") -> None:
        if not self._visit.may(Role.PLANNER):
            return
        with node("p", classes="row"):
            node("button", words, "button", type="button").on("click", self._ask)
            if text:
                node("span", text, "soft")


def _rows(found: Comparisons, summary: PlanSummary) -> Node:
    with node("div", classes="instead") as shown:
        node("p", "Instead", "label", id="instead")
        ways = node("dl", aria_labelledby="instead")
    with ways:
        for way in found.ways:
            with node("div"):
                node("dt", way.name)
                if way.cost is None:
                    node("dd", way.why or "no plan", "soft")
                    continue
                node("dd", f"{money(way.cost)} {summary.currency}", "figure")
                node("dd", _more(way.cost, summary, way.hours_short), "more")
    return shown


def _more(cost: float, summary: PlanSummary, hours_short: float | None) -> str:
    words = []
    if summary.cost is not None:
        by = cost - summary.cost
        words.append(f"{money(abs(by))} {'more' if by >= 0 else 'less'}")
    if hours_short is not None and hours_short >= 0.05:
        words.append(f"{number(hours_short)} h short")
    return ", ".join(words)
