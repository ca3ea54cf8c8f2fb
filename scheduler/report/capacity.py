"""Capacity against demand by skill and class of supply, coverage, and required people."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from scheduler.problem import Pool
from scheduler.problem.timeline import value_on
from scheduler.report.view import Array, PlanView

OWN, OVERTIME, SHORT = "own", "overtime", "short"


@dataclass(frozen=True)
class SkillSupply:
    """Hours of one skill by period. `supply` maps own, overtime and vendors to productive hours."""

    skill: str
    demand: Array
    supply: dict[str, Array]
    short: Array
    waiting: Array
    ahead: Array
    fte_net: Array
    fte_gross: Array


@dataclass(frozen=True)
class Coverage:
    """Hours asked for and never done; `worst` is the period with the largest share short, else None."""

    demand: float
    short: float
    share: float
    worst: int | None
    worst_share: float


def coverage(supplies: list[SkillSupply]) -> Coverage:
    """Coverage of all skills together."""
    demand = np.array(sum(s.demand for s in supplies))
    short = np.array(sum(s.short for s in supplies))
    total, missing = float(demand.sum()), float(short.sum())
    shares = np.divide(short, demand, out=np.zeros_like(short), where=demand > 0)
    worst = int(shares.argmax()) if shares.size and shares.max() > 1e-6 else None
    share = 1 - missing / total if total else 1.0
    return Coverage(total, missing, share, worst, 1 - float(shares.max(initial=0.0)))


def supply_by_skill(view: PlanView) -> list[SkillSupply]:
    """One entry a skill, in the order of the forecast."""
    return [_skill(view, skill) for skill in view.skills]


def together(supplies: list[SkillSupply]) -> SkillSupply:
    """All skills added up."""
    names = list(dict.fromkeys(name for s in supplies for name in s.supply))
    total = {name: np.array(sum(s.supply[name] for s in supplies if name in s.supply)) for name in names}
    return SkillSupply(
        "all skills",
        np.array(sum(s.demand for s in supplies)),
        total,
        np.array(sum(s.short for s in supplies)),
        np.array(sum(s.waiting for s in supplies)),
        np.array(sum(s.ahead for s in supplies)),
        np.array(sum(s.fte_net for s in supplies)),
        np.array(sum(s.fte_gross for s in supplies)),
    )


def _skill(view: PlanView, skill: str) -> SkillSupply:
    works = [key for key, work in view.workstreams.items() if work.skill == skill]
    ledgers = [view.plan.workstreams[key] for key in works]
    demand = np.array([ledger.demand for ledger in ledgers]).sum(axis=0)
    net = demand / _fte_hours(view)
    return SkillSupply(
        skill,
        demand,
        _supply(view, works),
        np.array([ledger.short for ledger in ledgers]).sum(axis=0),
        np.array([ledger.waiting for ledger in ledgers]).sum(axis=0),
        np.array([ledger.ahead for ledger in ledgers]).sum(axis=0),
        net,
        net / _present_share(view, skill),
    )


def _supply(view: PlanView, works: list[str]) -> dict[str, Array]:
    supply: dict[str, Array] = defaultdict(view.zeros)
    supply[OWN] += view.zeros()
    for pool in view.pools.values():
        own = sum((view.delivered.get((pool.key, work), view.zeros()) for work in works), view.zeros())
        extra = own * overtime_share(view, pool)
        supply[OWN] += own - extra
        if extra.any() or OVERTIME in supply:
            supply[OVERTIME] += extra
    for offer in view.offers.values():
        hours = sum((view.delivered.get((offer.key, work), view.zeros()) for work in works), view.zeros())
        if hours.any():
            supply[offer.vendor] += hours
    return dict(supply)


def overtime_share(view: PlanView, pool: Pool) -> Array:
    """The share of a pool's delivered hours that is overtime: overtime goes to work before all else."""
    worked = view.worked_hours(pool.key)
    overtime = np.array(view.plan.pools[pool.key].overtime_hours)
    share = np.divide(overtime, worked, out=np.zeros_like(worked), where=worked > 0)
    capped: Array = np.minimum(share, 1.0)
    return capped


def _fte_hours(view: PlanView) -> Array:
    calendar = view.problem.forecast.calendar
    hours = [
        float(view.timeline.hours(t, calendar.fte_hours_per_week, calendar.country))
        for t in range(view.periods)
    ]
    return np.array([value or np.inf for value in hours])


def _present_share(view: PlanView, skill: str) -> Array:
    """Productive share of paid time of own people with the skill (of contractors when there are none)."""
    shares, weights = [], []
    for pool in view.pools.values():
        if skill in pool.skills:
            days = [view.timeline.first_day(t) for t in range(view.periods)]
            shares.append([(1 - value_on(pool.shrinkage, d)) * (1 - value_on(pool.absence, d)) for d in days])
            weights.append(pool.headcount + 1e-9)
    for offer in view.offers.values() if not shares else ():
        if skill in offer.skills:
            days = [view.timeline.first_day(t) for t in range(view.periods)]
            shares.append([1 - value_on(offer.shrinkage, d) for d in days])
            weights.append(1.0)
    return np.average(shares, axis=0, weights=weights) if shares else np.ones(view.periods)
