"""Input to change after a scorecard: document, row, field, from what to what; and the changing of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from math import ceil
from typing import Any, Literal, Protocol

from scheduler.problem import Offer, Problem
from scheduler.problem.base import Model
from scheduler.problem.timeline import DAYS_OF_LETTER

DIGITS = 4
MOST = 10.0  # no input holds a higher efficiency


class Scored(Protocol):
    """A measure of a scorecard."""

    @property
    def promised(self) -> float: ...
    @property
    def delivered(self) -> float: ...
    @property
    def differs(self) -> bool: ...


class Correction(Model):
    """One field of one row: `before` stands there, `after` is what was delivered. `field` may be dotted."""

    document: Literal["rate_card"] = "rate_card"
    table: Literal["offers"] = "offers"
    row: str
    field: str
    before: float | str
    after: float | str
    text: str


def corrections(offer: Offer, measures: Mapping[str, Scored]) -> Iterator[Correction]:
    """What of an offer's terms should say otherwise, where a difference is certain."""
    told = {name: each for name, each in measures.items() if each.differs}
    if "hours" in told and offer.unit != "output" and isinstance(offer.shrinkage, float | int):
        share = told["hours"].delivered / told["hours"].promised
        yield from _to(
            offer, "shrinkage", offer.shrinkage, _within(1 - (1 - offer.shrinkage) * share, 0.9999)
        )
    if "efficiency" in told and told["efficiency"].promised > 0:
        factor = told["efficiency"].delivered / told["efficiency"].promised
        for skill, value in offer.skills.items():
            yield from _to(offer, f"skills.{skill}", value, _within(value * factor, MOST, 0.0001))
    if "rework" in told:
        yield from _to(offer, "rework_share", offer.rework_share, _within(told["rework"].delivered, 0.9999))
    if "starts" in told and told["starts"].delivered > 0:
        yield from _to(offer, "lead", offer.lead, later(offer.lead, told["starts"].delivered))


def apply(problem: Problem, wanted: Iterable[Correction]) -> Problem:
    """The problem with these corrections made.

    Raises KeyError for a row that is not there, ValueError where the field says something else by now.
    """
    for each in wanted:
        problem = _applied(problem, each)
    return problem


def later(lead: str, days: float) -> str:
    """A lead so many days longer, in its own unit, rounded up: 4w and 9 days are 6w."""
    count, letter = int(lead[:-1]), lead[-1]
    if not count and letter != "d":
        letter = "d"
    return f"{count + ceil(days / DAYS_OF_LETTER[letter] - 1e-9)}{letter}"


def _to(offer: Offer, field: str, before: float | str, after: float | str) -> Iterator[Correction]:
    if before != after:
        text = f"{offer.key}: set {field.replace('_', ' ').replace('.', ' ')} to {after}, from {before}."
        yield Correction(row=offer.key, field=field, before=before, after=after, text=text)


def _within(value: float, most: float, least: float = 0.0) -> float:
    return min(most, max(least, round(value, DIGITS)))


def _applied(problem: Problem, wanted: Correction) -> Problem:
    rows = problem.rate_card.offers
    if wanted.row not in {offer.key for offer in rows}:
        raise KeyError(wanted.row)
    offers = tuple(_edited(offer, wanted) if offer.key == wanted.row else offer for offer in rows)
    return problem.model_copy(update={"rate_card": problem.rate_card.model_copy(update={"offers": offers})})


def _edited(offer: Offer, wanted: Correction) -> Offer:
    name, _, inner = wanted.field.partition(".")
    value: Any = getattr(offer, name)
    found = value.get(inner) if inner else value
    if found != wanted.before:
        raise ValueError(f"{offer.key}: {wanted.field} is {found}, not {wanted.before}")
    return offer.model_copy(update={name: {**value, inner: wanted.after} if inner else wanted.after})
