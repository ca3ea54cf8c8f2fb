"""Hours asked for, worked out from hours, FTE or volume."""

from __future__ import annotations

from scheduler.check.clock import Clock, exact
from scheduler.problem.base import Series
from scheduler.problem.forecast import Workstream


def hours_asked(work: Workstream, clock: Clock) -> list[float]:
    """hours_dt by period: as given; FTE, net, by the calendar's week; or volume × handling time."""
    if work.hours is not None:
        return [_of(work.hours, t) for t in clock.periods]
    if work.fte is not None:
        calendar = clock.timeline.calendar
        week, country = calendar.fte_hours_per_week, calendar.country
        return [float(exact(_of(work.fte, t)) * clock.hours(t, week, country)) for t in clock.periods]
    per_hour = 3600 * exact(work.occupancy)
    volume, seconds = work.volume or 0.0, work.aht_seconds or 0.0
    return [float(exact(_of(volume, t)) * exact(_of(seconds, t)) / per_hour) for t in clock.periods]


def _of(series: Series, t: int) -> float:
    return series[t] if isinstance(series, tuple) else series
