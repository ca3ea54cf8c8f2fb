"""Problems small enough to price by hand, and how they are asked about."""

from __future__ import annotations

import json
from copy import deepcopy
from functools import lru_cache
from typing import Any

from scheduler.engine import shared_engine
from scheduler.explain.asking import Asking, Explained
from scheduler.problem import Problem
from scheduler.result import Result
from scheduler.solving import solve

Content = dict[str, Any]
START = "2027-03-29"  # a Monday


def read(content: Content) -> Problem:
    """A problem from plain content."""
    return Problem.model_validate_json(json.dumps({"format": 1, **content}))


def content_of(problem: Problem) -> Content:
    """The plain content of a problem."""
    content: Content = json.loads(problem.model_dump_json(by_alias=True))
    return content


def edited(content: Content, *path: str | int, to: Any) -> Content:
    """A copy with one value replaced, for edits that owe nothing to the code under test."""
    copy = deepcopy(content)
    place: Any = copy
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = to
    return copy


def solved(problem: Problem) -> Result:
    """Solved to proof, each problem once."""
    return _solved(problem.model_dump_json(by_alias=True))


@lru_cache(maxsize=256)
def _solved(content: str) -> Result:
    problem = Problem.model_validate_json(content)
    return solve(problem, gap=0.0, time_limit=30.0, engine=shared_engine())


def cost(content: Content) -> float:
    """What the cheapest plan costs."""
    found = solved(read(content)).cost
    assert found is not None
    return found


def asking(problem: Problem, result: Result | None = None, **limits: Any) -> Asking:
    """Questions about a problem, answered to proof."""
    about = Explained(problem, solved(problem) if result is None else result)
    return Asking(about, shared_engine(), **{"seconds": 30.0, "gap": 0.0, **limits})


def calendar(periods: int, **fields: Any) -> Content:
    """Weeks from 29 March 2027, planned on that day."""
    return {"start": START, "unit": "week", "periods": periods, "as_of": START, **fields}


def team(**fields: Any) -> Content:
    """Ten people: 40 h, 28 of them productive, 15 an hour, so 22.50 for an hour of overtime: 28 a week."""
    pay = {"salary": 31200, "needed_after": "unknown", "shrinkage": 0.3}
    overtime = {"max_share": 0.1, "premium": 1.5}
    return {
        "key": "team", "skills": {"phone": 1.0}, "headcount": 10, "overtime": overtime, **pay, **fields
    }  # fmt: skip


def own_only(hours: list[float], work: Content | None = None, **fields: Any) -> Content:
    """Calls for the team alone; an hour left undone costs 90."""
    calls = {"key": "calls", "skill": "phone", "hours": hours, "shortage_cost": 90, **(work or {})}
    return {
        "forecast": {"calendar": calendar(len(hours)), "workstreams": [calls]},
        "workforce": {"pools": [team(**fields)]},
    }


def bought_only(hours: list[float], shortage: float = 200.0, **fields: Any) -> Content:
    """Calls for contract heads alone, 1,000 a week for 40 hours each."""
    calls = {"key": "calls", "skill": "phone", "hours": hours, "shortage_cost": shortage}
    offer = {"key": "desk", "vendor": "Acme", "skills": {"phone": 1.0}, "rate": 1000, "per": "week"}
    return {
        "forecast": {"calendar": calendar(len(hours)), "workstreams": [calls]},
        "rate_card": {"vendors": [{"key": "Acme"}], "offers": [{**offer, **fields}]},
    }
