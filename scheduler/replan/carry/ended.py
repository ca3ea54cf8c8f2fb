"""Contracts that are over where an earlier plan is cut: counts from before it may speak of their heads."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from scheduler.problem import Running
from scheduler.replan.cut import Cut
from scheduler.words import day


def ended(cut: Cut) -> Iterator[Running]:
    """Heads whose contracts ended before the cut, by contract and day of their end."""
    for action in cut.plan.actions:
        if action.kind in ("contract", "conversion") and action.end and action.end < cut.start:
            yield _over(action.owner, action.heads, action.start, action.end)
    running = {lot.running.key: lot.running for lot in cut.index.lots}
    for action in cut.plan.actions:
        if action.kind == "end_running" and action.start < cut.start:
            lot = running[action.owner]
            yield _over(lot.offer, action.heads, lot.started, action.start)


def _over(offer: str, heads: float, started: date, end: date) -> Running:
    key = f"{offer} since {day(started)} to {day(end)}"
    return Running(key=key, offer=offer, heads=heads, started=started, latest_end=end)
