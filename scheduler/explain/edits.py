"""Edits of a problem: a copy with one thing changed, checked like any other input when it is solved."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from scheduler.problem import Problem
from scheduler.problem.base import Model


def with_one(problem: Problem, document: str, table: str, key: str, **fields: Any) -> Problem:
    """The problem with other fields of one row, as ("rate_card", "offers", "acme", rate=30.0).

    Raises KeyError when no row has this key.
    """
    return changed(problem, document, table, key, lambda row: row.model_copy(update=fields))


def changed(
    problem: Problem, document: str, table: str, key: str, edit: Callable[[Any], Model | None]
) -> Problem:
    """The problem with one row put through `edit`; None takes the row out. Raises KeyError as above."""
    rows = getattr(getattr(problem, document), table)
    if key not in {row.key for row in rows}:
        raise KeyError(key)
    edited = (edit(row) if row.key == key else row for row in rows)
    return with_fields(problem, document, **{table: tuple(row for row in edited if row is not None)})


def with_fields(problem: Problem, document: str, **fields: Any) -> Problem:
    """The problem with other fields of one document, as ("policy", strict=True)."""
    other = getattr(problem, document).model_copy(update=fields)
    return problem.model_copy(update={document: other})
