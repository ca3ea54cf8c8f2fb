"""The earlier plan kept as it is: its open decisions in the problem as it stands now."""

from __future__ import annotations

import numpy as np

from scheduler.engine import Engine
from scheduler.model.baseline import Baseline
from scheduler.model.build import build
from scheduler.model.decisions import whole_numbers
from scheduler.plan import Plan
from scheduler.problem import Problem
from scheduler.problem.timeline import Timeline
from scheduler.replan.rolled import Rolled
from scheduler.result import Result
from scheduler.solving import complete

ROUNDED = 1e-6  # heads: parts of a head are written in nine digits, and no solver tells less apart
Heads = dict[tuple[str, str], list[float]]


def kept(now: Rolled, plan: Plan, *, time_limit: float, engine: Engine | None = None) -> Result:
    """The cost of changing nothing: every open decision as in `plan`, the rest made the best of.

    Without a plan in it where the earlier decisions are not possible any more.
    """
    wanted = open_heads(now.problem, now.baseline, plan)
    return complete(
        now.problem,
        wanted,
        within=0.0 if now.problem.policy.whole_heads else ROUNDED,
        time_limit=time_limit,
        baseline=now.baseline,
        engine=engine,
    )


def open_heads(problem: Problem, baseline: Plan, plan: Plan) -> Heads:
    """Whole heads by quantity, owner and period: open decisions, ends that are due, short time as planned."""
    case = build(problem, baseline=baseline)
    earlier = Baseline(baseline, Timeline(problem.forecast.calendar))
    heads: Heads = {
        (quantity, owner): earlier.heads(quantity, owner).tolist()
        for quantity, owner, _ in whole_numbers(case)
    }
    for lot in case.index.lots:
        ends = np.array(heads["running_ends", lot.running.key])
        left = max(0.0, lot.running.heads)
        for t in range(case.index.periods):
            ends[t] = min(ends[t], left) if t < lot.latest else left if t == lot.latest else 0.0
            left -= ends[t]
        heads["running_ends", lot.running.key] = ends.tolist()
    days = dict(zip(plan.first_days, range(len(plan.first_days) - 1)))
    for key in case.index.pool_keys:
        row = plan.pools[key].short_time_heads if key in plan.pools else ()
        places = [days.get(day, len(row)) for day in case.index.clock.first_days[: case.index.periods]]
        heads["short_time_heads", key] = [row[t] if t < len(row) else 0.0 for t in places]
    return heads
