"""Requisitions: what the adopted plan of a series asks HR and procurement for."""

from __future__ import annotations

from api.schemas.plans import PlanPage, PlanState
from api.store.keys import Role
from api.web.parts.money import day
from api.web.take.naming import file_name, link
from api.web.take.offers import File, Offer
from api.web.take.requisitions import everything
from api.web.visit import Visit

TITLE = "Requisitions"
PURPOSE = "For HR and procurement: whom to find, where they work, by when it must be decided."


async def requisitions(visit: Visit, state: PlanState) -> Offer:
    """All of the series where this plan is acted upon; else what to do."""
    found = await visit.api.read(PlanPage, "/v1/plans", adopted=True, series=state.series, limit=1)
    now = next(iter(found.plans), None)
    if now is None or now.id != state.id:
        return _not_adopted(visit, state, now)
    asked = len((await everything(visit.api, state.series)).requisitions)
    if not asked:
        return Offer(TITLE, PURPOSE, "This plan asks for nobody: there is nobody to find.")
    count = "1 requisition" if asked == 1 else f"{asked} requisitions"
    files = tuple(
        File(f"Download {suffix.upper()}", _address(state, suffix), suffix) for suffix in ("csv", "json")
    )
    more = f"{count}, with where each stands. Their ids stay the same from plan to plan."
    return Offer(TITLE, PURPOSE, more, files)


def _address(state: PlanState, suffix: str) -> str:
    name = file_name(state, "requisitions", suffix)
    return link("/v1/requisitions", name, series=state.series)


def _not_adopted(visit: Visit, state: PlanState, now: PlanState | None) -> Offer:
    there = "Hires and contracts become requisitions when a plan is adopted. "
    if now is not None and now.adopted is not None:
        there += f"Another plan of {state.series} is the adopted one, since {day(now.adopted.date())}."
    else:
        there += f"Of {state.series} none is adopted yet."
    if visit.may(Role.PLANNER):
        return Offer(TITLE, PURPOSE, there, do="To the plan, to adopt it", to=f"/plans/{state.id}")
    if now is not None:
        return Offer(TITLE, PURPOSE, there, do="Requisitions of that plan", to=f"/plans/{now.id}/take")
    return Offer(TITLE, PURPOSE, f"{there} A planner can adopt this one.")
