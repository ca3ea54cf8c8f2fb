"""What a cut hands on besides decisions: work that waits or is done, and heads who are truly there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, NamedTuple

from scheduler.plan import Plan
from scheduler.problem import Problem, Workstream
from scheduler.problem.actuals import Actuals, What
from scheduler.replan.rolled import Rolled
from scheduler.words import day, hours_text

LEAST = 1e-6  # hours
HEADS = (
    What.OWN_HEADS,
    What.OWN_STARTS,
    What.OWN_LEAVERS,
    What.CONTRACT_HEADS,
    What.CONTRACT_STARTS,
    What.CONTRACT_LEAVERS,
)


class Without(NamedTuple):
    """The problem as it would be without something that is handed on; `text` says without what."""

    text: str
    problem: Problem
    baseline: Plan


def without_each(now: Rolled, facts: Actuals, again: Callable[[Actuals], Rolled]) -> Iterator[Without]:
    """Each thing taken out by itself. `again`: the cut with other actuals."""
    start = now.problem.forecast.calendar.start
    for stream in now.problem.forecast.workstreams:
        for text, fields in _of_work(stream, start):
            yield Without(text, _with_stream(now.problem, stream.key, fields), now.baseline)
    for what, name in dict.fromkeys((row.what, row.name) for row in facts.rows if row.what in HEADS):
        others = tuple(row for row in facts.rows if (row.what, row.name) != (what, name))
        rest = again(Actuals(rows=others))
        yield Without(f"With {what.value} of {name} as planned", rest.problem, rest.baseline)


def _of_work(stream: Workstream, start: date) -> Iterator[tuple[str, dict[str, Any]]]:
    if stream.opening > LEAST:
        text = f"Without the {hours_text(stream.opening)} of {stream.key} that wait on {day(start)}"
        yield text, {"opening_backlog": 0.0}
    if stream.opening_ahead > LEAST:
        text = f"Without the {hours_text(stream.opening_ahead)} of {stream.key} done ahead by {day(start)}"
        yield text, {"opening_ahead": 0.0}


def _with_stream(problem: Problem, key: str, fields: dict[str, Any]) -> Problem:
    streams = tuple(
        each.model_copy(update=fields) if each.key == key else each for each in problem.forecast.workstreams
    )
    forecast = problem.forecast.model_copy(update={"workstreams": streams})
    return problem.model_copy(update={"forecast": forecast})
