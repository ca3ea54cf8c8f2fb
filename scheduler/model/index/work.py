"""What the model needs to know of one workstream, in periods."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scheduler.model.arrays import Floats
from scheduler.model.index.clock import Clock
from scheduler.problem import Price, Workstream
from scheduler.problem.base import Series


@dataclass(frozen=True)
class Work:
    """One workstream over the horizon; hours are productive hours, costs per hour and period."""

    workstream: Workstream
    hours: Floats
    delay: int  # δ
    early: int  # ε
    closing_backlog: float
    closing_min: float
    closing_max: float
    shortage_cost: Floats
    delay_cost: Floats
    early_cost: Floats
    max_contractor_share: Floats | None

    @property
    def most(self) -> float:
        """The most hours that can be delivered in one period: all that may wait or come early."""
        hours, t = self.hours, np.arange(len(self.hours))
        total = np.concatenate([[0.0], np.cumsum(hours)])
        reach = total[np.minimum(t + 1 + self.early, len(hours))] - total[np.maximum(t - self.delay, 0)]
        waiting = self.workstream.opening if self.delay else 0.0
        ahead = self.closing_max if self.early else 0.0
        return float(reach.max()) + waiting + ahead


def work(workstream: Workstream, dearest: float, clock: Clock) -> Work:
    """Turns a workstream into periods; `dearest` is the assumed price of a short hour."""
    stream, length = workstream, clock.timeline.length
    ahead = stream.closing_ahead
    closing_min = ahead.min if ahead else 0.0
    closing_max = ahead.max if ahead and ahead.max is not None else max(closing_min, stream.opening_ahead)
    short = clock.values(stream.shortage_cost)[: clock.horizon]
    share = stream.max_contractor_share
    return Work(
        workstream=stream,
        hours=demand_hours(stream, clock),
        delay=length(stream.max_delay),
        early=length(stream.max_early),
        closing_backlog=stream.opening if stream.closing_backlog is None else stream.closing_backlog,
        closing_min=closing_min,
        closing_max=closing_max,
        shortage_cost=np.full(clock.horizon, dearest) if stream.shortage_cost is None else short,
        delay_cost=_per_hour_and_period(stream.delay_cost, clock),
        early_cost=_per_hour_and_period(stream.early_cost, clock),
        max_contractor_share=None if share is None else clock.values(share)[: clock.horizon],
    )


def demand_hours(stream: Workstream, clock: Clock) -> Floats:
    """Hours of work per period, from hours, FTE, or volume × handling time / occupancy."""
    if stream.hours is not None:
        return _series(stream.hours, clock)
    calendar = clock.timeline.calendar
    if stream.fte is not None:
        return (
            _series(stream.fte, clock)
            * clock.hours(calendar.fte_hours_per_week, calendar.country)[: clock.horizon]
        )
    handled = _series(stream.volume or 0.0, clock) * _series(stream.aht_seconds or 0.0, clock)
    return handled / 3600 / stream.occupancy


def _series(series: Series, clock: Clock) -> Floats:
    values = np.asarray(series, dtype=float)
    return np.full(clock.horizon, float(values)) if values.ndim == 0 else values


def _per_hour_and_period(price: Price | None, clock: Clock) -> Floats:
    if price is None:
        return np.zeros(clock.horizon)
    hours, days = clock.hours(40.0, None), clock.working_days(None)
    return clock.price(np.full(clock.size, price.amount), price.per, hours, days)[: clock.horizon]
