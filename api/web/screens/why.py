"""Why: what each decision is for, what would come in its place, and what would change the plan."""

from __future__ import annotations

from api.web.parts.empty import empty
from api.web.screens.screen import Screen
from api.web.visit import Visit
from api.web.why.explained import Explained


async def build(visit: Visit, plan: str) -> None:
    """What is known so far; what is still worked out is filled in."""
    if visit.way.running:
        text = "It is still searched for. Reasons are worked out when it has ended."
        empty("There is no plan to explain yet", text, do="To the search", to=f"/plans/{plan}")
    elif not visit.way.ended:
        text = "This run ended without an answer, so there is nothing to say of it."
        empty("There is nothing to explain", text, do="All plans", to="/plans")
    else:
        await Explained(visit, plan).begin()


SCREEN = Screen("why", "/plans/{plan}/why", "Why", build)
