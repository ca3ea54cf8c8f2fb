"""The rate card: vendors, what they offer, and contracts that run, owned by procurement."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from scheduler.problem.base import (
    ByAge,
    Country,
    Currency,
    Duration,
    Efficiency,
    Heads,
    HeadsPer,
    Hours,
    HoursPer,
    Key,
    Model,
    Money,
    Overhead,
    Share,
    ShareBelowOne,
    Timed,
    WeeklyHours,
    WholeHeads,
)


class Commitment(Model):
    """Take-or-pay: at least `amount` of rates between `from` and `to`; `spent` before the plan starts."""

    amount: Money
    since: date = Field(alias="from")
    until: date = Field(alias="to")
    spent: Money = 0.0


class Vendor(Model):
    """A firm that supplies people. `fixed_cost` is paid once if it is used and does not run already."""

    key: Key
    fixed_cost: Money = 0.0
    max_heads: Timed[Heads] | None = None
    min_heads_if_used: WholeHeads = 0
    max_starts: HeadsPer | None = None
    max_share: Share | None = Field(None, description="of all delivered productive hours, every period")
    commitment: Commitment | None = None
    clearance: tuple[Key, ...] = Field((), description="data classes its people may touch")
    sites: tuple[Key, ...] | None = Field(None, description="absent: anywhere")
    currency: Currency | None = Field(None, description="absent: the forecast's")
    engaged: bool = Field(False, description="has supplied before: counts as used, its fixed cost is paid")


class Band(Model):
    """What is above `above` heads (or hours a period) costs `rate` in place of the rate below."""

    above: Annotated[float, Field(gt=0, le=1e9)]
    rate: Money


class Conversion(Model):
    """Contract heads who join a pool for a `fee` after `after`; at most `max` in all."""

    fee: Money = 0.0
    after: Duration
    to_pool: Key
    max: Heads


class Offer(Model):
    """One line of the rate card, in the vendor's currency.

    `heads`: people for a term. `hours`: paid hours on call. `output`: productive hours delivered,
    or contacts of `aht_seconds` each when `per` is `contact`. `rates` gives rates by skill for hours
    and output. `ramp`, `rate_by_age`: by time since the start; `supervision`: own hours per head and week.
    `basis`: what is billed, hours present or productive hours.
    """

    key: Key
    vendor: Key
    unit: Literal["heads", "hours", "output"] = "heads"
    skills: dict[Key, Efficiency] = Field(min_length=1)
    rate: Timed[Money] = 0.0
    rates: dict[Key, Money] = {}
    per: Literal["hour", "day", "week", "month", "year", "contact"] = "hour"
    basis: Literal["paid", "productive"] = "paid"
    aht_seconds: Annotated[float, Field(gt=0, le=1e6)] | None = None
    rate_by_age: ByAge | None = Field(None, description="share of the rate by age, then 1")
    hours_per_week: WeeklyHours = 40.0
    country: Country | None = None
    shrinkage: Timed[ShareBelowOne] = 0.0
    min_term: Duration = "0d"
    max_term: Duration | None = None
    lead: Duration = "0d"
    notice: Duration = "0d"
    early_exit_fee: Share | None = Field(None, description="share of what is left of the minimum term")
    ramp: ByAge | None = None
    min_heads: WholeHeads = 0
    max_heads: Timed[Heads] | None = None
    max_hours: HoursPer | None = None
    max_starts: HeadsPer | None = None
    batch: Annotated[int, Field(ge=1, le=10_000)] = 1
    bands: tuple[Band, ...] = ()
    start_from: date | None = None
    start_until: date | None = None
    last_end: date | None = Field(None, description="nobody is there on or after this day")
    clearance: tuple[Key, ...] | None = Field(None, description="absent: the vendor's; given: both must hold")
    onboarding: Money = Field(0.0, description="per start")
    exit: Money = Field(0.0, description="per end")
    overheads: tuple[Overhead, ...] = ()
    supervision: dict[Key, Hours] = {}
    rework_share: ShareBelowOne = 0.0
    dedication: Annotated[float, Field(gt=0, le=1)] = 1.0
    conversion: Conversion | None = None
    ordered: bool = Field(False, description="its hours are ordered already: nothing is to be decided")


class Running(Model):
    """A contract that runs or is signed. Absent: ends as the offer's terms say, the offer's rate."""

    key: Key
    offer: Key
    heads: Heads
    started: date
    earliest_end: date | None = None
    bound_until: date | None = Field(None, description="nobody ends before this day, not even for a fee")
    latest_end: date | None = None
    rate: Timed[Money] | None = Field(None, description="its own; absent: the offer's")
    joins: bool = Field(False, description="its heads join a team when it ends: no exit is paid")
    min_heads_hold: bool = Field(
        False, description="is not there with fewer than the least heads of its offer and vendor"
    )


class RateCard(Model):
    """Procurement's document."""

    vendors: tuple[Vendor, ...] = ()
    offers: tuple[Offer, ...] = ()
    running: tuple[Running, ...] = ()
