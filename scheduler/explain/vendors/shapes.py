"""What the comparison says of one vendor."""

from __future__ import annotations

from datetime import date
from typing import Literal

from scheduler.explain.interval import Interval
from scheduler.problem.base import Model


class Line(Model):
    """A part of what a productive hour costs, in the forecast's currency; below 0 where it saves."""

    name: str
    per_hour: float


class OfferCost(Model):
    """What a productive hour of an offer costs, in the forecast's currency.

    `as_used`: by the plan's cost lines and the hours delivered (`hours`); else by the terms, for one head
    who stays the minimum term from the first day it can start (or one hour bought) in the best skill.
    `rate` and `per` as the rate card has them on the first day, in the vendor's `currency`; `quoted`: the
    same per hour in the forecast's. `lines` add up to `outside`, the first of them what a billed hour cost.
    `supervision_hours`: own people's per productive hour.

    Pay: `supervision` (those hours at loaded pay) and `true_cost` (`outside` + `supervision`) tell it; both
    are None without supervision or where nothing is known of it, then `outside` is the true cost.
    """

    offer: str
    unit: Literal["heads", "hours", "output"]
    used: bool
    as_used: bool
    rate: float
    per: str
    currency: str
    quoted: float
    hours: float
    lines: tuple[Line, ...]
    outside: float | None
    supervision_hours: float
    supervision: float | None
    true_cost: float | None


class SkillShare(Model):
    """A vendor's part of what is delivered of a skill, and the period in which that part is greatest."""

    skill: str
    hours: float
    share: float
    peak: float
    peak_day: date


class Barred(Model):
    """Work a vendor has the skill for and may not do."""

    workstream: str
    why: str


class Way(Model):
    """The plan when fewer vendors may be asked. `same`: the plan that is explained keeps to it already.

    Running contracts go on and commitments stay due. `cost` and `change` may tell pay.
    """

    found: Literal["plan", "same", "impossible", "late", "not asked"]
    cost: float | None = None
    change: Interval | None = None
    hours_short: float | None = None
    against: tuple[str, ...] = ()


class VendorView(Model):
    """One vendor beside the others, through the plan. Shares are of delivered productive hours.

    `fixed_cost`: paid once if used, forecast's currency. `outside`, `true_cost`: of all its delivered hours
    together, None where it delivers none; pay as in OfferCost. `only_cleared`: data classes no other vendor
    is cleared for; `alone_cleared`: those nobody else is, own people included; `only_vendor_for`: workstreams
    no other vendor may do. `risks`: concentration and clearance in words. `text_without_pay` is for readers
    who may not see pay: they may not see `true_cost`, `without`, `only` or `text` either.
    """

    vendor: str
    used: bool
    fixed_cost: float
    offers: tuple[OfferCost, ...]
    hours: float
    share: float
    skills: tuple[SkillShare, ...]
    outside: float | None
    true_cost: float | None
    without: Way
    only: Way
    only_cleared: tuple[str, ...]
    alone_cleared: tuple[str, ...]
    only_vendor_for: tuple[str, ...]
    barred: tuple[Barred, ...]
    risks: tuple[str, ...]
    text: str
    text_without_pay: str
