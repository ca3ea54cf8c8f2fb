"""What the model needs to know of one pool: rates, ages and the path it takes when nothing is decided."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scheduler.model.arrays import Floats
from scheduler.model.index.clock import Clock
from scheduler.model.index.known import Known, Staying, known_people
from scheduler.problem import ByAge, Pool
from scheduler.problem.timeline import PER_YEAR


@dataclass(frozen=True)
class People:
    """One pool in periods. Arrays by period reach `clock.size` unless they say T (the horizon)."""

    pool: Pool
    stay: Staying
    productivity: Floats  # by age, ramp only
    pay_share: Floats  # by age
    net_hours: Floats  # N
    pay: Floats  # of one head
    loaded: Floats  # pay with on-cost
    overtime_rate: Floats  # money per overtime hour
    opening: float  # experienced heads just before period 0
    known_people: tuple[Known, ...]
    matured: Floats  # T: known people who become experienced, and arrivals who are
    known: Floats  # (T, J): known newcomers by age
    learning: Floats  # T: on the payroll and off work
    held: Floats  # known people who are experienced and bound
    leavers: Floats  # T: announced leavers
    tenure: int  # K in periods, at least 1
    moves_on: bool  # whoever comes may change team at once
    path: Floats  # T: heads when nothing is decided
    needed_after: float | None  # None: unknown
    turnover: float  # three months of loaded pay after the horizon

    @property
    def ages(self) -> int:
        """J: newcomer ages."""
        return self.stay.ages

    @property
    def leaving(self) -> Floats:
        """Share of experienced heads that leaves."""
        return self.stay.leaving

    @property
    def survival(self) -> Floats:
        """Of those who start in τ, the share still there in t, leaving in τ included. Shape (T, size)."""
        return self.stay.survival

    @property
    def arrived(self) -> Floats:
        """The same of those who arrive experienced: no leaving in τ."""
        return self.stay.arrived

    @property
    def bound_to_stay(self) -> Floats:
        """Known people who cannot be released: who ramps, learns or is bound. Shape (T,)."""
        horizon = len(self.matured)
        heads: Floats = self.known.sum(axis=1) + self.learning + self.held[:horizon]
        return heads

    @property
    def free(self) -> Floats:
        """Known people past the day until which they were bound, none of today's people."""
        return _summed([each.free for each in self.known_people], len(self.leaving))

    @property
    def owed(self) -> Floats:
        """Known people who are bound, experienced or not."""
        rows = [each.there(0, each.bound) for each in self.known_people if each.bound is not None]
        return _summed(rows, len(self.leaving))

    @property
    def hires_needed(self) -> float:
        """Of those hired for a minimum time, how many are needed after the horizon."""
        if self.pool.hires_needed_after is not None:
            return self.pool.hires_needed_after
        last = len(self.path) - 1
        hired = sum(float(each.heads[last]) for each in self.known_people if each.bound is not None)
        return max(0.0, (self.needed_after or 0.0) - (float(self.path[last]) - hired))

    def ramp_left(self) -> Floats:
        """Lost productivity still to come for each newcomer age, after it. Shape (J,)."""
        lost = np.zeros(self.ages)
        lost[: len(self.productivity)] = 1 - self.productivity[: self.ages]
        return np.array([lost[age + 1 :].sum() for age in range(self.ages)])

    def ramp_lost(self) -> float:
        """Productivity a newcomer lacks in all, in periods."""
        return float((1 - self.productivity).sum())


def people(pool: Pool, clock: Clock) -> People:
    """Turns a pool into periods."""
    ramp = clock.by_age(pool.hire.ramp if pool.hire else None)
    pay_share = clock.by_age(pool.pay_by_age)
    by_age = _leaving_by_age(pool, clock)
    ages = max(len(ramp), len(pay_share), len(by_age))
    leaving = _leaving(pool, clock)
    arrived = _survival(leaving, [], clock) / (1 - leaving[: clock.horizon, None])
    stay = Staying(leaving, by_age, _survival(leaving, by_age, clock), arrived, ages)
    hours = clock.hours(pool.hours_per_week, pool.country)
    tenure = clock.timeline.length(pool.hire.min_tenure) if pool.hire else 0
    pay = clock.price(
        clock.values(pool.salary), pool.per, clock.hours(pool.hours_per_week, None), clock.working_days(None)
    )
    loaded = pay * (1 + clock.values(pool.on_cost_share))
    rows = known_people(pool, stay, clock)
    opening = pool.headcount - sum(each.apart for each in rows)
    matured, known = _maturing(rows, clock), _newcomers(rows, ages, clock)
    learning = _summed([each.learning for each in rows], clock.size)[: clock.horizon]
    leavers = _leavers(pool, clock)
    path = _path(opening, leaving, matured - leavers, clock.horizon) + known.sum(axis=1) + learning
    return People(
        pool=pool,
        stay=stay,
        productivity=ramp,
        pay_share=pay_share,
        net_hours=hours * (1 - clock.values(pool.shrinkage)) * (1 - clock.values(pool.absence)),
        pay=pay,
        loaded=loaded,
        overtime_rate=_overtime_rate(pool, pay, clock),
        opening=opening,
        known_people=rows,
        matured=matured,
        known=known,
        learning=learning,
        held=_summed([each.held for each in rows], clock.size),
        leavers=leavers,
        tenure=max(1, tenure),
        moves_on=tenure == 0,
        path=path,
        needed_after=_needed_after(pool),
        turnover=float(loaded[clock.horizon] * clock.spans("month") ** -1 * 3 if loaded.size else 0.0),
    )


def _needed_after(pool: Pool) -> float | None:
    if pool.needed_after == "unknown":
        return None
    return pool.headcount if pool.needed_after == "today" else float(pool.needed_after)


def _overtime_rate(pool: Pool, pay: Floats, clock: Clock) -> Floats:
    if pool.overtime is None:
        return np.zeros(clock.size)
    if pool.overtime.rate is not None:
        return np.full(clock.size, pool.overtime.rate)
    hours = clock.hours(pool.hours_per_week, None)
    return (pool.overtime.premium or 0.0) * np.divide(pay, hours, out=np.zeros(clock.size), where=hours > 0)


def _leaving(pool: Pool, clock: Clock) -> Floats:
    years = 1 / PER_YEAR[clock.timeline.calendar.unit]
    return 1 - (1 - clock.values(pool.attrition)) ** years


def _leaving_by_age(pool: Pool, clock: Clock) -> list[Floats]:
    """For each age of the table, the share that leaves in each period."""
    if pool.attrition_by_age is None:
        return []
    years = 1 / PER_YEAR[clock.timeline.calendar.unit]
    yearly = clock.values(pool.attrition)
    table: ByAge = pool.attrition_by_age
    shares = []
    for parts in clock.timeline.steps(table):
        inside = [(float(share), float(value)) for share, value in parts if value < 1]
        rest = 1 - sum(share for share, _ in inside)
        stay = np.prod([(1 - value) ** (share * years) for share, value in inside])
        shares.append(1 - stay * (1 - yearly) ** (rest * years))
    return shares


def _survival(leaving: Floats, by_age: list[Floats], clock: Clock) -> Floats:
    """Shares of those who start in each planned period who are still there at each end. Shape (H, size)."""
    starts, periods = np.arange(clock.horizon)[:, None], np.arange(clock.size)[None]
    stay = np.where(periods >= starts, 1 - leaving, 1.0)
    for age, shares in enumerate(by_age):
        there = np.arange(min(clock.horizon, clock.size - age))
        stay[there, there + age] = 1 - shares[there + age]
    return np.where(periods >= starts, np.cumprod(stay, axis=1), 0.0)


def _summed(rows: list[Floats], size: int) -> Floats:
    return np.sum(rows, axis=0) if rows else np.zeros(size)


def _maturing(rows: tuple[Known, ...], clock: Clock) -> Floats:
    """Who becomes experienced in each period. Shape (T,)."""
    matured = np.zeros(clock.horizon)
    for each in rows:
        if each.ready < clock.horizon and not each.opening:
            matured[each.ready] += each.heads[each.ready]
    return matured


def _newcomers(rows: tuple[Known, ...], ages: int, clock: Clock) -> Floats:
    """Who still ramps, by age. Shape (T, ages)."""
    known = np.zeros((clock.horizon, ages))
    for each in (row for row in rows if not row.learns):
        for t in range(max(0, each.began), min(each.ready, clock.horizon)):
            known[t, t - each.began] += each.heads[t]
    return known


def _leavers(pool: Pool, clock: Clock) -> Floats:
    leavers = np.zeros(clock.horizon)
    for event in pool.leaving:
        t = clock.timeline.at_or_after(event.on)
        if event.on >= clock.first_days[0] and t < clock.horizon:
            leavers[t] += event.heads
    return leavers


def _path(opening: float, leaving: Floats, flow: Floats, horizon: int) -> Floats:
    heads, path = opening, np.zeros(horizon)
    for t in range(horizon):
        heads = heads * (1 - leaving[t]) + flow[t]
        path[t] = heads
    return path
