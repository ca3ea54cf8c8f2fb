"""Small random problems, built feature by feature on a plain base.

A feature changes a draft: the problem as plain dictionaries. It draws from a `Pick`, which is
hypothesis or a seeded generator, so that the same features serve both.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any, Protocol, TypeVar

from hypothesis.strategies import DataObject, sampled_from

from scheduler.problem import Problem
from scheduler.rules import Rule

T = TypeVar("T")
START = date(2026, 1, 5)


class Pick(Protocol):
    def one(self, choices: Sequence[T]) -> T: ...


class Seeded:
    """Draws from a seeded generator."""

    def __init__(self, seed: str) -> None:
        self.random = Random(seed)

    def one(self, choices: Sequence[T]) -> T:
        return self.random.choice(list(choices))


class Drawn:
    """Draws from hypothesis."""

    def __init__(self, data: DataObject) -> None:
        self.data = data

    def one(self, choices: Sequence[T]) -> T:
        return self.data.draw(sampled_from(list(choices)))


def week(number: int) -> date:
    return START + timedelta(weeks=number)


@dataclass
class Draft:
    """A problem in the making; `pool`, `offer`, `vendor` and `stream` are its first ones."""

    periods: int
    data: Any

    @property
    def pool(self) -> Any:
        return self.data["workforce"]["pools"][0]

    @property
    def hire(self) -> Any:
        return self.pool["hire"]

    @property
    def release(self) -> Any:
        return self.pool.setdefault("release", {"cost": 150.0, "max_of_present": 2})

    @property
    def offer(self) -> Any:
        return self.data["rate_card"]["offers"][0]

    @property
    def vendor(self) -> Any:
        return self.data["rate_card"]["vendors"][0]

    @property
    def stream(self) -> Any:
        return self.data["forecast"]["workstreams"][0]

    @property
    def policy(self) -> Any:
        return self.data["policy"]

    def known(self, field: str, *entries: dict[str, Any]) -> None:
        """More people of the first pool who are known to come, or started lately."""
        self.pool[field] = (*self.pool.get(field, ()), *entries)

    def more(self, document: str, field: str, *entries: dict[str, Any]) -> None:
        self.data[document][field] = (*self.data[document].get(field, ()), *entries)


Feature = Callable[[Pick, Draft], None]
FEATURES: dict[str, Feature] = {}
COVERS: dict[Rule, str] = {}


def feature(*rules: Rule) -> Callable[[Feature], Feature]:
    """Enters a feature under its function's name, with the rules it switches on."""

    def enter(function: Feature) -> Feature:
        FEATURES[function.__name__] = function
        COVERS.update(dict.fromkeys(rules, function.__name__))
        return function

    return enter


def base(pick: Pick, most: int) -> Draft:
    periods = pick.one(range(3, most + 1))
    stream = {
        "key": "calls",
        "skill": "talk",
        "hours": tuple(float(pick.one([40, 80, 120, 0, 50, 30, 95])) for _ in range(periods)),
        "shortage_cost": pick.one([100.0, 45.0, 61.0]),
    }
    pool = {
        "key": "team",
        "skills": {"talk": 1.0},
        "headcount": pick.one([1.0, 2.0, 0.0]),
        "salary": pick.one([900.0, 1010.0, 1100.0]),
        "per": "week",
        "needed_after": "unknown",
        "hire": {"costs": {"recruiting": pick.one([300.0, 0.0, 1100.0])}},
    }
    offer = {
        "key": "agents",
        "vendor": "agency",
        "skills": {"talk": 1.0},
        "rate": pick.one([1200.0, 1530.0, 700.0]),
        "per": "week",
    }
    data = {
        "forecast": {"calendar": {"start": START, "periods": periods}, "workstreams": (stream,)},
        "workforce": {"pools": (pool,)},
        "rate_card": {"vendors": ({"key": "agency"},), "offers": (offer,)},
        "policy": {},
    }
    return Draft(periods, data)


def build(pick: Pick, names: Sequence[str], most: int = 6) -> Problem:
    """A base problem with these features and at most so many periods."""
    draft = base(pick, most)
    for name in sorted(names):
        FEATURES[name](pick, draft)
    return Problem.model_validate(draft.data)
