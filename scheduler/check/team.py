"""One pool over time, as the formulas say it: who is left, who is new, what a head costs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import cache, cached_property
from typing import NamedTuple, TypeVar

from scheduler.check.clock import Clock, at_age, exact
from scheduler.plan import PoolLedger
from scheduler.problem.base import HeadsOn, Timed
from scheduler.problem.timeline import PER_YEAR, value_on
from scheduler.problem.workforce import Arrival, Pool, RecentStarters

V = TypeVar("V")


class Cohort(NamedTuple):
    """People who are `age` periods old at the beginning of period `begin`, and how many."""

    begin: int
    age: int
    heads: float


class Bound(NamedTuple):
    """Known people who were hired for a minimum time: there in each period (0 before they come), among the
    experienced from `ready` on, free to go from `until` on."""

    there: Callable[[int], float]
    ready: int
    until: int


class Team:
    """A pool with its ledger. Heads leave from the first period on, by age, then by the pool's rate."""

    def __init__(self, pool: Pool, ledger: PoolLedger, clock: Clock) -> None:
        self.pool, self.ledger, self.clock = pool, ledger, clock
        self.key = pool.key
        self.ramp = clock.table(pool.hire.ramp if pool.hire else None)
        self.pay_shares = clock.table(pool.pay_by_age)
        self.settled = len(clock.table(pool.attrition_by_age))
        self.ages = max(len(self.ramp), len(self.pay_shares), self.settled)
        told = clock.length(pool.hire.min_tenure) if pool.hire else 0
        self.tenure, self.moves_on = max(1, told), told == 0
        self.stay = cache(self._stay)
        self._stay_by_table = cache(self._by_table)
        self._shares: dict[tuple[int, int], list[float]] = {}
        self.like = cache(self._like)
        self._first_like: dict[tuple[float, ...], int] = {}
        timed = (pool.salary, pool.on_cost_share, pool.hours_per_week, pool.shrinkage, pool.absence)
        self._changing: list[Timed[float]] = [value for value in timed if isinstance(value, tuple)]
        self.pay = self._once_for_like(self._pay)
        self.on_cost = self._once_for_like(self._on_cost)
        self.loaded_pay = self._once_for_like(self._loaded_pay)
        self.exact_hours = self._once_for_like(self._exact_hours)
        self.productive_hours = self._once_for_like(self._productive_hours)
        self.overtime_rate = self._once_for_like(self._overtime_rate)

    def _like(self, t: int) -> int:
        """A period in which hours and prices are the same, one for all such periods."""
        day, days = self.clock.day(t), (self.clock.like(t), self.clock.like(t, self.pool.country))
        return self._first_like.setdefault((*days, *(value_on(value, day) for value in self._changing)), t)

    def _once_for_like(self, work: Callable[[int], V]) -> Callable[[int], V]:
        known = cache(work)
        return lambda t: known(self.like(t))

    def _stay(self, age: int, t: int) -> float:
        """The share of people of this age who do not leave in period t: 1 − α_gjt."""
        kept, rest = self._stay_by_table(age)
        return float(kept * (1 - value_on(self.pool.attrition, self.clock.day(t))) ** rest)

    def _by_table(self, age: int) -> tuple[float, float]:
        """The share of this age whom `attrition_by_age` keeps, and the years in which it says nothing."""
        rest = Fraction(1, PER_YEAR[self.clock.unit])
        begin, end = age * rest, (age + 1) * rest
        kept = 1.0
        table = self.pool.attrition_by_age
        if table:
            step = Fraction(1, PER_YEAR[table.step])
            for number, rate in enumerate(table.values):
                touched = min(end, (number + 1) * step) - max(begin, number * step)
                if touched > 0:
                    kept *= (1 - rate) ** float(touched)
                    rest -= touched
        return float(kept), float(rest)

    def stay_experienced(self, t: int) -> float:
        """1 − α_gt."""
        return self.stay(self.settled, t)

    def share_left(self, begin: int, age: int, t: int) -> float:
        """Of people of this age at the beginning of `begin`, the share there in t."""
        return self.shares_left(begin, age, t - begin + 1)[t - begin]

    def shares_left(self, begin: int, age: int, periods: int) -> list[float]:
        """The same in each period from `begin` on, at least so many."""
        shares = self._shares.get((begin, age))
        if shares is None:
            shares = self._shares[begin, age] = []
        for now in range(len(shares), periods):
            before = shares[-1] if shares else 1.0
            shares.append(before * self.stay(min(age + now, self.settled), begin + now))
        return shares

    def left_of_hire(self, begin: int, t: int) -> float:
        """σ_τt: of people hired in `begin`, the share there in t."""
        return self.share_left(begin, 0, t)

    def left_of_converted(self, begin: int, t: int) -> float:
        """σ′_τt: converted people are experienced and nobody leaves in the first period."""
        return 1.0 if t == begin else self.share_left(begin + 1, self.ages, t)

    def arriving(self, t: int) -> float:
        """Everybody who arrives in t; experienced or not."""
        return self._arriving.get(t, 0.0)

    def arriving_experienced(self, t: int) -> float:
        return self._arriving_experienced.get(t, 0.0)

    def leaving(self, t: int) -> float:
        return self._leaving.get(t, 0.0)

    @cached_property
    def _arriving(self) -> dict[int, float]:
        return self._dated(self.pool.arriving)

    @cached_property
    def _arriving_experienced(self) -> dict[int, float]:
        return self._dated([arrival for arrival in self.pool.arriving if arrival.experienced])

    @cached_property
    def _leaving(self) -> dict[int, float]:
        return self._dated(self.pool.leaving)

    def _dated(self, events: Sequence[HeadsOn]) -> dict[int, float]:
        """Heads of events by period; what lies before the start is part of the headcount."""
        found: dict[int, float] = {}
        for event in events:
            if event.on >= self.clock.day(0):
                t = self.clock.timeline.at_or_after(event.on)
                found[t] = found.get(t, 0.0) + event.heads
        return found

    def _recent(self) -> list[Cohort]:
        """Recent starters who still count as new."""
        age_at, rows = self.clock.timeline.age_at, self.pool.recent_starters
        new = [each for each in rows if not each.experienced and each.learning_until is None]
        cohorts = [Cohort(0, age_at(each.started, 0), each.heads) for each in new]
        return [cohort for cohort in cohorts if cohort.age < self.ages]

    @cached_property
    def _learners(self) -> list[tuple[int, RecentStarters]]:
        """Who is off work to learn, with the period in which the work begins."""
        ready = self.clock.timeline.at_or_after
        rows = self.pool.recent_starters
        return [(ready(each.learning_until), each) for each in rows if each.learning_until is not None]

    def learning(self, t: int) -> float:
        """Heads on the payroll and off work."""
        return sum(each.heads for ready, each in self._learners if t < ready)

    def _learnt(self, t: int) -> float:
        return sum(each.heads * each.survival for ready, each in self._learners if t == ready)

    @cached_property
    def bound(self) -> list[Bound]:
        """Known people with a day until which they are bound."""
        period, found = self.clock.timeline.at_or_after, []
        for row in self.pool.recent_starters:
            if row.bound_until is not None:
                there, ready = self._started(row)
                found.append(Bound(there, ready, period(row.bound_until)))
        for arrival in self.pool.arriving:
            begin = period(arrival.on)
            if arrival.bound_until is not None and arrival.on >= self.clock.day(0) and begin <= self._last:
                there, ready = self._arrived(arrival, begin)
                found.append(Bound(there, ready, period(arrival.bound_until)))
        return found

    @property
    def _last(self) -> int:
        return self.clock.periods[-1]

    def _started(self, row: RecentStarters) -> tuple[Callable[[int], float], int]:
        if row.learning_until is not None:
            ready = self.clock.timeline.at_or_after(row.learning_until)
            left = row.heads * row.survival
            return lambda t: row.heads if t < ready else left * self.left_of_converted(ready, t), ready
        age = self.clock.timeline.age_at(row.started, 0)
        age = self.ages if row.experienced else min(age, self.ages)
        return lambda t: row.heads * self.share_left(0, age, t), self.ages - age

    def _arrived(self, row: Arrival, begin: int) -> tuple[Callable[[int], float], int]:
        left, ready = self.left_of_hire, begin + self.ages
        if row.experienced:
            left, ready = self.left_of_converted, begin
        return lambda t: row.heads * left(begin, t) if t >= begin else 0.0, ready

    def held(self, t: int) -> float:
        """Known people who are experienced and bound."""
        return sum(each.there(t) for each in self.bound if each.ready <= t < each.until)

    def owed(self, t: int) -> float:
        """Known people who are bound, experienced or not."""
        return sum(each.there(t) for each in self.bound if t < each.until)

    def free(self, t: int) -> float:
        """Known people past the day until which they were bound."""
        return sum(each.there(t) for each in self.bound if max(each.ready, each.until) <= t)

    def freed(self) -> dict[int, float]:
        """Known people by the period from which they may go."""
        found: dict[int, float] = {}
        for each in self.bound:
            t = max(each.ready, each.until)
            if t <= self._last:
                found[t] = found.get(t, 0.0) + each.there(t)
        return found

    def sure_to_stay(self, t: int) -> float:
        """Known people who cannot be released: who ramps, learns or is bound."""
        known = sum(heads for age, heads in self._known[t].items() if age < self.ages)
        return known + self.learning(t) + self.held(t)

    def known_cohorts(self) -> list[Cohort]:
        """Recent starters and arrivals who are new to the work."""
        new = self._dated([arrival for arrival in self.pool.arriving if not arrival.experienced])
        arrivals = [Cohort(t, 0, new.get(t, 0.0)) for t in self.clock.periods]
        return self._recent() + [cohort for cohort in arrivals if cohort.heads]

    def opening_experienced(self) -> float:
        """x_g,−1."""
        apart = sum(cohort.heads for cohort in self._recent())
        return self.pool.headcount - apart - sum(each.heads for _, each in self._learners)

    def at_age(self, cohorts: Sequence[Cohort]) -> list[dict[int, float]]:
        """By period, heads by age: of newcomers and of who turns experienced (age J)."""
        found: list[dict[int, float]] = [{} for _ in self.clock.periods]
        for begin, age, heads in cohorts:
            there = self.clock.periods[begin : begin + self.ages - age + 1]
            for t, share in zip(there, self.shares_left(begin, age, len(there))):
                now = age + t - begin
                found[t][now] = found[t].get(now, 0.0) + heads * share
        return found

    @cached_property
    def new_heads(self) -> list[dict[int, float]]:
        """The known newcomers and the hires, by period and age."""
        hires = [Cohort(t, 0, heads) for t, heads in enumerate(self.ledger.hires) if heads]
        return self.at_age(self.known_cohorts() + hires)

    @cached_property
    def _newcomers(self) -> list[dict[int, float]]:
        return [{age: heads for age, heads in new.items() if age < self.ages} for new in self.new_heads]

    def newcomers(self, t: int) -> dict[int, float]:
        """n_gjt: heads by age below J."""
        return self._newcomers[t]

    def matured(self, t: int) -> float:
        """Newcomers who reach age J in t, who has learnt the work, and who arrives experienced."""
        return self.new_heads[t].get(self.ages, 0.0) + self._learnt(t) + self.arriving_experienced(t)

    @cached_property
    def _known(self) -> list[dict[int, float]]:
        return self.at_age(self.known_cohorts())

    @cached_property
    def no_action(self) -> list[float]:
        """h⁰_gt: heads when nothing is decided."""
        known, path, experienced = self._known, [], self.opening_experienced()
        for t in self.clock.periods:
            new = sum(heads for age, heads in known[t].items() if age < self.ages)
            experienced = experienced * self.stay_experienced(t) - self.leaving(t) + self._learnt(t)
            experienced += known[t].get(self.ages, 0.0) + self.arriving_experienced(t)
            path.append(experienced + new + self.learning(t))
        return path

    def hours_per_week(self, t: int) -> float:
        return value_on(self.pool.hours_per_week, self.clock.day(t))

    def _exact_hours(self, t: int) -> Fraction:
        """N_gt: productive hours of one experienced head."""
        pool, day = self.pool, self.clock.day(t)
        worked = self.clock.hours(t, self.hours_per_week(t), pool.country)
        absent = 1 - exact(value_on(pool.absence, day))
        return worked * (1 - exact(value_on(pool.shrinkage, day))) * absent

    def _productive_hours(self, t: int) -> float:
        return float(self.exact_hours(t))

    def _pay(self, t: int) -> Fraction:
        """pay_gt: what one head is paid; holidays are paid."""
        salary = value_on(self.pool.salary, self.clock.day(t))
        return self.clock.price(salary, self.pool.per, t, self.hours_per_week(t))

    def _on_cost(self, t: int) -> Fraction:
        return self.pay(t) * exact(value_on(self.pool.on_cost_share, self.clock.day(t)))

    def _loaded_pay(self, t: int) -> Fraction:
        """L_gt."""
        return self.pay(t) + self.on_cost(t)

    @cached_property
    def paid_heads(self) -> list[float]:
        """Heads on the payroll less the shares of newcomers' pay they do not get yet, by period."""
        unpaid = [float(1 - at_age(self.pay_shares, age)) for age in range(self.ages)]
        return [
            heads - sum(unpaid[age] * new for age, new in self.newcomers(t).items())
            for t, heads in enumerate(self.ledger.heads)
        ]

    def _overtime_rate(self, t: int) -> Fraction:
        """What an hour of overtime costs: the rate, or the premium on an hour's pay, holidays counted."""
        terms = self.pool.overtime
        if terms is None or (terms.rate is None and terms.premium is None):
            return Fraction(0)
        if terms.rate is not None:
            return exact(terms.rate)
        hours = self.clock.hours(t, self.hours_per_week(t))
        return exact(terms.premium or 0.0) * self.pay(t) / hours if hours else Fraction(0)

    def ramp_at(self, age: int) -> Fraction:
        """ρ_gj."""
        return at_age(self.ramp, age)
