"""Caps by calendar span: what of them is taken by what came before the cut in its span, or is decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from scheduler.plan import Action
from scheduler.problem import HeadsOn, HeadsPer, HoursOn, HoursPer
from scheduler.replan.cut import Cut

TRACE = 1e-9


def heads_left(
    cut: Cut, cap: HeadsPer | None, rows: Iterable[Sequence[float]], pinned: Iterable[Action]
) -> HeadsPer | None:
    """A cap on heads. `rows`: heads by period of the earlier plan; `pinned`: what is decided and to come."""
    if cap is None:
        return None
    found = _before(cut, cap, rows)
    for action in pinned:
        found[action.start] = found.get(action.start, 0.0) + action.heads
    return cap.and_taken(HeadsOn(on=on, heads=heads) for on, heads in sorted(found.items()))


def hours_left(
    cut: Cut, cap: HoursPer | None, rows: Iterable[Sequence[float]], ordered: Mapping[date, float]
) -> HoursPer | None:
    """A cap on hours. `rows`: hours by period of the earlier plan; `ordered`: those to come, by their day."""
    if cap is None:
        return None
    found = _before(cut, cap, rows)
    for on, hours in ordered.items():
        found[on] = found.get(on, 0.0) + hours
    return cap.and_taken(HoursOn(on=on, hours=hours) for on, hours in sorted(found.items()))


def _before(cut: Cut, cap: HeadsPer | HoursPer, rows: Iterable[Sequence[float]]) -> dict[date, float]:
    """What was before the cut in the span in which it lies, by its day."""
    span = next(periods for periods, _ in cut.index.clock.buckets(cap) if cut.period in periods)
    found: dict[date, float] = {}
    for row in rows:
        for t in span:
            if t < cut.period and row[t] > TRACE:
                day = cut.timeline.first_day(t)
                found[day] = found.get(day, 0.0) + row[t]
    return found
