"""Capacity against demand by skill and class of supply, coverage, and required people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from scheduler.problem import Pool
from scheduler.problem.timeline import value_on
from scheduler.report.view import Array, PlanView

OWN, OVERTIME, OTHER, SHORT = "own", "overtime", "other vendors", "short"
MOST_VENDORS = 6  # that a picture can tell apart


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
    full_time, named = _fte_hours(view), named_vendors(view)
    return [_skill(view, skill, full_time, named) for skill in view.skills]


def named_vendors(view: PlanView) -> list[str]:
    """Vendors told apart: all, or where they are many those who deliver most; in the rate card's order."""
    hours = {key: sum(view.delivered_by(o.key) for o in view.offers_of.get(key, [])) for key in view.vendors}
    largest = sorted(hours, key=lambda key: -hours[key])[:MOST_VENDORS]
    return [key for key in view.vendors if key in largest]


def together(supplies: list[SkillSupply]) -> SkillSupply:
    """All skills added up."""
    names = _others_last(name for s in supplies for name in s.supply)
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


def _skill(view: PlanView, skill: str, full_time: Array, named: list[str]) -> SkillSupply:
    works = [work.key for work in view.works[skill]]
    ledgers = [view.plan.workstreams[key] for key in works]
    demand = np.array([ledger.demand for ledger in ledgers]).sum(axis=0)
    net = demand / full_time
    return SkillSupply(
        skill,
        demand,
        _supply(view, works, named),
        np.array([ledger.short for ledger in ledgers]).sum(axis=0),
        np.array([ledger.waiting for ledger in ledgers]).sum(axis=0),
        np.array([ledger.ahead for ledger in ledgers]).sum(axis=0),
        net,
        net / _present_share(view, skill),
    )


def _supply(view: PlanView, works: list[str], named: list[str]) -> dict[str, Array]:
    supply: dict[str, Array] = defaultdict(view.zeros)
    supply[OWN] += view.zeros()
    suppliers = {supplier for work in works for supplier in view.suppliers.get(work, ())}
    for key in sorted(suppliers, key=view.rank.__getitem__):
        hours = _hours(view, key, works)
        if key in view.offers:
            vendor = view.offers[key].vendor
            supply[vendor if vendor in named else OTHER] += hours
            continue
        extra = hours * overtime_share(view, view.pools[key])
        supply[OWN] += hours - extra
        if extra.any() or OVERTIME in supply:
            supply[OVERTIME] += extra
    return {name: supply[name] for name in _others_last(supply)}


def _others_last(names: Iterable[str]) -> list[str]:
    return sorted(dict.fromkeys(names), key=lambda name: name == OTHER)


def _hours(view: PlanView, supplier: str, works: list[str]) -> Array:
    """Productive hours of a supplier on some work."""
    delivered = view.deliveries[supplier]
    return np.array(sum(delivered[work] for work in works if work in delivered))


def overtime_share(view: PlanView, pool: Pool) -> Array:
    """The share of a pool's delivered hours that is overtime: overtime goes to work before all else."""
    worked = view.worked_hours(pool.key)
    overtime = np.array(view.plan.pools[pool.key].overtime_hours)
    share = np.divide(overtime, worked, out=np.zeros_like(worked), where=worked > 0)
    capped: Array = np.minimum(share, 1.0)
    return capped


def _fte_hours(view: PlanView) -> Array:
    calendar = view.problem.forecast.calendar
    week, country = calendar.fte_hours_per_week, calendar.country
    return np.array([float(view.hours(t, week, country)) or np.inf for t in range(view.periods)])


def _present_share(view: PlanView, skill: str) -> Array:
    """Productive share of paid time of own people with the skill (of contractors when there are none)."""
    shares, weights, days = [], [], view.plan.first_days[:-1]
    for pool in view.pools_with.get(skill, []):
        shares.append([(1 - value_on(pool.shrinkage, d)) * (1 - value_on(pool.absence, d)) for d in days])
        weights.append(pool.headcount + 1e-9)
    for offer in view.offers.values() if not shares else ():
        if skill in offer.skills:
            shares.append([1 - value_on(offer.shrinkage, d) for d in days])
            weights.append(1.0)
    return np.average(shares, axis=0, weights=weights) if shares else np.ones(view.periods)
