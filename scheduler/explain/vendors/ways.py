"""The plan without a vendor, and with it as the only one."""

from __future__ import annotations

from collections.abc import Collection

from scheduler.errors import InvalidProblem
from scheduler.explain.asking import Asking
from scheduler.explain.interval import Direction, Interval, change
from scheduler.explain.reasons.asked import TRACE
from scheduler.explain.reasons.contracts import closed
from scheduler.explain.vendors.shapes import Way
from scheduler.explain.vendors.shares import offers_of
from scheduler.plan import Plan
from scheduler.problem import Problem
from scheduler.result import Outcome, Result
from scheduler.rules import Rule

AGAINST = 3  # rules told that stand against any plan
CLOSING = (Rule.CONTRACT_WINDOW, Rule.CONVERSION)


def without(asking: Asking, vendor: str) -> Way:
    """Nothing new of this vendor."""
    return _closed(asking, [vendor])


def only(asking: Asking, vendor: str) -> Way:
    """Nothing new of any other vendor."""
    return _closed(asking, [v.key for v in asking.about.problem.rate_card.vendors if v.key != vendor])


def closed_vendors(problem: Problem, vendors: Collection[str]) -> tuple[Problem, Direction]:
    """Nothing new of these vendors: running contracts go on, and what was committed is still due."""
    direction: Direction = "dearer"
    for offer in offers_of(problem, vendors):
        edit = closed(problem, offer)
        problem = edit.problem
        direction = direction if edit.direction == "dearer" else edit.direction
    return problem, direction


def _closed(asking: Asking, vendors: Collection[str]) -> Way:
    about = asking.about
    offers = set(offers_of(about.problem, vendors))
    if not _new(about.plan, offers):
        return _same(about.result)
    if asking.late:
        return Way(found="late")
    edited, direction = closed_vendors(about.problem, vendors)
    kept = tuple(action for action in about.plan.actions if action.owner not in offers)
    try:
        result = asking.solve(edited, start=about.plan.model_copy(update={"actions": kept}))
    except InvalidProblem:
        return Way(found="not asked")
    if result.outcome is Outcome.INFEASIBLE:
        return Way(found="impossible", against=_against(result, offers))
    interval = change(about.result, result, direction)
    if result.plan is None:
        return Way(found="late", change=interval)
    return Way(found="plan", cost=result.cost, change=interval, hours_short=_short(result.plan))


def _new(plan: Plan, offers: Collection[str]) -> bool:
    """Whether the plan takes anything new from these offers."""
    ledgers = [plan.offers[key] for key in offers]
    heads = sum(sum(each.starts) + sum(each.converting_starts) for each in ledgers)
    return heads + sum(sum(map(sum, each.bought_hours.values())) for each in ledgers) > TRACE


def _same(result: Result) -> Way:
    """The plan keeps to it: the best such plan costs at most as much, at least the bound of all plans."""
    assert result.plan is not None
    high = 0.0
    if result.cost is not None and result.bound is not None:
        high = round(max(0.0, result.cost - result.bound), 6)
    interval = Interval(low=0.0, high=high)
    return Way(found="same", cost=result.cost, change=interval, hours_short=_short(result.plan))


def _short(plan: Plan) -> float:
    return round(sum(sum(work.short) for work in plan.workstreams.values()), 6)


def _against(result: Result, offers: Collection[str]) -> tuple[str, ...]:
    """Rules in conflict besides the dates that close the offers."""
    others = (each for each in result.conflicts if each.rule not in CLOSING or each.owner not in offers)
    return tuple(dict.fromkeys(each.text for each in others))[:AGAINST]
