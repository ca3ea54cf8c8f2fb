"""Edits of an input that a person or a program can carry out and take back."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Literal

from pydantic import Field, JsonValue

from scheduler.problem import Problem
from scheduler.problem.base import Model

Document = Literal["forecast", "workforce", "rate_card", "policy"]


class Cell(Model):
    """One field of the input, what it says and what it is to say, both as in the JSON of a problem.

    `row`: the key of a row of `table`, or its place from 0 where rows have no key; both None for a
    document's own field. `field` is a path such as `hire/lead` or `max_heads/1/value`.
    """

    document: Document
    table: str | None
    row: str | None
    field: str
    before: JsonValue = Field(alias="from")
    after: JsonValue = Field(alias="to")


class Edit(Model):
    """What one rule gives: cells that change together, in words as well. `owner` as in a conflict."""

    rule: str
    owner: str
    cells: tuple[Cell, ...]
    text: str


def applied(problem: Problem, cells: Iterable[Cell]) -> Problem:
    """The problem with these fields changed; raises ValueError where a field is not as it is to be before.

    Raises KeyError when there is no such row or field.
    """
    data = problem.model_dump(mode="json", by_alias=True)
    for cell in cells:
        inner, last = _holder(data, cell)
        if inner[last] != cell.before:
            raise ValueError(f"{cell.field} of {cell.row} is {inner[last]!r}, not {cell.before!r}")
        inner[last] = cell.after
    return Problem.model_validate_json(json.dumps(data))


def undone(problem: Problem, cells: Iterable[Cell]) -> Problem:
    """The problem before these cells were changed; raises as `applied` does."""
    back = [cell.model_copy(update={"before": cell.after, "after": cell.before}) for cell in cells]
    return applied(problem, reversed(back))


def _holder(data: Any, cell: Cell) -> tuple[Any, str | int]:
    """What holds a field, and the field's name or place in it."""
    inner = data[cell.document]
    if cell.table is not None and cell.row is not None:
        inner = row_of(inner[cell.table], cell.row)
    *path, last = cell.field.split("/")
    for step in path:
        inner = inner[int(step) if isinstance(inner, list) else step]
    return inner, int(last) if isinstance(inner, list) else last


def row_of(rows: list[Any], key: str) -> Any:
    """The row with this key, or in this place where rows have no key."""
    for place, row in enumerate(rows):
        if row.get("key", str(place)) == key:
            return row
    raise KeyError(key)
