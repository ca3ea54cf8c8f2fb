"""The screen: what is to be otherwise, the plans that were tried, and some of them side by side."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote, urlencode

from nicegui import ui

from api.schemas.plans import PlanState
from api.schemas.variants import PlanProblem
from api.store.keys import Role
from api.web.parts.node import node
from api.web.visit import Visit
from api.web.what_if.change import Change, valid
from api.web.what_if.changing import Changing
from api.web.what_if.compare import Compare
from api.web.what_if.tried import Tried

MOST = 3  # plans beside the one that was changed


class WhatIf:
    """What stands in the address (`with`, `changes`) is there again after a reload."""

    def __init__(self, visit: Visit, plan: str) -> None:
        self._visit, self._plan = visit, plan
        self._place = f"/v1/plans/{quote(plan, safe='')}"
        self._changes: list[Change] = []

    async def begin(self) -> None:
        """Everything, as the address says."""
        state = await self._visit.api.read(PlanState, self._place)
        problem = await self._visit.api.read(PlanProblem, f"{self._place}/problem")
        asked = ui.context.client.request.query_params
        chosen = [each for each in asked.get("with", "").split(",") if each]
        with node("p", classes="from"):
            node("span", "From ")
            node("a", f"the plan of {state.series}", href=f"/plans/{self._plan}")
            if state.beside is not None and state.beside.name:
                node("span", f", “{state.beside.name}”")
        if self._visit.may(Role.PLANNER):
            self._changes = _kept(asked.get("changes", ""))
            changing = Changing(self._visit, state, problem, self._changes, self._changed, self._ran)
            await changing.begin()
        self._tried = Tried(self._visit, state, problem.forecast["currency"], chosen, self._chosen)
        self._compare = Compare(self._visit, state)
        await self._tried.begin()

    async def _ran(self, made: dict[str, Any]) -> None:
        """A plan was asked for: it is followed, and compared when it is there."""
        self._changes = []
        await self._tried.add(made["id"])

    def _changed(self, changes: list[Change]) -> None:
        self._changes = changes
        self._note()

    async def _chosen(self, chosen: list[PlanState]) -> None:
        self._note()
        await self._compare.show(chosen[:MOST])

    def _note(self) -> None:
        """Writes what is chosen into the address."""
        asked = {}
        if self._tried.chosen:
            asked["with"] = ",".join(self._tried.chosen)
        if self._changes:
            asked["changes"] = json.dumps([each.model_dump() for each in self._changes])
        address = f"/what-if/{quote(self._plan, safe='')}" + (f"?{urlencode(asked)}" if asked else "")
        ui.run_javascript(f"history.replaceState(null, '', {json.dumps(address)})")


def _kept(text: str) -> list[Change]:
    """The changes an address holds; none where it holds no such thing."""
    try:
        found = [Change.model_validate(each) for each in json.loads(text or "[]")]
    except (ValueError, TypeError):
        return []
    return found if valid(found) else []
