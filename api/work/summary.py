"""What of a result stands beside it in the store, to be listed without unpacking it."""

from __future__ import annotations

from typing import Any

from scheduler import Result


def summary(result: Result) -> dict[str, Any]:
    """Columns of a plan."""
    return {
        "outcome": str(result.outcome),
        "stop_reason": str(result.stop_reason),
        "cost": result.cost,
        "bound": result.bound,
        "gap": result.gap,
        "seconds": result.seconds,
    }
