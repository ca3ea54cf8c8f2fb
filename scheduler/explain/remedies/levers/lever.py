"""A field of the input that can give, step by step."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pydantic import JsonValue

from scheduler.explain.remedies.edit import Cell, Document
from scheduler.plan import Plan
from scheduler.search.conflicts import Group

Words = Callable[[JsonValue, JsonValue], str]


@dataclass(frozen=True)
class Place:
    """Where a field is: see Cell."""

    document: Document
    table: str | None
    row: str | None
    field: str

    def cell(self, before: JsonValue, after: JsonValue) -> Cell:
        """The field changed."""
        return Cell.model_validate(
            {
                "document": self.document,
                "table": self.table,
                "row": self.row,
                "field": self.field,
                "before": before,
                "after": after,
            }
        )

    def inner(self, path: str) -> Place:
        """A field within this one."""
        return Place(self.document, self.table, self.row, f"{self.field}/{path}")


@dataclass(frozen=True)
class Steps:
    """What a field can say instead: `value(n)` after n steps, n from 1 to `most`, each looser.

    `each`: what a step is of what the rule lacks (heads, hours, money); None where that says nothing.
    """

    most: int
    value: Callable[[int], JsonValue]
    each: float | None = None


@dataclass(frozen=True, eq=False)
class Lever:
    """One field that can give (with others that must change along, if any) for one rule and owner."""

    group: Group
    place: Place
    before: JsonValue
    steps: Steps
    words: Words
    along: tuple[Cell, ...] = ()
    told: Callable[[Plan], str] | None = None  # words that need the plan

    @property
    def most(self) -> int:
        """Steps to the loosest."""
        return self.steps.most

    def cells(self, step: int) -> tuple[Cell, ...]:
        """The edit after so many steps."""
        after = self.steps.value(step)
        own = () if after == self.before else (self.place.cell(self.before, after),)
        return (*own, *self.along)

    def text(self, step: int, plan: Plan | None = None) -> str:
        """The edit in words, from the plan it makes possible where that says more."""
        if self.told is not None and plan is not None:
            return self.told(plan)
        return self.words(self.before, self.steps.value(step))


def in_order(steps: Iterable[tuple[Lever, int]]) -> list[tuple[Cell, ...]]:
    """The cells of each lever, to be changed one lever after the other: the same change is made once.

    What a lever itself changes counts more than what changes along with another.
    """
    said: dict[Place, JsonValue] = {}
    found = []
    for lever, step in steps:
        cells = []
        for cell in lever.cells(step):
            place = Place(cell.document, cell.table, cell.row, cell.field)
            if place in said and (place != lever.place or said[place] == cell.after):
                continue
            cells.append(cell.model_copy(update={"before": said.get(place, cell.before)}))
            said[place] = cell.after
        found.append(tuple(cells))
    return found


def merged(steps: Iterable[tuple[Lever, int]]) -> list[Cell]:
    """All cells, in that order."""
    return [cell for cells in in_order(steps) for cell in cells]
