"""What a search is for: which plan of its series, from which documents, asked for by whom and when."""

from __future__ import annotations

from datetime import datetime

from api.schemas.plans import PlanPage, PlanState, Used
from api.schemas.progress import SearchProgress
from api.web.documents.kinds import KINDS, Kind
from api.web.parts.money import day
from api.web.parts.node import Node, node
from api.web.plan.search import until
from api.web.visit import Visit

MOST = 200  # plans of a series that are counted
LAST = {1: "st", 2: "nd", 3: "rd"}
STATES = {"queued": "Waiting", "running": "Searching"}


class Asked:
    """Above the headline and below it."""

    def __init__(self, visit: Visit, state: PlanState) -> None:
        self._visit, self._state = visit, state

    async def above(self) -> None:
        """State, series, which plan of it."""
        self._found = await self._visit.api.read(PlanPage, "/v1/plans", series=self._state.series, limit=MOST)
        with node("p", classes="eyebrow"):
            self._badge = node("span", "", "badge plain")
            node("span", self._state.series, "series")
            node("span", which(self._found, self._state))
            node("a", "All plans", href="/plans")

    def below(self) -> None:
        """Documents; who asked; since when; when it ends."""
        used = [(kind, self._state.inputs.get(kind.name)) for kind in KINDS]
        with node("ul", classes="made-from", aria_label="Made from"):
            for kind, each in used:
                if each is not None:
                    _document(kind, each)
        self._since: Node = node("p", "", "soft")

    def show(self, found: SearchProgress) -> None:
        """As it is now."""
        state = "Stopping" if found.stopping else STATES.get(found.state, "Ended")
        self._badge.set_text(state)
        line = next((each for each in self._found.plans if each.id == self._state.id), None)
        by = f" by {line.asked_by}" if line is not None and line.asked_by else ""
        began = f"; searched for since {found.started:%H:%M} UTC" if found.started else ""
        asked = f"Asked for{by} on {moment(self._state.created)}{began}."
        self._since.set_text(f"{asked} It {until(self._state.effort.gap)}.")


def which(found: PlanPage, state: PlanState) -> str:
    """The 3rd plan of this series."""
    if found.next is not None:
        return f"one of more than {MOST} plans of this series"
    before = sum(each.created < state.created for each in found.plans)
    return "the first plan of this series" if not before else f"the {nth(before + 1)} plan of this series"


def nth(place: int) -> str:
    """1st, 2nd, 3rd, 4th, 11th, 22nd."""
    return f"{place}{'th' if 10 < place % 100 < 14 else LAST.get(place % 10, 'th')}"


def moment(when: datetime) -> str:
    """22 Nov 2026, 15:02 UTC."""
    return f"{day(when.date())}, {when:%H:%M} UTC"


def _document(kind: Kind, used: Used) -> None:
    with node("li"):
        node("span", kind.label, "soft")
        if used.key is None:
            node("span", "sent with the request" if used.hash or kind.name == "workforce" else "none")
        else:
            where = kind.page(used.key)
            node("a", f"{used.key}, version {used.version}", href=f"{where}?version={used.version}")
