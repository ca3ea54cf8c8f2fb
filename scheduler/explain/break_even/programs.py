"""What fractions, and plans that must use an offer, tell cheaply: places to look at, and least costs."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from math import inf

import numpy as np

from scheduler.engine import Program, Status
from scheduler.explain.asking import Asking
from scheduler.model.build import build
from scheduler.model.case import Case
from scheduler.problem import Problem
from scheduler.search.most import bounded


def relaxed_cost(asking: Asking, problem: Problem) -> float:
    """The least cost where heads may be fractions: no plan costs less; inf where there is none."""
    answer = asking.engine.relax(bounded(_case(asking, problem)), time_limit=_seconds(asking))
    return answer.objective if answer.status in (Status.OPTIMAL, Status.INFEASIBLE) else -inf


def least_with(asking: Asking, problem: Problem, offers: Collection[str]) -> float:
    """What fractions of heads prove of any plan in which a head starts under these offers; -inf: nothing.

    Says nothing of offers by the hour, nor where heads may be fractions: there is no least use.
    """
    case = _case(asking, problem)
    forced = _forced(case, bounded(case), offers)
    if forced is None:
        return -inf
    answer = asking.engine.relax(forced, time_limit=_seconds(asking))
    return answer.objective if answer.status in (Status.OPTIMAL, Status.INFEASIBLE) else -inf


def least_units(asking: Asking, problem: Problem, dearer: Problem, offers: Collection[str]) -> float:
    """What the least use of these offers costs more in `dearer`, where only a rate differs; else 0."""
    case = _case(asking, problem)
    forced = _forced(case, bounded(case), offers)
    more = _case(asking, dearer).matrix.program().cost
    if forced is None or len(more) != len(forced.cost):
        return 0.0
    units = replace(forced, cost=more - forced.cost, constant=0.0)
    answer = asking.engine.relax(units, time_limit=_seconds(asking))
    return max(0.0, answer.objective) if answer.status is Status.OPTIMAL else 0.0


def _case(asking: Asking, problem: Problem) -> Case:
    return build(problem, baseline=asking.about.baseline)


def _seconds(asking: Asking) -> float:
    return max(0.1, min(asking.seconds, asking.left))


def _forced(case: Case, program: Program, offers: Collection[str]) -> Program | None:
    """The program with one more row: at least one head starts. None where that means nothing."""
    places = [k for k, key in enumerate(case.index.head_keys) if key in offers]
    starts = np.concatenate(
        [np.concatenate([case.variables.starts[k], case.variables.converting_starts[k]]) for k in places]
        or [np.zeros(0, dtype=np.int64)]
    )
    starts = starts[starts >= 0]
    if len(places) < len(offers) or not len(starts) or not program.whole[starts].all():
        return None
    row = np.full(len(starts), len(program.row_lower))
    return replace(
        program,
        row_lower=np.append(program.row_lower, 1.0),
        row_upper=np.append(program.row_upper, np.inf),
        rows=np.concatenate([program.rows, row]),
        columns=np.concatenate([program.columns, starts]),
        entries=np.concatenate([program.entries, np.ones(len(starts))]),
    )
