"""Small steps from a plan: what a planner would try by hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from scheduler.engine import Program
from scheduler.model.actions import stays
from scheduler.model.arrays import ABSENT, Floats, Ints
from scheduler.search.tidy.streams import Stream

Direction = tuple[dict[int, float], float]
"""What one head changes, and the heads who may do so at once."""


@dataclass(frozen=True)
class Step:
    """Columns that change by so much; `fewer`: the plan has fewer actions after it.

    `one`: the same by one head. Where that makes a linear program dearer, more heads make it dearer still.
    """

    columns: Ints
    change: Floats
    fewer: bool = False
    one: Step | None = None

    def applied(self, values: Floats) -> Floats:
        """The values after the step."""
        after = values.copy()
        after[self.columns] += self.change
        return after

    def inside(self, program: Program, values: Floats) -> bool:
        """Whether the columns stay whole and within their bounds."""
        after = values[self.columns] + self.change
        low, high = program.lower[self.columns], program.upper[self.columns]
        return bool((after >= low).all() and (after <= high).all() and (after == np.round(after)).all())


def steps(streams: Sequence[Stream], values: Floats, size: int | None = None) -> Iterator[Step]:
    """All small steps from a plan, with the marks and batches that follow from them.

    `values` at all places that the streams name; steps that change one past the first `size` are left out.
    """
    size = len(values) if size is None else size
    for stream in streams:
        for unit, heads in _directions(stream, values):
            columns, change = np.array(list(unit), dtype=np.int64), np.array(list(unit.values()))
            one = _step(stream, columns, change, values)
            found = [one]
            if heads != 1:
                found.append(_step(stream, columns, heads * change, values, one if heads > 1 else None))
            yield from (step for step in found if (step.columns < size).all())


def _directions(stream: Stream, values: Floats) -> Iterator[Direction]:
    if stream.ends is not None:
        yield from _of_stays(stream.starts.tolist(), stream.ends.tolist(), values)
    elif stream.movable:
        yield from _of_row(stream.starts.tolist(), values)
    else:
        yield from _by_one(stream.starts, values)
    if stream.undoing is not None:
        yield from _of_both(stream.starts.tolist(), stream.undoing.tolist(), values)


def _by_one(columns: Ints, values: Floats) -> Iterator[Direction]:
    for column in columns[values[columns] > 0].tolist():
        yield {column: -1.0}, 1
        yield {column: 1.0}, 1


def _of_row(columns: list[int], values: Floats) -> Iterator[Direction]:
    """One head more or less, all dropped, one or all a period sooner or later."""
    for t, column in enumerate(columns):
        heads = float(values[column])
        if heads <= 0:
            continue
        yield {column: 1.0}, 1
        yield {column: -1.0}, heads
        for near in (t - 1, t + 1):
            if 0 <= near < len(columns):
                yield {column: -1.0, columns[near]: 1.0}, heads


def _of_both(columns: list[int], undoing: list[int], values: Floats) -> Iterator[Direction]:
    """As many fewer who come and who go in one period: all of those of whom there are fewer."""
    for come, go in zip(columns, undoing):
        heads = float(min(values[come], values[go]))
        if heads > 0:
            yield {come: -1.0, go: -1.0}, heads


def _of_stays(starts: list[int], ends: list[int], values: Floats) -> Iterator[Direction]:
    """The same for heads who start and end; an end after the last period is no column."""
    periods = len(starts)
    for start, end, heads in stays(values[starts], values[ends]):
        last = periods if end is None else end
        gone = _stay(starts, ends, start, last, -1.0)
        yield _stay(starts, ends, start, last, 1.0), 1
        yield gone, heads
        for sooner, later in ((-1, 0), (1, 0), (0, -1), (0, 1), (-1, -1), (1, 1)):
            first, then = start + sooner, last + later
            if 0 <= first < min(then, periods) and then <= periods:
                yield _sum(gone, _stay(starts, ends, first, then, 1.0)), heads


def _stay(starts: list[int], ends: list[int], start: int, end: int, heads: float) -> dict[int, float]:
    change = {starts[start]: heads}
    if end < len(ends):
        change[ends[end]] = change.get(ends[end], 0.0) + heads
    return change


def _sum(one: dict[int, float], other: dict[int, float]) -> dict[int, float]:
    total = {column: one.get(column, 0.0) + other.get(column, 0.0) for column in {*one, *other}}
    return {column: amount for column, amount in total.items() if amount}


def _step(stream: Stream, columns: Ints, change: Floats, values: Floats, one: Step | None = None) -> Step:
    before = values[columns]
    fewer = bool((before + change > 0).sum() < (before > 0).sum())
    if not stream.follows:
        return Step(columns, change, fewer, one)
    after = values.copy()
    after[columns] += change
    marks = _marks(stream, after, values)
    by = after[marks] - values[marks]
    alike = one is not None and len(marks) == 0 and len(one.columns) == len(columns)  # no mark in either
    all_, changes = np.concatenate([columns, marks]), np.concatenate([change, by])
    return Step(all_, changes, fewer, one if alike else None)


def _marks(stream: Stream, after: Floats, values: Floats) -> Ints:
    """Sets in `after` what follows from the heads there: 0/1 marks and batches. Returns what changed."""
    if stream.active is not None:
        after[stream.active] = np.cumsum(after[stream.starts] - after[stream.ends])
    changed = []
    for each in stream.follows:
        there = np.where(each.of == ABSENT, 0.0, after[each.of])
        after[each.columns] = each.value(there)
        changed.append(each.columns[after[each.columns] != values[each.columns]])
    return np.concatenate(changed)
