"""Where a search for fewer vendors can begin: the plan with one vendor's part taken out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from scheduler.engine import Status
from scheduler.explain.alternatives.questions import Questions
from scheduler.model.arrays import Floats
from scheduler.model.case import Case
from scheduler.search.most import bounded


def starts_without_one(questions: Questions, start: Floats | None) -> Iterator[tuple[int, Floats]]:
    """Places of vendors the start (absent: the explained plan) could do without, the cheapest to miss
    first, and the start without each; left out are those without whom no plan keeps under the cap."""
    case, _ = questions.modelled()
    values = questions.plan_values if start is None else start
    costs = {
        place: _least_without(questions, place) for place in _in_use(case, values) if _can_go(case, place)
    }
    for place in sorted(costs, key=lambda place: costs[place]):
        if costs[place] <= questions.cap:
            yield place, _without(case, values, place)


def _least_without(questions: Questions, place: int) -> float:
    """No plan without this vendor costs less."""
    case, _ = questions.modelled()
    program = bounded(case)
    upper = program.upper.copy()
    upper[case.variables.used[place]] = 0.0
    relaxed = questions.engine.relax(replace(program, upper=upper))
    return -np.inf if relaxed.status is Status.NONE_IN_TIME else relaxed.objective


def _in_use(case: Case, values: Floats) -> list[int]:
    """Places of vendors with heads that start, or with none who could: hours on call are not in a start."""
    found = []
    for place, vendor in enumerate(case.index.vendors):
        offers = case.index.heads_of(vendor.key)
        if np.nansum(values[case.variables.starts[offers]]) > 0 or case.index.calls_of(vendor.key):
            found.append(place)
    return found


def _can_go(case: Case, place: int) -> bool:
    return not case.index.is_engaged(case.index.vendors[place])


def _without(case: Case, values: Floats, place: int) -> Floats:
    """The heads of the values without those of a vendor; all else is nan, to be found anew."""
    v, offers = case.variables, case.index.heads_of(case.index.vendors[place].key)
    start = np.full(len(values), np.nan)
    heads = (v.hires, v.releases, v.short_time, v.moves, v.running_ends)
    streams = (v.starts, v.ends, v.converting_starts, v.converted)
    for block in (*heads, *streams):
        start[block] = values[block]
    for block in streams:
        start[block[offers]] = 0.0
    return start
