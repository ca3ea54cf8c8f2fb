"""What hours of a skill cost when more are asked for in every period: re-solved, beside the relaxation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import numpy as np

from scheduler.errors import InvalidProblem
from scheduler.explain.asking import Asking
from scheduler.explain.interval import Interval, change
from scheduler.explain.prices.demand import Demand, with_hours
from scheduler.model.arrays import Floats
from scheduler.model.coverage import hours_asked
from scheduler.problem.base import Model
from scheduler.result import Outcome

Verdict = Literal["agrees", "differs", "too close to tell"]
FTE = (1, 2, 5, 10)
PLAIN = 10.0  # times the plan's own gap: what leaves an interval a fifth of the price wide
MOST = 0.1  # of the skill's hours: more would be another operation
NARROW = 0.25  # of the price: an interval that can bear the relaxation out
NEAR = 0.01  # of the price
STEP = 0.005  # of money an hour: what two decimals show


class Throughout(Model):
    """`fte` full-time weeks of work more in every week, `hours` productive hours in all.

    `per_hour`: money an hour from two solves, None where not `possible` or not known. `in_relaxation`: the
    LP relaxation's for the same hours. `relaxation`: whether its prices can be trusted for this skill.
    """

    method: Literal["re-solve"] = "re-solve"
    fte: int
    hours: float
    possible: bool
    per_hour: Interval | None
    in_relaxation: float | None
    relaxation: Verdict


def hours_of_fte(asked: Demand) -> Floats:
    """Hours of one FTE of work in each period. Shape (T,)."""
    index = asked.case.index
    calendar = index.timeline.calendar
    return index.clock.hours(calendar.fte_hours_per_week, calendar.country)[: index.periods]


def throughout(asked: Demand, relaxed: Mapping[int, float], asking: Asking) -> Throughout | None:
    """The answer for as few FTE as stand out from the gap; None where nobody works at all.

    `relaxed`: what so many FTE more cost in the relaxation. Raises OurFault.
    """
    by_period = hours_of_fte(asked)
    if not by_period.any():
        return None
    fte = _enough(asked, relaxed, asking)
    hours = float(fte * by_period.sum())
    more = hours_asked(asked.case) + asked.mix * (fte * by_period)
    found = relaxed.get(fte, np.nan) / hours
    in_relaxation = round(found, 4) if np.isfinite(found) else None
    per_hour, possible = _solved(asked, more, hours, asking)
    return Throughout(
        fte=fte,
        hours=round(hours, 6),
        possible=possible,
        per_hour=per_hour,
        in_relaxation=in_relaxation,
        relaxation=_verdict(per_hour, in_relaxation),
    )


def _enough(asked: Demand, relaxed: Mapping[int, float], asking: Asking) -> int:
    result, mine = asking.about.result, asked.mix.any(axis=1)
    gap = (result.cost or 0.0) - (result.bound or 0.0)
    usual = hours_asked(asked.case)[mine].sum() / hours_of_fte(asked).sum()
    within = [fte for fte in FTE if fte == 1 or fte <= MOST * usual]
    return next((fte for fte in within if abs(relaxed.get(fte, 0.0)) >= PLAIN * gap), within[-1])


def _solved(asked: Demand, more: Floats, hours: float, asking: Asking) -> tuple[Interval | None, bool]:
    try:
        after = asking.solve(with_hours(asked.case.index.problem, more))
    except InvalidProblem:
        return None, False
    if after.outcome is Outcome.INFEASIBLE:
        return None, False
    dearer = change(asking.about.result, after)
    return None if dearer is None else dearer.times(1 / hours), True


def _verdict(per_hour: Interval | None, in_relaxation: float | None) -> Verdict:
    if per_hour is None or in_relaxation is None:
        return "too close to tell"
    near = max(STEP, NEAR * abs(in_relaxation))
    high = np.inf if per_hour.high is None else per_hour.high
    if not per_hour.low - near <= in_relaxation <= high + near:
        return "differs"
    narrow = high - per_hour.low <= max(2 * STEP, NARROW * abs(in_relaxation))
    return "agrees" if narrow else "too close to tell"
