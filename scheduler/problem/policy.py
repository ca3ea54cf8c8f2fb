"""The policy: limits of the planner and of finance, and whatever else changes the answer."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from scheduler.problem.base import Currency, Heads, Hours, HoursPer, Key, Model, Money, Share, Timed


class Done(Model):
    """Hours delivered before the plan begins: by those whom a limit is on, and by all."""

    theirs: Hours
    all: Hours


class ShareLimit(Model):
    """A share of delivered productive hours, of one skill or all, every period or over the horizon.

    `from` and `to` narrow it to periods that begin in that span. `done` counts in a share over the horizon.
    """

    share: Share
    skill: Key | None = None
    over: Literal["period", "horizon"] = "period"
    since: date | None = Field(None, alias="from")
    until: date | None = Field(None, alias="to")
    done: Done | None = None

    @property
    def before(self) -> Done:
        """What was done before; nothing where nothing is said."""
        return self.done or Done(theirs=0.0, all=0.0)

    @property
    def room(self) -> float:
        """Hours that what is done leaves to those whom the limit is on, beyond their share of the rest."""
        return self.share * self.before.all - self.before.theirs


class VendorShareLimit(ShareLimit):
    """A share limit on one vendor, or on each of them."""

    vendor: Key | None = None


class Budget(Model):
    """At most `amount` of cash between `from` (included) and `to` (excluded)."""

    amount: Money
    since: date = Field(alias="from")
    until: date = Field(alias="to")


class Policy(Model):
    """The planner's and finance's document."""

    max_headcount: Timed[Heads] | None = Field(None, description="own people in all")
    max_total_heads: Timed[Heads] | None = Field(None, description="own and contract people")
    max_hires: Heads | None = Field(None, description="in all pools over the horizon")
    min_inhouse_share: tuple[ShareLimit, ...] = ()
    max_contractor_share: tuple[ShareLimit, ...] = ()
    max_vendor_share: tuple[VendorShareLimit, ...] = ()
    max_vendors: Annotated[int, Field(ge=0)] | None = None
    max_idle: HoursPer | None = None
    budget: tuple[Budget, ...] = ()
    frozen_until: date | None = None
    change_cost: Money = Field(0.0, description="per head that differs from the baseline plan")
    exchange_rates: dict[Currency, Annotated[float, Field(gt=0, le=1e9)]] = Field(
        {}, description="the forecast's currency for one unit of this one"
    )
    strict: bool = Field(False, description="no shortage at all")
    whole_heads: bool = Field(True, description="false: every count is a real number")
