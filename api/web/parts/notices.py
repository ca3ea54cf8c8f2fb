"""Short notices at the edge of the page, read aloud when they come."""

from __future__ import annotations

from functools import partial

from nicegui import ui

from api.web.parts.node import Node, node

SECONDS = 6.0
MOST = 4


class Notices:
    """The place where notices appear; make it once, in the frame."""

    def __init__(self) -> None:
        self._place = node("div", classes="notices")
        with self._place:
            self._calm = node("div", role="status", aria_live="polite")
            self._wrong = node("div", role="alert", aria_live="assertive")

    def add(self, text: str, *, wrong: bool) -> None:
        """A notice that goes after some seconds; one that is `wrong` stays until it is put away."""
        place = self._wrong if wrong else self._calm
        shown = list(place.default_slot.children)
        if len(shown) >= MOST:
            shown[0].delete()
        with place:
            notice = node("div", classes="notice wrong" if wrong else "notice")
        with notice:
            node("p", text)
            node("button", "×", "quiet", type="button", aria_label="Put away").on(
                "click", partial(_away, notice)
            )
            if not wrong:
                ui.timer(SECONDS, partial(_away, notice), once=True)


def _away(notice: Node) -> None:
    if not notice.is_deleted:
        notice.delete()
