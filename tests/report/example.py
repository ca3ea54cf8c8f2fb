"""A plan small enough to add up by hand: six weeks, one team of ten, one hire, two contract heads.

A head works 40 h, 28 of them productive. Own hours: 280, then 308 with the hire. Calls and orders ask
for 308, 308, 364, 392, 364, 308: overtime gives 28 in the first week, two contract heads 56 in the
third to fifth, and 28 of the fourth week stay undone.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

from scheduler.plan import Plan
from scheduler.problem import Problem
from scheduler.result import Result
from scheduler.rules import Cost

START = date(2027, 3, 29)
NONE = (0.0,) * 6


def problem(**changes: Any) -> Problem:
    """The problem; `changes` replace whole documents."""
    documents = {
        "forecast": _forecast(),
        "workforce": _workforce(),
        "rate_card": _rate_card(),
        "policy": {},
    }
    return Problem.model_validate_json(json.dumps({"format": 1, **documents, **changes}))


def _forecast() -> dict[str, Any]:
    calls = [280, 280, 336, 364, 336, 280]
    return {
        "currency": "EUR",
        "calendar": {"start": "2027-03-29", "unit": "week", "periods": 6, "as_of": "2027-03-29"},
        "workstreams": [
            {"key": "calls", "skill": "phone", "hours": calls, "shortage_cost": 90},
            {"key": "orders", "skill": "phone", "hours": 28, "shortage_cost": 90, "data_class": "payment"},
        ],
    }


def _workforce() -> dict[str, Any]:
    team = {
        "key": "phone team",
        "skills": {"phone": 1.0},
        "headcount": 10,
        "salary": 31200,
        "on_cost_share": 0.25,
        "shrinkage": 0.3,
        "needed_after": "unknown",
        "hire": {"costs": {"recruiting": 2000}, "lead": "1w"},
        "overtime": {"max_share": 0.1, "premium": 1.5},
    }
    return {"pools": [team]}


def _rate_card() -> dict[str, Any]:
    budget = {
        "key": "budget phone",
        "vendor": "Budget",
        "skills": {"phone": 1.0},
        "rate": 20,
        "shrinkage": 0.3,
        "lead": "1w",
        "min_term": "3w",
        "onboarding": 500,
        "overheads": [{"name": "licences", "amount": 10, "per": "week"}],
    }
    prime = {"key": "prime phone", "vendor": "Prime", "skills": {"phone": 1.0}, "rate": 60, "min_term": "4w"}
    late = {"key": "late phone", "vendor": "Late", "skills": {"phone": 1.0}, "rate": 10, "lead": "10w"}
    french = {"key": "french", "vendor": "Prime", "skills": {"french": 1.0}, "rate": 30}
    return {
        "vendors": [{"key": "Budget"}, {"key": "Prime", "clearance": ["payment"]}, {"key": "Late"}],
        "offers": [budget, prime, late, french],
    }


def plan() -> Plan:
    """The plan of the module's first lines."""
    return Plan.model_validate(
        {
            "currency": "EUR",
            "first_days": tuple(START + timedelta(weeks=t) for t in range(7)),
            "actions": _actions(),
            "pools": {"phone team": _pool()},
            "moves": {},
            "offers": {
                "budget phone": _offer(
                    (0.0, 0.0, 2.0, 0.0, 0.0, 0.0), (0.0,) * 5 + (2.0,), (0, 0, 2, 2, 2, 0)
                ),
                **{key: _offer(NONE, NONE, NONE) for key in ("prime phone", "late phone", "french")},
            },
            "running": {},
            "vendors": {
                key: {"used": key == "Budget", "shortfall": 0.0} for key in ("Budget", "Prime", "Late")
            },
            "workstreams": {
                "calls": _work((280, 280, 336, 364, 336, 280), (0, 0, 0, 28, 0, 0)),
                "orders": _work((28,) * 6, (0,) * 6),
            },
            "allocations": (
                _allocation("phone team", "calls", (280,) * 6),
                _allocation("phone team", "orders", (28,) * 6),
                _allocation("budget phone", "calls", (0, 0, 56, 56, 56, 0)),
            ),
            "costs": _costs(),
            "cost": 59760.0,
            "cash": 57240.0,
            "penalties": 2520.0,
        }
    )


def result(**changes: Any) -> Result:
    """A result with the plan, its bound 0.1 % lower, and a passed check."""
    facts: dict[str, Any] = {
        "outcome": "feasible",
        "stop_reason": "gap",
        "plan": plan(),
        "cost": 59760.0,
        "cash": 57240.0,
        "penalties": 2520.0,
        "bound": 59700.0,
        "gap": 60 / 59760,
        "seconds": 1.25,
        "check": "passed",
        "limits": {"time_limit": 60.0, "gap": 0.001, "seed": 0},
        "versions": {"staffmix": "0.1.0"},
        "inputs": {"forecast": "f" * 64},
    }
    return Result.model_validate({**facts, **changes}, strict=False)


def _floats(values: tuple[float, ...]) -> tuple[float, ...]:
    return tuple(float(value) for value in values)


def _actions() -> tuple[dict[str, Any], ...]:
    hire = {
        "id": "hire-1",
        "kind": "hire",
        "owner": "phone team",
        "heads": 1.0,
        "start": date(2027, 4, 5),
        "decide_by": date(2027, 3, 29),
    }
    contract = {
        "id": "contract-1",
        "kind": "contract",
        "owner": "budget phone",
        "heads": 2.0,
        "start": date(2027, 4, 12),
        "end": date(2027, 5, 3),
        "decide_by": date(2027, 4, 5),
        "end_decide_by": date(2027, 5, 3),
    }
    return hire, contract


def _pool() -> dict[str, Any]:
    heads = (10.0,) + (11.0,) * 5
    names = ("releases", "arriving", "leaving", "moved_out", "moved_in", "converted", "leavers")
    rest = ("short_time_heads", "idle_hours", "mentor_hours")
    return {
        "hires": (0.0, 1.0, 0.0, 0.0, 0.0, 0.0),
        **dict.fromkeys((*names, *rest), NONE),
        "experienced": heads,
        "heads": heads,
        "overtime_hours": (28.0,) + (0.0,) * 5,
        "supervision": {},
    }


def _offer(starts: tuple[float, ...], ends: tuple[float, ...], active: tuple[float, ...]) -> dict[str, Any]:
    return {
        "starts": starts,
        "ends": ends,
        "active": _floats(active),
        "converting_starts": NONE,
        "converted": NONE,
        "converting_active": NONE,
        "bought_hours": {},
    }


def _work(demand: tuple[float, ...], short: tuple[float, ...]) -> dict[str, Any]:
    delivered = tuple(float(d - s) for d, s in zip(demand, short))
    return {
        "demand": _floats(demand),
        "delivered": delivered,
        "short": _floats(short),
        "waiting": NONE,
        "ahead": NONE,
    }


def _allocation(supplier: str, work: str, hours: tuple[float, ...]) -> dict[str, Any]:
    return {"supplier": supplier, "workstream": work, "hours": _floats(hours)}


def _costs() -> tuple[dict[str, Any], ...]:
    lines: list[tuple[Cost, str, str, tuple[float, ...]]] = [
        (Cost.SALARY, "phone team", "", (6000, 6600, 6600, 6600, 6600, 6600)),
        (Cost.ON_COST, "phone team", "", (1500, 1650, 1650, 1650, 1650, 1650)),
        (Cost.OVERTIME, "phone team", "", (630, 0, 0, 0, 0, 0)),
        (Cost.HIRING, "phone team", "recruiting", (0, 2000, 0, 0, 0, 0)),
        (Cost.CONTRACT, "budget phone", "", (0, 0, 1600, 1600, 1600, 0)),
        (Cost.ONBOARDING, "budget phone", "", (0, 0, 1000, 0, 0, 0)),
        (Cost.CONTRACT_OVERHEAD, "budget phone", "licences", (0, 0, 20, 20, 20, 0)),
        (Cost.SHORTAGE, "calls", "", (0, 0, 0, 2520, 0, 0)),
    ]
    return tuple(
        {"kind": kind, "owner": owner, "part": part, "amounts": _floats(amounts)}
        for kind, owner, part, amounts in lines
    )


def renamed(names: dict[str, str]) -> tuple[Problem, Result]:
    """The example with other names for its people, offers and work."""

    def change(value: Any) -> Any:
        if isinstance(value, dict):
            return {change(key): change(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [change(inner) for inner in value]
        return names.get(value, value) if isinstance(value, str) else value

    given, found = problem().model_dump(mode="json", by_alias=True), result().model_dump(mode="json")
    return (
        Problem.model_validate_json(json.dumps(change(given))),
        Result.model_validate_json(json.dumps(change(found))),
    )
