"""What HR says of a requisition: opened, filled by so many from a day on, cancelled."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from math import ceil
from typing import Any

from sqlalchemy import Row

from api.errors import ApiError, invalid
from api.requisitions.status import Status
from api.schemas.requisitions import RequisitionPatch
from api.store.requisitions import Change
from scheduler.errors import Fault
from scheduler.files.kinds import shown
from scheduler.words import NOISE, exact

FAR = timedelta(days=731)  # from the day the plan asks for; what lies farther off is a slip
ALL_OF_THEM = {"hire": "the workforce's 'arriving'", "contract": "the rate card's 'running'"}


def patched(row: Row[Any], said: RequisitionPatch) -> Change:
    """The requisition with what was said; 422 for what cannot be, 409 for a withdrawn one that is opened or
    filled: nobody asks for it any more."""
    given = said.model_fields_set
    if faults := [*_nulls(said), *_start(row, said.start), *_too_many(row, said.heads_filled)]:
        raise invalid(faults)
    if row.status == Status.WITHDRAWN and said.status in ("opened", "filled"):
        raise ApiError(409, "withdrawn", "The adopted plan asks for this no more; cancel it.")
    status = Status(said.status) if said.status else Status(row.status)
    body = dict(row.body)
    if "start" in given:
        body["filled_start"] = None if said.start is None else said.start.isoformat()
    if status != Status.WITHDRAWN:
        body["status_before"] = None
    filled = row.heads_filled
    if said.heads_filled is not None:
        filled = said.heads_filled
    elif said.status == "filled":
        filled = max(filled, body["heads"])
    external = said.external_id if "external_id" in given else row.external_id
    return Change(body, status, external, filled, row.plan)


def _nulls(said: RequisitionPatch) -> Iterator[Fault]:
    for name in ("status", "heads_filled"):
        if name in said.model_fields_set and getattr(said, name) is None:
            yield Fault("wrong_type", f"body#/{name}", f"'{name}' is null", "leave it out")


def _start(row: Row[Any], start: date | None) -> Iterator[Fault]:
    """Far from the day that was asked for, or when people who convert have joined their pool already."""
    wanted, end = date.fromisoformat(row.body["start"]), row.body["end"]
    place, plans = "body#/start", f"or null for the plan's, {wanted}"
    if start is not None and abs(start - wanted) > FAR:
        found = f"'start' is {start}, and {wanted} is asked for"
        fix = f"write a day from {wanted - FAR} to {wanted + FAR}, {plans}"
        yield Fault("date_out_of_range", place, found, fix)
    elif start is not None and end and row.body["converts_to"] and start >= date.fromisoformat(end):
        found = f"'start' is {start}, and they join a team on {end}"
        yield Fault("date_out_of_range", place, found, f"write a day before {end}, {plans}")


def _too_many(row: Row[Any], filled: float | None) -> Iterator[Fault]:
    """More than are asked for, as whole heads, unless so many were said to be found before."""
    heads = row.body["heads"]
    most = max(ceil(heads - NOISE), row.heads_filled)
    if filled is not None and filled > most:
        found = f"'heads_filled' is {shown(filled)}, asked for: {exact(heads)}"
        every = f"if more were found, name all of them in {ALL_OF_THEM[row.body['kind']]}"
        yield Fault("out_of_range", "body#/heads_filled", found, f"write at most {exact(most)}; {every}")


def differs(row: Row[Any], change: Change) -> bool:
    """Whether anything was said that was not known."""
    before = (row.body, row.status, row.external_id, row.heads_filled)
    return before != (change.body, change.status, change.external_id, change.heads_filled)
