"""A plan from a file as the answer to a problem: held against every rule, with a bound that is its own."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from api.cli.check import line
from api.cli.figures import changed, figures
from api.cli.guard import refuse
from api.cli.plan import Request, search
from api.cli.problems import Read, read_result
from api.cli.screen import Screen
from scheduler.engine import gap_between
from scheduler.plan import Plan
from scheduler.problem import Problem
from scheduler.result import Outcome, Result, StopReason, is_proved
from scheduler.words import money


def known(request: Request, screen: Screen, read: Read, file: Path, baseline: Plan | None) -> Result:
    """The result in a plan file, checked; its bound is looked for again where the file's is another's.

    Raises InvalidProblem where the plan is none of this problem.
    """
    plan, result = read_result(file)
    _require_plan_of(request.problems, read.problem, file, plan, baseline)
    if result is not None and _own_bound(result, plan, read.problem):
        return result
    screen.note(f"{file} has no bound of this problem; looking for one.")
    found = search(replace(request, compare=False), screen, read, baseline, plan)
    if found.cost is not None and plan.cost - found.cost > max(0.01, request.gap * abs(plan.cost)):
        less = money(plan.cost - found.cost)
        screen.note(f"note: a plan was found that costs {less} {plan.currency} less; explained is {file}")
    return with_plan(found, plan)


def with_plan(result: Result, plan: Plan) -> Result:
    """The result with another checked plan of the same problem, and no bound above it."""
    bound = None if result.bound is None else min(result.bound, plan.cost)
    proved = is_proved(plan, bound)
    figures = {"cost": plan.cost, "cash": plan.cash, "penalties": plan.penalties, "bound": bound}
    return result.model_copy(
        update={
            "outcome": Outcome.OPTIMAL if proved else Outcome.FEASIBLE,
            "stop_reason": StopReason.PROVED if proved else _unproved(result.stop_reason),
            "plan": plan,
            **figures,
            "gap": None if bound is None else gap_between(plan.cost, bound),
            "check": "passed",
            "conflicts": (),
        }
    )


def _unproved(reason: StopReason) -> StopReason:
    """What was proved of one plan is not of another."""
    return StopReason.GAP if reason is StopReason.PROVED else reason


def _require_plan_of(
    problems: Sequence[Path], problem: Problem, file: Path, plan: Plan, baseline: Plan | None
) -> None:
    from scheduler.check import check

    violations = check(problem, plan, baseline=baseline)
    if violations:
        count = len(violations)
        found = f"no plan of this problem: {line(violations[0])}"
        more = f" (and {count - 1} more)" if count > 1 else ""
        command = shlex.join(["staffmix", "check", *map(str, problems), str(file)])
        raise refuse(str(file), f"{found}{more}", f"See everything with: {command}")


def _own_bound(result: Result, plan: Plan, problem: Problem) -> bool:
    """Whether the file's figures are its plan's, and its bound this problem's."""
    of_a_baseline = problem.policy.change_cost or problem.policy.frozen_until
    known_inputs = bool(result.inputs) and not changed(result, problem)
    return known_inputs and result.bound is not None and not of_a_baseline and not list(figures(result, plan))
