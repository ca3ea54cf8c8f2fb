"""What follows from the input alone: prices, hours, shares still there, buckets. Written for the tests."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from math import ceil

from scheduler.problem import Offer, Pool, Problem, Workstream
from scheduler.problem.base import ByAge, HeadsPer, HoursPer, Series
from scheduler.problem.timeline import PER_YEAR, Timeline, spans_per, value_on

ORDER = ("week", "month", "quarter", "year")


class Facts:
    """One problem's numbers, by pool or offer and period."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.line = Timeline(problem.forecast.calendar)
        self.unit = problem.forecast.calendar.unit
        self.T = problem.forecast.calendar.periods
        self.vendors = {vendor.key: vendor for vendor in problem.rate_card.vendors}
        self.offers = {offer.key: offer for offer in problem.rate_card.offers}
        self.pools = {pool.key: pool for pool in problem.workforce.pools}

    def day(self, t: int) -> date:
        return self.line.first_day(t)

    def spans(self, per: str) -> float:
        return float(spans_per(per, self.unit))

    def ages(self, table: ByAge | None) -> list[float]:
        return [float(value) for value in self.line.by_age(table)] if table else []

    def at_age(self, table: ByAge | None, age: int) -> float:
        values = self.ages(table)
        return values[age] if age < len(values) else 1.0

    # own people

    def hours(self, pool: Pool, t: int) -> float:
        return float(self.line.hours(t, value_on(pool.hours_per_week, self.day(t)), pool.country))

    def productive(self, pool: Pool, t: int) -> float:
        away = (1 - value_on(pool.shrinkage, self.day(t))) * (1 - value_on(pool.absence, self.day(t)))
        return self.hours(pool, t) * away

    def pay(self, pool: Pool, t: int) -> float:
        week = value_on(pool.hours_per_week, self.day(t))
        return float(self.line.money(value_on(pool.salary, self.day(t)), pool.per, t, week))

    def loaded(self, pool: Pool, t: int) -> float:
        return self.pay(pool, t) * (1 + value_on(pool.on_cost_share, self.day(t)))

    def turnover(self, pool: Pool) -> float:
        return 3 / self.spans("month") * self.loaded(pool, self.T)

    def productivity(self, pool: Pool, age: int) -> float:
        return self.at_age(pool.hire.ramp if pool.hire else None, age)

    def newcomer_ages(self, pool: Pool) -> int:
        tables = (pool.hire.ramp if pool.hire else None, pool.attrition_by_age, pool.pay_by_age)
        return max(ceil(len(t.values) * PER_YEAR[self.unit] / PER_YEAR[t.step]) if t else 0 for t in tables)

    def stays(self, pool: Pool, age: int, t: int) -> float:
        """Share of the people of this age that does not leave in period t."""
        year, table = Fraction(1, PER_YEAR[self.unit]), pool.attrition_by_age
        start, share, rest = age * year, 1.0, year
        length = Fraction(1, PER_YEAR[table.step]) if table else year
        for step, rate in enumerate(table.values if table else ()):
            inside = min(start + year, (step + 1) * length) - max(start, step * length)
            if inside > 0:
                share *= (1 - rate) ** float(inside)
                rest -= inside
        return float(share * (1 - value_on(pool.attrition, self.day(t))) ** float(rest))

    def experienced_stay(self, pool: Pool, first: int, last: int) -> float:
        share = 1.0
        for t in range(first, last + 1):
            share *= (1 - value_on(pool.attrition, self.day(t))) ** (1 / PER_YEAR[self.unit])
        return share

    def still_there(self, pool: Pool, start: int, t: int) -> float:
        share = 1.0
        for s in range(start, t + 1):
            share *= self.stays(pool, s - start, s)
        return share

    # contracts

    def exchange(self, vendor: str) -> float:
        currency = self.vendors[vendor].currency
        if currency in (None, self.problem.forecast.currency):
            return 1.0
        return self.problem.policy.exchange_rates[currency]

    def offer_productive(self, offer: Offer, t: int) -> float:
        hours = float(self.line.hours(t, offer.hours_per_week, offer.country))
        return hours * (1 - value_on(offer.shrinkage, self.day(t))) * offer.dedication

    def head_price(self, offer: Offer, t: int, rate: float | None = None) -> float:
        rate = value_on(offer.rate, self.day(t)) if rate is None else rate
        price = float(self.line.money(rate, offer.per, t, offer.hours_per_week, offer.country))
        if offer.basis == "productive" and offer.per == "hour":
            price *= 1 - value_on(offer.shrinkage, self.day(t))
        return price * self.exchange(offer.vendor)

    def hour_price(self, offer: Offer, skill: str, t: int) -> float:
        rate = offer.rates.get(skill, value_on(offer.rate, self.day(t)))
        return self.bought_price(offer, rate, t)

    def bought_price(self, offer: Offer, rate: float, t: int) -> float:
        if offer.per == "contact":
            rate *= 3600 / (offer.aht_seconds or 0)
        elif offer.unit == "hours" and offer.basis == "productive":
            rate *= 1 - value_on(offer.shrinkage, self.day(t))
        return rate * self.exchange(offer.vendor)

    def efficiency(self, supplier: Pool | Offer, skill: str) -> float:
        rework = supplier.rework_share if isinstance(supplier, Offer) else 0.0
        return supplier.skills[skill] * (1 - rework)

    # demand

    def demand(self, work: Workstream, t: int) -> float:
        def at(series: Series | None) -> float:
            value = series[t] if isinstance(series, tuple) else series
            return float(value or 0.0)

        if work.hours is not None:
            return at(work.hours)
        if work.fte is not None:
            calendar = self.problem.forecast.calendar
            return at(work.fte) * float(self.line.hours(t, calendar.fte_hours_per_week, calendar.country))
        return at(work.volume) * at(work.aht_seconds) / 3600 / work.occupancy

    def shortage_price(self, work: Workstream, t: int) -> float:
        if work.shortage_cost is not None:
            return value_on(work.shortage_cost, self.day(t))
        dearest = 10 * max(self._hour_prices(), default=0.0)
        return float(ceil(dearest - 1e-9)) if dearest > 0 else 1000.0

    def _hour_prices(self) -> Iterable[float]:
        for t in range(self.T):
            for pool in self.pools.values():
                for efficiency in pool.skills.values():
                    yield self.loaded(pool, t) / (self.productive(pool, t) * efficiency)
            for offer in self.offers.values():
                yield from self._offer_hour_prices(offer, t)

    def _offer_hour_prices(self, offer: Offer, t: int) -> Iterable[float]:
        for skill in offer.skills:
            efficiency = self.efficiency(offer, skill)
            if offer.unit == "heads":
                yield self.head_price(offer, t) / (self.offer_productive(offer, t) * efficiency)
            else:
                net = (1 - value_on(offer.shrinkage, self.day(t))) * offer.dedication
                yield self.hour_price(offer, skill, t) / (efficiency * (net if offer.unit == "hours" else 1))

    # caps

    def buckets(self, cap: HeadsPer | HoursPer | None, per: str = "month") -> list[tuple[list[int], float]]:
        """Periods that share one cap, with the cap (infinite without one)."""
        amount = getattr(cap, "heads", None) if isinstance(cap, HeadsPer) else getattr(cap, "hours", None)
        per = cap.per if cap else per
        limit = float("inf") if amount is None else float(amount)
        known = cap.gone if cap else ()
        if ORDER.index(per) <= ORDER.index(self.unit):
            return [([t], limit * self.spans(per) - self.gone(known, [t], per)) for t in range(self.T)]
        groups: dict[tuple[int, int], list[int]] = {}
        months = {"month": 1, "quarter": 3, "year": 12}[per]
        for t in range(self.T):
            day = self.day(t)
            groups.setdefault((day.year, (day.month - 1) // months), []).append(t)
        return [(group, limit - self.gone(known, group, per)) for group in groups.values()]

    def gone(self, known: Iterable[tuple[date, float]], group: list[int], per: str) -> float:
        """What of a cap is taken: on days of the span, or of the one period."""
        gone, months = 0.0, {"week": 0, "month": 1, "quarter": 3, "year": 12}[per]
        longer, first = ORDER.index(per) > ORDER.index(self.unit), self.day(group[0])
        for on, amount in known:
            if longer:
                inside = (on.year, (on.month - 1) // months) == (first.year, (first.month - 1) // months)
            else:
                inside = self.day(0) <= on and self.line.at_or_after(on) in group
            gone += amount if inside else 0.0
        return gone
