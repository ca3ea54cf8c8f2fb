"""One problem with one plan, looked at the way the rules speak of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import TypeVar

from scheduler.check.clock import Clock, exact, exact_sum
from scheduler.check.contractor import Contractor
from scheduler.check.demand import hours_asked
from scheduler.check.team import Team
from scheduler.check.tolerance import Room
from scheduler.plan import CostLine, Plan
from scheduler.problem.forecast import Workstream
from scheduler.problem.problem import Problem
from scheduler.problem.rate_card import Offer, Running, Vendor
from scheduler.problem.timeline import Timeline
from scheduler.problem.workforce import Move
from scheduler.result import Violation
from scheduler.rules import Cost

T = TypeVar("T")
K = TypeVar("K")


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
        running = _by(self.problem.rate_card.running, lambda each: each.offer)
        return {o.key: self._contractor(o, running.get(o.key, [])) for o in self.problem.rate_card.offers}

    @cached_property
    def engaged(self) -> dict[str, Contractor]:
        """Contractors that are not idle: without heads, hours or contracts every limit is kept."""
        return {key: contractor for key, contractor in self.contractors.items() if not contractor.idle}

    def _contractor(self, offer: Offer, running: list[Running]) -> Contractor:
        vendor = self.vendors[offer.vendor]
        lots, exchange = [(each, self.plan.running[each.key]) for each in running], self.exchange(vendor)
        whole, ledger = self.problem.policy.whole_heads, self.plan.offers[offer.key]
        return Contractor(offer, vendor, ledger, lots, exchange, self.clock, whole_heads=whole)

    def exchange(self, vendor: Vendor) -> Fraction:
        """The forecast's currency for one unit of the vendor's."""
        if vendor.currency in (None, self.problem.forecast.currency):
            return Fraction(1)
        return exact(self.problem.policy.exchange_rates[str(vendor.currency)])

    def of_vendor(self, vendor: str) -> list[Contractor]:
        return self._of_vendor.get(vendor, [])

    @cached_property
    def _of_vendor(self) -> dict[str, list[Contractor]]:
        return _by(self.contractors.values(), lambda contractor: contractor.vendor.key)

    def moves_from(self, pool: str) -> list[Move]:
        return self._moves_from.get(pool, [])

    def moves_to(self, pool: str) -> list[Move]:
        return self._moves_to.get(pool, [])

    @cached_property
    def _moves_from(self) -> dict[str, list[Move]]:
        return _by(self.problem.workforce.moves, lambda move: move.source)

    @cached_property
    def _moves_to(self) -> dict[str, list[Move]]:
        return _by(self.problem.workforce.moves, lambda move: move.target)

    def converting_to(self, pool: str) -> list[Contractor]:
        return self._converting.get(pool, [])

    @cached_property
    def _converting(self) -> dict[str, list[Contractor]]:
        converting = [c for c in self.contractors.values() if c.offer.conversion]
        return _by(converting, lambda c: c.offer.conversion.to_pool if c.offer.conversion else "")

    def joining(self, pool: str, t: int) -> float:
        """κ_t of the offers that convert to this pool."""
        return self._joining[pool][t] if pool in self._joining else 0.0

    @cached_property
    def _joining(self) -> dict[str, list[float]]:
        rows = {pool: [c.ledger.converted for c in its] for pool, its in self._converting.items()}
        return {pool: [sum(column) for column in zip(*its)] for pool, its in rows.items()}

    @cached_property
    def newly_bound(self) -> dict[str, list[tuple[int, float, float]]]:
        """For each pool the periods in which people are hired or converted, with both numbers."""
        rows = {
            key: [(t, team.ledger.hires[t], self.joining(key, t)) for t in self.periods]
            for key, team in self.teams.items()
        }
        return {key: [row for row in found if row[1] or row[2]] for key, found in rows.items()}

    def still_bound(self, pool: str, periods: int, least_age: int = 0) -> list[float]:
        """Hires (from an age on) and converted heads of the last K periods who are there, by period.

        So many `periods`; those after the horizon gain nobody new.
        """
        team, bound = self.teams[pool], [0.0] * periods
        for since, hires, converted in self.newly_bound[pool]:
            last = min(since + team.tenure, periods)
            shares = team.shares_left(since, 0, team.tenure) if hires else ()
            for t, share in zip(range(since + least_age, last), shares[least_age:]):
                bound[t] += hires * share
            for t in range(since, last) if converted else ():
                bound[t] += converted * team.left_of_converted(since, t)
        return bound

    @cached_property
    def contract_lines(self) -> dict[str, list[CostLine]]:
        """The plan's own contract lines by offer."""
        return _by((line for line in self.plan.costs if line.kind == Cost.CONTRACT), lambda line: line.owner)

    @cached_property
    def sums(self) -> tuple[Decimal, Decimal]:
        """The plan's own lines added up: cash and penalties."""
        lines, sums = self.plan.costs, {True: Decimal(0), False: Decimal(0)}
        for line in lines:
            sums[line.kind.cash] += exact_sum((*line.amounts, line.after))
        return sums[True], sums[False]

    @cached_property
    def skill_of(self) -> dict[str, str]:
        return {work.key: work.skill for work in self.workstreams}

    @cached_property
    def by_supplier(self) -> dict[str, list[tuple[str, tuple[float, ...]]]]:
        """For each supplier its workstreams and hours."""
        found = _by(self.plan.allocations, lambda each: each.supplier)
        return {key: [(a.workstream, a.hours) for a in its] for key, its in found.items()}

    @cached_property
    def by_work(self) -> dict[str, list[tuple[str, tuple[float, ...]]]]:
        """For each workstream its suppliers and hours."""
        found = _by(self.plan.allocations, lambda each: each.workstream)
        return {key: [(a.supplier, a.hours) for a in its] for key, its in found.items()}

    def delivered_by(self, supplier: str, t: int) -> float:
        return sum(hours[t] for _, hours in self.by_supplier.get(supplier, []))

    @cached_property
    def asked(self) -> dict[str, list[float]]:
        """hours_dt by workstream and period."""
        return {work.key: hours_asked(work, self.clock) for work in self.workstreams}

    def breach(self, rule: str, owner: str, period: int | None, found: float, text: str) -> Violation:
        """A violation; its text gains the first day of its period."""
        when = "" if period is None else f" in the period from {self.clock.day(period)}"
        return Violation(rule=str(rule), owner=owner, period=period, amount=abs(found), text=f"{text}{when}.")

    def at_most(
        self, rule: str, owner: str, period: int | None, found: float, limit: float, room: Room, what: str
    ) -> Iterator[Violation]:
        """A violation when `found` is above the limit."""
        if found > limit and found > limit + room.of(found, limit):
            text = f"{owner}: {what} {found:g}, at most {limit:g}"
            yield self.breach(rule, owner, period, found - limit, text)

    def at_least(
        self, rule: str, owner: str, period: int | None, found: float, limit: float, room: Room, what: str
    ) -> Iterator[Violation]:
        """A violation when `found` is below the limit."""
        if found < limit and found < limit - room.of(found, limit):
            text = f"{owner}: {what} {found:g}, at least {limit:g}"
            yield self.breach(rule, owner, period, limit - found, text)

    def equal(
        self, rule: str, owner: str, period: int | None, found: float, wanted: float, room: Room, what: str
    ) -> Iterator[Violation]:
        """A violation when the two differ."""
        off = abs(found - wanted)
        if off > room.absolute and off > room.of(found, wanted):
            text = f"{owner}: {what} {found:g}, must be {wanted:g}"
            yield self.breach(rule, owner, period, found - wanted, text)


def _by(items: Iterable[T], key: Callable[[T], K]) -> dict[K, list[T]]:
    groups: dict[K, list[T]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return groups
