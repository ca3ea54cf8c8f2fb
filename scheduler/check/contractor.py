"""One offer over time with its running contracts: terms in periods, heads, prices."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, cached_property
from typing import TypeVar

from scheduler.check.clock import Clock, at_age, exact
from scheduler.plan import OfferLedger, RunningLedger
from scheduler.problem.rate_card import Offer, Running, Vendor
from scheduler.problem.timeline import add_duration, value_on

V = TypeVar("V")


@dataclass(frozen=True)
class Lot:
    """A running contract: when it begins, may end (`earliest`) and must end (`latest`), in periods.

    `bound_until`: before it nobody may end, whatever is paid.
    `free`: from when its own dates let it end, for a fee or without; `may_end`: the same with its notice run.
    `part`: of a head, beyond whole ones, where only whole ones may end before the term runs out. `served`:
    whole periods it has run when the plan begins.
    """

    running: Running
    ledger: RunningLedger
    begin: int
    bound_until: int
    earliest: int
    latest: int | None
    free: int
    may_end: int
    part: float
    served: int

    def age(self, t: int) -> int:
        """Whole periods it has run at the beginning of t."""
        return self.served + max(0, t - self.begin)

    def planned(self, t: int) -> float:
        """Its heads in t when it is not ended early."""
        there = self.begin <= t and (self.latest is None or t < self.latest)
        return self.running.heads if there else 0.0

    def bound(self, t: int) -> float:
        """Its heads in t as long as no plan can have ended it."""
        there = self.planned(t)
        return there if t < self.may_end else min(there, self.part)


class Contractor:
    """An offer with its vendor, its ledger and its running contracts."""

    def __init__(
        self,
        offer: Offer,
        vendor: Vendor,
        ledger: OfferLedger,
        running: Sequence[tuple[Running, RunningLedger]],
        exchange: Fraction,
        clock: Clock,
        *,
        whole_heads: bool,
    ) -> None:
        length = clock.length
        self.whole_heads = whole_heads
        self.offer, self.vendor, self.ledger, self.clock = offer, vendor, ledger, clock
        self.key, self.exchange, self.in_heads = offer.key, exchange, offer.unit == "heads"
        self.ramp, self.rate_shares = clock.table(offer.ramp), clock.table(offer.rate_by_age)
        self.least = length(offer.min_term)
        bound = 0 if offer.early_exit_fee is not None else self.least
        self.stay = max(1, len(self.ramp), length(offer.notice), bound)
        self.most = None if offer.max_term is None else length(offer.max_term)
        after = length(offer.conversion.after) if offer.conversion else 0
        self.before_conversion = max(1, len(self.ramp), after)
        self.lots = [self._lot(contract, its) for contract, its in running]
        self.like = cache(self._like)
        self._first_like: dict[tuple[float, ...], int] = {}
        self.price = self._once_for_like(self._price)
        self.exact_hours = self._once_for_like(self._exact_hours)
        self.head_hours = self._once_for_like(self._head_hours)
        self.present_share = self._once_for_like(self._present_share)
        self._price_like = cache(self._price_of)
        self._hour_price_like = cache(self._hour_price_of)
        self.hour_yield = self._once_for_like(self._hour_yield)
        self.efficiency = cache(self._efficiency)
        self.lost_at = [float(1 - share) for share in self.ramp]

    def _lot(self, contract: Running, ledger: RunningLedger) -> Lot:
        timeline, offer = self.clock.timeline, self.offer
        earliest = contract.earliest_end or add_duration(contract.started, offer.min_term)
        latest = contract.latest_end
        if latest is None and offer.max_term is not None:
            latest = add_duration(contract.started, offer.max_term)
        last = None if latest is None else timeline.at_or_after(latest)
        first = timeline.at_or_after(earliest)
        first = first if last is None else min(first, last)
        bound = timeline.at_or_after(contract.bound_until) if contract.bound_until else 0
        bound = bound if last is None else min(bound, last)
        begin, served = timeline.at_or_after(contract.started), timeline.age_at(contract.started, 0)
        free = max(begin, bound, 0 if offer.early_exit_fee is not None else first)
        noticed = timeline.at_or_after(add_duration(timeline.as_of, offer.notice))
        may_end = max(free, noticed)
        may_end = may_end if last is None else min(may_end, last)
        part = contract.heads % 1 if self.whole_heads else 0.0
        return Lot(contract, ledger, begin, bound, first, last, free, may_end, part, served)

    def _like(self, t: int) -> int:
        """A period in which hours and prices are the same, one for all such periods."""
        offer, day = self.offer, self.clock.day(t)
        facts = (self.clock.like(t, offer.country), value_on(offer.rate, day), value_on(offer.shrinkage, day))
        return self._first_like.setdefault(facts, t)

    def _once_for_like(self, work: Callable[[int], V]) -> Callable[[int], V]:
        known = cache(work)
        return lambda t: known(self.like(t))

    @cached_property
    def converts(self) -> bool:
        """Whether anybody who will convert starts, joins or is there in any period."""
        book = self.ledger
        return any(map(any, (book.converting_starts, book.converted, book.converting_active)))

    @cached_property
    def idle(self) -> bool:
        """Whether nothing is there, starts, ends or is bought in any period, and nothing runs."""
        book = self.ledger
        rows = (book.starts, book.ends, book.active, *book.bought_hours.values())
        return not (self.lots or self.converts or any(map(any, rows)))

    def heads(self, t: int) -> float:
        """C_kt: all heads of the offer."""
        return self._heads[t]

    @cached_property
    def _heads(self) -> list[float]:
        own = [a + b for a, b in zip(self.ledger.active, self.ledger.converting_active)]
        for lot in self.lots:
            own = [a + b for a, b in zip(own, lot.ledger.active)]
        return own

    def running_bound(self, t: int) -> float:
        """Heads of running contracts that no plan can have ended in t."""
        return sum(lot.bound(t) for lot in self.lots)

    def starts(self, t: int) -> float:
        """Heads that are ordered to start in t, those who will convert included."""
        return self.ledger.starts[t] + self.ledger.converting_starts[t]

    def arrivals(self, t: int) -> float:
        """Heads that begin in t, of signed running contracts too."""
        first = self.clock.day(0)
        signed = [lot for lot in self.lots if lot.running.started >= first and lot.begin == t]
        return self.starts(t) + sum(lot.running.heads for lot in signed)

    def bought(self, t: int) -> float:
        return sum(hours[t] for hours in self.ledger.bought_hours.values())

    def exact_efficiency(self, skill: str) -> Fraction:
        """Productive hours by hour worked, rework taken off."""
        return exact(self.offer.skills[skill]) * (1 - exact(self.offer.rework_share))

    def _efficiency(self, skill: str) -> float:
        return float(self.exact_efficiency(skill))

    def _present_share(self, t: int) -> Fraction:
        return 1 - exact(value_on(self.offer.shrinkage, self.clock.day(t)))

    def _exact_hours(self, t: int) -> Fraction:
        """N_kt: productive hours of one ramped head."""
        offer = self.offer
        worked = self.clock.hours(t, offer.hours_per_week, offer.country)
        return worked * self.present_share(t) * exact(offer.dedication)

    def _head_hours(self, t: int) -> float:
        return float(self.exact_hours(t))

    def lost_to_ramp(self, t: int) -> float:
        """Heads' worth that newcomers do not yet deliver."""
        return self._lost[t]

    @cached_property
    def _lost(self) -> list[float]:
        lost = [0.0 for _ in self.clock.periods]
        for began in self.clock.periods:
            if heads := self.starts(began):
                for t, share in zip(self.clock.periods[began:], self.lost_at):
                    lost[t] += share * heads
        for lot in self.lots:
            for t in self.clock.periods:
                lost[t] += float(1 - at_age(self.ramp, lot.age(t))) * lot.ledger.active[t]
        return lost

    def price_of(self, rate: float, t: int) -> Fraction:
        """What a head at this rate costs in t, in the forecast's currency."""
        return self._price_like(rate, self.like(t))

    def _price_of(self, rate: float, t: int) -> Fraction:
        offer = self.offer
        price = self.clock.price(rate, offer.per, t, offer.hours_per_week, offer.country)
        if offer.basis == "productive" and offer.per == "hour":
            price *= self.present_share(t)
        return price * self.exchange

    def _price(self, t: int) -> Fraction:
        """p_kt."""
        return self.price_of(value_on(self.offer.rate, self.clock.day(t)), t)

    def lot_price(self, lot: Lot, t: int) -> Fraction:
        """What a head of a running contract costs by its age."""
        return self.aged(self.own_price(lot, t), lot.age(t))

    def own_price(self, lot: Lot, t: int) -> Fraction:
        """A running contract's own rate (absent: the offer's) as a price."""
        own = lot.running.rate
        return self.price(t) if own is None else self.price_of(value_on(own, self.clock.day(t)), t)

    def aged(self, price: Fraction, age: int) -> Fraction:
        """A price for somebody of this age."""
        return price * self.rate_shares[age] if age < len(self.rate_shares) else price

    def hour_price_of(self, rate: float, t: int) -> Fraction:
        """What a bought hour (or productive hour of output) costs at this rate."""
        return self._hour_price_like(rate, self.like(t))

    def _hour_price_of(self, rate: float, t: int) -> Fraction:
        offer = self.offer
        price = exact(rate)
        if offer.unit == "hours" and offer.basis == "productive":
            price *= self.present_share(t)
        if offer.per == "contact" and offer.aht_seconds is not None:
            price *= 3600 / exact(offer.aht_seconds)
        return price * self.exchange

    def hour_price(self, skill: str, t: int) -> Fraction:
        rate = self.offer.rates.get(skill)
        return self.hour_price_of(value_on(self.offer.rate, self.clock.day(t)) if rate is None else rate, t)

    def _hour_yield(self, t: int) -> Fraction:
        """Hours worked for us by one bought hour."""
        if self.offer.unit == "output":
            return Fraction(1)
        return self.present_share(t) * exact(self.offer.dedication)
