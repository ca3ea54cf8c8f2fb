"""What other ways than a plan would cost, on the wire."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel


class Way(BaseModel):
    """Another way to meet the same demand: money over the whole horizon in the forecast's currency, hours of
    work left undone. Without a plan the figures are absent, and `why` says why. A key that does not see pay
    is told the cost alone, and not that where it would say what few people earn."""

    name: str
    cost: float | None = None
    cash: float | None = None
    penalties: float | None = None
    hours_short: float | None = None
    why: str = ""


class Comparisons(BaseModel):
    """Other ways; `none`: the plan ended without a plan to compare with, or nobody asked; `failed`: a fault
    of ours, `error` has its code."""

    plan: str
    state: Literal["waiting", "finished", "failed", "none"]
    error: dict[str, Any] | None = None
    ways: list[Way]
