"""How a limit is loosened where it stands: in a row of a table, in the policy, in one of its shares."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from scheduler.explain.edits import changed, with_fields
from scheduler.explain.interval import Direction
from scheduler.explain.prices.limit import Limit, in_words, more
from scheduler.problem import Problem
from scheduler.problem.base import Model, Timed
from scheduler.words import exact

Step = Callable[[Any, int], Any]
"""A value and steps: the value so many steps looser, None where there are not so many."""
MOST_HEADS = 1e7  # as in the input
HEADS: Step = partial(more, most=MOST_HEADS)


def row_limit(
    problem: Problem, document: str, table: str, row: Any, *names: str, what: str, unit: str, step: Step,
    say: Callable[[float], str] = exact, direction: Direction = "cheaper",
) -> Limit:  # fmt: skip
    """A limit in a field of a table's row, or in a field of one of its parts."""
    value = row
    for name in names:
        value = getattr(value, name)

    def put(value: Any) -> Problem:
        return changed(problem, document, table, row.key, lambda old: _with(old, names, value))

    place = "/".join((document, table, row.key, *names))
    return limit_of(place, unit, what, value, step, put, say=say, direction=direction)


def limit_of(
    place: str, unit: str, what: str, value: Any, step: Step, put: Callable[[Any], Problem], *,
    say: Callable[[float], str] = exact, direction: Direction = "cheaper",
) -> Limit:  # fmt: skip
    """A limit that has a value, how it steps, and how the problem is with another value in its place."""

    def edit(steps: int) -> tuple[Problem, str] | None:
        other = step(value, steps)
        return None if other is None else (put(other), in_words(other, say))

    return Limit(place, unit, what, in_words(value, say), edit, direction)


def _with(row: Model, names: tuple[str, ...], value: Any) -> Model:
    first, *rest = names
    inner = _with(getattr(row, first), tuple(rest), value) if rest else value
    return row.model_copy(update={first: inner})


def in_policy(problem: Problem, name: str, value: Any) -> Problem:
    """The problem with another value of one field of the policy."""
    return with_fields(problem, "policy", **{name: value})


def in_share(problem: Problem, name: str, place: int, value: float) -> Problem:
    """The problem with another share in one row of a list of the policy."""
    rows = list(getattr(problem.policy, name))
    rows[place] = rows[place].model_copy(update={"share": value})
    return in_policy(problem, name, tuple(rows))


def point(share: Timed[float], steps: int) -> Timed[float] | None:
    """A share so many points higher; the last one may be a part of one."""
    now, before = (more(share, n / 100, 1.0) for n in (steps, steps - 1))
    return None if now == before else now


def point_less(share: float, steps: int) -> float | None:
    """A share so many points lower; the last one may be a part of one."""
    return max(0.0, round(share - steps / 100, 9)) if share > (steps - 1) / 100 else None


def count(value: int, steps: int) -> int:
    """A number so much higher."""
    return value + steps
