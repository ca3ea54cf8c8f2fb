"""How a search goes, on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, Field


class Point(BaseModel):
    """Cost of the best plan so far and the bound under which none can be, `seconds` after the beginning."""

    seconds: float
    cost: float | None
    bound: float | None


class SearchProgress(BaseModel):
    """How a search came to where it is. Figures are null where they would say what few people earn.

    `elapsed`: seconds since the search began, or that it took; null while it waits.
    """

    plan: str
    state: Literal["queued", "running", "finished", "failed", "cancelled"]
    stopping: bool = Field(description="somebody asked for its end")
    currency: str
    cost: float | None
    bound: float | None
    gap: float | None
    started: datetime | None
    elapsed: float | None
    time_limit: float
    points: list[Point] = Field(description="oldest first; of a long search not all")
    ahead: int = Field(description="open plans of this tenant that were asked for before")
    workers: int = Field(description="processes that take plans from the queue")
