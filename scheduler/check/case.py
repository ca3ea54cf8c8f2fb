"""One problem with one plan, looked at the way the rules speak of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from scheduler.check.clock import Clock, exact
from scheduler.check.contractor import Contractor
from scheduler.check.team import Team
from scheduler.check.tolerance import Room
from scheduler.plan import Plan
from scheduler.problem.forecast import Workstream
from scheduler.problem.problem import Problem
from scheduler.problem.rate_card import Offer, Vendor
from scheduler.problem.timeline import Timeline
from scheduler.problem.workforce import Move
from scheduler.result import Violation


@dataclass(frozen=True)
class Case:
    """A plan of the right shape, its problem, and what both say together."""

    problem: Problem
    plan: Plan
    baseline: Plan | None = None
    bound: float | None = None
    clock: Clock = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "clock", Clock(Timeline(self.problem.forecast.calendar)))

    @property
    def periods(self) -> range:
        return self.clock.periods

    @property
    def last(self) -> int:
        return self.periods[-1]

    @property
    def workstreams(self) -> tuple[Workstream, ...]:
        return self.problem.forecast.workstreams

    @cached_property
    def teams(self) -> dict[str, Team]:
        pools = self.problem.workforce.pools
        return {pool.key: Team(pool, self.plan.pools[pool.key], self.clock) for pool in pools}

    @cached_property
    def vendors(self) -> dict[str, Vendor]:
        return {vendor.key: vendor for vendor in self.problem.rate_card.vendors}

    @cached_property
    def contractors(self) -> dict[str, Contractor]:
        return {offer.key: self._contractor(offer) for offer in self.problem.rate_card.offers}

    def _contractor(self, offer: Offer) -> Contractor:
        running = [
            (r, self.plan.running[r.key]) for r in self.problem.rate_card.running if r.offer == offer.key
        ]
        vendor = self.vendors[offer.vendor]
        exchange = self.exchange(vendor)
        return Contractor(offer, vendor, self.plan.offers[offer.key], running, exchange, self.clock)

    def exchange(self, vendor: Vendor) -> Fraction:
        """The forecast's currency for one unit of the vendor's."""
        if vendor.currency in (None, self.problem.forecast.currency):
            return Fraction(1)
        return exact(self.problem.policy.exchange_rates[str(vendor.currency)])

    def of_vendor(self, vendor: str) -> list[Contractor]:
        return [c for c in self.contractors.values() if c.vendor.key == vendor]

    def moves_from(self, pool: str) -> list[Move]:
        return [move for move in self.problem.workforce.moves if move.source == pool]

    def moves_to(self, pool: str) -> list[Move]:
        return [move for move in self.problem.workforce.moves if move.target == pool]

    def converting_to(self, pool: str) -> list[Contractor]:
        return self._converting.get(pool, [])

    @cached_property
    def _converting(self) -> dict[str, list[Contractor]]:
        found: dict[str, list[Contractor]] = {}
        for contractor in self.contractors.values():
            if contractor.offer.conversion:
                found.setdefault(contractor.offer.conversion.to_pool, []).append(contractor)
        return found

    def joining(self, pool: str, t: int) -> float:
        """κ_t of the offers that convert to this pool."""
        return sum(c.ledger.converted[t] for c in self.converting_to(pool))

    @cached_property
    def newly_bound(self) -> dict[str, list[tuple[int, float, float]]]:
        """For each pool the periods in which people are hired or converted, with both numbers."""
        rows = {
            key: [(t, team.ledger.hires[t], self.joining(key, t)) for t in self.periods]
            for key, team in self.teams.items()
        }
        return {key: [row for row in found if row[1] or row[2]] for key, found in rows.items()}

    def still_bound(self, pool: str, first: int, last: int, t: int) -> float:
        """Of hires and converted heads of periods first … last, those still there in t."""
        team = self.teams[pool]
        return sum(
            hires * team.left_of_hire(since, t) + converted * team.left_of_converted(since, t)
            for since, hires, converted in self.newly_bound[pool]
            if first <= since <= last
        )

    @cached_property
    def deliveries(self) -> dict[tuple[str, str], tuple[float, ...]]:
        """Hours by supplier and workstream."""
        return {(a.supplier, a.workstream): a.hours for a in self.plan.allocations}

    @cached_property
    def skill_of(self) -> dict[str, str]:
        return {work.key: work.skill for work in self.workstreams}

    @cached_property
    def by_supplier(self) -> dict[str, list[tuple[str, tuple[float, ...]]]]:
        """For each supplier its workstreams and hours."""
        return _grouped([(supplier, work, hours) for (supplier, work), hours in self.deliveries.items()])

    @cached_property
    def by_work(self) -> dict[str, list[tuple[str, tuple[float, ...]]]]:
        """For each workstream its suppliers and hours."""
        return _grouped([(work, supplier, hours) for (supplier, work), hours in self.deliveries.items()])

    def delivered_by(self, supplier: str, t: int) -> float:
        return sum(hours[t] for _, hours in self.by_supplier.get(supplier, []))

    def breach(self, rule: str, owner: str, period: int | None, found: float, text: str) -> Violation:
        """A violation; its text gains the first day of its period."""
        when = "" if period is None else f" in the period from {self.clock.day(period)}"
        return Violation(rule=str(rule), owner=owner, period=period, amount=abs(found), text=f"{text}{when}.")

    def at_most(
        self, rule: str, owner: str, period: int | None, found: float, limit: float, room: Room, what: str
    ) -> Iterator[Violation]:
        """A violation when `found` is above the limit."""
        if found > limit + room.of(found, limit):
            text = f"{owner}: {what} {found:g}, at most {limit:g}"
            yield self.breach(rule, owner, period, found - limit, text)

    def at_least(
        self, rule: str, owner: str, period: int | None, found: float, limit: float, room: Room, what: str
    ) -> Iterator[Violation]:
        """A violation when `found` is below the limit."""
        if found < limit - room.of(found, limit):
            text = f"{owner}: {what} {found:g}, at least {limit:g}"
            yield self.breach(rule, owner, period, limit - found, text)

    def equal(
        self, rule: str, owner: str, period: int | None, found: float, wanted: float, room: Room, what: str
    ) -> Iterator[Violation]:
        """A violation when the two differ."""
        if abs(found - wanted) > room.of(found, wanted):
            text = f"{owner}: {what} {found:g}, must be {wanted:g}"
            yield self.breach(rule, owner, period, found - wanted, text)


def _grouped(
    rows: list[tuple[str, str, tuple[float, ...]]],
) -> dict[str, list[tuple[str, tuple[float, ...]]]]:
    groups: dict[str, list[tuple[str, tuple[float, ...]]]] = {}
    for key, other, hours in rows:
        groups.setdefault(key, []).append((other, hours))
    return groups
