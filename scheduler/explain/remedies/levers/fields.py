"""Reading fields that can give: of rows by key, over time, and in lists without keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from scheduler.explain.remedies.levers.lever import Lever, Place, Steps, Words
from scheduler.problem import Offer, Pool, Problem, Workstream
from scheduler.problem.timeline import Timeline
from scheduler.search.conflicts import Group

MakeSteps = Callable[[Any], Steps]


class Fields:
    """The fields of one problem that can give for one rule and owner."""

    def __init__(self, problem: Problem, group: Group) -> None:
        self.problem, self.group, self.owner = problem, group, group[1]
        self.timeline = Timeline(problem.forecast.calendar)
        self._data = problem.model_dump(mode="json", by_alias=True)

    def pool(self) -> Pool:
        """The pool that owns the rule."""
        return next(each for each in self.problem.workforce.pools if each.key == self.owner)

    def offer(self, key: str | None = None) -> Offer:
        """The offer that owns the rule, or another."""
        wanted = key or self.owner
        return next(each for each in self.problem.rate_card.offers if each.key == wanted)

    def work(self) -> Workstream:
        """The workstream that owns the rule."""
        return next(each for each in self.problem.forecast.workstreams if each.key == self.owner)

    def name(self, offer: Offer) -> str:
        """The vendor's name where this is all it offers, else the offer's."""
        others = [each for each in self.problem.rate_card.offers if each.vendor == offer.vendor]
        return offer.vendor if len(others) == 1 else offer.key

    def lever(self, place: Place, value: Any, steps: Steps, words: Words, **more: Any) -> Iterator[Lever]:
        """The lever of one field; none where it cannot give."""
        if steps.most > 0:
            before = self.read(place) if value is None else value
            yield Lever(self.group, place, before, steps, words, **more)

    def over_time(self, place: Place, make: MakeSteps, words: Words) -> Iterator[Lever]:
        """A lever for a number, or for each entry of a list over time; none where it is absent."""
        value = self.read(place)
        if isinstance(value, list):
            for n, entry in enumerate(value):
                yield from self.lever(place.inner(f"{n}/value"), None, make(entry["value"]), words)
        elif value is not None:
            yield from self.lever(place, value, make(value), words)

    def read(self, place: Place) -> Any:
        """What the JSON of the problem says in this place."""
        inner = self._data[place.document]
        if place.table is not None:
            rows = inner[place.table]
            inner = next(row for n, row in enumerate(rows) if row.get("key", str(n)) == place.row)
        for step in place.field.split("/"):
            if inner is None:
                return None
            inner = inner[int(step) if isinstance(inner, list) else step]
        return inner


def in_pool(key: str, field: str) -> Place:
    """A field of a pool."""
    return Place("workforce", "pools", key, field)


def in_offer(key: str, field: str) -> Place:
    """A field of an offer."""
    return Place("rate_card", "offers", key, field)


def in_vendor(key: str, field: str) -> Place:
    """A field of a vendor."""
    return Place("rate_card", "vendors", key, field)


def in_work(key: str, field: str) -> Place:
    """A field of a workstream."""
    return Place("forecast", "workstreams", key, field)


def in_policy(field: str, table: str | None = None, place: int = 0) -> Place:
    """A field of the policy, or of a row of one of its lists."""
    return Place("policy", table, None if table is None else str(place), field)
