"""Requisitions on the wire."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from api.requisitions.status import Status
from api.schemas.plans import Wire

Heads = Annotated[float, Field(ge=0, le=1e7)]


class Requisition(BaseModel):
    """People to find, as the adopted plan of a series asks.

    `role`: the pool they join (hire) or the offer they come by (contract). `skill`: what they are best at.
    `start`: the first day the plan wants them; `filled_start`: the day that was given for those who were
    found. `end`: the first day no longer there; with `converts_to` they join that pool on it. `change`:
    what it is to whoever read the feed up to the cursor; `status_before`: of a withdrawn one, so that what
    was opened or filled can be acted on. `plan`: the adopted plan that made this version.
    """

    id: str
    external_id: str | None = None
    series: str
    change: Literal["created", "changed", "withdrawn"]
    status: Status
    status_before: Status | None = None
    kind: Literal["hire", "contract"]
    role: str
    skill: str
    site: str | None = None
    vendor: str | None = None
    heads: float
    heads_filled: float
    start: date
    filled_start: date | None = None
    end: date | None = None
    decide_by: date
    converts_to: str | None = None
    cost_centre: str | None = Field(None, description="null: no document names one yet")
    plan: str
    version: int
    updated: datetime


class RequisitionPage(BaseModel):
    """Changes in their order. `cursor`: for the next `changed_since`, also when nothing is new; `more`:
    whether there is more already."""

    requisitions: list[Requisition]
    cursor: str
    more: bool


class RequisitionPatch(Wire):
    """What HR or procurement says of a requisition; what is left out stays.

    `heads_filled`: people found so far, at most those who are asked for; absent with `filled`: all of them.
    `start`: their first day as the HR system has it, within two years of the plan's; null: the plan's.
    """

    external_id: Annotated[str, Field(min_length=1, max_length=200)] | None = Field(
        None, examples=["REQ-1042"]
    )
    status: Literal["opened", "filled", "cancelled"] | None = None
    heads_filled: Heads | None = None
    start: date | None = None
