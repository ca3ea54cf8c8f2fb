"""What the checks of a problem look things up in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from fractions import Fraction
from functools import cache, cached_property
from typing import Any

from pydantic import BaseModel

from scheduler.problem import ByAge, Dated, Offer, Pool, Problem, Running, Vendor, Workstream
from scheduler.problem.timeline import Timeline


@dataclass(frozen=True)
class Context:
    """A problem with its names. `baseline`: whether an earlier plan is given."""

    problem: Problem
    baseline: bool = False

    @cached_property
    def timeline(self) -> Timeline:
        return Timeline(self.problem.forecast.calendar)

    @cached_property
    def length(self) -> Callable[[str], int]:
        """A duration in periods, each worked out once."""
        return cache(self.timeline.length)

    @cached_property
    def by_age(self) -> Callable[[ByAge], list[Fraction]]:
        """A table by age in periods, each worked out once."""
        return cache(self.timeline.by_age)

    @property
    def start(self) -> date:
        return self.problem.forecast.calendar.start

    @property
    def work(self) -> list[tuple[int, Workstream]]:
        return list(enumerate(self.problem.forecast.workstreams))

    @property
    def pools(self) -> list[tuple[int, Pool]]:
        return list(enumerate(self.problem.workforce.pools))

    @property
    def vendors(self) -> list[tuple[int, Vendor]]:
        return list(enumerate(self.problem.rate_card.vendors))

    @property
    def offers(self) -> list[tuple[int, Offer]]:
        return list(enumerate(self.problem.rate_card.offers))

    @property
    def running(self) -> list[tuple[int, Running]]:
        return list(enumerate(self.problem.rate_card.running))

    @cached_property
    def pool_keys(self) -> set[str]:
        return {pool.key for _, pool in self.pools}

    @cached_property
    def vendor_keys(self) -> set[str]:
        return {vendor.key for _, vendor in self.vendors}

    @cached_property
    def offer_of(self) -> dict[str, Offer]:
        return {offer.key: offer for _, offer in self.offers}

    @cached_property
    def pool_skills(self) -> set[str]:
        return {skill for _, pool in self.pools for skill in pool.skills}

    @cached_property
    def skills(self) -> set[str]:
        """Every skill of a workstream or a supplier."""
        offered = {skill for _, offer in self.offers for skill in offer.skills}
        return self.pool_skills | offered | {work.skill for _, work in self.work}

    @cached_property
    def fields(self) -> list[Field]:
        """Every field that is given, as (path, name, value); lists of {from, value} are one value."""
        found: list[Field] = []
        for name in ("forecast", "workforce", "rate_card", "policy"):
            _walk((name,), getattr(self.problem, name), found)
        return found


Field = tuple[tuple[str | int, ...], str, Any]


def _walk(steps: tuple[str | int, ...], model: BaseModel, found: list[Field]) -> None:
    """The fields of a model and of the models inside it, named as in files."""
    for name, written in _names(type(model)):
        value = getattr(model, name)
        if value is None:
            continue
        path = (*steps, written)
        found.append((path, name, value))
        if isinstance(value, BaseModel):
            _walk(path, value, found)
        elif isinstance(value, tuple):
            for number, inner in enumerate(value):
                if isinstance(inner, BaseModel) and not isinstance(inner, Dated):
                    _walk((*path, number), inner, found)


@cache
def _names(model: type[BaseModel]) -> list[tuple[str, str]]:
    """The fields of a model, each with its name in files."""
    return [(name, info.alias or name) for name, info in model.model_fields.items()]


def did_you_mean(name: str, names: Iterable[str]) -> str:
    """`; did you mean …?` or nothing."""
    folded = {known.casefold(): known for known in names}
    close = get_close_matches(name.casefold(), list(folded), n=1, cutoff=0.5)
    return f"; did you mean '{folded[close[0]]}'?" if close else ""


def cut(text: str) -> str:
    """At most 64 characters of a text."""
    return text if len(text) <= 64 else text[:63] + "…"


def listed(names: Iterable[str], most: int = 6) -> str:
    """`a, b and 3 more`."""
    every = [cut(name) for name in names]
    if len(every) <= most:
        return ", ".join(every)
    return ", ".join(every[:most]) + f" and {len(every) - most} more"
