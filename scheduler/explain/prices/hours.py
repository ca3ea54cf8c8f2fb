"""What one more productive hour of a skill costs, period by period and through the whole horizon."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

import numpy as np

from scheduler.explain.asking import Asking, Explained
from scheduler.explain.interval import TRACE
from scheduler.explain.prices.demand import Demand, demand
from scheduler.explain.prices.held import heads_held
from scheduler.explain.prices.throughout import FTE, Throughout, hours_of_fte, throughout
from scheduler.explain.prices.told import told
from scheduler.explain.room import Room
from scheduler.problem.base import Model

HELD: Literal["heads as planned"] = "heads as planned"
FREE: Literal["LP relaxation"] = "LP relaxation"
LONGEST = 60.0  # seconds for a row of prices


class HourRow(Model):
    """Money for one productive hour more in each period, all other periods as they are.

    `amounts`: None where an hour more is not possible. "heads as planned": whole numbers stay as in the
    plan, only hours move (overtime, idle hours, who does what, delay, shortage). "LP relaxation": everything
    may be decided anew, and in fractions of a head; whole plans may pay more or less.
    """

    method: Literal["heads as planned", "LP relaxation"]
    amounts: tuple[float | None, ...]


class HourPrices(Model):
    """The price of an hour of `skill` in `currency`, divided among its workstreams as their work is.

    `first_days`: of the periods, which the rows follow. A row is None where there was no time for it.
    """

    skill: str
    currency: str
    first_days: tuple[date, ...]
    heads_as_planned: HourRow | None
    lp_relaxation: HourRow | None
    throughout: Throughout | None
    text: str


def questions(explained: Explained) -> tuple[str, ...]:
    """Skills that are asked for, those with most hours first."""
    if explained.result.plan is None:
        return ()
    hours: dict[str, float] = {}
    for stream in explained.problem.forecast.workstreams:
        asked = sum(explained.plan.workstreams[stream.key].demand)
        hours[stream.skill] = hours.get(stream.skill, 0.0) + asked
    return tuple(sorted(hours, key=lambda skill: -hours[skill]))


def answer(name: str, asking: Asking) -> HourPrices:
    """The prices of one skill. Raises ValueError when no work is of it, and OurFault."""
    problem = asking.about.problem
    if name not in {stream.skill for stream in problem.forecast.workstreams}:
        raise ValueError(f"no work is of the skill '{name}'")
    asked = demand(problem, name, asking.about.baseline)
    held, free, fuller = _rows(asked, asking)
    through = None if asking.late else throughout(asked, fuller, asking)
    plan = asking.about.plan
    return HourPrices(
        skill=name,
        currency=plan.currency,
        first_days=plan.first_days[:-1],
        heads_as_planned=held,
        lp_relaxation=free,
        throughout=through,
        text=told(name, held.amounts if held else None, free.amounts if free else None, through),
    )


def _rows(asked: Demand, asking: Asking) -> tuple[HourRow | None, HourRow | None, dict[int, float]]:
    """Both rows, and what some FTE more in every period cost in the relaxation."""
    added, periods = asked.added, len(asked.added)
    hours, base = hours_of_fte(asked), [(added[:0], np.zeros(0))]
    singly = [(added[[t]], np.ones(1)) for t in range(periods)]
    session = asking.engine.session(asked.program, time_limit=max(0.1, min(LONGEST, asking.left)))
    try:
        session.fix(*heads_held(asked.case, asking.about.plan))
        held = _above(session.evaluate_many(base + singly))
        session.fix(added[:0], np.zeros(0))
        free = _above(session.evaluate_many(base + singly + [(added, fte * hours) for fte in FTE]))
    finally:
        session.close()
    fuller = {} if free is None else dict(zip(FTE, free[periods:]))
    return (
        None if held is None else HourRow(method=HELD, amounts=_amounts(held)),
        None if free is None else HourRow(method=FREE, amounts=_amounts(free[:periods])),
        fuller,
    )


def _above(costs: Sequence[float]) -> list[float] | None:
    """What each point costs more than the first; None where that is not known."""
    if not np.isfinite(costs[0]) or np.isnan(costs).any():
        return None
    return [cost - costs[0] for cost in costs[1:]]


def _amounts(costs: Sequence[float]) -> tuple[float | None, ...]:
    """Without noise in the last digits; None where it is impossible."""
    return tuple(
        None if np.isinf(cost) else 0.0 if abs(cost) < TRACE else round(float(cost), 4) for cost in costs
    )


HOURS = Room("prices", HourPrices, questions, answer)
