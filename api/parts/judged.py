"""Judging without planning: four documents taken together, and anybody's plan."""

from __future__ import annotations

from collections.abc import Iterable

from api.deps import Service
from api.documents.submit import problem_of
from api.errors import MOST_FAULTS, ErrorItem, cut, invalid, printable
from api.parts.checked import breaches
from api.parts.pay import findings_without_pay, lines_without_pay, problem_without_pay
from api.requisitions.filled import arrive
from api.schemas.parts import Judgement, Remark, Verdict
from api.schemas.plans import CheckRequest, PlanRequest
from api.store import plans
from api.store.keys import Caller
from scheduler.check import check
from scheduler.errors import Fault, Notice
from scheduler.plan import Plan
from scheduler.problem import Problem
from scheduler.result import Violation
from scheduler.rules import Cost, Rule
from scheduler.validate import Findings, validate

MOST_VIOLATIONS = 1000
LINES = frozenset({"cost_lines", *map(str, Cost)})
"""What violations of single cost lines are called."""


def judge_problem(parts: Service, asking: Caller, request: PlanRequest) -> Judgement:
    """All faults, warnings and assumptions of a request for a plan; 404 for unknown documents."""
    with parts.store.reading(asking.tenant) as scope:
        problem, inputs = problem_of(scope, request)
        problem = arrive(scope, request.series, problem, inputs)
        baseline = plans.adopted(scope, request.series) if request.baseline else None
    found = _findings(problem, baseline is not None, _sees_pay(asking, request.workforce))
    return Judgement(
        valid=not found.faults,
        faults=[_item(fault) for fault in found.faults[:MOST_FAULTS]],
        warnings=_remarks(found.warnings),
        assumptions=_remarks(found.assumptions),
    )


def judge_plan(parts: Service, asking: Caller, request: CheckRequest) -> Verdict:
    """Every rule that a plan breaks, every sum that is not right; 404 and 422 as for a new plan.

    Whoever may not see the pay of a stored workforce would learn it from what cost lines should be, or by
    trying out which amounts pass: for them the plan is judged against documents without pay, and the lines
    that pay sets are left out.
    """
    with parts.store.reading(asking.tenant) as scope:
        problem, _ = problem_of(scope, request)
    pay = _sees_pay(asking, request.workforce)
    found = _findings(problem, request.baseline is not None, pay)
    if found.faults:
        raise invalid(found.faults)
    judge = check if pay else _check_without_pay
    violations = judge(problem, request.plan, baseline=request.baseline)
    return Verdict(
        passed=not violations,
        rules=len(Rule),
        pay_judged=pay,
        violations=breaches(violations[:MOST_VIOLATIONS], request.plan.first_days[:-1]),
        more=max(0, len(violations) - MOST_VIOLATIONS),
    )


def _sees_pay(asking: Caller, workforce: object) -> bool:
    """Pay that came with the request is known to whoever sent it."""
    return asking.pay or not isinstance(workforce, str)


def _findings(problem: Problem, baseline: bool, pay: bool) -> Findings:
    found = validate(problem, baseline=baseline)
    return found if pay else findings_without_pay(found)


def _check_without_pay(problem: Problem, plan: Plan, *, baseline: Plan | None) -> tuple[Violation, ...]:
    """Rules and sums of the plan as it is; cost lines without those that pay sets."""
    free = [
        work if work.shortage_cost is not None else work.model_copy(update={"shortage_cost": 0.0})
        for work in problem.forecast.workstreams
    ]
    forecast = problem.forecast.model_copy(update={"workstreams": tuple(free)})
    known = problem_without_pay(problem.model_copy(update={"forecast": forecast}))
    fewer = plan.model_copy(update={"costs": tuple(lines_without_pay(problem, plan.costs))})
    rules = (each for each in check(known, plan, baseline=baseline) if each.rule not in LINES)
    lines = (each for each in check(known, fewer, baseline=baseline) if each.rule in LINES)
    return (*rules, *lines)


def _item(fault: Fault) -> ErrorItem:
    return ErrorItem(
        code=fault.code, place=printable(fault.place), found=cut(fault.found), fix=printable(fault.fix)
    )


def _remarks(notices: Iterable[Notice]) -> list[Remark]:
    return [Remark(code=each.code, place=each.place, text=each.text) for each in notices]
