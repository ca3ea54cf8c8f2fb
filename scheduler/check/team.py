"""One pool over time, as the formulas say it: who is left, who is new, what a head costs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from scheduler.check.clock import Clock, at_age, exact
from scheduler.plan import PoolLedger
from scheduler.problem.base import HeadsOn
from scheduler.problem.timeline import PER_YEAR, value_on
from scheduler.problem.workforce import Pool


class Cohort(NamedTuple):
    """People who are `age` periods old at the beginning of period `begin`, and how many."""

    begin: int
    age: int
    heads: float


class Team:
    """A pool with its ledger. Heads leave from the first period on, by age, then by the pool's rate."""

    def __init__(self, pool: Pool, ledger: PoolLedger, clock: Clock) -> None:
        self.pool, self.ledger, self.clock = pool, ledger, clock
        self.key = pool.key
        self.ramp = clock.table(pool.hire.ramp if pool.hire else None)
        self.pay_shares = clock.table(pool.pay_by_age)
        self.ages = max(len(self.ramp), len(self.pay_shares), len(clock.table(pool.attrition_by_age)))
        self.tenure = clock.timeline.length(pool.hire.min_tenure) if pool.hire else 0
        self.stay = cache(self._stay)
        self.new_heads = cache(self._new_heads)
        self._shares: dict[tuple[int, int], list[float]] = {}
        self.pay = cache(self._pay)
        self.exact_hours = cache(self._exact_hours)
        self.no_action = self._no_action()

    def _stay(self, age: int, t: int) -> float:
        """The share of people of this age who do not leave in period t: 1 − α_gjt."""
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
        attrition = value_on(self.pool.attrition, self.clock.day(t))
        return float(kept * (1 - attrition) ** float(rest))

    def stay_experienced(self, t: int) -> float:
        """1 − α_gt."""
        return self.stay(self.ages, t)

    def share_left(self, begin: int, age: int, t: int) -> float:
        """Of people of this age at the beginning of `begin`, the share there in t."""
        shares = self._shares.setdefault((begin, age), [])
        while len(shares) <= t - begin:
            now = len(shares)
            before = shares[-1] if shares else 1.0
            shares.append(before * self.stay(min(age + now, self.ages), begin + now))
        return shares[t - begin]

    def left_of_hire(self, begin: int, t: int) -> float:
        """σ_τt: of people hired in `begin`, the share there in t."""
        return self.share_left(begin, 0, t)

    def left_of_converted(self, begin: int, t: int) -> float:
        """σ′_τt: converted people are experienced and nobody leaves in the first period."""
        return 1.0 if t == begin else self.share_left(begin + 1, self.ages, t)

    def arriving(self, t: int) -> float:
        return self._dated(self.pool.arriving, t)

    def leaving(self, t: int) -> float:
        return self._dated(self.pool.leaving, t)

    def _dated(self, events: Sequence[HeadsOn], t: int) -> float:
        """Heads of events in period t; what lies before the start is part of the headcount."""
        first, at_or_after = self.clock.day(0), self.clock.timeline.at_or_after
        return sum(event.heads for event in events if event.on >= first and at_or_after(event.on) == t)

    def known_cohorts(self) -> list[Cohort]:
        """Recent starters who still count as new, and arrivals."""
        timeline = self.clock.timeline
        recent = [Cohort(0, timeline.age_at(r.started, 0), r.heads) for r in self.pool.recent_starters]
        arrivals = [Cohort(t, 0, self.arriving(t)) for t in self.clock.periods]
        return [c for c in recent if c.age < self.ages] + [c for c in arrivals if c.heads]

    def cohorts(self) -> list[Cohort]:
        """The known ones and the hires."""
        hires = [Cohort(t, 0, heads) for t, heads in enumerate(self.ledger.hires) if heads]
        return self.known_cohorts() + hires

    def opening_experienced(self) -> float:
        """x_g,−1."""
        age_at = self.clock.timeline.age_at
        new = [r.heads for r in self.pool.recent_starters if age_at(r.started, 0) < self.ages]
        return self.pool.headcount - sum(new)

    def at_age_in(self, cohorts: list[Cohort], t: int) -> Mapping[int, float]:
        """Heads by age in t, of newcomers and of who turns experienced in t (age J)."""
        found: dict[int, float] = {}
        for begin, age, heads in cohorts:
            now = age + t - begin
            if t >= begin and now <= self.ages:
                found[now] = found.get(now, 0.0) + heads * self.share_left(begin, age, t)
        return found

    def _new_heads(self, t: int) -> Mapping[int, float]:
        return self.at_age_in(self.cohorts(), t)

    def newcomers(self, t: int) -> dict[int, float]:
        """n_gjt: heads by age below J."""
        return {age: heads for age, heads in self.new_heads(t).items() if age < self.ages}

    def matured(self, t: int) -> float:
        """Newcomers who reach age J in t."""
        return self.new_heads(t).get(self.ages, 0.0)

    def _no_action(self) -> list[float]:
        """h⁰_gt: heads when nothing is decided."""
        known, path, experienced = self.known_cohorts(), [], self.opening_experienced()
        for t in self.clock.periods:
            by_age = self.at_age_in(known, t)
            new = sum(heads for age, heads in by_age.items() if age < self.ages)
            experienced = (
                experienced * self.stay_experienced(t) + by_age.get(self.ages, 0.0) - self.leaving(t)
            )
            path.append(experienced + new)
        return path

    def hours_per_week(self, t: int) -> float:
        return value_on(self.pool.hours_per_week, self.clock.day(t))

    def _exact_hours(self, t: int) -> Fraction:
        """N_gt: productive hours of one experienced head."""
        pool, day = self.pool, self.clock.day(t)
        worked = self.clock.hours(t, self.hours_per_week(t), pool.country)
        absent = 1 - exact(value_on(pool.absence, day))
        return worked * (1 - exact(value_on(pool.shrinkage, day))) * absent

    def productive_hours(self, t: int) -> float:
        return float(self.exact_hours(t))

    def _pay(self, t: int) -> Fraction:
        """pay_gt: what one head is paid; holidays are paid."""
        salary = value_on(self.pool.salary, self.clock.day(t))
        return self.clock.price(salary, self.pool.per, t, self.hours_per_week(t))

    def loaded_pay(self, t: int) -> Fraction:
        """L_gt."""
        return self.pay(t) * (1 + exact(value_on(self.pool.on_cost_share, self.clock.day(t))))

    def ramp_at(self, age: int) -> Fraction:
        """ρ_gj."""
        return at_age(self.ramp, age)
