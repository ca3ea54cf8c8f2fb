"""Heads and hours of a plan by period."""

from __future__ import annotations

from api.parts.pay import Seen
from api.schemas.parts import Ledger


def ledger(plan: str, seen: Seen) -> Ledger:
    """The plan's own books; there is no money in them but what vendors are paid without use."""
    made = seen.result.plan
    assert made is not None
    return Ledger(
        plan=plan,
        unit=seen.problem.forecast.calendar.unit,
        first_days=list(made.first_days),
        pools=made.pools,
        moves=made.moves,
        offers=made.offers,
        running=made.running,
        vendors=made.vendors,
        workstreams=made.workstreams,
        allocations=list(made.allocations),
    )
