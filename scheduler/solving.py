"""The public verb: a problem in, a checked plan with its bound out."""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from importlib.metadata import version
from typing import Any

import numpy as np

from scheduler.check import check
from scheduler.engine import (
    Answer,
    Crew,
    Engine,
    Progress,
    Status,
    all_cores,
    gap_between,
    shared_crew,
    shared_engine,
)
from scheduler.errors import InvalidProblem, PlanRejected
from scheduler.model.arrays import Floats
from scheduler.model.baseline import left_out
from scheduler.model.build import build
from scheduler.model.case import Case
from scheduler.model.decisions import whole_numbers
from scheduler.model.decode import decode
from scheduler.plan import Plan
from scheduler.problem import Problem
from scheduler.result import Limits, Outcome, Result, StopReason, is_proved
from scheduler.search.board import Effort
from scheduler.search.conflicts import NoPlan, agrees, no_plan
from scheduler.search.search import search
from scheduler.search.start import values_of
from scheduler.validate import Findings, validate

ONE_METHOD = (
    "branch and bound found that there is no plan; the second method, a proof by prices and another solver, "
    "did not finish in time"
)


def solve(
    problem: Problem,
    *,
    time_limit: float = 60.0,
    gap: float = 1e-3,
    seed: int = 0,
    node_limit: int | None = None,
    baseline: Plan | None = None,
    start: Plan | None = None,
    on_progress: Callable[[Progress], None] | None = None,
    stop: threading.Event | None = None,
    cores: int | None = None,
    engine: Engine | None = None,
    tidy: bool = True,
) -> Result:
    """The cheapest plan the search finds within `time_limit` seconds or a relative `gap`.

    Every plan has passed the independent check. The same problem and seed give the same plan unless
    the clock or `stop` ended the search, whatever the number of cores. `baseline`: an earlier plan, for
    `frozen_until` and `change_cost`. `start`: an earlier plan to search from (absent: the baseline), so that
    a question that differs little is answered soon. `cores`: solver processes at work at once (absent: one
    a core). `engine`: the one process to use instead, for callers who end it themselves.
    `tidy`: whether steps that pay are looked for in the end; a cost that is only compared needs none.

    Raises InvalidProblem with every fault, PlanRejected or EngineError for faults of ours.
    """
    crew = Crew([engine]) if engine else shared_crew(cores or all_cores())
    crew.start()
    findings = _valid(problem, baseline)
    started = time.monotonic()
    case = build(problem, baseline=baseline)
    effort = Effort(time_limit, gap, seed, node_limit, on_progress, stop, tidy)
    earlier = start or baseline
    answer = search(case, crew, effort, None if earlier is None else values_of(case, earlier))
    limits = Limits(time_limit=time_limit, gap=gap, seed=seed)
    if answer.values is None:
        found = no_plan(problem, baseline, crew.first) if answer.status is Status.INFEASIBLE else None
        return _without_plan(problem, answer, limits, findings, found, time.monotonic() - started)
    plan = checked_plan(case, answer.values, answer.bound)
    return _with_plan(problem, plan, answer, limits, findings, time.monotonic() - started)


def complete(
    problem: Problem,
    fixed: Mapping[tuple[str, str], Sequence[float]],
    *,
    time_limit: float = 60.0,
    within: float = 0.0,
    baseline: Plan | None = None,
    engine: Engine | None = None,
) -> Result:
    """The best plan with the given whole numbers: what is fixed stays, the rest is solved to proof.

    Keys are a ledger's quantity and its owner, as ("hires", pool) or ("starts", offer); what is not
    named is zero. Values are heads by period (T,), kept to the last digit, or `within` so much where no plan
    has them so. `engine`: absent, the one of this process.
    """
    findings = _valid(problem, baseline)
    started, engine = time.monotonic(), engine or shared_engine()
    for slack in dict.fromkeys((0.0, within)):
        case = _held(problem, fixed, slack, baseline)
        program = case.matrix.program()
        answer = engine.minimise(program, time_limit=time_limit, gap=0.0)
        if answer.status is not Status.INFEASIBLE:
            break
    limits = Limits(time_limit=time_limit, gap=0.0, seed=0)
    if answer.values is None:
        infeasible = answer.status is Status.INFEASIBLE
        found = NoPlan((), agrees(program, engine, time_limit)) if infeasible else None
        return _without_plan(problem, answer, limits, findings, found, time.monotonic() - started)
    plan = checked_plan(case, answer.values, answer.bound)
    return _with_plan(problem, plan, answer, limits, findings, time.monotonic() - started)


def _held(
    problem: Problem, fixed: Mapping[tuple[str, str], Sequence[float]], within: float, baseline: Plan | None
) -> Case:
    """The model with every whole number held."""
    case = build(problem, baseline=baseline)
    for quantity, owner, columns in whole_numbers(case):
        values = fixed.get((quantity, owner), np.zeros(case.index.periods))
        case.matrix.fix(columns, np.asarray(values, dtype=float), within)
    return case


def solve_without(problem: Problem, rule: str, *, baseline: Plan | None = None) -> Plan:
    """The plan found with one rule (or one cost's definition) left out of the model, not checked."""
    case = build(problem, baseline=baseline, omit=frozenset({rule}))
    answer = shared_engine().minimise(case.matrix.program(), time_limit=60.0, gap=0.0)
    if answer.values is None:
        raise ValueError(f"no plan without {rule}: {answer.status}")
    return decode(case, answer.values)


def checked_plan(case: Case, values: Floats, bound: float) -> Plan:
    """The plan of these values, after the independent check; raises PlanRejected when it fails."""
    plan = decode(case, values)
    earlier = case.baseline.plan if case.baseline else None
    violations = check(case.index.problem, plan, baseline=earlier, bound=bound)
    if violations:
        raise PlanRejected("; ".join(violation.text for violation in violations[:5]))
    return plan


def _valid(problem: Problem, baseline: Plan | None) -> Findings:
    findings = validate(problem, baseline=baseline is not None)
    if findings.faults:
        raise InvalidProblem(findings.faults)
    if baseline is None:
        return findings
    return replace(findings, warnings=(*findings.warnings, *left_out(problem, baseline)))


def _with_plan(
    problem: Problem, plan: Plan, answer: Answer, limits: Limits, findings: Findings, seconds: float
) -> Result:
    bound = min(answer.bound, plan.cost)
    proved = is_proved(plan, bound)
    gap = 0.0 if proved and plan.cost == bound else gap_between(plan.cost, bound)
    return Result(
        outcome=Outcome.OPTIMAL if proved else Outcome.FEASIBLE,
        stop_reason=StopReason.PROVED if proved else StopReason(answer.stop_reason.value),
        plan=plan,
        cost=plan.cost,
        cash=plan.cash,
        penalties=plan.penalties,
        bound=bound,
        gap=gap,
        seconds=seconds,
        check="passed",
        **_about(problem, limits, findings),
    )


def _without_plan(
    problem: Problem,
    answer: Answer,
    limits: Limits,
    findings: Findings,
    found: NoPlan | None,
    seconds: float,
) -> Result:
    doubtful = found is not None and not found.agreed
    infeasible = answer.status is Status.INFEASIBLE and not doubtful
    about = _about(problem, limits, findings)
    if doubtful:
        about["warnings"] += (ONE_METHOD,)
    return Result(
        outcome=Outcome.INFEASIBLE if infeasible else Outcome.NO_PLAN_IN_TIME,
        stop_reason=StopReason.TIME_LIMIT if doubtful else StopReason(answer.stop_reason.value),
        plan=None,
        cost=None,
        cash=None,
        penalties=None,
        bound=answer.bound if np.isfinite(answer.bound) else None,
        gap=None,
        seconds=seconds,
        check=None,
        conflicts=found.conflicts if found else (),
        **about,
    )


def _about(problem: Problem, limits: Limits, findings: Findings) -> dict[str, Any]:
    documents = {name: getattr(problem, name) for name in ("forecast", "workforce", "rate_card", "policy")}
    return {
        "limits": limits,
        "assumptions": tuple(str(each) for each in findings.assumptions),
        "warnings": tuple(str(each) for each in findings.warnings),
        "versions": {name: version(name) for name in ("staffmix", "ortools")},
        "inputs": {
            name: hashlib.sha256(document.model_dump_json(by_alias=True).encode()).hexdigest()
            for name, document in documents.items()
        },
    }
