"""What the model needs to know of one pool: rates, ages and the path it takes when nothing is decided."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scheduler.model.arrays import Floats
from scheduler.model.index.clock import Clock
from scheduler.problem import ByAge, Pool
from scheduler.problem.timeline import PER_YEAR


@dataclass(frozen=True)
class People:
    """One pool in periods. Arrays by period reach `clock.size` unless they say T (the horizon).

    `survival[τ, t]`: share of those who start in τ (T) still there in t, leaving in τ included.
    `arrived[τ, t]`: the same for those who arrive experienced: no leaving in τ.
    """

    pool: Pool
    leaving: Floats  # share of experienced heads that leaves
    survival: Floats  # (T, size)
    arrived: Floats  # (T, size)
    ages: int  # J: newcomer ages
    productivity: Floats  # by age, ramp only
    pay_share: Floats  # by age
    net_hours: Floats  # N
    pay: Floats  # of one head
    loaded: Floats  # pay with on-cost
    overtime_rate: Floats  # money per overtime hour
    opening: float  # experienced heads just before period 0
    matured: Floats  # T: known newcomers who become experienced, and arrivals who are
    known: Floats  # (T, J): known newcomers by age
    leavers: Floats  # T: announced leavers
    tenure: int  # K in periods
    path: Floats  # T: heads when nothing is decided
    needed_after: float | None  # None: unknown
    turnover: float  # three months of loaded pay after the horizon

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
    survival = _survival(leaving, by_age, clock)
    hours = clock.hours(pool.hours_per_week, pool.country)
    pay = clock.price(
        clock.values(pool.salary), pool.per, clock.hours(pool.hours_per_week, None), clock.working_days(None)
    )
    loaded = pay * (1 + clock.values(pool.on_cost_share))
    opening, matured, known = _newcomers(pool, ages, leaving, by_age, survival, clock)
    leavers = _leavers(pool, clock)
    path = _path(opening, leaving, matured - leavers, clock.horizon) + known.sum(axis=1)
    return People(
        pool=pool,
        leaving=leaving,
        survival=survival,
        arrived=_survival(leaving, [], clock) / (1 - leaving[: clock.horizon, None]),
        ages=ages,
        productivity=ramp,
        pay_share=pay_share,
        net_hours=hours * (1 - clock.values(pool.shrinkage)) * (1 - clock.values(pool.absence)),
        pay=pay,
        loaded=loaded,
        overtime_rate=_overtime_rate(pool, pay, clock),
        opening=opening,
        matured=matured,
        known=known,
        leavers=leavers,
        tenure=clock.timeline.length(pool.hire.min_tenure) if pool.hire else 0,
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


def _leaving_at(age: int, leaving: Floats, by_age: list[Floats]) -> Floats:
    return by_age[age] if age < len(by_age) else leaving


def _survival(leaving: Floats, by_age: list[Floats], clock: Clock) -> Floats:
    """Shares of those who start in each planned period who are still there at each end. Shape (H, size)."""
    starts, periods = np.arange(clock.horizon)[:, None], np.arange(clock.size)[None]
    stay = np.where(periods >= starts, 1 - leaving, 1.0)
    for age, shares in enumerate(by_age):
        there = np.arange(min(clock.horizon, clock.size - age))
        stay[there, there + age] = 1 - shares[there + age]
    return np.where(periods >= starts, np.cumprod(stay, axis=1), 0.0)


def _newcomers(
    pool: Pool, ages: int, leaving: Floats, by_age: list[Floats], survival: Floats, clock: Clock
) -> tuple[float, Floats, Floats]:
    """Experienced heads at the opening, who becomes or arrives experienced, known newcomers by age."""
    opening, matured, known = pool.headcount, np.zeros(clock.horizon), np.zeros((clock.horizon, ages))
    for cohort in pool.recent_starters:
        age, heads = clock.timeline.age_at(cohort.started, 0), cohort.heads
        if age >= ages:
            continue
        opening -= heads
        for t in range(clock.horizon):
            heads *= 1 - _leaving_at(age + t, leaving, by_age)[t]
            if age + t == ages:
                matured[t] += heads
                break
            known[t, age + t] += heads
    for arrival in pool.arriving:
        start = clock.timeline.at_or_after(arrival.on)
        if arrival.on < clock.first_days[0] or start >= clock.horizon:
            continue
        if arrival.experienced:
            matured[start] += arrival.heads
            continue
        stay = arrival.heads * survival[start]
        for t in range(start, min(start + ages, clock.horizon)):
            known[t, t - start] += stay[t]
        if start + ages < clock.horizon:
            matured[start + ages] += stay[start + ages]
    return opening, matured, known


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
