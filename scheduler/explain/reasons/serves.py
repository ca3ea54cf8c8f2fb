"""Which work, and when, the hours of a thing in the plan are for."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from scheduler.explain.reasons.asked import TRACE, Asked, heads_of_offer
from scheduler.explain.reasons.cost import share, stayers
from scheduler.explain.reasons.shapes import Served
from scheduler.model.arrays import Floats
from scheduler.problem.timeline import Timeline


def serves(asked: Asked) -> tuple[Served, ...]:
    """Its share, by heads, of what its owner delivers, the most hours first; nothing for who goes."""
    supplier = asked.pool or asked.offer
    if asked.kind in ("release", "end_running") or supplier is None:
        return ()
    found = list(_served(asked, supplier, _share(asked, supplier)))
    return tuple(sorted(found, key=lambda each: -each.hours))


def _served(asked: Asked, supplier: str, mine: Floats) -> Iterator[Served]:
    days = asked.plan.first_days
    for entry in asked.plan.allocations:
        hours = np.array(entry.hours) * mine
        there = np.flatnonzero(hours > TRACE)
        if entry.supplier == supplier and there.size:
            yield Served(
                workstream=entry.workstream,
                hours=round(float(hours.sum()), 6),
                since=days[int(there[0])],
                until=days[int(there[-1]) + 1],
            )


def _share(asked: Asked, supplier: str) -> Floats:
    """The share of the supplier's hours that is this thing's. Shape (T,)."""
    periods, plan = len(asked.plan.first_days) - 1, asked.plan
    if asked.kind == "hours":
        return np.ones(periods)
    if asked.kind == "overtime":
        overtime = np.array(plan.pools[supplier].overtime_hours)
        return np.minimum(1.0, share(overtime, _worked(asked, supplier)))
    if asked.kind in ("contract", "conversion"):
        there = np.zeros(periods)
        there[asked.periods.start : asked.periods.stop] = asked.heads
        return share(there, heads_of_offer(asked.problem, plan, supplier))
    heads, first = asked.heads, asked.periods.start
    if asked.kind == "move":
        move = next(each for each in asked.problem.workforce.moves if each.key == asked.owner)
        heads *= move.survival
        first += Timeline(asked.problem.forecast.calendar).length(move.duration)
    return share(stayers(asked, supplier, heads, first), np.array(plan.pools[supplier].heads))


def _worked(asked: Asked, pool: str) -> Floats:
    """Hours a pool spends on work, before efficiency. Shape (T,)."""
    skills = next(each.skills for each in asked.problem.workforce.pools if each.key == pool)
    skill_of = {work.key: work.skill for work in asked.problem.forecast.workstreams}
    worked = np.zeros(len(asked.plan.first_days) - 1)
    for entry in asked.plan.allocations:
        if entry.supplier == pool:
            worked += np.array(entry.hours) / skills[skill_of[entry.workstream]]
    return worked
