"""The verb: an earlier plan and a later day in, a plan from there on and what it changes out."""

from __future__ import annotations

from datetime import date
from typing import Any

from scheduler.engine import Engine, gap_between
from scheduler.errors import OurFault
from scheduler.explain.difference import Difference, difference
from scheduler.plan import Plan
from scheduler.problem import Problem
from scheduler.problem.actuals import Actuals
from scheduler.problem.base import Model
from scheduler.problem.money import digits
from scheduler.replan.blame import Blocking, blocking, checked_pins
from scheduler.replan.kept import kept
from scheduler.replan.rolled import Rolled, rolled
from scheduler.replan.words import told
from scheduler.result import PROOF, Outcome, Result, StopReason, is_proved
from scheduler.solving import solve


class Replanned(Model):
    """`problem`: as it stands on the day of replanning; `result`: its answer, checked like any other.

    `now` tells what was pinned and assumed. `kept`: what keeping every open decision comes to; without a
    plan in it where that is not possible any more. `difference`: from the plan kept to the new one; None
    where one of the two is missing. `blocking`: without a new plan, what stands in its way by itself.
    """

    problem: Problem
    result: Result
    now: Rolled
    kept: Result
    difference: Difference | None
    blocking: tuple[Blocking, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether the new plan decides anything otherwise."""
        return self.result.plan is None or self.result.plan != self.kept.plan

    @property
    def text(self) -> str:
        """One sentence: whether anything is to be decided otherwise, and what it saves."""
        return told(self.problem, self.kept, self.result, self.difference)


def replan(
    problem: Problem,
    baseline: Plan,
    as_of: date,
    *,
    before: Problem | None = None,
    actuals: Actuals | None = None,
    time_limit: float = 60.0,
    gap: float = 1e-3,
    engine: Engine | None = None,
    **effort: Any,
) -> Replanned:
    """The cheapest plan from `as_of` on that keeps to what is decided, and what it changes.

    Signed contracts, hires under way and releases with notice given are part of the problem; what was to be
    decided before the policy's `frozen_until` is as in the earlier plan; other changes cost `change_cost`.
    `problem`, `before`, `actuals`: as in `rolled`. `effort`: as in `solve`.

    The earlier plan is kept when another is not cheaper by more than `gap` of the earlier plan's cost: no
    decision is changed for less than a search can tell.

    Raises InvalidProblem with every fault (a pin that is not possible any more is one), OurFault.
    """
    now = rolled(problem, baseline, as_of, before=before, actuals=actuals)
    checked_pins(now)
    as_was = kept(now, baseline, time_limit=time_limit, engine=engine)
    found = solve(
        now.problem,
        time_limit=time_limit,
        gap=gap,
        baseline=now.baseline,
        start=as_was.plan,
        engine=engine,
        **effort,
    )
    if found.outcome is Outcome.INFEASIBLE and as_was.plan is not None:
        raise OurFault("the earlier plan can be kept, but the search says that there is no plan")
    result = _chosen(as_was, found, gap, baseline.cost)
    result = result.model_copy(update={"assumptions": (*now.assumptions, *result.assumptions)})
    none = result.outcome is Outcome.INFEASIBLE
    return Replanned(
        problem=now.problem,
        result=result,
        now=now,
        kept=as_was,
        difference=_difference(as_was.plan, result.plan),
        blocking=blocking(problem, baseline, as_of, before, actuals, now, engine) if none else (),
    )


def _chosen(as_was: Result, found: Result, gap: float, before: float) -> Result:
    """The earlier plan where it is as good as the gap can tell, else the one that was found."""
    if as_was.plan is None or as_was.cost is None:
        return found
    unit = 10.0 ** -digits(as_was.plan.currency)  # both costs are rounded
    slack = max(gap * max(abs(before), abs(as_was.cost)), PROOF * max(1.0, abs(as_was.cost)) + unit)
    if found.cost is not None and as_was.cost - found.cost > slack:
        return found
    bound = min(as_was.cost, found.bound) if found.bound is not None else None
    proved = is_proved(as_was.plan, bound)
    return found.model_copy(
        update={
            "outcome": Outcome.OPTIMAL if proved else Outcome.FEASIBLE,
            "stop_reason": StopReason.PROVED if proved else found.stop_reason,
            "plan": as_was.plan,
            "cost": as_was.cost,
            "cash": as_was.cash,
            "penalties": as_was.penalties,
            "bound": bound,
            "gap": None if bound is None else gap_between(as_was.cost, bound),
            "check": as_was.check,
            "conflicts": (),
        }
    )


def _difference(before: Plan | None, after: Plan | None) -> Difference | None:
    return None if before is None or after is None else difference(before, after)
