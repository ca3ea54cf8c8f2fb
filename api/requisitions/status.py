"""Where a requisition stands."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # the shapes on the wire say Status, and clients have no database
    from sqlalchemy import Row


class Status(StrEnum):
    """`planned` until HR acts; `withdrawn` when the adopted plan asks no more for what was not filled."""

    PLANNED = "planned"
    OPENED = "opened"
    FILLED = "filled"
    CANCELLED = "cancelled"
    WITHDRAWN = "withdrawn"


def over(row: Row[Any], today: date) -> bool:
    """Whether nothing can come of it any more: cancelled, or filled by people who have begun."""
    return row.status == Status.CANCELLED or (row.status == Status.FILLED and starts(row) <= today)


def starts(row: Row[Any]) -> date:
    """When those who were found begin: as HR says, else as the plan asked."""
    return date.fromisoformat(row.body["filled_start"] or row.body["start"])
