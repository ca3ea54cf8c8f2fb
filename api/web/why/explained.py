"""The explanation as it fills in: what is asked, how far it is, and every part once it has an answer."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from nicegui import ui

from api.client.problem import ApiProblem
from api.schemas.why import Alternatives, Why
from api.web.parts.node import Node, node
from api.web.visit import Visit
from api.web.why import no_plan, others
from api.web.why.hour_prices import hour_prices
from api.web.why.limits import break_even, limits
from api.web.why.reasons import reasons
from api.web.why.seen import About, about
from api.web.why.status import Status
from api.web.why.vendors import vendors
from scheduler.explain.explanation import Explanation

Show = Callable[[Explanation, About], None]
ROOMS: dict[str, tuple[str, Show]] = {
    "remedies": ("What would make a plan possible", no_plan.remedies),
    "reasons": ("The costliest actions", reasons),
    "vendors": ("Vendors beside each other", vendors),
    "break_even": ("Where a choice begins to pay", break_even),
    "prices": ("What one more hour costs", hour_prices),
    "worth": ("What looser limits would save", limits),
}
WITHHELD = "What an hour or a limit is worth, and where a choice begins to pay, is told to those who see pay."
OTHERS = "Other plans at about the same cost"
EVERY = 1.5  # seconds between two looks while answers are worked out


class Explained:
    """The screen of one plan."""

    def __init__(self, visit: Visit, plan: str) -> None:
        self._visit, self._plan = visit, plan
        self._shown: dict[str, Any] = {}
        self._places: dict[str, Node] = {}

    async def begin(self) -> None:
        """Everything that is known, and looks again while something is worked out."""
        self._about = found = await about(self._visit, self._plan)
        self._status = Status(found, self._ask, self._ask_these)
        self._jump = node("nav", classes="jump", aria_label="Parts of this page")
        no_plan.conflicts(found.check)
        for room in ROOMS:
            self._places[room] = node("section", classes="answer", id=room)
        self._note = node("p", classes="soft")
        self._others = node("section", classes="answer", id="others")
        self._timer = ui.timer(EVERY, self._look_again, active=False, immediate=False)
        await self._look()

    async def _look_again(self) -> None:
        """While the service is busy the next look may tell more."""
        try:
            await self._look()
        except ApiProblem as error:
            if not error.retryable:
                self._timer.deactivate()
                raise

    async def _look(self) -> None:
        """Asks how far it is; parts that say the same as before stay as they are."""
        why = await self._visit.api.read(Why, f"{self._about.address}/explanation")
        other = None
        if self._about.state.outcome in ("optimal", "feasible"):
            other = await self._visit.api.read(Alternatives, f"{self._about.address}/alternatives")
        self._status.show(why)
        if why.explanation is not None:
            for room, (title, show) in ROOMS.items():
                self._part(room, title, getattr(why.explanation, room), partial(show, why.explanation))
        self._note.set_text(WITHHELD if why.withheld and other is not None else "")
        if other is not None:
            self._alternatives(other)
        waiting = "waiting" in (why.state, other.state if other else "")
        (self._timer.activate if waiting else self._timer.deactivate)()

    def _part(self, room: str, title: str, content: Any, show: Callable[[About], None]) -> None:
        if not content or self._shown.get(room) == content:
            return
        self._shown[room] = content
        place = self._places[room]
        place.clear()
        place.attribute("aria-labelledby", f"answer-{room}")
        with place:
            node("h2", title, id=f"answer-{room}")
            show(self._about)
        self._links()

    def _links(self) -> None:
        """A link to each part that there is."""
        self._jump.clear()
        if len(self._shown) < 2:
            return
        with self._jump:
            for room, (title, _) in ROOMS.items():
                if room in self._shown:
                    node("a", title, href=f"#{room}")
            if "others" in self._shown:
                node("a", OTHERS, href="#others")

    def _alternatives(self, found: Alternatives) -> None:
        if self._shown.get("others") == found:
            return
        self._shown["others"] = found
        self._others.clear()
        self._others.attribute("aria-labelledby", "answer-others")
        with self._others:
            node("h2", OTHERS, id="answer-others")
            others.others(found, self._about)
            if found.state == "waiting":
                with node("p", classes="row soft", role="status"):
                    node("progress", aria_label="Looking for other plans")
                    node("span", "Looking for plans of another character.")
            elif self._about.may_ask and (found.state != "finished" or found.unanswered):
                node("p", "Fewest vendors, most in-house, fewest changes: plans at most 2 % dearer.", "soft")
                node("button", others.ASK, "button", type="button").on("click", self._find)
            elif not found.alternatives:
                node("p", "Nobody has had other plans looked for.", "soft")
        self._links()

    async def _ask(self) -> None:
        body = {"seconds": Status.SECONDS}
        await self._visit.api.send("POST", f"{self._about.address}:explain", body)
        await self._look()

    async def _ask_these(self, unanswered: list[str]) -> None:
        """Only what has no answer yet, with more time."""
        named = [dict(zip(("room", "name"), each.split(": ", 1))) for each in unanswered]
        body = {"questions": named[:100], "seconds": Status.LONGER}
        await self._visit.api.send("POST", f"{self._about.address}:explain", body)
        await self._look()

    async def _find(self) -> None:
        body = {"slack": others.SLACK, "seconds": others.SECONDS}
        await self._visit.api.send("POST", f"{self._about.address}:alternatives", body)
        await self._look()
