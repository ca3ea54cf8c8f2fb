"""What the model needs to know of offers and running contracts, in periods."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scheduler.model.arrays import Floats
from scheduler.model.index.clock import Clock
from scheduler.problem import Offer, Running, Vendor
from scheduler.problem.timeline import add_duration


@dataclass(frozen=True)
class Terms:
    """One offer in periods; money in the forecast's currency."""

    offer: Offer
    vendor: Vendor
    exchange: float
    stay: int  # G: the youngest age at which a head may end
    longest: int | None  # M
    bound_term: int  # Lmin: the minimum term
    agreed: int  # conversion.after
    convert_after: int  # A
    productivity: Floats  # by age
    rate_share: Floats  # rate by age
    net_hours: Floats  # N of one head (hours offers: of one bought hour)
    price: Floats  # of one head (hours, output: of one bought hour without rates by skill)
    unit_price: Floats  # of a rate of 1
    efficiency: dict[str, float]  # after rework

    def price_at(self, age: int) -> float:
        """Share of the rate at an age."""
        return float(self.rate_share[age]) if age < len(self.rate_share) else 1.0

    def productive_at(self, age: int) -> float:
        """Productivity at an age."""
        return float(self.productivity[age]) if age < len(self.productivity) else 1.0

    def skill_price(self, skill: str) -> Floats:
        """Price of one bought hour of a skill (hours, output)."""
        rate = self.offer.rates.get(skill)
        return self.price if rate is None else self.priced(np.full(len(self.price), rate))

    def priced(self, rate: Floats) -> Floats:
        """A rate of this offer as the price of one head (or bought hour) in each period."""
        return rate * self.unit_price


@dataclass(frozen=True)
class Lot:
    """A running contract in periods: heads from `start` on, `age` when it is in period 0."""

    running: Running
    start: int
    age: int  # age in periods at the beginning of `start`
    bound: int  # before this period nobody may end, whatever is paid
    earliest: int  # first period in which heads may end without a fee
    latest: int  # first period in which nobody is there; far away when it has no end
    free: int  # first period in which its own dates let heads end, for a fee or without
    may_end: int  # the same once its notice can have run
    part: float  # of a head, beyond whole ones: it ends with the term alone
    heads: Floats  # T: when nobody ends early
    own_price: Floats  # of one head, by period, whatever its age
    price: Floats  # the same, rate by age included

    @property
    def bound_heads(self) -> Floats:
        """Heads that no plan can have ended yet. Shape (T,)."""
        early = np.arange(len(self.heads)) < self.may_end
        return np.where(early, self.heads, np.minimum(self.heads, self.part))


def terms(offer: Offer, vendor: Vendor, exchange: float, clock: Clock) -> Terms:
    """Turns an offer into periods."""
    length = clock.timeline.length
    ramp = clock.by_age(offer.ramp)
    bound = length(offer.min_term)
    firm = bound if offer.early_exit_fee is None else 0
    hours = clock.hours(offer.hours_per_week, offer.country)
    present = 1 - clock.values(offer.shrinkage)
    unit_price = exchange * _unit_price(offer, hours, present, clock)
    after = length(offer.conversion.after) if offer.conversion else 0
    return Terms(
        offer=offer,
        vendor=vendor,
        exchange=exchange,
        stay=max(1, len(ramp), length(offer.notice), firm),
        longest=length(offer.max_term) if offer.max_term is not None else None,
        bound_term=bound,
        agreed=after,
        convert_after=max(1, len(ramp), after),
        productivity=ramp,
        rate_share=clock.by_age(offer.rate_by_age),
        net_hours=_net_hours(offer, hours, present),
        price=clock.values(offer.rate) * unit_price,
        unit_price=unit_price,
        efficiency={skill: e * (1 - offer.rework_share) for skill, e in offer.skills.items()},
    )


def _net_hours(offer: Offer, hours: Floats, present: Floats) -> Floats:
    if offer.unit == "output":
        return np.ones(len(hours))
    each = present * offer.dedication
    return each if offer.unit == "hours" else hours * each


def _unit_price(offer: Offer, hours: Floats, present: Floats, clock: Clock) -> Floats:
    if offer.per == "contact":
        return np.full(clock.size, 3600 / (offer.aht_seconds or 3600))
    billed = present if offer.basis == "productive" and offer.per == "hour" else np.ones(clock.size)
    if offer.unit == "output":
        return np.ones(clock.size)
    if offer.unit == "hours":
        return billed
    days = clock.working_days(offer.country)
    return clock.price(np.ones(clock.size), offer.per, hours, days) * billed


def lot(running: Running, terms: Terms, clock: Clock, *, whole_heads: bool) -> Lot:
    """Turns a running contract into periods."""
    timeline = clock.timeline
    start = timeline.at_or_after(running.started)
    age = timeline.age_at(running.started, 0) if start == 0 else 0
    earliest = running.earliest_end or add_duration(running.started, terms.offer.min_term)
    latest = clock.size
    if running.latest_end is not None:
        latest = timeline.at_or_after(running.latest_end)
    elif terms.offer.max_term is not None:
        latest = timeline.at_or_after(add_duration(running.started, terms.offer.max_term))
    earliest_period = min(timeline.at_or_after(earliest), latest)
    bound = 0 if running.bound_until is None else min(timeline.at_or_after(running.bound_until), latest)
    free = max(start, bound, 0 if terms.offer.early_exit_fee is not None else earliest_period)
    there = (np.arange(clock.horizon) >= start) & (np.arange(clock.horizon) < latest)
    price = terms.price if running.rate is None else terms.priced(clock.values(running.rate))
    ages = [terms.price_at(max(0, t - start) + age) for t in range(clock.size)]
    return Lot(
        running=running,
        start=start,
        age=age,
        bound=bound,
        earliest=earliest_period,
        latest=latest,
        free=min(free, latest),
        may_end=min(max(free, timeline.earliest_start(terms.offer.notice)), latest),
        part=running.heads % 1 if whole_heads else 0.0,
        heads=np.where(there, running.heads, 0.0),
        own_price=price,
        price=price * np.array(ages),
    )
