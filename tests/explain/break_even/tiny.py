"""Problems small enough to find their break-even points by hand."""

from __future__ import annotations

import copy
import json
from datetime import date, timedelta
from typing import Any

from scheduler.engine import shared_engine
from scheduler.explain.asking import Asking, Explained
from scheduler.explain.break_even import ROOM, BreakEven
from scheduler.problem import Problem
from scheduler.result import Result
from scheduler.solving import solve

START = date(2027, 1, 4)
Raw = dict[str, Any]


def week(number: int) -> str:
    """The first day of a week, counted from 0."""
    return str(START + timedelta(weeks=number))


def raw(hours: list[float], offers: list[Raw], pools: list[Raw] | None = None, **work: Any) -> Raw:
    """Weeks of one kind of work that costs 50 an hour left undone; contract heads work 40 hours a week."""
    calendar = {"start": week(0), "unit": "week", "periods": len(hours), "as_of": week(0)}
    calls = {"key": "calls", "skill": "phone", "hours": hours, "shortage_cost": 50, **work}
    vendors = [{"key": vendor} for vendor in dict.fromkeys(offer["vendor"] for offer in offers)]
    return {
        "format": 1,
        "forecast": {"calendar": calendar, "workstreams": [calls]},
        "workforce": {"pools": pools or []},
        "rate_card": {"vendors": vendors, "offers": offers},
    }


def offer(rate: float, vendor: str = "Acme", **terms: Any) -> Raw:
    return {"key": f"{vendor} phone", "vendor": vendor, "skills": {"phone": 1.0}, "rate": rate, **terms}


def problem(document: Raw) -> Problem:
    return Problem.model_validate_json(json.dumps(document))


def answer(document: Raw) -> Result:
    """Solved to proof."""
    return solve(problem(document), gap=0.0, engine=shared_engine())


def edited(document: Raw, **fields: Any) -> Raw:
    """The same with other fields of its first offer."""
    other = copy.deepcopy(document)
    other["rate_card"]["offers"][0].update(fields)
    return other


def cost(document: Raw) -> float:
    found = answer(document)
    assert found.outcome == "optimal"
    assert found.cost is not None
    return found.cost


def without_offers(document: Raw) -> Raw:
    other = copy.deepcopy(document)
    other["rate_card"]["offers"] = other["rate_card"]["offers"][1:]
    return other


def starts(document: Raw) -> float:
    """Heads that start under the first offer."""
    plan = answer(document).plan
    assert plan is not None
    return sum(plan.offers[document["rate_card"]["offers"][0]["key"]].starts)


def asking(document: Raw, **limits: Any) -> Asking:
    given = {"gap": 0.0, "seconds": 60.0, **limits}
    return Asking(Explained(problem(document), answer(document)), shared_engine(), **given)


def told(document: Raw, name: str) -> BreakEven:
    """The answer to a question, as it comes back from JSON."""
    found = ROOM.answer(name, asking(document))
    assert isinstance(found, BreakEven)
    assert BreakEven.model_validate_json(found.model_dump_json()) == found
    return found
