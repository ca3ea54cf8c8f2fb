"""What the obvious other ways would cost: no contractors, nobody hired, a spreadsheet's rule.

They stand beside a plan's cost to show what it saves, solved loosely, with no plan kept. Plans of about the
same cost to choose from are in the package `alternatives`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from scheduler.engine import Engine
from scheduler.errors import InvalidProblem, OurFault
from scheduler.explain.alternative import Alternative, from_result
from scheduler.explain.spreadsheet import spreadsheet_heads
from scheduler.plan import Plan
from scheduler.problem import Problem
from scheduler.problem.timeline import Timeline
from scheduler.result import Result
from scheduler.rules import Rule

LOOSE_GAP = 0.01

NO_CONTRACTORS = "no contractors"
CONTRACTORS_ONLY = "contractors only"
NOBODY_HIRED = "nobody hired"
SPREADSHEET = "as a spreadsheet would"
CONTRACT_RULES = (
    Rule.CONTRACT_WINDOW, Rule.CONTRACT_LEAD, Rule.CONTRACT_LIMITS, Rule.CONTRACT_NOTICE, Rule.MIN_TERM,
    Rule.MAX_TERM, Rule.RUNNING_CONTRACT, Rule.CONVERSION,
)  # fmt: skip
HIRING_RULES = (Rule.HIRE_LEAD, Rule.HIRE_LIMIT)


def instead(
    problem: Problem, *, baseline: Plan | None = None, time_limit: float = 5.0, seed: int = 0
) -> tuple[Alternative, ...]:
    """Each way solved to 1 % within `time_limit` seconds; one that fails says why, none raises.

    Ways that come to the same as the plan asked for (nobody could be hired, no offers) are left out.
    """
    limits: dict[str, Any] = {"baseline": baseline, "time_limit": time_limit, "seed": seed}
    return tuple(one_way(name, problem, **limits) for name in ways(problem))


def ways(problem: Problem) -> tuple[str, ...]:
    """The names of the other ways there are, in the order they are told."""
    buys = bool(problem.rate_card.offers)
    hires = any(pool.hire is not None for pool in problem.workforce.pools)
    only = (CONTRACTORS_ONLY if buys else NOBODY_HIRED,) if hires else ()
    return (NO_CONTRACTORS, *only, SPREADSHEET) if buys else only


def one_way(
    name: str,
    problem: Problem,
    *,
    baseline: Plan | None = None,
    time_limit: float = 5.0,
    seed: int = 0,
    engine: Engine | None = None,
) -> Alternative:
    """One of `ways`, as `instead` tells it; `engine`: the one process to use, else those of this process."""
    from scheduler.solving import complete, solve

    limits: dict[str, Any] = {"time_limit": time_limit, "baseline": baseline, "engine": engine}

    def loosely(changed: Problem) -> Result:
        return solve(changed, gap=LOOSE_GAP, seed=seed, **limits)

    if name == NO_CONTRACTORS:
        return _tried(name, lambda: loosely(without_contractors(problem)), CONTRACT_RULES)
    if name == SPREADSHEET:
        return _tried(name, lambda: complete(problem, spreadsheet_heads(problem), **limits))
    if name in (CONTRACTORS_ONLY, NOBODY_HIRED):
        return _tried(name, lambda: loosely(without_hires(problem)), HIRING_RULES)
    raise ValueError(f"no way is called '{name}'")


def without_contractors(problem: Problem) -> Problem:
    """Nothing new from vendors: running contracts go on, and what was committed is still due."""
    end = Timeline(problem.forecast.calendar).end
    closed = {"start_from": end, "start_until": None, "last_end": None, "conversion": None}
    offers = tuple(offer.model_copy(update=closed) for offer in problem.rate_card.offers)
    return _with(problem, rate_card=problem.rate_card.model_copy(update={"offers": offers}))


def without_hires(problem: Problem) -> Problem:
    """Nobody is hired; what replacing people costs after the horizon stays as it is."""
    pools = tuple(
        pool.model_copy(update={"hire": pool.hire.model_copy(update={"max_total": 0.0})})
        if pool.hire is not None
        else pool
        for pool in problem.workforce.pools
    )
    return _with(problem, workforce=problem.workforce.model_copy(update={"pools": pools}))


def _with(problem: Problem, **documents: object) -> Problem:
    return problem.model_copy(update=documents)


def _tried(name: str, attempt: Callable[[], Result], aside: Collection[str] = ()) -> Alternative:
    """A comparison is a courtesy: when it fails, the plan still stands and the failure is said."""
    try:
        return from_result(name, attempt(), aside)
    except InvalidProblem:
        return Alternative(name, why="not possible with this input")
    except OurFault:
        return Alternative(name, why="could not be worked out")
