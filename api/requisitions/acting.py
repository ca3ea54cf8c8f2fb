"""What HR says of a requisition: opened, filled by so many from a day on, cancelled."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row

from api.errors import ApiError, invalid
from api.requisitions.status import Status
from api.schemas.requisitions import RequisitionPatch
from api.store.requisitions import Change
from scheduler.errors import Fault


def patched(row: Row[Any], said: RequisitionPatch) -> Change:
    """The requisition with what was said; 422 for null where there must be a value, 409 for a withdrawn one
    that is opened or filled: nobody asks for it any more."""
    given = said.model_fields_set
    nulls = [name for name in ("status", "heads_filled") if name in given and getattr(said, name) is None]
    if nulls:
        raise invalid(
            Fault("wrong_type", f"body#/{name}", f"'{name}' is null", "leave it out") for name in nulls
        )
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


def differs(row: Row[Any], change: Change) -> bool:
    """Whether anything was said that was not known."""
    before = (row.body, row.status, row.external_id, row.heads_filled)
    return before != (change.body, change.status, change.external_id, change.heads_filled)
