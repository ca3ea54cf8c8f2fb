"""What a looser limit saves: first by the relaxation, and only where that leaves something by re-solves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from scheduler.engine import Program, Status
from scheduler.errors import InvalidProblem
from scheduler.explain.asking import Asking
from scheduler.explain.interval import TRACE, Interval, change
from scheduler.explain.prices.limit import Limit
from scheduler.explain.prices.relaxation import alike, base_of, least_by, program_of, relax
from scheduler.problem import Problem
from scheduler.result import Outcome
from scheduler.validate import validate

Method = Literal["same model", "LP relaxation", "re-solve"]
STEPS = (1, 2, 5, 10)
PROVED = 1e-6  # of the cost
PLAIN = 2.0  # times the plan's own gap: a saving that whole solves can show


@dataclass(frozen=True)
class Saving:
    """What so many steps save in all (money); `relaxed`: by the relaxation. None where nothing is known.

    `possible`: no where it is certain that there is no plan, or that the input would be a fault.
    """

    steps: int
    after: str
    method: Method
    saving: Interval | None
    relaxed: float | None = None
    possible: bool = True


@dataclass(frozen=True)
class _Step:
    """A limit so many steps looser, and what the relaxation costs then at least."""

    steps: int
    after: str
    problem: Problem
    program: Program
    least: float


def saving_of(limit: Limit, asking: Asking) -> Saving:
    """One step, or as many as it takes for the saving to stand out from the gap.

    Raises OurFault for faults of the solver.
    """
    edited = limit.edit(1)
    assert edited is not None
    if validate(edited[0], baseline=asking.about.baseline is not None).faults:
        return Saving(1, edited[1], "same model", None, possible=False)
    first = _step(limit, 1, asking)
    assert first is not None
    if alike(base_of(asking).program, first.program):
        return Saving(1, first.after, "same model", Interval(low=0.0, high=0.0), 0.0)
    chosen = _telling(limit, first, asking)
    if chosen is None or asking.late:
        return _by_relaxation(limit, first, asking)
    return _by_solving(limit, chosen, asking)


def _step(limit: Limit, steps: int, asking: Asking) -> _Step | None:
    edited = limit.edit(steps)
    if edited is None:
        return None
    problem, after = edited
    program, base = program_of(problem, asking), base_of(asking)
    least = least_by(base, program)
    if base.relaxed.objective - least > TRACE:
        other = relax(program, asking)
        least = other.objective if other.status is not Status.NONE_IN_TIME else least
    return _Step(steps, after, problem, program, least)


def _telling(limit: Limit, first: _Step, asking: Asking) -> _Step | None:
    """The fewest steps whose gain in the relaxation stands out from the gap; None where none does.

    Beside a plan that is proven the best, one step can be told whatever it gains in the relaxation.
    """
    gain = _gain(first, asking)
    if limit.direction != "cheaper" and abs(gain) > TRACE:
        return first
    if _gap(asking) <= PROVED * abs(asking.about.result.cost or 0.0):
        certain = limit.direction == "cheaper" and _at_most(first, asking) <= TRACE
        return None if certain else first
    wanted = max(TRACE, PLAIN * _gap(asking))
    if gain <= TRACE or gain * STEPS[-1] < wanted:  # more steps gain less each
        return None
    for steps in STEPS:
        step = first if steps == 1 else _step(limit, steps, asking) if steps * gain >= wanted else None
        if step is not None and _gain(step, asking) >= wanted:
            return step
    return None


def _gain(step: _Step, asking: Asking) -> float:
    return base_of(asking).relaxed.objective - step.least


def _at_most(step: _Step, asking: Asking) -> float:
    """No plan of the looser problem costs less than its relaxation: what it saves at most."""
    return (asking.about.result.cost or 0.0) - step.least


def _gap(asking: Asking) -> float:
    """What of the explained plan's cost is not proven (money)."""
    result = asking.about.result
    return (result.cost or 0.0) - (result.bound or 0.0)


def _by_relaxation(limit: Limit, step: _Step, asking: Asking) -> Saving:
    at_most = max(0.0, round(_at_most(step, asking), 6))
    known = limit.direction == "cheaper" and at_most < float("inf")
    saving = Interval(low=0.0, high=at_most) if known else None
    return Saving(step.steps, step.after, "LP relaxation", saving, _told(step, asking))


def _by_solving(limit: Limit, step: _Step, asking: Asking) -> Saving:
    try:
        after = asking.solve(step.problem)
    except InvalidProblem:
        return Saving(step.steps, step.after, "re-solve", None, possible=False)
    if after.outcome is Outcome.INFEASIBLE:
        return Saving(step.steps, step.after, "re-solve", None, possible=False)
    dearer = change(asking.about.result, after, limit.direction)
    if dearer is None or dearer.high is None:  # no plan in time: what was known before stands
        return _by_relaxation(limit, step, asking)
    at_most = _at_most(step, asking) if limit.direction == "cheaper" else float("inf")
    low = -dearer.high + 0.0
    saving = Interval(low=low, high=max(low, round(min(-dearer.low, at_most), 6) + 0.0))
    return Saving(step.steps, step.after, "re-solve", saving, _told(step, asking))


def _told(step: _Step, asking: Asking) -> float | None:
    gain = _gain(step, asking)
    return round(max(gain, 0.0) if abs(gain) < TRACE else gain, 4) if abs(gain) < float("inf") else None
