"""One pool over time, as the formulas say it: who is left, who is new, what a head costs."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import cache, cached_property
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
        self._shares: dict[tuple[int, int], list[float]] = {}
        self.pay = cache(self._pay)
        self.loaded_pay = cache(self._loaded_pay)
        self.exact_hours = cache(self._exact_hours)
        self.productive_hours = cache(self._productive_hours)

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

    def _recent(self) -> list[Cohort]:
        """Recent starters who still count as new."""
        age_at = self.clock.timeline.age_at
        cohorts = [Cohort(0, age_at(r.started, 0), r.heads) for r in self.pool.recent_starters]
        return [cohort for cohort in cohorts if cohort.age < self.ages]

    def known_cohorts(self) -> list[Cohort]:
        """Recent starters and arrivals."""
        arrivals = [Cohort(t, 0, self.arriving(t)) for t in self.clock.periods]
        return self._recent() + [cohort for cohort in arrivals if cohort.heads]

    def opening_experienced(self) -> float:
        """x_g,−1."""
        return self.pool.headcount - sum(cohort.heads for cohort in self._recent())

    def at_age(self, cohorts: Sequence[Cohort]) -> list[dict[int, float]]:
        """By period, heads by age: of newcomers and of who turns experienced (age J)."""
        found: list[dict[int, float]] = [{} for _ in self.clock.periods]
        for begin, age, heads in cohorts:
            for t in self.clock.periods[begin : begin + self.ages - age + 1]:
                now = age + t - begin
                found[t][now] = found[t].get(now, 0.0) + heads * self.share_left(begin, age, t)
        return found

    @cached_property
    def new_heads(self) -> list[dict[int, float]]:
        """The known newcomers and the hires, by period and age."""
        hires = [Cohort(t, 0, heads) for t, heads in enumerate(self.ledger.hires) if heads]
        return self.at_age(self.known_cohorts() + hires)

    def newcomers(self, t: int) -> dict[int, float]:
        """n_gjt: heads by age below J."""
        return {age: heads for age, heads in self.new_heads[t].items() if age < self.ages}

    def matured(self, t: int) -> float:
        """Newcomers who reach age J in t."""
        return self.new_heads[t].get(self.ages, 0.0)

    @cached_property
    def no_action(self) -> list[float]:
        """h⁰_gt: heads when nothing is decided."""
        known, path, experienced = self.at_age(self.known_cohorts()), [], self.opening_experienced()
        for t in self.clock.periods:
            new = sum(heads for age, heads in known[t].items() if age < self.ages)
            experienced = experienced * self.stay_experienced(t) - self.leaving(t)
            experienced += known[t].get(self.ages, 0.0)
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

    def _productive_hours(self, t: int) -> float:
        return float(self.exact_hours(t))

    def _pay(self, t: int) -> Fraction:
        """pay_gt: what one head is paid; holidays are paid."""
        salary = value_on(self.pool.salary, self.clock.day(t))
        return self.clock.price(salary, self.pool.per, t, self.hours_per_week(t))

    def _loaded_pay(self, t: int) -> Fraction:
        """L_gt."""
        return self.pay(t) * (1 + exact(value_on(self.pool.on_cost_share, self.clock.day(t))))

    def ramp_at(self, age: int) -> Fraction:
        """ρ_gj."""
        return at_age(self.ramp, age)
