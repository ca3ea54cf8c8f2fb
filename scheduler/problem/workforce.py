"""The workforce: own people and how they come, grow, move and go, owned by HR."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from scheduler.problem.base import (
    ByAge,
    Country,
    Duration,
    Efficiency,
    Heads,
    HeadsOn,
    HeadsPer,
    Hours,
    HoursPer,
    Key,
    Model,
    Money,
    Overhead,
    Per,
    Price,
    Share,
    ShareBelowOne,
    SpanUnit,
    Timed,
    WeeklyHours,
)


class Hire(Model):
    """How people are hired. `costs` are named money per hire; `mentor_hours` per ramping head and week."""

    costs: dict[Key, Money] = {}
    lead: Duration = "0d"
    max: HeadsPer | None = None
    max_total: Heads | None = None
    ramp: ByAge | None = Field(None, description="productivity by age, then 1")
    min_tenure: Duration = "0d"
    mentor_hours: Hours = 0.0


class Release(Model):
    """How people are let go. `max_share` is of the heads there, in the span of `max` (else a month).

    What is taken of `max` counts in the share too; `share_taken` says it where there is no `max`.
    """

    cost: Money = 0.0
    notice: Duration = "0d"
    max: HeadsPer | None = None
    max_share: Share | None = None
    share_taken: tuple[HeadsOn, ...] = Field((), description="releases decided or gone by, as of a cap")
    share_of: Heads | None = Field(
        None, description="heads before the span in which the plan begins; absent: headcount"
    )
    max_of_present: Heads = Field(description="how many of today's people may go at all")

    @property
    def span(self) -> SpanUnit:
        """Of what `max_share` is: each calendar span has a share of its own."""
        return self.max.per if self.max else "month"

    @property
    def taken(self) -> tuple[HeadsOn, ...]:
        """Releases that count in the share and are none of the plan's."""
        return self.max.taken if self.max else self.share_taken


class Overtime(Model):
    """Hours beyond the contract: a share of the worked hours, at a premium on pay or at a rate per hour."""

    max_share: Timed[Share]
    premium: Annotated[float, Field(ge=0, le=10)] | None = Field(None, description="1.5 = time and a half")
    rate: Money | None = Field(None, description="money per overtime hour, in place of a premium")


class ShortTime(Model):
    """Short time: `hours_share` is still worked, `pay_share` still paid, `cost` per head and span."""

    max_heads: Heads
    hours_share: Share = 0.5
    pay_share: Share = 1.0
    cost: Price | None = None


BoundUntil = Annotated[
    date | None,
    Field(description="hired for a minimum time: stays until this day, and is none of today's people after"),
]


class Arrival(HeadsOn):
    """People known to join. The `experienced` neither ramp nor leave in their first period."""

    experienced: bool = Field(False, description="who knows the work already, as under a contract before")
    bound_until: BoundUntil = None


class RecentStarters(Model):
    """People in `headcount` who started lately: who still ramp, are bound for a time, or learn off work."""

    started: date
    heads: Heads
    experienced: bool = Field(False, description="who knew the work before: does not ramp")
    bound_until: BoundUntil = None
    learning_until: date | None = Field(
        None, description="changes team: paid and off work until this day, experienced after it"
    )
    survival: Share = Field(1.0, description="share of those who learn who begin to work")


class Pool(Model):
    """People alike: same skills, pay and terms. A named person is a pool of one.

    `skills` maps a skill to its efficiency (1 = a full hour of work an hour).
    `attrition` is the share that leaves in a year. Money is in the forecast's currency.
    """

    key: Key
    skills: dict[Key, Efficiency] = Field(min_length=1)
    headcount: Heads = Field(0.0, description="just before the first period, recent starters included")
    arriving: tuple[Arrival, ...] = ()
    leaving: tuple[HeadsOn, ...] = ()
    recent_starters: tuple[RecentStarters, ...] = ()
    salary: Timed[Money] = 0.0
    per: Per = "year"
    pay_by_age: ByAge | None = Field(None, description="share of the salary by age, then 1")
    on_cost_share: Timed[Annotated[float, Field(ge=0, le=10)]] = 0.0
    overheads: tuple[Overhead, ...] = ()
    hours_per_week: Timed[WeeklyHours] = 40.0
    country: Country | None = None
    shrinkage: Timed[ShareBelowOne] = 0.0
    absence: Timed[ShareBelowOne] = 0.0
    attrition: Timed[ShareBelowOne] = 0.0
    attrition_by_age: ByAge | None = Field(None, description="share that leaves in a year, by age")
    site: Key | None = None
    clearance: tuple[Key, ...] | None = Field(None, description="absent: cleared for everything")
    min_headcount: Timed[Heads] | None = None
    max_headcount: Timed[Heads] | None = None
    needed_after: Heads | Literal["today", "unknown"] = "today"
    hires_needed_after: Heads | None = Field(
        None,
        description="of those hired for a minimum time; absent: what needed_after lacks of today's people",
    )
    hire: Hire | None = None
    release: Release | None = None
    overtime: Overtime | None = None
    short_time: ShortTime | None = None
    idle_cost: Money = Field(0.0, description="per idle hour")
    max_idle: HoursPer | None = None


class Move(Model):
    """People who change pool: `duration` off work on the target's payroll, `survival` of them arrive."""

    key: Key
    source: Key = Field(alias="from")
    target: Key = Field(alias="to")
    cost: Money = 0.0
    duration: Duration = "0d"
    max: HeadsPer | None = None
    max_share_of_target: Share | None = None
    survival: Share = 1.0


class Workforce(Model):
    """HR's document."""

    pools: tuple[Pool, ...] = ()
    moves: tuple[Move, ...] = ()
