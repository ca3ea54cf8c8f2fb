"""What is to be decided: starts and ends put together first in, first out, each with its dates."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from datetime import date
from typing import Literal

from scheduler.model.arrays import Floats, Ints
from scheduler.model.case import Case
from scheduler.model.index import Terms
from scheduler.plan import Action
from scheduler.problem.timeline import add_duration, previous_working_day

LEAST = 1e-9
DIGITS = 9
Stay = tuple[int, int | None, float]
"""Start, end (None: after the horizon), heads."""


def actions(case: Case, values: Floats) -> tuple[Action, ...]:
    """All actions of a plan, by the day they must be decided."""
    found = [*_own(case, values), *_contracts(case, values), *_running(case, values)]
    return tuple(sorted(found, key=lambda a: (a.decide_by, a.start, a.kind, a.owner, a.end or date.max)))


def stays(starts: Floats, ends: Floats) -> list[Stay]:
    """First in, first out: who starts when and ends when."""
    waiting: deque[tuple[int, float]] = deque()
    found: list[Stay] = []
    for t in ((starts > LEAST) | (ends > LEAST)).nonzero()[0].tolist():
        if starts[t] > LEAST:
            waiting.append((t, float(starts[t])))
        left = float(ends[t])
        while left > LEAST and waiting:
            start, heads = waiting.popleft()
            gone = min(heads, left)
            found.append((start, t, gone))
            left = round(left - gone, DIGITS)
            if heads - gone > LEAST:
                waiting.appendleft((start, round(heads - gone, DIGITS)))
    found += [(start, None, heads) for start, heads in waiting]
    return sorted(found, key=lambda stay: (stay[0], stay[1] is None, stay[1] or 0))


def _own(case: Case, values: Floats) -> Iterator[Action]:
    index, v = case.index, case.variables
    for g, each in enumerate(index.pools):
        hire, release = each.pool.hire, each.pool.release
        yield from _starts(case, "hire", each.pool.key, values[v.hires[g]], hire.lead if hire else "0d")
        notice = release.notice if release else "0d"
        yield from _starts(case, "release", each.pool.key, values[v.releases[g]], notice)
    for m, move in enumerate(index.moves):
        yield from _starts(case, "move", move.key, values[v.moves[m]], "0d")


def _starts(
    case: Case, kind: Literal["hire", "release", "move"], owner: str, heads: Floats, lead: str
) -> Iterator[Action]:
    for t in (heads > LEAST).nonzero()[0].tolist():
        day = case.index.clock.first_days[t]
        yield Action(
            id=f"{kind}/{owner}/{day}",
            kind=kind,
            owner=owner,
            heads=float(heads[t]),
            start=day,
            decide_by=case.index.timeline.decide_by(t, lead),
        )


def _contracts(case: Case, values: Floats) -> Iterator[Action]:
    v = case.variables
    for k, each in enumerate(case.index.heads):
        yield from _stays(case, "contract", each, values, (v.starts[k], v.ends[k]))
        yield from _stays(case, "conversion", each, values, (v.converting_starts[k], v.converted[k]))


def _stays(
    case: Case,
    kind: Literal["contract", "conversion"],
    each: Terms,
    values: Floats,
    columns: tuple[Ints, Ints],
) -> Iterator[Action]:
    days, timeline, key = case.index.clock.first_days, case.index.timeline, each.offer.key
    for start, end, heads in stays(values[columns[0]], values[columns[1]]):
        ordered = timeline.decide_by(start, each.offer.lead)
        end_ordered = None
        if end is not None:
            forced = each.longest is not None and end - start >= each.longest
            end_ordered = ordered if forced else timeline.decide_by(end, each.offer.notice)
        yield Action(
            id=f"{kind}/{key}/{days[start]}/{days[end] if end is not None else 'open'}",
            kind=kind,
            owner=key,
            heads=heads,
            start=days[start],
            end=None if end is None else days[end],
            decide_by=ordered,
            end_decide_by=end_ordered,
        )


def _running(case: Case, values: Floats) -> Iterator[Action]:
    index = case.index
    for row, lot in enumerate(index.lots):
        offer, key = index.heads[index.lot_offer[row]].offer, lot.running.key
        ends = values[case.variables.running_ends[row]]
        for t in (ends > LEAST).nonzero()[0].tolist():
            day = index.clock.first_days[t]
            ordered = previous_working_day(add_duration(lot.running.started, offer.lead, sign=-1))
            yield Action(
                id=f"end_running/{key}/{day}",
                kind="end_running",
                owner=key,
                heads=float(ends[t]),
                start=day,
                decide_by=ordered if t == lot.latest else index.timeline.decide_by(t, offer.notice),
            )
