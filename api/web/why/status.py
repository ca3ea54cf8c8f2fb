"""How far an explanation is, and what can be asked."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any, ClassVar

from api.schemas.why import Why
from api.web.parts.node import node
from api.web.why.seen import About
from scheduler.words import counted

PLANNED = (
    "Workers find out what each costly action is for, what vendors truly cost, where choices begin to pay "
    "and what limits cost."
)
ASKED = {
    "reasons": "why",
    "vendors": "vendor",
    "break_even": "where it pays",
    "prices": "price of an hour of",
    "worth": "what a looser limit would save",
    "remedies": "remedy",
}
ROOMS = ("reasons", "vendors", "break_even", "prices", "worth", "remedies")


class Status:
    """A line above the answers: the button to ask, progress while they come, what has none."""

    SECONDS: ClassVar[float] = 60.0
    LONGER: ClassVar[float] = 180.0

    def __init__(
        self,
        about: About,
        ask: Callable[[], Awaitable[Any]],
        ask_these: Callable[[list[str]], Awaitable[Any]],
    ) -> None:
        self._about, self._ask, self._ask_these = about, ask, ask_these
        self._shown: tuple[object, ...] = ()
        self._place = node("section", classes="asking", aria_label="Explanation")

    def show(self, why: Why) -> None:
        """Draws it anew where it differs."""
        answered, left = _counts(why)
        now = (why.state, answered, tuple(left), why.open)
        if now == self._shown:
            return
        self._shown = now
        self._place.clear()
        with self._place:
            if why.state == "waiting":
                _progress(answered, why.open)
            elif why.state == "failed":
                self._failed(why)
            elif why.state == "finished" and why.explanation is not None:
                self._told(answered, left)
            else:
                self._nothing()

    def _nothing(self) -> None:
        planned = self._about.state.outcome in ("optimal", "feasible")
        possible = planned or self._about.state.outcome == "infeasible"
        if not possible:
            node("h2", "There is nothing to explain")
            node("p", "No plan was found in time, and it is not certain that there is none: search longer.")
            node("a", "To the plan", "button", href=f"/plans/{self._about.state.id}")
            return
        node("h2", "Not explained yet")
        node("p", PLANNED if planned else "Workers look for the smallest changes that help.")
        if self._about.may_ask:
            label = "Explain this plan" if planned else "Look for remedies"
            node("button", label, "button main", type="button").on("click", self._ask)
        else:
            node("p", "A planner may have it explained.", "soft")

    def _failed(self, why: Why) -> None:
        code = (why.error or {}).get("code", "internal")
        node("h2", "It could not be explained")
        node("p", f"A fault of ours ({code}); the plan itself is not touched by it.")
        if self._about.may_ask:
            node("button", "Ask again", "button", type="button").on("click", self._ask)

    def _told(self, answered: int, left: list[str]) -> None:
        with node("p", classes="row"):
            node("span", f"{counted(answered, 'question')} answered.")
        if not left:
            return
        with node("details", classes="more"):
            node("summary", f"{counted(len(left), 'question')} without an answer: no time, or none found")
            with node("ul"):
                for each in left:
                    node("li", _said(each))
        if self._about.may_ask:
            button = node("button", "Ask these too", "button", type="button")
            button.on("click", partial(self._ask_these, left))


def _said(question: str) -> str:
    """A question as the page calls it."""
    room, _, name = question.partition(": ")
    return f"{ASKED.get(room, room)}: {name}"


def _progress(answered: int, left: int) -> None:
    every = answered + left
    with node("p", classes="row", role="status"):
        if left:
            node("progress", value=answered, max=every, aria_label="Questions answered")
            node("span", f"{answered} of {counted(every, 'question')} answered")
        else:
            node("progress", aria_label="Being worked out")
            node("span", "Being worked out")
    node("p", "Answers appear below as they come. It goes on when you leave this page.", "soft")


def _counts(why: Why) -> tuple[int, list[str]]:
    """How many questions have an answer, and which have none."""
    if why.explanation is None:
        return 0, []
    return sum(len(getattr(why.explanation, room)) for room in ROOMS), list(why.explanation.unanswered)
