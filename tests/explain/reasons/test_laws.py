"""Laws of reasons, over problems of every shape."""

from __future__ import annotations

import pytest

from scheduler.engine import shared_engine
from scheduler.explain.asking import Asking, Explained
from scheduler.explain.reasons.answer import answer
from scheduler.explain.reasons.asked import Asked, everything, heads_of_offer
from scheduler.explain.reasons.without import without
from scheduler.plan import Plan
from scheduler.report.decisions import action_cost
from scheduler.report.view import PlanView
from scheduler.solving import solve
from tests.search.mixed import mixed

TRACE = 1e-5
MOST = 3  # things of a plan


@pytest.mark.parametrize("seed", range(1, 6))
def test_what_is_taken_out_is_out(seed: int) -> None:
    _holds(seed)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [0, *range(6, 60)])
def test_what_is_taken_out_of_more_is_out(seed: int) -> None:
    _holds(seed)


def _holds(seed: int) -> None:
    """No plan without a thing is cheaper, the thing is not in it, its cost is the one of the report."""
    problem, has_baseline = mixed(seed)
    if has_baseline:
        return
    result = solve(problem, gap=0.0, time_limit=5.0, engine=shared_engine())
    if result.plan is None or result.bound is None:
        return
    asking = Asking(Explained(problem, result), shared_engine(), gap=0.0)
    for thing in list(everything(problem, result.plan))[:MOST]:
        reason = answer(thing.name, asking)
        assert reason.found != "not asked", thing.name
        if thing.action is not None:
            worth = action_cost(PlanView(problem, result.plan), thing.action)
            assert reason.cost == pytest.approx(worth, abs=1e-3)
        if reason.found == "plan" and reason.other_cost is not None:
            other = asking.solve(without(thing).problem).plan
            assert other is not None
            assert _is_out(thing, other), reason.edit
            assert reason.other_cost >= result.bound - 1e-4 * abs(result.bound) - 0.01


def _is_out(thing: Asked, other: Plan) -> bool:
    before, own = thing.plan, thing.owner
    if thing.kind == "hire":
        return sum(other.pools[own].hires) <= sum(before.pools[own].hires) - thing.heads + TRACE
    if thing.kind == "release":
        return sum(other.pools[own].releases) <= sum(before.pools[own].releases) - thing.heads + TRACE
    if thing.kind == "move":
        return sum(other.moves[own].heads) <= TRACE
    if thing.kind == "conversion":
        was, now = (sum(plan.offers[own].converting_starts) for plan in (before, other))
        return now <= was - thing.heads + TRACE
    if thing.kind == "overtime":
        return sum(other.pools[own].overtime_hours) <= TRACE
    if thing.kind == "hours":
        return sum(map(sum, other.offers[own].bought_hours.values())) <= TRACE
    if thing.kind == "end_running":
        return sum(other.running[own].active) >= sum(before.running[own].active) - TRACE
    if sum(other.offers[own].starts) + sum(other.offers[own].converting_starts) <= TRACE:
        return True
    there = slice(thing.periods.start, thing.periods.stop)
    heads = (heads_of_offer(thing.problem, plan, own)[there] for plan in (before, other))
    return bool((next(heads) - thing.heads + TRACE >= next(heads)).all())
