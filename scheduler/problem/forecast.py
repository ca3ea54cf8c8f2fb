"""The forecast: the calendar and what is to be worked, owned by the operations planner."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from scheduler.problem.base import (
    Country,
    Currency,
    Duration,
    Hours,
    Key,
    Model,
    Money,
    Price,
    Series,
    Share,
    Span,
    Timed,
    WeeklyHours,
)


class Calendar(Model):
    """The periods that are planned. `as_of` is the day of planning: nothing can be decided before it."""

    start: date
    unit: Literal["week", "month", "quarter", "year"] = "week"
    periods: int = Field(ge=1, le=1300)
    time_zone: str = "UTC"
    as_of: date | None = Field(None, description="today; absent: the start; never after it")
    country: Country | None = Field(None, description="public holidays for hours given as FTE")
    fte_hours_per_week: WeeklyHours = Field(40.0, description="the week of one FTE of demand")
    working_days: float | None = Field(
        None, gt=0, le=366, description="working days of every period; absent: Mondays to Fridays counted"
    )


class Ahead(Model):
    """Hours worked ahead that must and may be left at the end."""

    min: Hours = 0.0
    max: Hours | None = None


class Workstream(Model):
    """Work of one skill. Exactly one of `hours`, `fte`, or `volume` with `aht_seconds`.

    Hours are time on the work, before shrinkage. Costs are in the forecast's currency:
    `shortage_cost` per hour never done, `delay_cost` and `early_cost` per hour and span.
    """

    key: Key
    skill: Key
    hours: Series | None = None
    fte: Series | None = None
    volume: Series | None = None
    aht_seconds: Series | None = None
    occupancy: Annotated[float, Field(gt=0, le=1)] = 1.0
    shortage_cost: Timed[Money] | None = None
    must_meet: bool = False
    max_shortage_share: Share | None = None
    max_delay: Duration = "0d"
    delay_cost: Price | None = None
    opening_backlog: Series = Field(
        0.0, description="hours that wait at the start; a list: of the last period, of the one before, …"
    )
    closing_backlog: Hours | None = Field(None, description="absent: the opening backlog")
    max_backlog: Hours | None = None
    max_early: Duration = "0d"
    early_cost: Price | None = None
    opening_ahead: Hours = 0.0
    closing_ahead: Ahead | None = Field(None, description="absent: at most the opening hours ahead")
    max_ahead: Hours | None = None
    data_class: Key | None = None
    max_contractor_share: Timed[Share] | None = None
    sites: tuple[Key, ...] | None = Field(None, description="absent: anywhere")
    suppliers: tuple[Key, ...] | None = Field(None, description="pools, offers or vendors; absent: any")
    surge: Span | None = None

    @property
    def opening_by_age(self) -> tuple[float, ...]:
        """Hours that wait at the start by the periods since they came: those of the last period first."""
        backlog = self.opening_backlog
        return (backlog or (0.0,)) if isinstance(backlog, tuple) else (backlog,)

    @property
    def opening(self) -> float:
        """Hours that wait at the start."""
        return sum(self.opening_by_age)


class Forecast(Model):
    """The planner's document."""

    currency: Currency = "EUR"
    calendar: Calendar
    workstreams: tuple[Workstream, ...]
