"""A desk of ten in round numbers: weeks of 40 hours from Monday 5 January 2026, cut at the third week."""

from __future__ import annotations

from typing import Any

from scheduler.plan import Plan
from scheduler.problem import Hire, Problem
from scheduler.problem.base import ByAge
from scheduler.result import Result
from scheduler.solving import solve
from tests.rules.small import offer, pool, problem, stream, week

HALF = ByAge(step="week", values=(0.5, 0.5))
HIRING = Hire(costs={"recruiting": 500.0}, lead="2w", ramp=HALF, min_tenure="52w")
AGENTS: dict[str, Any] = {"rate": 1200.0, "lead": "2w", "notice": "1w", "min_term": "3w"}


def desk(*hours: float, **more: Any) -> Problem:
    """Ten people, agents at 1,200 a week who come after two weeks and stay for three, hires after two.

    `pool`, `offer`: other fields; the rest as in `problem`.
    """
    team = pool(10.0, **({"needed_after": 10.0, "hire": HIRING} | more.pop("pool", {})))
    agents = offer(**(AGENTS | more.pop("offer", {})))
    return problem(stream(hours), pools=[team], offers=[agents], **more)


def surge() -> Problem:
    """Two heads too few from the third week to the sixth of eight: agents are ordered for them."""
    return desk(400, 400, 480, 480, 480, 480, 400, 400)


def plan_of(result: Result) -> Plan:
    """The plan there must be."""
    assert result.plan is not None
    return result.plan


def planned(one: Problem) -> Plan:
    """Its best plan."""
    return plan_of(solve(one, gap=0.0))


__all__ = ["AGENTS", "HIRING", "desk", "plan_of", "planned", "surge", "week"]
