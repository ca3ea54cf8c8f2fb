"""Hours asked for, worked out from hours, FTE or volume."""

from __future__ import annotations

from scheduler.check.case import Case
from scheduler.check.clock import exact
from scheduler.problem.base import Series
from scheduler.problem.forecast import Workstream


def hours_asked(case: Case, work: Workstream, t: int) -> float:
    """hours_dt: as given; FTE net of shrinkage by the calendar's week; or volume × handling time."""
    if work.hours is not None:
        return _of(work.hours, t)
    if work.fte is not None:
        calendar = case.problem.forecast.calendar
        return float(
            exact(_of(work.fte, t)) * case.clock.hours(t, calendar.fte_hours_per_week, calendar.country)
        )
    seconds = exact(_of(work.volume or 0.0, t)) * exact(_of(work.aht_seconds or 0.0, t))
    return float(seconds / 3600 / exact(work.occupancy))


def _of(series: Series, t: int) -> float:
    return series[t] if isinstance(series, tuple) else series
